//! One framing that goes by several names.

use std::collections::BTreeMap;

use onmodel_caption::{GroupId, Span};

use crate::{Draft, DraftFix, Facts, Out, Place};

/// The framings all of whose names mean the same picture; a bust is no head-and-shoulders portrait.
const SAME: [&str; 4] = ["close-up", "upper-body", "three-quarter-length", "full-body"];

/// One name with the tags that use it, by caption.
struct Name {
    key: u64,
    uses: Vec<(usize, Span)>,
}

/// Tells every name but the most common of its framing.
pub(super) fn report(facts: &Facts, out: &mut Out<'_>) {
    for names in framings(facts).into_values().filter(|names| names.len() > 1) {
        // The most common; the first met of equals.
        let Some(kept) = names.iter().rev().max_by_key(|name| name.uses.len()) else { continue };
        let words = kept.words(facts);
        for other in names.iter().filter(|other| other.key != kept.key) {
            out.extend_with(other.draft(facts, words));
        }
    }
}

fn framings(facts: &Facts) -> BTreeMap<GroupId, Vec<Name>> {
    let vocabulary = &facts.context.vocabulary;
    let is_one = |group: GroupId| {
        vocabulary.axis_of(group).id == "framing.shot"
            && SAME.contains(&vocabulary.group(group).id.as_str())
    };
    let mut framings: BTreeMap<GroupId, Vec<Name>> = BTreeMap::new();
    for view in facts.used_captions() {
        for tag in view.fact.spellings() {
            let Some(group) = tag.group.filter(|group| is_one(*group)) else { continue };
            let names = framings.entry(group).or_default();
            match names.iter_mut().find(|name| name.key == tag.key) {
                Some(name) => name.uses.push((view.index, tag.span)),
                None => names.push(Name { key: tag.key, uses: vec![(view.index, tag.span)] }),
            }
        }
    }
    framings
}

impl Name {
    fn words<'a>(&self, facts: &'a Facts) -> &'a str {
        let first = self.uses.first();
        first.map_or("", |(caption, span)| span.of(facts.captions[*caption].caption.text()))
    }

    fn draft(&self, facts: &Facts, kept: &str) -> Option<Draft> {
        let ((caption, span), rest) = self.uses.split_first()?;
        let here = self.words(facts);
        let message = format!("\"{here}\" is called \"{kept}\" elsewhere in the set");
        let mut draft = Draft::span(*caption, *span, message);
        let mut fix = DraftFix::choice(format!("write \"{kept}\""));
        for (caption, span) in &self.uses {
            fix = fix.edit(*caption, *span, kept);
        }
        for (caption, span) in rest {
            draft = draft.related(Place::Caption(*caption, Some(*span)), "here too");
        }
        Some(draft.fix(fix))
    }
}
