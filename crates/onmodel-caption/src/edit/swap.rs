//! One tag in place of another, wherever a caption has it.

use std::fmt;

use super::{TextEdit, prose, tags};
use crate::{
    Caption, Span, Style,
    text::{Normalised, is_boundary, normalise},
};

/// A tag and what shall stand in its place, in any number of captions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    old: String,
    /// `old` in the one spelling tags compare in.
    key: String,
    /// The tags that replace it; none of them removes it.
    new: Vec<String>,
}

/// Why a swap makes no sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SwapError {
    /// The tag to replace is empty.
    Nothing,
    /// The tag to replace holds a comma or a line break, which no tag does.
    Several,
    /// What shall replace it holds a line break.
    Lines,
}

impl fmt::Display for SwapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "the tag to replace is empty; name the tag that shall go",
            Self::Several => "a tag holds no comma and no line break; replace one tag at a time",
            Self::Lines => "what replaces a tag must stand on one line",
        })
    }
}

impl std::error::Error for SwapError {}

impl Swap {
    /// Puts `new` in the place of `old`. Several tags may replace one; nothing removes it.
    ///
    /// # Errors
    /// When `old` is not one tag, or `new` is more than one line.
    pub fn new(old: &str, new: &str) -> Result<Self, SwapError> {
        let (old, key) = (old.trim().to_owned(), normalise(old));
        if key.is_empty() {
            return Err(SwapError::Nothing);
        }
        if old.contains([',', '\n', '\r']) {
            return Err(SwapError::Several);
        }
        if new.trim().contains(['\n', '\r']) {
            return Err(SwapError::Lines);
        }
        let new = new.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        Ok(Self { old, key, new: new.map(str::to_owned).collect() })
    }

    /// What replaces the tag; empty where it is removed.
    pub fn replacement(&self) -> String {
        self.new.join(", ")
    }

    /// The edits that make the swap in one caption; none where it does not hold the tag.
    ///
    /// A whole tag is replaced however it is spelt (`long_hair`, "Long hair"); one that its line has
    /// already is not put there twice. In sentences the words are replaced wherever they stand as
    /// words, and keep a capital they had.
    pub fn edits(&self, caption: &Caption) -> Vec<TextEdit> {
        let mut line = None;
        let mut here: Vec<String> = Vec::new();
        let mut edits = Vec::new();
        let mut gone = Vec::new();
        for (index, tag) in caption.tags().iter().enumerate() {
            if line != Some(tag.line) {
                line = Some(tag.line);
                here = self.others_on(caption, tag.line);
            }
            let Some(span) = self.whole(caption, tag.span) else { continue };
            let fresh = self.new.iter().filter(|tag| !here.contains(&normalise(tag)));
            let fresh: Vec<&str> = fresh.map(String::as_str).collect();
            here.extend(fresh.iter().map(|tag| normalise(tag)));
            if fresh.is_empty() {
                gone.push(index);
            } else {
                edits.push(TextEdit::replace(span, fresh.join(", ")));
            }
        }
        edits.extend(removed(caption, &gone));
        if caption.style() != Style::Tags {
            edits.extend(self.in_sentences(caption));
        }
        edits.retain(|edit| edit.span.of(caption.text()) != edit.text);
        edits.sort();
        edits
    }

    /// The part of the tag at `span` that is the old tag: all of it, or all but its full stop.
    fn whole(&self, caption: &Caption, span: Span) -> Option<Span> {
        let text = span.of(caption.text());
        let is_old = |text: &str| !text.is_empty() && normalise(text) == self.key;
        let stopped = || text.strip_suffix('.').filter(|text| is_old(text));
        if is_old(text) {
            Some(span)
        } else {
            stopped().map(|text| Span::new(span.start, span.start + text.len()))
        }
    }

    /// The tags of a line besides the old one, in the spelling they compare in. A line may be a
    /// caption of its own, so that another line's tags do not count.
    fn others_on(&self, caption: &Caption, line: u32) -> Vec<String> {
        let on_line = caption.tags().iter().filter(|tag| tag.line == line);
        on_line
            .filter(|tag| self.whole(caption, tag.span).is_none())
            .map(|tag| normalise(caption.tag_text(tag).trim_end_matches('.')))
            .collect()
    }

    /// The old tag's words inside longer pieces.
    fn in_sentences(&self, caption: &Caption) -> Vec<TextEdit> {
        let text = caption.text();
        let inside = |span: &Span| {
            let tag = caption.tag_at(span.start);
            tag.is_none_or(|tag| self.whole(caption, tag.span).is_none())
        };
        let spans = places(caption.normalised(), &self.key).into_iter().filter(inside);
        spans.flat_map(|span| self.reworded(text, span)).collect()
    }

    fn reworded(&self, text: &str, span: Span) -> Vec<TextEdit> {
        if self.new.is_empty() {
            return prose::remove_words(text, span);
        }
        if span.of(text) == self.old {
            return vec![TextEdit::replace(span, self.replacement())];
        }
        prose::replace_words(text, span, &self.replacement())
    }
}

/// Where `key` stands as whole words, in bytes of the original; no two overlap.
fn places(normal: &Normalised, key: &str) -> Vec<Span> {
    let text = normal.text();
    let hits = text.match_indices(key).map(|(at, found)| Span::new(at, at + found.len()));
    let whole = hits.filter(|hit| is_boundary(text, hit.start) && is_boundary(text, hit.end));
    whole.map(|hit| normal.original(hit)).collect()
}

/// Takes the tags out; the full stop of a removed last tag stays with the tag before it.
fn removed(caption: &Caption, gone: &[usize]) -> Vec<TextEdit> {
    let mut edits = tags::remove(caption, gone);
    for edit in &mut edits {
        let text = edit.span.of(caption.text());
        if text.starts_with(',') && text.ends_with('.') {
            edit.span.end -= 1;
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::apply;

    fn swapped(text: &str, old: &str, new: &str) -> String {
        let edits = Swap::new(old, new).unwrap().edits(&Caption::parse(text));
        apply(text, &edits).unwrap()
    }

    #[test]
    fn a_whole_tag_gives_way_however_it_is_spelt() {
        for (text, old, new, expected) in [
            (
                "krstl, long_hair, smile\r\n",
                "long hair",
                "short hair",
                "krstl, short hair, smile\r\n",
            ),
            ("krstl,Long  Hair ,smile", "long_hair", "bob cut", "krstl,bob cut ,smile"),
            ("krstl, very long hair", "long hair", "bob cut", "krstl, very long hair"),
            ("krstl, smile", "grin", "laugh", "krstl, smile"),
            ("krstl, smile.", "smile", "grin", "krstl, grin."),
            ("krstl, red hair", "red hair", "red hair, long hair", "krstl, red hair, long hair"),
            ("1girl, hair_\\(red\\)", "hair (red)", "red_hair", "1girl, red_hair"),
            ("smile, smile, solo", "smile", "Smile", "Smile, solo"),
        ] {
            assert_eq!(swapped(text, old, new), expected, "{text:?}: {old:?} to {new:?}");
        }
    }

    #[test]
    fn a_tag_the_line_has_already_is_not_put_there_twice() {
        for (text, old, new, expected) in [
            ("krstl, grin, smile, solo", "grin", "smile", "krstl, smile, solo"),
            ("grin, krstl, Smile", "grin", "smile", "krstl, Smile"),
            ("smile, grin.", "grin", "smile", "smile."),
            ("a, day\na, night", "day", "night", "a, night\na, night"),
            ("a, b, c", "b", "c, d", "a, d, c"),
        ] {
            assert_eq!(swapped(text, old, new), expected, "{text:?}: {old:?} to {new:?}");
        }
    }

    #[test]
    fn nothing_in_its_place_removes_the_tag_with_its_comma() {
        for (text, old, expected) in [
            ("krstl, smile, solo", "smile", "krstl, solo"),
            ("smile, krstl", "smile", "krstl"),
            ("krstl, smile.", "smile", "krstl."),
            ("krstl\nsmile\n", "smile", "krstl\n"),
            (
                "A photo of krstl. She is gently smiling at him.",
                "gently",
                "A photo of krstl. She is smiling at him.",
            ),
        ] {
            assert_eq!(swapped(text, old, ""), expected, "{text:?}");
        }
    }

    #[test]
    fn sentences_are_reworded_on_word_boundaries() {
        for (text, old, new, expected) in [
            (
                "She is standing in a grandstand. Standing is hard.",
                "standing",
                "sitting",
                "She is sitting in a grandstand. Sitting is hard.",
            ),
            (
                "A woman with a blue coat stands in a park.",
                "blue coat",
                "red coat",
                "A woman with a red coat stands in a park.",
            ),
            ("Krstl is a woman in a park.", "Krstl", "krstl", "krstl is a woman in a park."),
        ] {
            assert_eq!(swapped(text, old, new), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        assert_eq!(Swap::new(" ", "a"), Err(SwapError::Nothing));
        assert_eq!(Swap::new("a, b", "c"), Err(SwapError::Several));
        assert_eq!(Swap::new("a", "b\nc"), Err(SwapError::Lines));
    }

    proptest! {
        #[test]
        fn every_other_tag_stays(text in "([ab]{1,2}(, |,|\r\n)){0,8}[ab]?", new in "[abc]{0,2}") {
            let others = |text: &str| -> Vec<String> {
                let caption = Caption::parse(text);
                let tags = caption.tags().iter().map(|tag| normalise(caption.tag_text(tag)));
                tags.filter(|tag| !tag.is_empty() && tag != "a" && *tag != new).collect()
            };
            prop_assert_eq!(others(&swapped(&text, "a", &new)), others(&text));
        }

        #[test]
        fn a_swap_never_corrupts(text in "\\PC{0,40}|[a-z .,\r\n]{0,60}", old in "[a-z ]{1,3}", new in "[a-z, ]{0,4}") {
            if let Ok(swap) = Swap::new(&old, &new) {
                prop_assert!(apply(&text, &swap.edits(&Caption::parse(text.as_str()))).is_ok());
            }
        }
    }
}
