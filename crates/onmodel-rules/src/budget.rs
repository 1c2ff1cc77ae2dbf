//! How much of a caption the text encoder reads.

use onmodel_caption::tokens::{clip_cut, t5_estimate};
use onmodel_caption::{Span, text};
use onmodel_dataset::trainer::{Family, TokenLimit};

use crate::CaptionView;

/// A caption's tokens against what the encoder reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// The tokens of the caption.
    pub tokens: usize,
    /// How many are read.
    pub limit: usize,
    /// Whether the tokens were estimated: T5 without its tokenizer.
    pub is_estimate: bool,
    /// Whether the limit is taken from relatives of the base: its encoder is no T5.
    pub is_limit_guessed: bool,
}

impl Budget {
    /// Counts a caption; `None` where the base's encoder is not known.
    pub fn of(view: &CaptionView<'_>) -> Option<Self> {
        let (tokens, limit, is_estimate) = match limit(view)? {
            TokenLimit::Clip(limit) => (view.fact.clip_tokens(), limit, false),
            TokenLimit::T5(limit) => match &view.context.t5 {
                Some(t5) => (t5.count(view.text()), limit, false),
                None => (t5_estimate(view.text()), limit, true),
            },
        };
        let is_limit_guessed =
            matches!(view.context.family(), Some(Family::Flux2 | Family::ZImage));
        Some(Self { tokens, limit, is_estimate, is_limit_guessed })
    }

    /// The budget of a caption that is over it. Most are not, and need no counting to know.
    pub(crate) fn exceeded(view: &CaptionView<'_>) -> Option<Self> {
        let (TokenLimit::Clip(limit) | TokenLimit::T5(limit)) = limit(view)?;
        // Every token is a byte at least.
        let budget = if view.text().len() < limit { None } else { Self::of(view) };
        budget.filter(Self::is_exceeded)
    }

    /// Whether some of the caption is not read.
    pub fn is_exceeded(&self) -> bool {
        self.tokens > self.limit
    }

    /// What is not read: from the first word not read in full to the last character.
    pub fn lost(&self, view: &CaptionView<'_>) -> Option<Span> {
        let cut = if self.is_exceeded() { cut(view)? } else { return None };
        let first = view.caption().words().find(|word| word.end > cut)?;
        Some(Span::new(first.start, view.text().trim_end().len()))
    }
}

/// The byte from which on nothing is read, of a caption over its budget.
fn cut(view: &CaptionView<'_>) -> Option<usize> {
    let text = view.text();
    match (limit(view)?, &view.context.t5) {
        (TokenLimit::Clip(limit), _) => clip_cut(text, limit),
        (TokenLimit::T5(limit), Some(t5)) => t5.cut(text, limit),
        (TokenLimit::T5(limit), None) => Some(estimated_cut(text, limit)),
    }
}

fn limit(view: &CaptionView<'_>) -> Option<TokenLimit> {
    view.context.trainer.token_limit(&view.context.run())
}

/// The first word with which the estimate passes the limit.
fn estimated_cut(text: &str, limit: usize) -> usize {
    let words: Vec<Span> = text::words(text).collect();
    let first = words.partition_point(|word| t5_estimate(&text[..word.end]) <= limit);
    words.get(first).map_or(text.len(), |word| word.start)
}
