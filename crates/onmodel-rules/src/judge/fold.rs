//! Equal findings across a set become one finding on the set.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::{Draft, DraftFix, Safety, Severity};

use super::Standing;
use super::cases::{Bench, Cases};
use super::hearing::Subject;

/// From how many equal findings on they are told as one.
const TOGETHER: usize = 3;

/// A finding of an image: the image, and the finding's number in its case.
type Numbered = (usize, usize);

/// What is told of several images at once.
#[derive(Default)]
pub(super) struct Folds {
    /// The findings told so.
    hidden: BTreeSet<Numbered>,
    /// What is told instead.
    pub(super) told: Vec<Standing>,
}

impl Folds {
    /// Folds equal findings on images whose rule gave words for several.
    pub(super) fn of(cases: &Cases, bench: &Bench<'_>) -> Self {
        let mut groups: BTreeMap<(usize, Severity, &str), Vec<Numbered>> = BTreeMap::new();
        for (image, case) in cases.images().iter().enumerate() {
            for (number, one) in case.standing.iter().enumerate() {
                if let Some(together) = &one.draft.together {
                    let key = (one.rule, one.severity, &**together);
                    groups.entry(key).or_default().push((image, number));
                }
            }
        }
        let mut folds = Self::default();
        for ((rule, severity, together), group) in groups {
            if group.len() >= TOGETHER {
                let of = |(image, number): &Numbered| &cases.images()[*image].standing[*number];
                let members: Vec<&Standing> = group.iter().map(of).collect();
                let draft = one_for_all(together, &members, cases.images().len());
                folds.told.push(bench.locator.located(rule, severity, Arc::new(draft)));
                folds.hidden.extend(group);
            }
        }
        folds
    }

    /// Whether a finding of a case is told with others.
    pub(super) fn hides(&self, subject: Subject, number: usize) -> bool {
        match subject {
            Subject::Image(image) => self.hidden.contains(&(image, number)),
            Subject::Caption(_) | Subject::Set => false,
        }
    }
}

fn one_for_all(together: &str, group: &[&Standing], images: usize) -> Draft {
    let count = group.len();
    let whose = if count == images {
        format!("all {count} images")
    } else {
        format!("{count} of {images} images")
    };
    let mut draft = Draft::set(format!("{whose} {together}"));
    let fixes: Vec<_> = group.iter().filter_map(|one| one.draft.fixes.first().cloned()).collect();
    if fixes.len() == count {
        draft.fixes.extend(one_fix(fixes));
    }
    for one in group {
        draft.consequence = draft.consequence.or_else(|| one.draft.consequence.clone());
        draft.related.push((one.draft.place.clone(), one.draft.message.clone()));
        draft.related.extend(one.draft.related.iter().cloned());
    }
    draft
}

/// All fixes as one, if a person need not choose for each.
fn one_fix(fixes: Vec<DraftFix>) -> Option<DraftFix> {
    let safety = fixes.iter().map(|fix| fix.safety).max()?;
    let title = fixes.first()?.title.clone();
    if safety == Safety::Assist {
        return None;
    }
    let mut all = DraftFix::review(format!("{title} (all {} images)", fixes.len()));
    for fix in fixes {
        all.edits.extend(fix.edits);
        all.raw.extend(fix.raw);
        all.operations.extend(fix.operations);
    }
    Some(all)
}
