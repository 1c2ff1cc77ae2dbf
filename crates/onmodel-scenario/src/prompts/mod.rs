//! Test prompts: what to ask a trained model, to see whether it learnt the character or the pictures.
//!
//! From short to detailed, and at each length three kinds: a combination of traits the set shows (it
//! should work), one of values that were never shown together (does the model tell the traits apart?),
//! and one with a value the set never showed (does the character survive?).

mod choose;
mod run;
mod values;

pub use run::{Studio, StudioError, find_model};
pub(crate) use values::variables;

use onmodel_rules::Facts;
use serde::Serialize;

use choose::Chooser;

/// How much a prompt says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The trigger and one trait at most.
    Short,
    /// Two or three traits.
    Medium,
    /// Every trait that varies.
    Detailed,
}

/// What the set shows of a prompt's traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Novelty {
    /// One image or more shows all of them.
    Shown,
    /// Each is shown, never together.
    NewCombination,
    /// One of them is shown by no image.
    NeverShown,
}

/// A trait in a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trait {
    /// `pose`
    pub category: String,
    /// In the set's words, or the vocabulary's where the set has none.
    pub words: String,
    /// Whether the set shows it.
    pub shown: bool,
}

/// A test prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TestPrompt {
    /// What is asked.
    pub prompt: String,
    /// How much it says.
    pub level: Level,
    /// What the set shows of it.
    pub novelty: Novelty,
    /// What it asks for.
    pub traits: Vec<Trait>,
    /// What to look at in the picture.
    pub why: String,
}

impl Level {
    /// All, the shortest first.
    pub const ALL: [Self; 3] = [Self::Short, Self::Medium, Self::Detailed];

    /// In a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Short => "Short",
            Self::Medium => "Medium",
            Self::Detailed => "Detailed",
        }
    }
}

impl Novelty {
    /// All, the easiest first.
    pub const ALL: [Self; 3] = [Self::Shown, Self::NewCombination, Self::NeverShown];

    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Shown => "shown in the set",
            Self::NewCombination => "new combination",
            Self::NeverShown => "never shown",
        }
    }
}

/// As many test prompts as asked for, as far as the set has traits to cross: from short to detailed.
pub fn test_prompts(facts: &Facts, count: usize) -> Vec<TestPrompt> {
    let chooser = Chooser::of(facts);
    let mut prompts: Vec<TestPrompt> = Vec::new();
    for round in 0..count {
        let before = prompts.len();
        for level in Level::ALL {
            for novelty in Novelty::ALL {
                let found = chooser.choose(level, novelty, round, &prompts);
                prompts.extend(found.filter(|_| prompts.len() < count));
            }
        }
        if prompts.len() == before {
            break;
        }
    }
    prompts.sort_by_key(|prompt| prompt.level);
    prompts
}
