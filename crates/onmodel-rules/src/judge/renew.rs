//! A draft that says the same as last time is the same draft, so that what followed from it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::{Draft, Place};

use super::hearing::Drafts;

/// Puts the drafts of last time in place of equal new ones, unless a caption they mention changed:
/// then their places have to be found again.
pub(super) fn keeping(said: &mut Drafts, before: &Drafts, changed: &BTreeSet<usize>) {
    let mut known: BTreeMap<(usize, &Place), Vec<&Arc<Draft>>> = BTreeMap::new();
    for (rule, draft) in before {
        known.entry((*rule, &draft.place)).or_default().push(draft);
    }
    for (rule, draft) in said {
        let before = known.get(&(*rule, &draft.place));
        let equal = before.and_then(|before| before.iter().find(|known| ***known == *draft));
        if let Some(equal) = equal.filter(|equal| !mentions(equal, changed)) {
            *draft = Arc::clone(equal);
        }
    }
}

/// Makes drafts anew that mention a caption that changed.
pub(super) fn mentioning(said: &mut Drafts, changed: &BTreeSet<usize>) {
    for (_, draft) in said {
        if mentions(draft, changed) {
            *draft = Arc::new(Draft::clone(draft));
        }
    }
}

fn mentions(draft: &Draft, captions: &BTreeSet<usize>) -> bool {
    captions.iter().any(|caption| draft.mentions(*caption))
}
