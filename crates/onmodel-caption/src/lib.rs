//! The words: what a caption says and where it says it.
//!
//! A caption is parsed once ([`Caption`]) into tags or sentences with byte [`Span`]s, its
//! [`Style`] and its words; [`Vocabulary`] finds the traits it names and [`Trigger`] the word that
//! stands for the character; [`tokens`] counts what a text encoder will read of it; [`LineIndex`]
//! turns bytes into the lines and UTF-16 columns an editor speaks; [`edit`] changes it without
//! losing a byte.
//!
//! This crate knows text only: no files, no images, no rules.

pub mod edit;
mod parse;
mod position;
mod span;
pub mod style;
pub mod text;
pub mod tokens;
mod trigger;
mod vocabulary;

pub use parse::{Caption, Sentence, Tag};
pub use position::{ColumnUnit, LineIndex, Position};
pub use span::Span;
pub use style::{Style, style_of};
pub use trigger::{Trigger, TriggerPlace, TriggerUse, VariantKind};
pub use vocabulary::{
    Axis, Category, Conflict, Contradiction, CustomCategory, Group, GroupId, IdentityKind,
    IdentityMatch, Lexicon, TraitMatch, Vocabulary,
};
