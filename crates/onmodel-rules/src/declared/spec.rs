//! One `[[rule]]` table.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use onmodel_dataset::config::{TableReader, did_you_mean};

use super::conditional::Conditional;
use super::consistency::Consistency;
use super::existence::Existence;
use super::filter::Filter;
use super::metric::{self, Metric};
use super::occurrence::Occurrence;
use super::pattern::Spelling;
use super::reach::Reach;
use super::substitution::Substitution;
use super::template::Template;
use super::{Case, cases, doc};
use crate::config::Level;
use crate::{ActiveRule, CaptionView, Cost, FixKind, Meta, Part, Rule, Severity, Source};
use onmodel_dataset::paths::slashed;

/// What a rule does, with the best fix it can offer.
type Built = (Box<dyn Rule>, FixKind);

/// What every check may use besides its own keys.
#[derive(Clone)]
pub(super) struct Frame {
    /// Where it looks.
    pub(super) reach: Reach,
    /// How its patterns are matched.
    pub(super) spelling: Spelling,
    /// The files it is about.
    pub(super) filter: Filter,
    /// What it says.
    pub(super) message: Template,
}

impl Frame {
    /// Whether the rule is about this caption: an image's own, and among the files it names.
    pub(super) fn takes(&self, view: &CaptionView<'_>) -> bool {
        view.is_used() && self.filter.takes(&view.file.relative)
    }
}

/// One of the six kinds of rule.
pub(super) struct Check {
    /// Its name in `check = "…"`.
    pub(super) name: &'static str,
    /// The scopes it may have.
    pub(super) scopes: &'static [Reach],
    /// The scope it has when none is asked for.
    default_scope: fn(&mut TableReader<'_>) -> Reach,
    /// The keys it cannot do without.
    pub(super) required: &'static [&'static str],
    /// What its message may name.
    placeholders: &'static [&'static str],
    /// Reads the keys that are its own.
    build: fn(&mut TableReader<'_>, Frame) -> Option<Built>,
}

/// The six checks.
pub(super) static CHECKS: [Check; 6] = [
    Check {
        name: "existence",
        scopes: &[Reach::Tag, Reach::Caption, Reach::FileName],
        default_scope: |_| Reach::Tag,
        required: &["tokens"],
        placeholders: &["match"],
        build: Existence::read,
    },
    Check {
        name: "substitution",
        scopes: &[Reach::Tag, Reach::Caption],
        default_scope: |_| Reach::Tag,
        required: &["swap"],
        placeholders: &["match", "replacement"],
        build: Substitution::read,
    },
    Check {
        name: "occurrence",
        scopes: &[Reach::Tag, Reach::Caption, Reach::Dataset],
        default_scope: |_| Reach::Tag,
        required: &["tokens"],
        placeholders: &["count", "min", "max"],
        build: Occurrence::read,
    },
    Check {
        name: "conditional",
        scopes: &[Reach::Tag, Reach::Caption],
        default_scope: |_| Reach::Tag,
        required: &["if", "then"],
        placeholders: &["match"],
        build: Conditional::read,
    },
    Check {
        name: "consistency",
        scopes: &[Reach::Dataset],
        default_scope: |_| Reach::Dataset,
        required: &["either"],
        placeholders: &["match", "majority"],
        build: Consistency::read,
    },
    Check {
        name: "metric",
        scopes: &[Reach::Caption, Reach::Dataset],
        default_scope: metric::own_scope,
        required: &["metric"],
        placeholders: &["value", "min", "max", "match"],
        build: Metric::read,
    },
];

/// Reads one table; what is wrong with it is reported at its place. `ids` are those of the file so
/// far.
pub(super) fn read(
    mut table: TableReader<'_>,
    root: &Path,
    ids: &mut BTreeSet<String>,
) -> Option<(ActiveRule, Vec<Case>)> {
    let id = read_id(&mut table, ids);
    let level = read_level(&mut table);
    let description = table.word("description").map(|text| text.value.to_owned());
    let (exact, cases) = cases::read(&mut table);
    let filter = Filter::read(&mut table, root);
    // Without a check nobody knows which other keys belong here.
    let check = read_check(&mut table)?;
    let reach = read_reach(&mut table, check);
    let message = Template::read(&mut table, check.placeholders);
    let spelling = Spelling { whole: reach == Reach::Tag, exact };
    let message_or_blank = message.clone().unwrap_or_default();
    let frame = Frame { reach, spelling, filter, message: message_or_blank };
    // Read whatever else is wrong, so that one run shows all of it.
    let built = (check.build)(&mut table, frame);
    let file = slashed(&table.sink().layer().path);
    table.finish();
    let (message, (rule, fix)) = (message?, built?);
    let about = doc::About { check, reach, description, message: message.source(), file: &file };
    let meta = Meta {
        name: Cow::Owned(id?),
        doc: Cow::Owned(doc::markdown(&about, &cases)),
        scope: reach.scope(),
        level: level?.severity(),
        fix,
        part: if reach == Reach::FileName { Part::Format } else { Part::Captions },
        cost: Cost::Severity,
        supersedes: &[],
    };
    let rule = ActiveRule {
        level: meta.level.unwrap_or(Severity::Warning),
        meta: Cow::Owned(meta),
        rule,
        level_is_set: false,
        source: Source::Declared(file),
    };
    Some((rule, cases))
}

/// Two names with a slash between them, so that no declared rule is taken for a built-in one.
fn read_id(table: &mut TableReader<'_>, ids: &mut BTreeSet<String>) -> Option<String> {
    let id = table.required_word("id")?;
    let is_name = |name: &str| {
        let in_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !name.is_empty() && name.chars().all(in_name)
    };
    let (fault, help) = if !id.value.split_once('/').is_some_and(|(a, b)| is_name(a) && is_name(b))
    {
        let help = "a prefix of your own, a slash, small letters: \"studio/no-artist-names\"";
        ("is no name for a rule", Some(help.to_owned()))
    } else if !ids.insert(id.value.to_owned()) {
        ("is declared twice in this file", None)
    } else {
        return Some(id.value.to_owned());
    };
    table.sink().report(id.span, format!("`{}` {fault}", id.value), help);
    None
}

/// How loudly the rule speaks unless `[rules]` says otherwise: a warning.
fn read_level(table: &mut TableReader<'_>) -> Option<Level> {
    if table.raw("severity").is_none() {
        return Some(Level::At(Severity::Warning));
    }
    table.choice("severity", &Level::WORDS).and_then(|word| Level::parse(word.value))
}

fn read_check(table: &mut TableReader<'_>) -> Option<&'static Check> {
    let names = CHECKS.each_ref().map(|check| check.name);
    if table.raw("check").is_none() {
        let help = Some(did_you_mean("", &names));
        table.sink().report(table.span(), "`rule.check` is missing", help);
        return None;
    }
    let name = table.choice("check", &names)?;
    CHECKS.iter().find(|check| check.name == name.value)
}

/// The scope asked for; without one, or with a wrong one, which is reported, the check's own.
fn read_reach(table: &mut TableReader<'_>, check: &Check) -> Reach {
    let words: Vec<&str> = check.scopes.iter().map(|reach| reach.word()).collect();
    let asked = table.choice("scope", &words).and_then(|word| Reach::parse(word.value));
    asked.unwrap_or_else(|| (check.default_scope)(table))
}
