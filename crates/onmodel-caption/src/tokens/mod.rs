//! What a text encoder will read of a caption.
//!
//! CLIP counts are exact ([`clip()`]). T5 counts are exact with the model's own `tokenizer.json`
//! ([`UnigramTokenizer`]), else an estimate that messages call "about" ([`t5_estimate`]).

mod clip;
mod t5;
mod unigram;

pub use clip::{clip, clip_cut};
pub use t5::t5_estimate;
pub use unigram::{TokenizerError, UnigramTokenizer};
