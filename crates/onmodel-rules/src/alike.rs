//! How groups of look-alikes are told: one finding for each, on the first image to drop.

use onmodel_dataset::trainer::Event;
use onmodel_vision::similar::{Likeness, LookAlikes};

use crate::aside::move_aside;
use crate::{Draft, Facts, Out, Place};

/// Tells every group of this likeness; `what` begins the sentence: "the same picture as".
pub(crate) fn tell(facts: &Facts, likeness: Likeness, what: &str, out: &mut Out<'_>) {
    let groups = facts.similarity.groups.iter().filter(|group| group.likeness == likeness);
    for group in groups {
        out.push(finding(facts, group, what));
    }
}

fn finding(facts: &Facts, group: &LookAlikes, what: &str) -> Draft {
    let dropped: Vec<usize> =
        group.members.iter().copied().filter(|&member| member != group.keep).collect();
    // A group has two members or more, so that one is left to drop; a group of one tells of itself.
    let first = dropped.first().copied().unwrap_or(group.keep);
    let keep = facts.image(group.keep).relative();
    let says = |image: usize| format!("{what} {keep}{}", mirrored(facts, group.keep, image));
    let mut draft = Draft::image(first, says(first))
        .says(facts.context.effect(&Event::Repeated))
        .related(Place::Image(group.keep), best(facts, group, first));
    for &other in dropped.iter().skip(1) {
        draft = draft.related(Place::Image(other), says(other));
    }
    draft.fixes.extend(move_aside(facts, &dropped));
    draft
}

fn mirrored(facts: &Facts, keep: usize, image: usize) -> &'static str {
    let pair = (keep.min(image), keep.max(image));
    let found = facts.similarity.pairs.iter().find(|one| (one.a, one.b) == pair);
    if found.is_some_and(|one| one.mirrored) { ", in a mirror" } else { "" }
}

/// Why the one to keep is the one to keep.
fn best(facts: &Facts, group: &LookAlikes, other: usize) -> String {
    let (kept, dropped) = (facts.image(group.keep), facts.image(other));
    let sharpness =
        |image: usize| facts.image(image).pixels().map_or(0.0, |pixels| pixels.quality.sharpness);
    match (kept.shown(), dropped.shown()) {
        (Some(large), Some(small)) if large.pixels() > small.pixels() => {
            format!("the one to keep: {large} px, the other {small} px")
        }
        _ if sharpness(group.keep) > sharpness(other) => {
            "the one to keep: it is the sharper".to_owned()
        }
        _ => "the one to keep".to_owned(),
    }
}
