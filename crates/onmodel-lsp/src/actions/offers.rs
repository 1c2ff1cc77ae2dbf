//! The actions offered at a place.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use onmodel_engine::workspace::SetView;
use onmodel_rules::{Finding, Fix, Safety};
use tower_lsp::ls_types::{CodeActionKind, CodeActionParams, Diagnostic, Range};

use super::{Ticket, raw_fix, rule, several};
use crate::commands;
use crate::diagnostics::{At, Item, Worded};
use crate::plugins;

/// The kind of the action that makes every safe fix of a file.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.onmodel");

/// The level of a rule that says nothing.
const QUIET: &str = "off";

/// One action that may be offered.
pub(crate) struct Offer {
    pub(crate) title: String,
    pub(crate) kind: CodeActionKind,
    pub(crate) ticket: Ticket,
    /// The diagnostic it mends.
    pub(crate) diagnostic: Option<Diagnostic>,
    /// Whether it may be made without a look: the one to prefer.
    pub(crate) is_safe: bool,
    /// The command that does it, where it is no edit: the server is given the ticket back.
    pub(crate) command: Option<&'static str>,
}

impl Offer {
    fn plain(title: String, ticket: Ticket, diagnostic: &Diagnostic) -> Self {
        Self {
            title,
            kind: CodeActionKind::QUICKFIX,
            ticket,
            diagnostic: Some(diagnostic.clone()),
            is_safe: false,
            command: None,
        }
    }
}

/// What is shown at the place asked about.
struct Shown<'s> {
    set: &'s Arc<SetView>,
    finding: &'s Finding,
    diagnostic: Diagnostic,
}

/// Everything offered for what is shown at a range of a file, or named by the client's own
/// diagnostics: first the fixes, then what does several at once, then what the configuration can say.
pub(crate) fn offers(worded: Worded<'_>, path: &Path, params: &CodeActionParams) -> Vec<Offer> {
    let mut offers = Vec::new();
    if wants(params, &CodeActionKind::QUICKFIX) {
        let shown = shown(worded, path, params);
        offers.extend(shown.iter().flat_map(|one| fixes(worded, one)));
        // What needs no look stands before what is to be chosen from.
        offers.sort_by_key(|offer| !offer.is_safe);
        offers.extend(shown.iter().filter_map(trusts));
        let mut rules = BTreeSet::new();
        let first: Vec<&Shown<'_>> =
            shown.iter().filter(|one| rules.insert(&one.finding.rule)).collect();
        offers.extend(shown.iter().filter_map(draft));
        offers.extend(first.iter().flat_map(|one| kinds(one, path)));
        offers.extend(first.iter().flat_map(|one| says(one)));
    }
    if wants(params, &FIX_ALL) {
        offers.extend(all(worded, path));
    }
    offers
}

/// Whether the client asks for actions of this kind: one it names, or one above it.
fn wants(params: &CodeActionParams, kind: &CodeActionKind) -> bool {
    params.context.only.as_ref().is_none_or(|only| {
        only.iter().any(|wanted| {
            let rest = kind.as_str().strip_prefix(wanted.as_str());
            let is_above = |rest: &str| rest.is_empty() || rest.starts_with('.');
            wanted.as_str().is_empty() || rest.is_some_and(is_above)
        })
    })
}

fn shown<'s>(worded: Worded<'s>, path: &Path, params: &CodeActionParams) -> Vec<Shown<'s>> {
    let lines = worded.snapshot.lines(path, worded.abilities.unit());
    let mut shown = Vec::new();
    for (set, item) in worded.snapshot.files.items(path) {
        let (Some(set), Item::Finding(finding, at)) = (set, item) else { continue };
        let diagnostic = worded.item(path, lines.as_ref(), Some(set), item);
        if is_at(&diagnostic, *at, params.range) || is_named(finding, params) {
            shown.push(Shown { set, finding, diagnostic });
        }
    }
    shown.extend(of_picture(worded, path));
    shown
}

/// What is found about the picture at `path` and shown on another file: whoever asks about the picture
/// itself means that too.
fn of_picture<'s>(worded: Worded<'s>, path: &Path) -> Vec<Shown<'s>> {
    let view = &worded.snapshot.view;
    let Some(set) = view.pictured(path).filter(|_| view.captioned(path).is_none()) else {
        return Vec::new();
    };
    let is_here =
        |finding: &Arc<Finding>| {
            worded.snapshot.files.items(path).any(
                |(_, item)| matches!(item, Item::Finding(here, _) if Arc::ptr_eq(here, finding)),
            )
        };
    let about = set.judgement.findings.iter().filter(|one| one.path == path && !is_here(one));
    let shown = |finding: &'s Arc<Finding>| {
        let item = Item::Finding(Arc::clone(finding), At::Own);
        Shown { set, finding, diagnostic: worded.item(path, None, Some(set), &item) }
    };
    about.map(shown).collect()
}

/// Whether a diagnostic is shown at a range: what has no range of its own, anywhere on its line.
fn is_at(diagnostic: &Diagnostic, at: At, range: Range) -> bool {
    let own = diagnostic.range;
    if at == At::Own && own != Range::default() {
        return own.start <= range.end && range.start <= own.end;
    }
    own.start.line <= range.end.line && range.start.line <= own.end.line
}

fn is_named(finding: &Finding, params: &CodeActionParams) -> bool {
    params.context.diagnostics.iter().any(|diagnostic| {
        let data = diagnostic.data.as_ref().and_then(|data| data.get("fingerprint"));
        data.is_some_and(|fingerprint| *fingerprint == finding.fingerprint)
    })
}

/// The finding's own fixes. The first safe one is the one to prefer.
fn fixes(worded: Worded<'_>, shown: &Shown<'_>) -> Vec<Offer> {
    let Shown { set, finding, diagnostic } = shown;
    let preferred = finding.fixes.iter().position(|fix| fix.safety == Safety::Safe);
    let offer = |(index, fix): (usize, &Fix)| Offer {
        is_safe: preferred == Some(index),
        // The server writes the file itself where an editor does not show what changes.
        command: raw_fix(worded.snapshot, fix).map(|_| commands::REWRITE),
        ..Offer::plain(title(fix), Ticket::of_fix(set, finding, fix), diagnostic)
    };
    finding.fixes.iter().enumerate().map(offer).collect()
}

/// To trust a plugin that is not.
fn trusts(shown: &Shown<'_>) -> Option<Offer> {
    let (title, ticket) = plugins::offer(shown.set, shown.finding)?;
    let command = Some(commands::TRUST);
    Some(Offer { command, ..Offer::plain(title, ticket, &shown.diagnostic) })
}

/// A draft of the caption an image lacks, where a provider is configured.
fn draft(shown: &Shown<'_>) -> Option<Offer> {
    let Shown { set, finding, diagnostic } = shown;
    let drafts = &set.facts.context.settings.caption;
    let provider = drafts.provider.as_deref().or(drafts.endpoint.as_deref())?;
    let lacks = matches!(finding.rule.as_str(), "caption-missing" | "caption-empty");
    let root = &set.facts.dataset.root;
    if !lacks || finding.path == *root {
        return None;
    }
    let name = finding.path.file_name().unwrap_or_default().to_string_lossy();
    let title = format!("draft a caption for {name} with {provider}");
    let ticket = Ticket::Draft { set: root.clone(), about: finding.path.clone() };
    Some(Offer { command: Some(commands::DRAFT), ..Offer::plain(title, ticket, diagnostic) })
}

/// What a fix does; one that changes more than it says at a glance asks for a look.
fn title(fix: &Fix) -> String {
    match fix.safety {
        Safety::Unsafe => format!("{} (review first)", fix.title),
        Safety::Safe | Safety::Assist => fix.title.clone(),
    }
}

/// All fixes of the finding's kind at once, where there are several.
fn kinds(shown: &Shown<'_>, path: &Path) -> Vec<Offer> {
    let Shown { set, finding, diagnostic } = shown;
    let rule = &finding.rule;
    let (here, everywhere) = several::counts(set, rule, path);
    let mut offers = Vec::new();
    if here > 1 {
        let ticket = Ticket::FixFile { file: path.to_owned(), rule: Some(rule.clone()) };
        let title = format!("fix all {here} {rule} in this file");
        offers.push(Offer::plain(title, ticket, diagnostic));
    }
    if everywhere > here && everywhere > 1 {
        let dataset = &set.facts.dataset;
        let ticket = Ticket::FixSet { set: dataset.root.clone(), rule: rule.clone() };
        let title = format!("fix all {everywhere} {rule} in {}", dataset.name);
        offers.push(Offer::plain(title, ticket, diagnostic));
    }
    offers
}

/// What the configuration can say of the finding's rule: nothing of this file, or nothing at all. The
/// levels between are completed in `onmodel.toml`; here they would bury the fixes.
fn says(shown: &Shown<'_>) -> Vec<Offer> {
    let Shown { set, finding, diagnostic } = shown;
    let (root, rule) = (set.facts.dataset.root.clone(), finding.rule.clone());
    // A file above the set's own may hold the rule where it is.
    if rule::is_locked(set, &rule) {
        return Vec::new();
    }
    let name = finding.path.strip_prefix(&root).unwrap_or(&finding.path);
    let about = match name.to_string_lossy() {
        name if name.is_empty() => format!("ignore {rule} in this set (onmodel.toml)"),
        name => format!("ignore {rule} in {name} (onmodel.toml)"),
    };
    let ticket =
        Ticket::Ignore { set: root.clone(), rule: rule.clone(), about: finding.path.clone() };
    let off = format!("set {rule} to {QUIET} (onmodel.toml)");
    let level = Ticket::Level { set: root, rule, level: QUIET.to_owned() };
    vec![Offer::plain(about, ticket, diagnostic), Offer::plain(off, level, diagnostic)]
}

/// The action that makes every safe fix of the file, where there is one.
fn all(worded: Worded<'_>, path: &Path) -> Option<Offer> {
    let set = worded.snapshot.view.captioned(path)?;
    several::is_fixable(worded, set, path).then(|| Offer {
        title: "fix everything that is safe to fix in this file".to_owned(),
        kind: FIX_ALL,
        ticket: Ticket::FixFile { file: path.to_owned(), rule: None },
        diagnostic: None,
        is_safe: false,
        command: None,
    })
}
