//! What the vocabulary is made of.

use crate::Span;

/// Index of a group in its [`Vocabulary`](super::Vocabulary).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(pub u32);

/// A category of traits: pose, expression, view, framing, outfit, background, lighting, style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// `pose`
    pub id: String,
    /// `Pose`
    pub title: String,
    /// How many different groups a varied set shows at least.
    pub min_distinct: usize,
    /// Whether the category counts for coverage (`count` does not).
    pub coverage: bool,
    /// Whether it is usually one and the same over a set (style).
    pub expect_constant: bool,
    /// Whether the studio declared it (`[traits.custom.*]`).
    pub custom: bool,
}

impl Category {
    /// What a sentence calls it: the title's first noun, `framing` of `Framing and zoom level`.
    pub fn noun(&self) -> String {
        let first = self.title.split(" and ").next().unwrap_or(&self.title);
        first.to_lowercase()
    }
}

/// An axis of a category: groups of an exclusive axis contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// `pose.stance`
    pub id: String,
    /// Index of its category.
    pub category: usize,
    /// Whether two groups of it in one caption contradict each other.
    pub exclusive: bool,
    /// Whether such a contradiction is certain; else it is only unusual.
    pub hard: bool,
}

/// A group of phrases that name one value: `standing`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// `standing`
    pub id: String,
    /// Index of its axis.
    pub axis: usize,
    /// The phrases, the one to propose first.
    pub phrases: Vec<String>,
}

/// A contradiction between groups of different axes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Whether both can never be true of one figure.
    pub hard: bool,
    /// Why, in a sentence.
    pub why: String,
}

/// A studio's own category (`[traits.custom.weapon]`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomCategory {
    /// `weapon`
    pub id: String,
    /// What to call it; the id with a capital when absent.
    pub title: Option<String>,
    /// Each value with its phrases: `("sword", ["sword", "katana"])`.
    pub groups: Vec<(String, Vec<String>)>,
}

/// One place where a caption names a trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TraitMatch {
    /// The words that name it.
    pub span: Span,
    /// What they name.
    pub group: GroupId,
    /// Whether a negator stands before them ("not smiling").
    pub negated: bool,
}
