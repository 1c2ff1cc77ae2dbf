//! What never changes about a character: hair, eyes, build, marks.

use super::{Vocabulary, adjectives::Adjectives, file::FileIdentity, phrases::PhraseSet};
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
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) kind: IdentityKind,
    pub(super) value: String,
    pub(super) declared: bool,
}

/// The identity phrases, expanded.
#[derive(Debug)]
pub(super) struct Identity {
    texts: Vec<String>,
    entries: Vec<Entry>,
    phrases: PhraseSet,
    adjectives: Adjectives,
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
        let adjectives = Adjectives::new(&list.texts, &list.entries);
        Self { phrases: set(&list.texts), texts: list.texts, entries: list.entries, adjectives }
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
    /// Every place where `caption` names a trait that is usually constant, in order. "long red
    /// hair" is two: the colour at "red hair", the length at "long".
    pub fn identity(&self, caption: &Caption) -> Vec<IdentityMatch<'_>> {
        let normal = caption.normalised();
        let text = normal.text();
        let identity = &self.identity;
        let hits = identity.phrases.find(caption);
        let mut found: Vec<(Span, &Entry)> = hits
            .iter()
            .filter_map(|hit| Some((hit.span, identity.entries.get(hit.phrase)?)))
            .collect();
        found.extend(identity.adjectives.find(text, &hits));
        found.sort_by_key(|(span, entry)| (*span, entry.kind));
        let denials = self.negation.of(text);
        let matched = found.into_iter().map(|(span, entry)| IdentityMatch {
            span: normal.original(span),
            kind: entry.kind,
            value: &entry.value,
            declared: entry.declared,
            negated: denials.stand_before(span, &[]),
        });
        matched.collect()
    }

    /// The phrases the project declares as the character's identity, normalised.
    pub fn declared_identity(&self) -> impl Iterator<Item = (&str, IdentityKind, &str)> {
        let identity = &self.identity;
        let declared =
            identity.texts.iter().zip(&identity.entries).filter(|(_, entry)| entry.declared);
        declared.map(|(text, entry)| (text.as_str(), entry.kind, entry.value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(vocabulary: &Vocabulary, text: &str) -> Vec<String> {
        let matches = vocabulary.identity(&Caption::parse(text));
        let name = |m: &IdentityMatch| {
            let sign = if m.negated { "-" } else { "" };
            format!("{sign}{:?} {} ({})", m.kind, m.value, m.span.of(text))
        };
        matches.iter().map(name).collect()
    }

    #[test]
    fn identity_phrases_have_a_kind_and_one_value() {
        for (text, expected) in [
            ("krstl, Red_hair", vec!["HairColour red (Red_hair)"]),
            ("a blond-haired man", vec!["HairColour blonde (blond-haired)", "Class man (man)"]),
            ("her hair is dark brown", vec!["HairColour dark brown (hair is dark brown)"]),
            ("long red hair", vec!["HairLength long hair (long)", "HairColour red (red hair)"]),
            ("red curly hair", vec!["HairColour red (red)", "HairStyle curly hair (curly hair)"]),
            ("silver flowing hair", vec!["HairColour silver (silver)"]),
            ("red dress and long hair", vec!["HairLength long hair (long hair)"]),
            ("red hat over her hair", vec![]),
            (
                "green eyes, no freckles",
                vec!["EyeColour green (green eyes)", "-SkinBody freckles (freckles)"],
            ),
            ("ponytail, tall building", vec!["HairStyle ponytail (ponytail)"]),
        ] {
            assert_eq!(named(Vocabulary::standard(), text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_a_project_declares_is_found_and_marked() {
        let vocabulary =
            Vocabulary::with_custom(&[], &["red hair".into(), "Blue jacket".into(), " ".into()]);
        let caption = Caption::parse("krstl, red hair, blue_jacket, green eyes");
        let declared: Vec<(IdentityKind, &str, bool)> =
            vocabulary.identity(&caption).iter().map(|m| (m.kind, m.value, m.declared)).collect();
        assert_eq!(
            declared,
            [
                (IdentityKind::HairColour, "red", true),
                (IdentityKind::Declared, "blue jacket", true),
                (IdentityKind::EyeColour, "green", false),
            ]
        );
        let listed: Vec<&str> = vocabulary.declared_identity().map(|(text, ..)| text).collect();
        assert_eq!(listed, ["red hair", "blue jacket"]);
    }
}
