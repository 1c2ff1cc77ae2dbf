//! What of a sentence speaks of a mark and of nothing else.

use onmodel_caption::Span;

use crate::{CaptionView, mend};

/// Words that add something to a sentence that is whole without it.
const JOINS: [&str; 6] = [" with ", " and ", " featuring ", " bearing ", " showing ", ", with "];
/// Words between such a word and the mark: "with a small white".
const FEW: usize = 4;

/// What can be taken out so that nothing is said of the mark at `span`: a sentence of its own, or what
/// hangs on a "with" before it. `None` where the trigger or the only sentence would go with it.
pub(super) fn about(view: &CaptionView<'_>, span: Span) -> Option<Span> {
    let sentences = view.caption().sentences();
    let own = sentences.iter().map(|sentence| sentence.span).find(|own| own.contains(span))?;
    let joined = joined(view.text(), own, span);
    let whole = (sentences.len() > 1).then_some(own);
    let is_free = |gone: &Span| !mend::protected(view).iter().any(|name| name.overlaps(*gone));
    joined.filter(is_free).or(whole.filter(is_free))
}

/// The words from the last joining one before the mark to the end of its clause.
fn joined(text: &str, sentence: Span, mark: Span) -> Option<Span> {
    let before = &text[sentence.start..mark.start];
    let found = JOINS.iter().filter_map(|join| Some((before.rfind(join)?, join.len())));
    let (at, length) = found.max_by_key(|(at, length)| (at + length, *length))?;
    let between = &before[at + length..];
    let is_near = between.split_whitespace().count() <= FEW && !between.contains(',');
    let rest = &text[mark.end..sentence.end];
    let end = rest.find([',', '.', '!', '?', ';']).unwrap_or(rest.len());
    // "with a watermark and a red hat" goes on.
    let goes_on = rest[..end].contains(" and ");
    let start = sentence.start + at + text[sentence.start + at..].find(|c| c != ' ').unwrap_or(0);
    (is_near && !goes_on).then(|| Span::new(start, mark.end + end))
}

#[cfg(test)]
mod tests {
    use crate::fixture::fix_caption;

    #[test]
    fn a_sentence_goes_or_what_was_added_to_one() {
        for (before, after) in [
            (
                "krstl stands by a wall. A watermark is visible below.",
                Some("krstl stands by a wall."),
            ),
            (
                "krstl stands by a wall with a small watermark in the corner.",
                Some("krstl stands by a wall."),
            ),
            (
                "krstl runs on a beach, with a signature at the bottom, and laughs.",
                Some("krstl runs on a beach, and laughs."),
            ),
            ("A signature is visible beside krstl.", None),
            ("There is a watermark in the corner.", None),
        ] {
            let fixed = fix_caption("caption-mentions-watermark", before);
            assert_eq!(fixed.as_deref(), after, "{before}");
        }
    }
}
