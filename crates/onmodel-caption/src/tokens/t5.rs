//! Estimating T5 tokens without the model's tokenizer.

/// Tokens per word of English prose, measured over caption samples (1.5 to 1.6).
const PER_WORD: f64 = 1.6;
/// Characters per token in the same samples (3.6), rounded towards more tokens.
const CHARS_PER_TOKEN: f64 = 3.5;

/// About how many tokens T5 makes of `text`: the larger of 1.6 a word and one for every 3.5
/// characters. Prose is within a tenth; a list of underscore tags may need a third more.
pub fn t5_estimate(text: &str) -> usize {
    let words = text.split_whitespace().count() as f64;
    let chars = text.trim().chars().count() as f64;
    (words * PER_WORD).max(chars / CHARS_PER_TOKEN).ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_larger_of_two_rates_counts() {
        assert_eq!(t5_estimate(""), 0);
        assert_eq!(t5_estimate("a b c d e"), 8);
        assert_eq!(t5_estimate("looking_at_viewer"), 5);
    }
}
