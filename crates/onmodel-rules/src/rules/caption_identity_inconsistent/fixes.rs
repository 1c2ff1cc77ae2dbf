//! The two ways to agree: the traits in all captions, or in none.

use onmodel_caption::edit::tags;

use crate::{CaptionView, DraftFix, Identified, mend};

use super::{Trait, identity, lacks, phrase};

/// The choices there are as edits of text.
pub(super) fn offered(
    captions: &[CaptionView<'_>],
    traits: &[Trait<'_>],
    must: bool,
) -> Vec<DraftFix> {
    let all = in_all(captions, traits);
    let none = if must { None } else { in_none(captions, traits) };
    all.into_iter().chain(none).collect()
}

/// Adds each trait to the captions that leave it out.
fn in_all(captions: &[CaptionView<'_>], traits: &[Trait<'_>]) -> Option<DraftFix> {
    let mut fix = DraftFix::choice(String::new());
    let mut count = 0;
    for view in captions {
        let lacking = traits.iter().filter(|one| lacks(view, **one)).map(|one| phrase(*one));
        let lacking: Vec<String> = lacking.collect();
        if !lacking.is_empty() {
            count += 1;
            fix = fix.edits(view.index, tags::append(view.caption(), &lacking.join(", ")));
        }
    }
    fix.title = format!(
        "name {} in all captions: add what {count} {} out",
        them(traits),
        if count == 1 { "leaves" } else { "leave" }
    );
    (count > 0).then_some(fix)
}

/// Takes each trait out of the captions that name it, where it is a tag of its own everywhere: out
/// of a sentence only a person can take it.
fn in_none(captions: &[CaptionView<'_>], traits: &[Trait<'_>]) -> Option<DraftFix> {
    let mut fix = DraftFix::choice(String::new());
    let mut count = 0;
    for view in captions {
        let is_meant = |one: &&Identified| {
            one.declared
                && traits.iter().any(|(kind, value)| (one.kind, &*one.value) == (*kind, *value))
        };
        let named = identity(view).iter().filter(is_meant);
        let named: Option<Vec<usize>> =
            named.map(|one| mend::whole_tag(view.caption(), one.span)).collect();
        let mut named = named?;
        named.sort_unstable();
        named.dedup();
        if !named.is_empty() {
            count += 1;
            fix = fix.edits(view.index, tags::remove(view.caption(), &named));
        }
    }
    fix.title = format!("name {} in no caption: take out what {count} name", them(traits));
    (count > 0).then_some(fix)
}

fn them(traits: &[Trait<'_>]) -> &'static str {
    if traits.len() == 1 { "it" } else { "them" }
}
