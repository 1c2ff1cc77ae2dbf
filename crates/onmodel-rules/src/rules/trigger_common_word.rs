//! `trigger-common-word`

use onmodel_caption::{Vocabulary, tokens};

use crate::{Draft, Facts, Out, Place, Rule, Severity, declare_rule};

declare_rule! {
    /// The trigger is a word the base model knows already.
    ///
    /// ## What it checks
    /// Whether the declared trigger is a single token for CLIP and reads like a word: "hero",
    /// "mira", "woman".
    ///
    /// ## Why it matters
    /// Training has to unlearn what the word meant before; the character mixes with it, and with
    /// everyone of that name.
    ///
    /// ## Example
    /// ```toml bad
    /// [dataset]
    /// trigger = "hero"
    /// [[image]]
    /// file = "1.png"
    /// caption = "hero, standing"
    /// ```
    /// ```toml good
    /// [dataset]
    /// trigger = "krstl"
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, standing"
    /// ```
    ///
    /// ## How to fix
    /// Invent one, as the message does: leave the vowels out ("krstl" for kestrel) or add a number (`hero_v1`).
    ///
    /// ## Sources
    /// - Scenario's guide: the trigger must not be known to the base model.
    pub struct TriggerCommonWord = "trigger-common-word" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Captions,
    }
}

impl Rule for TriggerCommonWord {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        let context = &facts.context;
        let of_subsets = context.subset_triggers.iter().flatten().map(|own| (own, Place::Set));
        let of_set = context.trigger.iter().map(|own| (own, config_place(facts, "trigger")));
        for (trigger, place) in of_set.chain(of_subsets) {
            let word = trigger.text();
            if is_common(word, &context.vocabulary) {
                let other = invented(word);
                let message = format!(
                    "the trigger \"{word}\" is a word of its own; \"{other}\" would be nobody's"
                );
                out.push(
                    Draft::at(place, message).consequence(
                        "the model mixes the character with what the word means already",
                    ),
                );
            }
        }
    }
}

/// The place of a key of `[dataset]` in the nearest file that sets it, else the set.
pub(super) fn config_place(facts: &Facts, key: &str) -> Place {
    let places = facts.context.settings.layers.iter().filter_map(|layer| {
        let node = layer.get("dataset")?.value.as_table()?.get(key)?;
        Some(Place::Config(layer.path.clone(), node.span))
    });
    places.into_iter().next().unwrap_or(Place::Set)
}

/// The shortest word without vowels that is told from others.
const TELLING: usize = 3;

/// A word made of this one that means nothing: its consonants, and a number where that is still
/// too little.
fn invented(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter();
    let consonants: String =
        first.chain(letters.filter(|c| !"aeiouyAEIOUY".contains(*c))).collect();
    let is_enough = consonants.chars().count() >= TELLING && tokens::clip(&consonants) > 1;
    if is_enough { consonants } else { format!("{consonants}_01") }
}

fn is_common(word: &str, vocabulary: &Vocabulary) -> bool {
    let lower = word.to_lowercase();
    (vocabulary.knows_word(&lower) || reads_like_a_word(&lower)) && tokens::clip(&lower) == 1
}

/// Shorter ones are as often abbreviations ("tok").
const SHORTEST: usize = 4;

/// Whether it can be spoken: vowels, and never more than two consonants in a row. Rare tokens
/// people use as triggers ("ohwx", "sks") cannot.
fn reads_like_a_word(lower: &str) -> bool {
    let is_vowel = |c: char| "aeiouy".contains(c);
    let longest = lower.split(is_vowel).map(str::len).max().unwrap_or(0);
    lower.len() >= SHORTEST
        && lower.bytes().all(|byte| byte.is_ascii_lowercase())
        && lower.contains(is_vowel)
        && longest <= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn the_word_is_shown_where_it_is_declared() {
        let set =
            "[dataset]\ntrigger = \"hero\"\n[[image]]\nfile = \"01.png\"\ncaption = \"hero\"\n";
        expect![[r#"
            warning set/onmodel.toml:20-26: the trigger "hero" is a word of its own; "hr_01" would be nobody's
              = the model mixes the character with what the word means already
        "#]]
        .assert_eq(&check("trigger-common-word", set));
    }

    #[test]
    fn what_is_proposed_is_no_word() {
        for word in ["hero", "mira", "woman", "dragon", "princess", "Kestrel", "a"] {
            let other = invented(word);
            assert!(!is_common(&other, Vocabulary::standard()), "{word}: {other}");
        }
    }

    #[test]
    fn words_are_told_from_inventions() {
        for (word, common) in [
            ("hero", true),
            ("mira", true),
            ("Woman", true),
            ("krstl", false),
            ("ohwx", false),
            ("sks", false),
            ("char_v1", false),
        ] {
            assert_eq!(is_common(word, Vocabulary::standard()), common, "{word}");
        }
    }
}
