//! Equal findings across a set become one finding on the set.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{Draft, DraftFix, Facts, Safety, Severity};

use super::Standing;

/// From how many equal findings on they are told as one.
const TOGETHER: usize = 3;

/// Folds findings on images whose rule gave words for several.
pub(super) fn fold(standing: Vec<Standing>, facts: &Facts) -> Vec<Standing> {
    let mut groups: BTreeMap<(usize, Severity, String), Vec<Standing>> = BTreeMap::new();
    let mut rest = Vec::new();
    for one in standing {
        match (&one.draft.together, one.draft.place.image()) {
            (Some(together), Some(_)) => {
                let key = (one.rule, one.severity, together.to_string());
                groups.entry(key).or_default().push(one);
            }
            _ => rest.push(one),
        }
    }
    for ((rule, severity, together), group) in groups {
        if group.len() < TOGETHER {
            rest.extend(group);
        } else {
            let draft = one_for_all(&together, &group, facts.dataset.images.len());
            rest.push(Standing { rule, severity, draft: Arc::new(draft) });
        }
    }
    rest
}

fn one_for_all(together: &str, group: &[Standing], images: usize) -> Draft {
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
