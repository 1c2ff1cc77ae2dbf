//! Guessing the trigger of a set that declares none.

use onmodel_caption::{Caption, Vocabulary};

use crate::index::{CaptionIndex, Counts};
use crate::{CaptionView, Context};

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

/// How often each word opens a caption.
#[derive(Debug, Default)]
pub(crate) struct Openers {
    words: Counts<String>,
    captions: usize,
}

impl CaptionIndex for Openers {
    fn empty(_: &Context) -> Self {
        Self::default()
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        self.count(caption.caption());
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        self.captions -= 1;
        if let Some(word) = opener(caption.caption()) {
            self.words.remove(word);
        }
    }
}

impl Openers {
    fn count(&mut self, caption: &Caption) {
        self.captions += 1;
        if let Some(word) = opener(caption) {
            self.words.add(word.to_owned());
        }
    }

    /// The word that opens most captions, if it looks invented: no article, no word of the trait
    /// vocabulary, no class word, no number of people.
    pub(crate) fn trigger(&self, vocabulary: &Vocabulary) -> Option<Guess> {
        let of = self.captions;
        let opens_most = |opens: usize| opens >= 2 && opens as f64 >= MOST * of as f64;
        let looks_invented = |word: &str| {
            word.chars().count() > 2
                && word.chars().any(char::is_alphabetic)
                && !is_ordinary(word)
                && !vocabulary.knows_word(word)
        };
        let (word, opens) = self.words.iter().find(|(_, opens)| opens_most(*opens))?;
        looks_invented(word).then(|| Guess { word: word.clone(), opens, of })
    }
}

fn opener(caption: &Caption) -> Option<&str> {
    caption.words().next().map(|word| word.of(caption.text()))
}

/// The word that opens most captions, if it looks invented.
pub fn trigger<'a>(
    captions: impl Iterator<Item = &'a Caption>,
    vocabulary: &Vocabulary,
) -> Option<Guess> {
    let mut openers = Openers::default();
    captions.for_each(|caption| openers.count(caption));
    openers.trigger(vocabulary)
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
