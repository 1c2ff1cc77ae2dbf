//! `caption-hedging`

use onmodel_caption::edit::{TextEdit, prose};
use onmodel_caption::{Lexicon, Span};

use crate::{CaptionView, Draft, DraftFix, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A caption guesses.
    ///
    /// ## What it checks
    /// "appears to be", "possibly", "some kind of", "looks as if" and their like. "Poses as if to
    /// strike" describes a pose and is let be.
    ///
    /// ## Why it matters
    /// Captioning programs write so when they do not know. The model cannot learn a "possibly", and
    /// the guess behind it may be wrong.
    ///
    /// ## Example
    /// ```caption bad
    /// krstl stands in what appears to be a harbour.
    /// ```
    /// ```caption fixed
    /// krstl stands in a harbour.
    /// ```
    /// ```caption good
    /// krstl stands in a harbour.
    /// ```
    ///
    /// ## How to fix
    /// Look at the picture and say what is there, or leave it out.
    ///
    /// ## Sources
    /// - jhc13/taggui lists these words as ones to suppress.
    pub struct CaptionHedging = "caption-hedging" {
        scope: Caption,
        level: Some(Severity::Hint),
        fix: Unsafe,
        part: Captions,
    }
}

/// Words that leave a sound sentence behind.
const PLAIN: [&str; 10] = [
    "seemingly",
    "possibly",
    "perhaps",
    "maybe",
    "probably",
    "presumably",
    "apparently",
    "what appears to be",
    "what looks like",
    "likely",
];
/// Words "is" can stand for.
const IS: [&str; 5] = ["appears to be", "seems to be", "might be", "may be", "could be"];
/// Words that describe a pose, unless one of [`GUESSERS`] stands before them.
const DESCRIBES: [&str; 1] = ["as if"];
/// Words that make "as if" a guess.
const GUESSERS: [&str; 6] = ["looks", "look", "appears", "appear", "seems", "seem"];

impl Rule for CaptionHedging {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let mut found = view.context.vocabulary.find_lexicon(view.caption(), Lexicon::Hedges);
        found.retain(|span| is_guess(view.text(), *span));
        let Some(first) = found.first() else { return };
        let words = mend::listed(found.iter().map(|span| span.of(view.text())));
        let message = format!("{words}: a caption should not guess");
        let draft = Draft::span(view.index, *first, message);
        let edits: Option<Vec<_>> = found.iter().map(|span| plain(view.text(), *span)).collect();
        out.push(match edits {
            Some(edits) => {
                let fix = DraftFix::review("say it without guessing");
                draft.fix(fix.edits(view.index, edits.into_iter().flatten()))
            }
            None => draft,
        });
    }
}

/// Whether the words at `span` guess, rather than describe a pose.
fn is_guess(text: &str, span: Span) -> bool {
    let before = text[..span.start].split_whitespace().next_back().unwrap_or_default();
    !is_in(&DESCRIBES, span.of(text)) || is_in(&GUESSERS, before)
}

fn is_in(list: &[&str], words: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(words))
}

/// The same said plainly, where that is a matter of these words alone.
fn plain(text: &str, span: Span) -> Option<Vec<TextEdit>> {
    let words = span.of(text);
    if is_in(&PLAIN, words) {
        return Some(prose::remove_words(text, span));
    }
    is_in(&IS, words).then(|| prose::replace_words(text, span, "is"))
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check_caption, fix_caption};
    use expect_test::expect;

    #[test]
    fn guesses_are_listed_once() {
        expect![[r#"
            hint set/01.txt:6-19: "appears to be" and "possibly": a caption should not guess
              fix (Unsafe): say it without guessing
        "#]]
        .assert_eq(&check_caption(
            "caption-hedging",
            "krstl appears to be tired, possibly sad, possibly ill.",
        ));
    }

    #[test]
    fn a_guess_becomes_a_statement() {
        for (before, after) in [
            ("krstl seems to be happy.", Some("krstl is happy.")),
            ("krstl holds what appears to be a hat.", Some("krstl holds a hat.")),
            ("krstl holds some kind of hat.", None),
        ] {
            assert_eq!(fix_caption("caption-hedging", before).as_deref(), after);
        }
        assert_eq!(check_caption("caption-hedging", "krstl poses as if to strike"), "");
        expect![[r#"
            hint set/01.txt:12-17: "as if": a caption should not guess
        "#]]
        .assert_eq(&check_caption("caption-hedging", "krstl looks as if she were tired"));
    }
}
