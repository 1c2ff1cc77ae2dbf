//! `[[ignore]]`: findings kept quiet, with a reason, until a date.

use std::sync::Arc;

use crate::config::{Date, Suppression};
use crate::{ActiveRule, Draft, Facts, Place, RuleSet};

use super::Standing;
use super::locate::path_of;

/// What is left after suppression.
pub(super) struct Kept {
    /// The findings that stand.
    pub(super) standing: Vec<Standing>,
    /// How many were kept quiet.
    pub(super) suppressed: usize,
}

/// Keeps quiet what an `[[ignore]]` names, and speaks up about one that names nothing.
pub(super) fn suppress(
    standing: Vec<Standing>,
    suppressions: &[Suppression],
    today: Date,
    facts: &Facts,
    rules: &RuleSet,
) -> Kept {
    let mut used = vec![false; suppressions.len()];
    let all = standing.len();
    let mut kept: Vec<Standing> = standing
        .into_iter()
        .filter(|one| {
            let path = path_of(&one.draft.place, facts);
            let rule = &rules.rules()[one.rule].meta.name;
            let mut quiet = false;
            for (suppression, used) in suppressions.iter().zip(&mut used) {
                if suppression.matches(rule, path) {
                    *used = true;
                    quiet |= !suppression.expired(today);
                }
            }
            !quiet
        })
        .collect();
    let suppressed = all - kept.len();
    kept.extend(unused(suppressions, &used, facts, rules));
    Kept { standing: kept, suppressed }
}

/// The rule that reports an `[[ignore]]` that matches nothing.
const UNUSED: &str = "ignore-unused";

fn unused<'a>(
    suppressions: &'a [Suppression],
    used: &'a [bool],
    facts: &'a Facts,
    rules: &'a RuleSet,
) -> impl Iterator<Item = Standing> + 'a {
    let reporter = rules.rules().iter().position(|rule| rule.meta.name == UNUSED);
    let runs = |rule: &ActiveRule, suppression: &Suppression| suppression.names(&rule.meta.name);
    suppressions
        .iter()
        .zip(used)
        .filter(move |(suppression, used)| {
            // Judged only by the set whose own file it stands in, and only when a rule it names
            // ran: `--select` must not make every other suppression look idle.
            !**used
                && suppression.folder == facts.dataset.root
                && rules.rules().iter().any(|rule| runs(rule, suppression))
        })
        .filter_map(move |(suppression, _)| {
            let rule = reporter?;
            let place = Place::Config(suppression.path.clone(), suppression.span);
            let draft = Draft::at(place, "this [[ignore]] matches no finding; it can go");
            Some(Standing { rule, severity: rules.rules()[rule].level, draft: Arc::new(draft) })
        })
}
