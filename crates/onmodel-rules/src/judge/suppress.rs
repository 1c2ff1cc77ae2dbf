//! `[[ignore]]`: findings kept quiet, with a reason, until a date.

use std::collections::BTreeSet;

use crate::config::Suppression;
use crate::rules::ABOUT_PLUGINS;
use crate::{ActiveRule, Draft, Place};

use super::cases::Bench;
use super::hearing::Drafts;
use super::locate::path_of;

/// What the suppressions say of one draft.
#[derive(Default)]
pub(super) struct Verdict {
    /// Whether one keeps it quiet.
    pub(super) is_quiet: bool,
    /// Those that match it, by index, also where their day is over.
    pub(super) used: Vec<usize>,
}

/// Asks the suppressions about a rule's draft.
pub(super) fn verdict(rule: usize, draft: &Draft, bench: &Bench<'_>) -> Verdict {
    let path = path_of(&draft.place, bench.facts);
    let name = &bench.rules.rules()[rule].meta.name;
    let mut verdict = Verdict::default();
    if ABOUT_PLUGINS.contains(&name.as_ref()) {
        return verdict;
    }
    for (index, suppression) in bench.suppressions.iter().enumerate() {
        if suppression.matches(name, path) {
            verdict.used.push(index);
            verdict.is_quiet |= !suppression.expired(bench.today);
        }
    }
    verdict
}

/// The rule that reports an `[[ignore]]` that matches nothing.
const UNUSED: &str = "ignore-unused";

/// Speaks up about the suppressions that are not among those used.
pub(super) fn unused(used: &BTreeSet<usize>, bench: &Bench<'_>) -> Drafts {
    let rules = bench.rules.rules();
    let Some(reporter) = rules.iter().position(|rule| rule.meta.name == UNUSED) else {
        return Vec::new();
    };
    let runs = |rule: &ActiveRule, suppression: &Suppression| suppression.names(&rule.meta.name);
    // Judged only by the set whose own file it stands in, and only when a rule it names ran:
    // `--select` must not make every other suppression look idle.
    let is_idle = |(index, suppression): &(usize, &Suppression)| {
        !used.contains(index)
            && suppression.folder == bench.facts.dataset.root
            && rules.iter().any(|rule| runs(rule, suppression))
    };
    let idle = bench.suppressions.iter().enumerate().filter(is_idle);
    idle.map(|(_, suppression)| {
        let place = Place::Config(suppression.path.clone(), suppression.span);
        let draft = Draft::at(place, "this [[ignore]] matches no finding; it can go");
        (reporter, draft.into())
    })
    .collect()
}
