//! One framing that goes by several names.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use onmodel_caption::{GroupId, Span};

use crate::index::{By, CaptionIndex};
use crate::{CaptionView, Context, Draft, DraftFix, Facts, Out, Place};

/// The framings all of whose names mean the same picture; a bust is no head-and-shoulders portrait.
const SAME: [&str; 4] = ["close-up", "upper-body", "three-quarter-length", "full-body"];

/// Tells every name but the most common of its framing.
pub(super) fn report(facts: &Facts, out: &mut Out<'_>) {
    for names in facts.index::<Framings>().by_framing.values() {
        let mut names: Vec<Name<'_>> =
            names.iter().map(|(key, captions)| Name { key: *key, captions }).collect();
        // The most common first; of equals the first met.
        names.sort_by_key(|name| (Reverse(name.captions.len()), name.captions.first()));
        let Some((kept, others)) = names.split_first() else { continue };
        let Some((_, words)) = kept.uses(facts).next() else { continue };
        for other in others {
            // A caption that has both calls it nothing else.
            let captions = other.captions.difference(kept.captions).copied().collect();
            out.extend_with(Name { key: other.key, captions: &captions }.draft(facts, words));
        }
    }
}

/// The captions that use each name of a framing, by the name's key.
#[derive(Default)]
struct Framings {
    by_framing: BTreeMap<GroupId, By<u64>>,
}

impl CaptionIndex for Framings {
    fn empty(_: &Context) -> Self {
        Self::default()
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        for (framing, name) in named(caption) {
            self.by_framing.entry(framing).or_default().add(name, caption.index);
        }
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        for (framing, name) in named(caption) {
            self.by_framing.entry(framing).or_default().remove(&name, caption.index);
        }
    }
}

/// The framings that are tags of a caption, each with its name's key.
fn named(caption: &CaptionView<'_>) -> impl Iterator<Item = (GroupId, u64)> {
    let vocabulary = &caption.context.vocabulary;
    let is_one = |group: &GroupId| {
        vocabulary.axis_of(*group).id == "framing.shot"
            && SAME.contains(&vocabulary.group(*group).id.as_str())
    };
    let tags = caption.fact.spellings().iter();
    tags.filter_map(move |tag| Some((tag.group.filter(is_one)?, tag.key)))
}

/// One name of a framing with the captions that use it.
struct Name<'a> {
    key: u64,
    captions: &'a BTreeSet<usize>,
}

impl Name<'_> {
    /// Where the name stands, with the words.
    fn uses<'a>(&self, facts: &'a Facts) -> impl Iterator<Item = (Place, &'a str)> {
        self.places(facts).map(|(caption, span)| {
            let words = span.of(facts.captions[caption].caption.text());
            (Place::Caption(caption, Some(span)), words)
        })
    }

    fn places(&self, facts: &Facts) -> impl Iterator<Item = (usize, Span)> {
        self.captions.iter().flat_map(|&caption| {
            let tags = facts.captions[caption].spellings().iter();
            tags.filter(|tag| tag.key == self.key).map(move |tag| (caption, tag.span))
        })
    }

    fn draft(&self, facts: &Facts, kept: &str) -> Option<Draft> {
        let mut uses = self.uses(facts);
        let (place, here) = uses.next()?;
        let message = format!("\"{here}\" is called \"{kept}\" elsewhere in the set");
        let draft = Draft::at(place, message);
        let draft = uses.fold(draft, |draft, (place, _)| draft.related(place, "here too"));
        let fix = DraftFix::choice(format!("write \"{kept}\""));
        let edit = |fix: DraftFix, (caption, span)| fix.edit(caption, span, kept);
        Some(draft.fix(self.places(facts).fold(fix, edit)))
    }
}
