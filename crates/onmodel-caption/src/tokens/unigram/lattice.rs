//! The best division of a word into pieces.

use std::collections::HashMap;

use super::json::Vocabulary;

/// What the original subtracts from the lowest score for a character it does not know.
const UNKNOWN_PENALTY: f64 = 10.0;
/// Stands for the space before a word.
const SPACE: char = '\u{2581}';
/// Bytes of a word divided at once: no word is that long, and the time stays linear.
const LONGEST_WORD: usize = 1024;

/// The pieces with their scores.
#[derive(Debug)]
pub(super) struct Pieces {
    scores: HashMap<String, f64>,
    unknown: f64,
    longest: usize,
    byte_fallback: bool,
}

/// How a place in the word is best reached.
#[derive(Clone, Copy)]
struct Step {
    score: f64,
    from: usize,
    known: bool,
}

impl Pieces {
    pub(super) fn new(vocabulary: Vocabulary) -> Self {
        let lowest = vocabulary.scored.iter().map(|(_, score)| *score).fold(0.0, f64::min);
        let longest =
            vocabulary.scored.iter().map(|(piece, _)| piece.len()).max().unwrap_or_default();
        let unknown = vocabulary.unknown;
        let known =
            vocabulary.scored.into_iter().enumerate().filter(|(id, _)| Some(*id) != unknown);
        let scores = known.map(|(_, scored)| scored).collect();
        Self {
            scores,
            unknown: lowest - UNKNOWN_PENALTY,
            longest,
            byte_fallback: vocabulary.byte_fallback,
        }
    }

    /// The pieces of `word`, which stands after a space; unknown characters beside each other are
    /// one piece, or a piece for each of their bytes where the model spells them so.
    pub(super) fn divide(&self, word: &str) -> Vec<String> {
        let marked: String = std::iter::once(SPACE).chain(word.chars()).collect();
        let mut pieces = Vec::new();
        let mut rest = marked.as_str();
        while !rest.is_empty() {
            let end =
                (0..=rest.len().min(LONGEST_WORD)).rev().find(|&end| rest.is_char_boundary(end));
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            self.divide_part(part, &mut pieces);
            rest = after;
        }
        pieces
    }

    fn divide_part(&self, part: &str, pieces: &mut Vec<String>) {
        let first = pieces.len();
        let steps = self.best_steps(part);
        let (mut end, mut unknown_follows) = (part.len(), false);
        while let Some(step) = steps.get(end).copied().flatten().filter(|_| end > 0) {
            let piece = &part[step.from..end];
            match pieces
                .last_mut()
                .filter(|_| !step.known && unknown_follows && !self.byte_fallback)
            {
                Some(run) => run.insert_str(0, piece),
                None if !step.known && self.byte_fallback => {
                    pieces.extend(piece.bytes().rev().map(|byte| format!("<0x{byte:02X}>")));
                }
                None => pieces.push(piece.to_owned()),
            }
            unknown_follows = !step.known;
            end = step.from;
        }
        pieces[first..].reverse();
    }

    /// For each byte of `part`, the best step that ends there (Viterbi).
    fn best_steps(&self, part: &str) -> Vec<Option<Step>> {
        let mut best: Vec<Option<Step>> = vec![None; part.len() + 1];
        best[0] = Some(Step { score: 0.0, from: 0, known: true });
        for (from, c) in part.char_indices() {
            let Some(so_far) = best[from].map(|step| step.score) else { continue };
            let furthest = part.len().min(from + self.longest.max(c.len_utf8()));
            for (end, slot) in best.iter_mut().enumerate().take(furthest + 1).skip(from + 1) {
                let Some(piece) = part.get(from..end) else { continue };
                let known = self.scores.get(piece).copied();
                let is_single = end == from + c.len_utf8();
                let Some(score) = known.or_else(|| is_single.then_some(self.unknown)) else {
                    continue;
                };
                let total = so_far + score;
                if slot.is_none_or(|step| step.score < total) {
                    *slot = Some(Step { score: total, from, known: known.is_some() });
                }
            }
        }
        best
    }
}
