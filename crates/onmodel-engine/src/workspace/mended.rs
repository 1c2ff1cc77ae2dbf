//! The texts of a set with their safe fixes made, in memory, from a view of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use onmodel_dataset::CaptionSource;
use onmodel_rules::{FileEdit, Finding, Fix, Safety, Selection};

use super::retell::retold;
use super::view::SetView;
use crate::fix::MOST_ROUNDS;
use crate::fix::settle::{LeftOut, Watch};
use crate::open_set::GLANCE;
use crate::{OpenSet, today};

impl SetView {
    /// The text of a caption file after every safe fix of the findings wanted, until there are none;
    /// `None` where there is nothing to do, or the file has an encoding an editor does not show. The
    /// fixes of a rule that come to no end are left out.
    pub fn mended(&self, path: &Path, wants: &dyn Fn(&Finding) -> bool) -> Option<String> {
        let mut left_out = LeftOut::default();
        loop {
            match self.attempt(path, wants, &left_out)? {
                Ok(text) => return (*text != *self.body(path)?.text).then_some(text),
                Err(endless) => left_out.add(endless),
            }
        }
    }

    /// The text after every fix that is not left out, or whose fixes come to no end.
    fn attempt(
        &self,
        path: &Path,
        wants: &dyn Fn(&Finding) -> bool,
        left_out: &LeftOut,
    ) -> Option<Result<String, Vec<(String, PathBuf)>>> {
        let body = self.body(path)?;
        let mut text = body.text.to_string();
        let mut findings: Vec<Arc<Finding>> = self.judgement.findings.clone();
        let mut again: Option<(OpenSet, usize)> = None;
        let (mut watch, mut seen) = (Watch::default(), BTreeSet::from([text.clone()]));
        for _ in 0..MOST_ROUNDS {
            let about = findings.iter().filter(|finding| {
                finding.path == path && wants(finding) && !left_out.has(&finding.rule, path)
            });
            let about: Vec<&Finding> = about.map(|finding| &**finding).collect();
            let edits = together(about.iter().filter_map(|finding| best(finding)), path);
            let Some(next) = body.encoding.is_utf8().then(|| edited(&text, body.mark(), &edits))?
            else {
                break;
            };
            let mending = about.iter().filter(|finding| best(finding).is_some());
            let rules: BTreeSet<&str> = mending.map(|finding| finding.rule.as_str()).collect();
            for rule in rules {
                watch.mends(rule, path, text.len(), &findings);
            }
            let endless = watch.endless();
            if !endless.is_empty() {
                return Some(Err(endless));
            }
            text = next;
            // Two fixes that undo each other come back to a text there was before.
            if !seen.insert(text.clone()) {
                break;
            }
            let Some((set, index)) = again.take().or_else(|| self.reopened(path)) else { break };
            again = Some(self.judged_again(set, index, &text, &mut findings));
        }
        Some(Ok(text))
    }

    /// The edits of one rule's fixes, all that fit together, by file: the fixes titled as safe as
    /// `safety` says, of text only.
    pub fn fixes_of(&self, rule: &str, safety: Safety) -> BTreeMap<PathBuf, Vec<FileEdit>> {
        let findings = self.judgement.findings.iter().filter(|finding| finding.rule == rule);
        let fixes: Vec<&Fix> = findings
            .filter_map(|finding| finding.fixes.iter().find(|fix| fix.safety == safety))
            .filter(|fix| fix.operations.is_empty())
            .collect();
        let paths: BTreeSet<&Path> =
            fixes.iter().flat_map(|fix| &fix.edits).map(|edit| &*edit.path).collect();
        let edits = paths.into_iter().map(|path| {
            (path.to_owned(), together(fixes.iter().copied(), path).into_iter().cloned().collect())
        });
        edits.collect()
    }

    /// A copy of the set to judge other texts with, and the caption's index in it; only a sidecar's
    /// text can be put in place of another.
    fn reopened(&self, path: &Path) -> Option<(OpenSet, usize)> {
        let index = *self.captions_in(path).first()?;
        let dataset = &self.facts.dataset;
        if dataset.captions.get(index)?.source != CaptionSource::Sidecar {
            return None;
        }
        let (dataset, every) = (dataset.as_ref().clone(), Selection::default());
        let mut set = OpenSet::open(dataset, &every, &self.plugins).ok()?;
        set.facts.images.clone_from(&self.facts.images);
        set.facts.similarity = Arc::clone(&self.facts.similarity);
        Some((set, index))
    }

    fn judged_again(
        &self,
        mut set: OpenSet,
        index: usize,
        text: &str,
        findings: &mut Vec<Arc<Finding>>,
    ) -> (OpenSet, usize) {
        if let Some(file) = self.facts.dataset.captions.get(index)
            && let Ok(body) = &file.body
        {
            set.set_caption(index, retold(file, text, body.encoding));
            set.glance_at_plugins(Instant::now() + GLANCE);
            *findings = set.judge(today()).findings;
        }
        (set, index)
    }
}

/// The fix to make without asking.
fn best(finding: &Finding) -> Option<&Fix> {
    let safe = finding.fixes.iter().find(|fix| fix.safety == Safety::Safe)?;
    safe.operations.is_empty().then_some(safe)
}

/// The edits of these fixes in one file, each fix whole or not at all: one that touches or abuts
/// what an earlier one changes is left out.
fn together<'f>(fixes: impl Iterator<Item = &'f Fix>, path: &Path) -> Vec<&'f FileEdit> {
    let mut taken: Vec<&FileEdit> = Vec::new();
    for fix in fixes {
        let own: Vec<&FileEdit> = fix.edits.iter().filter(|edit| edit.path == path).collect();
        let is_free = |edit: &&FileEdit| {
            taken.iter().all(|other| edit.end < other.start || other.end < edit.start)
        };
        if own.iter().all(is_free) {
            taken.extend(own);
        }
    }
    taken
}

/// The text with edits of the file's bytes made; `None` where there are none, or one changes what the
/// text does not show: its byte order mark.
fn edited(text: &str, mark: usize, edits: &[&FileEdit]) -> Option<String> {
    let mut edits: Vec<&&FileEdit> = edits.iter().filter(|edit| edit.start >= mark).collect();
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|edit| (edit.start, edit.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.start - mark)?);
        out.push_str(&edit.text);
        at = edit.end - mark;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}
