//! What a completion replaces.

use onmodel_caption::{Caption, Span, Style, style_of};
use onmodel_rules::CaptionView;

/// The place of a caption that a completion fills.
pub(crate) struct Slot<'c> {
    /// What it replaces: the whole tag, in a sentence the word.
    pub(crate) span: Span,
    /// What stands there before the cursor.
    pub(crate) typed: &'c str,
    /// What a tag needs before it: the space after a comma.
    pub(crate) lead: &'static str,
    /// Whether it is a word of a sentence.
    pub(crate) is_word: bool,
}

impl<'c> Slot<'c> {
    /// The place around byte `at` of a caption.
    pub(crate) fn at(view: CaptionView<'c>, at: usize) -> Self {
        let caption = view.caption();
        let text = caption.text();
        let is_word = is_in_sentence(caption, at);
        let span = if is_word { word(caption, at) } else { tag(caption, at) };
        let follows_comma = !is_word && text[..span.start].ends_with(',');
        Self {
            span,
            typed: &text[span.start..at],
            lead: if follows_comma { " " } else { "" },
            is_word,
        }
    }
}

/// Whether byte `at` stands in running text, where no comma ends what is meant.
fn is_in_sentence(caption: &Caption, at: usize) -> bool {
    match caption.style() {
        Style::Prose => true,
        Style::Mixed => {
            caption.tag_at(at).is_some_and(|tag| style_of(caption.tag_text(tag)) == Style::Prose)
        }
        Style::Tags | Style::Empty => false,
    }
}

/// The word that holds or touches byte `at`.
fn word(caption: &Caption, at: usize) -> Span {
    caption.words().find(|word| word.start <= at && at <= word.end).unwrap_or(Span::at(at))
}

/// The tag byte `at` stands in or beside, up to the cursor: an editor wants the cursor in what is
/// replaced.
fn tag(caption: &Caption, at: usize) -> Span {
    match caption.tag_at(at) {
        Some(tag) if tag.span.is_empty() => Span::at(at),
        Some(tag) => Span::new(tag.span.start.min(at), tag.span.end.max(at)),
        None => Span::at(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with what is replaced at `|` in brackets.
    fn replaced(marked: &str) -> String {
        let at = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let caption = Caption::parse(text.as_str());
        let is_word = is_in_sentence(&caption, at);
        let span = if is_word { word(&caption, at) } else { tag(&caption, at) };
        format!("{}[{}]{}", &text[..span.start], span.of(&text), &text[span.end..])
    }

    #[test]
    fn a_tag_is_replaced_whole_and_of_a_sentence_the_word() {
        for (marked, expected) in [
            ("krstl, sm|ile, solo", "krstl, [smile], solo"),
            ("krstl, |", "krstl, []"),
            ("krstl,|", "krstl,[]"),
            ("|", "[]"),
            ("krstl, red ha|", "krstl, [red ha]"),
            ("krstl, smile |", "krstl, [smile ]"),
            ("a\r\n|\r\nb", "a\r\n[]\r\nb"),
            ("She is stan|ding in a park.", "She is [standing] in a park."),
        ] {
            assert_eq!(replaced(marked), expected, "{marked}");
        }
    }
}
