//! What never changes about a character: hair, eyes, build, marks.

use super::{Vocabulary, file::FileIdentity, phrases::PhraseSet};
use crate::{Caption, Span, text::normalise};

/// What an identity phrase tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentityKind {
    /// "red hair"
    HairColour,
    /// "green eyes"
    EyeColour,
    /// "long hair"
    HairLength,
    /// "ponytail"
    HairStyle,
    /// "freckles", "muscular"
    SkinBody,
    /// "woman", "1girl", "robot"
    Class,
    /// A phrase the project declares, of no other kind.
    Declared,
}

/// One place where a caption names a trait that is usually constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdentityMatch<'v> {
    /// The words that name it.
    pub span: Span,
    /// What they tell of.
    pub kind: IdentityKind,
    /// The value in one spelling: `blonde` for "Blond-haired".
    pub value: &'v str,
    /// Whether the project declares this phrase as the character's identity.
    pub declared: bool,
    /// Whether a negator stands before it ("no glasses").
    pub negated: bool,
}

/// One phrase and what it says.
#[derive(Debug)]
struct Entry {
    kind: IdentityKind,
    value: String,
    declared: bool,
}

/// The identity phrases, expanded.
#[derive(Debug)]
pub(super) struct Identity {
    entries: Vec<Entry>,
    phrases: PhraseSet,
}

impl Identity {
    pub(super) fn new(
        file: &FileIdentity,
        declared: &[String],
        set: impl Fn(&[String]) -> PhraseSet,
    ) -> Self {
        let mut list = List { file, texts: Vec::new(), entries: Vec::new() };
        list.expand();
        list.declare(declared);
        Self { phrases: set(&list.texts), entries: list.entries }
    }
}

/// Phrases and what they say, side by side.
struct List<'a> {
    file: &'a FileIdentity,
    texts: Vec<String>,
    entries: Vec<Entry>,
}

impl List<'_> {
    fn expand(&mut self) {
        let file = self.file;
        for colour in &file.colours {
            for (templates, kind) in [
                (&file.hair_templates, IdentityKind::HairColour),
                (&file.eye_templates, IdentityKind::EyeColour),
            ] {
                for template in templates {
                    self.add(&template.replace("{colour}", colour), kind, colour);
                }
            }
        }
        for (phrases, kind) in [
            (&file.hair_lengths, IdentityKind::HairLength),
            (&file.hair_styles, IdentityKind::HairStyle),
            (&file.skin_body, IdentityKind::SkinBody),
            (&file.class_words, IdentityKind::Class),
        ] {
            for phrase in phrases {
                self.add(phrase, kind, phrase);
            }
        }
    }

    fn add(&mut self, phrase: &str, kind: IdentityKind, value: &str) {
        let value = self.file.aliases.get(value).map_or(value, String::as_str).to_owned();
        self.texts.push(normalise(phrase));
        self.entries.push(Entry { kind, value, declared: false });
    }

    /// Marks the declared phrases, and adds those that are of no kind.
    fn declare(&mut self, declared: &[String]) {
        for phrase in
            declared.iter().map(|phrase| normalise(phrase)).filter(|phrase| !phrase.is_empty())
        {
            if let Some(at) = self.texts.iter().position(|text| *text == phrase) {
                self.entries[at].declared = true;
            } else {
                self.texts.push(phrase.clone());
                self.entries.push(Entry {
                    kind: IdentityKind::Declared,
                    value: phrase,
                    declared: true,
                });
            }
        }
    }
}

impl Vocabulary {
    /// Every place where `caption` names a trait that is usually constant, in order.
    pub fn identity(&self, caption: &Caption) -> Vec<IdentityMatch<'_>> {
        let normal = caption.normalised();
        let hits = self.identity.phrases.find(normal.text());
        let matched = hits.iter().filter_map(|hit| {
            let entry = self.identity.entries.get(hit.phrase)?;
            Some(IdentityMatch {
                span: normal.original(hit.span),
                kind: entry.kind,
                value: &entry.value,
                declared: entry.declared,
                negated: self.negation.stands_before(normal.text(), hit.span, &[]),
            })
        });
        matched.collect()
    }
}
