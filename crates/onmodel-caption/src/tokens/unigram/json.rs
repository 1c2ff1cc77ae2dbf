//! The parts of a `tokenizer.json` that matter for counting.

use serde::Deserialize;
use serde_json::Value;

use super::TokenizerError;

/// Each piece with its score, and which of them stands for the unknown.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) scored: Vec<(String, f64)>,
    pub(super) unknown: Option<usize>,
    /// Whether an unknown character is spelt in byte pieces (`<0xE2>`).
    pub(super) byte_fallback: bool,
}

#[derive(Deserialize)]
struct Tokenizer {
    model: Model,
}

#[derive(Deserialize)]
struct Model {
    /// Absent in files of the first years, whose only model with scores was Unigram.
    #[serde(rename = "type")]
    kind: Option<String>,
    unk_id: Option<usize>,
    #[serde(default)]
    byte_fallback: bool,
    vocab: Value,
}

/// Reads the model of a `tokenizer.json`.
pub(super) fn read(json: &str) -> Result<Vocabulary, TokenizerError> {
    let malformed = |error: serde_json::Error| TokenizerError::Malformed(error.to_string());
    let Tokenizer { model } = serde_json::from_str(json).map_err(malformed)?;
    if let Some(kind) = model.kind.filter(|kind| kind != "Unigram") {
        return Err(TokenizerError::NotUnigram(kind));
    }
    let scored: Vec<(String, f64)> = serde_json::from_value(model.vocab).map_err(malformed)?;
    if scored.is_empty() {
        return Err(TokenizerError::Empty);
    }
    Ok(Vocabulary { scored, unknown: model.unk_id, byte_fallback: model.byte_fallback })
}
