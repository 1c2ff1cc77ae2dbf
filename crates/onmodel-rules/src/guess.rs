//! Guessing the trigger of a set that declares none.

use std::collections::BTreeMap;

use onmodel_caption::{Caption, Vocabulary};

/// The share of captions a word must open to be taken for the trigger.
const MOST: f64 = 0.6;

/// A word that seems to be the trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The word, as most captions write it.
    pub word: String,
    /// How many captions it opens.
    pub opens: usize,
    /// How many captions there are.
    pub of: usize,
}

/// The word that opens most captions, if it looks invented: no article, no word of the trait
/// vocabulary, no class word, no number of people.
pub fn trigger<'a>(
    captions: impl Iterator<Item = &'a Caption>,
    vocabulary: &Vocabulary,
) -> Option<Guess> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of = 0;
    for caption in captions {
        of += 1;
        if let Some(word) = caption.words().next() {
            *counts.entry(word.of(caption.text())).or_default() += 1;
        }
    }
    let looks_invented = |word: &str| {
        word.chars().count() > 2
            && word.chars().any(char::is_alphabetic)
            && !is_ordinary(word)
            && !vocabulary.knows_word(word)
    };
    let most =
        counts.into_iter().filter(|(word, _)| looks_invented(word)).max_by_key(|(_, count)| *count);
    let (word, opens) = most?;
    (opens >= 2 && opens as f64 >= MOST * of as f64).then(|| Guess {
        word: word.to_owned(),
        opens,
        of,
    })
}

/// Words captions open with that are nobody's trigger.
fn is_ordinary(word: &str) -> bool {
    const ORDINARY: [&str; 30] = [
        "the",
        "this",
        "that",
        "these",
        "there",
        "her",
        "his",
        "its",
        "she",
        "they",
        "image",
        "picture",
        "photo",
        "photograph",
        "illustration",
        "drawing",
        "painting",
        "portrait",
        "close",
        "view",
        "character",
        "woman",
        "man",
        "girl",
        "boy",
        "person",
        "young",
        "one",
        "two",
        "solo",
    ];
    let lower = word.to_lowercase();
    ORDINARY.contains(&lower.as_str()) || lower.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(captions: &[&str]) -> Option<String> {
        let captions: Vec<Caption> = captions.iter().map(|text| Caption::parse(*text)).collect();
        trigger(captions.iter(), Vocabulary::standard()).map(|guess| guess.word)
    }

    #[test]
    fn an_invented_word_that_opens_most_captions_is_the_trigger() {
        assert_eq!(
            guess(&["krstl, smiling", "krstl woman, running", "a dog"]).as_deref(),
            Some("krstl")
        );
    }

    #[test]
    fn ordinary_words_are_not() {
        assert_eq!(guess(&["a woman, smiling", "a woman, running"]), None);
        assert_eq!(guess(&["1girl, smiling", "1girl, running"]), None);
        assert_eq!(guess(&["standing in rain", "standing by a wall"]), None);
        assert_eq!(guess(&["krstl, smiling"]), None);
    }
}
