//! Which captions name what of the character.

use std::collections::{BTreeMap, BTreeSet};

use onmodel_caption::IdentityKind;

use super::identity;
use crate::index::{By, CaptionIndex};
use crate::{CaptionView, Context};

/// What the captions of each subset say: a subset may be another character.
#[derive(Default)]
pub(in crate::rules) struct Identities {
    pub(in crate::rules) by_character: BTreeMap<Option<usize>, Character>,
}

/// What the captions of one character say.
#[derive(Default)]
pub(in crate::rules) struct Character {
    pub(in crate::rules) telling: Voices,
    /// Captions of the trigger alone, and such as cannot be read as they should.
    pub(in crate::rules) mute: Voices,
}

/// Some captions and what they name of the character.
#[derive(Default)]
pub(in crate::rules) struct Voices {
    pub(in crate::rules) captions: BTreeSet<usize>,
    /// By kind, and by value in one spelling.
    pub(in crate::rules) naming: By<(IdentityKind, Box<str>)>,
    /// Of these the traits the project declares.
    pub(in crate::rules) declared: By<(IdentityKind, Box<str>)>,
    pub(in crate::rules) kinds: By<IdentityKind>,
}

impl CaptionIndex for Identities {
    fn empty(_: &Context) -> Self {
        Self::default()
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        let voices = self.voices(caption);
        voices.captions.insert(caption.index);
        for one in identity(caption) {
            let named = (one.kind, one.value.clone());
            if one.declared {
                voices.declared.add(named.clone(), caption.index);
            }
            voices.naming.add(named, caption.index);
            voices.kinds.add(one.kind, caption.index);
        }
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        let voices = self.voices(caption);
        voices.captions.remove(&caption.index);
        for one in identity(caption) {
            let named = (one.kind, one.value.clone());
            voices.declared.remove(&named, caption.index);
            voices.naming.remove(&named, caption.index);
            voices.kinds.remove(&one.kind, caption.index);
        }
    }
}

impl Identities {
    fn voices(&mut self, caption: &CaptionView<'_>) -> &mut Voices {
        let character = self.by_character.entry(caption.subset).or_default();
        if says_something(caption) { &mut character.telling } else { &mut character.mute }
    }
}

/// Whether a caption can be read and says more than its trigger; others are told elsewhere.
fn says_something(view: &CaptionView<'_>) -> bool {
    let is_readable = view.file.body.as_ref().is_ok_and(|body| body.encoding.is_utf8());
    is_readable && view.fact.gist().is_some()
}
