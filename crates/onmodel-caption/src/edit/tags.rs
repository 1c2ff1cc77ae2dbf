//! Edits of a tag list. Each keeps the rest of the text byte for byte, its line ends included.

use std::ops::Range;

use super::TextEdit;
use crate::{Caption, Span, Tag};

/// Takes out the tags at `indices` (of [`Caption::tags`]), each with one comma and the space
/// beside it. A line on which no tag would be left goes with its line break.
pub fn remove(caption: &Caption, indices: &[usize]) -> Vec<TextEdit> {
    let tags = caption.tags();
    let mut gone: Vec<usize> =
        indices.iter().copied().filter(|&index| index < tags.len()).collect();
    gone.sort_unstable();
    gone.extend(emptied(tags, &gone));
    gone.sort_unstable();
    gone.dedup();
    let close = close(tags, &gone);
    let (rest, closing) = gone.split_at(gone.partition_point(|&index| index < close));
    let mut edits = Vec::new();
    for removed in rest.chunk_by(|&a, &b| tags[a].line == tags[b].line) {
        let line = line_of(tags, tags[removed[0]].line);
        if removed.len() == line.len() {
            let span = Span::new(tags[line.start].slot.start, tags[line.end].slot.start);
            edits.push(TextEdit::remove(span));
        } else {
            let spans = removed
                .iter()
                .zip(0..)
                .map(|(&index, nth)| with_comma(tags, index, index - line.start > nth));
            edits.extend(spans.map(TextEdit::remove));
        }
    }
    edits.extend(closing.last().map(|&last| TextEdit::remove(to_the_end(tags, close, last))));
    edits
}

/// Index of the first tag after the last line of which something stays.
fn close(tags: &[Tag], gone: &[usize]) -> usize {
    let stays = |index: usize| !tags[index].span.is_empty() && gone.binary_search(&index).is_err();
    let last = (0..tags.len()).rev().find(|&index| stays(index));
    last.map_or(0, |last| line_of(tags, tags[last].line).end)
}

/// The lines from that of the tag `close` to that of `last`, with the line break before them and not
/// the one after: what a caption ends with stays.
fn to_the_end(tags: &[Tag], close: usize, last: usize) -> Span {
    let start = close.checked_sub(1).map_or(0, |before| tags[before].slot.end);
    Span::new(start, tags[line_of(tags, tags[last].line).end - 1].slot.end)
}

/// The tags of the lines that lose their last tag, the empty ones among them. `gone` is sorted.
fn emptied(tags: &[Tag], gone: &[usize]) -> Vec<usize> {
    let is_gone = |index: &usize| gone.binary_search(index).is_ok();
    let lines = tags.chunk_by(|a, b| a.line == b.line).map(|line| line_of(tags, line[0].line));
    let is_emptied = |line: &Range<usize>| {
        line.clone().any(|index| is_gone(&index))
            && line.clone().all(|index| tags[index].span.is_empty() || is_gone(&index))
    };
    lines.filter(is_emptied).flatten().collect()
}

/// The index range of the tags on `line`.
fn line_of(tags: &[Tag], line: u32) -> Range<usize> {
    tags.partition_point(|tag| tag.line < line)..tags.partition_point(|tag| tag.line <= line)
}

/// A tag with the comma before it, when something before it stays; else with the comma after it.
/// Of the tags at `index - 1` and `index + 1`, the one asked for exists: not all of the line goes.
fn with_comma(tags: &[Tag], index: usize, kept_before: bool) -> Span {
    if kept_before {
        Span::new(tags[index - 1].span.end, tags[index].span.end)
    } else {
        Span::new(tags[index].span.start, tags[index + 1].span.start)
    }
}

/// Puts `text` in the place of the tag at `index`; nothing in its place removes it.
pub fn replace(caption: &Caption, index: usize, text: &str) -> Vec<TextEdit> {
    match caption.tags().get(index) {
        Some(_) if text.trim().is_empty() => remove(caption, &[index]),
        Some(tag) => vec![TextEdit::replace(tag.span, text.trim())],
        None => Vec::new(),
    }
}

/// Puts `text` and a comma before the first tag, after any white space the caption begins with.
pub fn insert_first(caption: &Caption, text: &str) -> Vec<TextEdit> {
    let first = caption.tags().iter().find(|tag| !tag.span.is_empty());
    vec![first.map_or_else(
        || TextEdit::insert(0, text),
        |tag| TextEdit::insert(tag.span.start, format!("{text}, ")),
    )]
}

/// Moves the tag at `index` before the first; one that is empty or first already stays.
pub fn move_first(caption: &Caption, index: usize) -> Vec<TextEdit> {
    let first = caption.tags().iter().position(|tag| !tag.span.is_empty());
    let moved =
        caption.tags().get(index).filter(|tag| !tag.span.is_empty() && first != Some(index));
    let Some(moved) = moved else { return Vec::new() };
    let mut edits = insert_first(caption, caption.tag_text(moved));
    edits.extend(remove(caption, &[index]));
    edits
}

/// Puts a comma and `text` after the last tag, before a full stop that ends it.
pub fn append(caption: &Caption, text: &str) -> Vec<TextEdit> {
    let Some(last) = caption.tags().iter().rev().find(|tag| !tag.span.is_empty()) else {
        return vec![TextEdit::insert(0, text)];
    };
    let stopped = caption
        .tag_text(last)
        .strip_suffix('.')
        .filter(|rest| rest.ends_with(crate::text::is_word_char));
    let at = stopped.map_or(last.span.end, |rest| last.span.start + rest.len());
    vec![TextEdit::insert(at, format!(", {text}"))]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::apply;

    fn edited(text: &str, edit: impl Fn(&Caption) -> Vec<TextEdit>) -> String {
        apply(text, &edit(&Caption::parse(text))).unwrap()
    }

    fn filled(text: &str) -> Vec<String> {
        let caption = Caption::parse(text);
        caption
            .tags()
            .iter()
            .map(|tag| caption.tag_text(tag).to_owned())
            .filter(|tag| !tag.is_empty())
            .collect()
    }

    #[test]
    fn a_tag_goes_with_its_comma() {
        for (text, indices, expected) in [
            ("a, b, c", vec![1], "a, c"),
            ("a, b, c", vec![0], "b, c"),
            ("a, b, c", vec![2], "a, b"),
            ("a, b, c", vec![0, 1], "c"),
            ("a, b, c", vec![0, 2], "b"),
            ("a, b, c", vec![0, 1, 2], ""),
            ("  a ,b", vec![0], "  b"),
            ("a,, b", vec![1], "a, b"),
            ("a, b,\r\nc\r\n", vec![1], "a,\r\nc\r\n"),
            ("a\r\nb\r\nc", vec![1], "a\r\nc"),
            ("a\rb", vec![1], "a"),
            ("a\nb\n", vec![1], "a\n"),
            ("a\r\nb\r\nb", vec![1, 2], "a"),
            ("a\nb\n\nb", vec![1, 3], "a"),
            ("a\n\nb\n", vec![2], "a\n"),
            ("a\nb,\nc", vec![1], "a\nc"),
            ("a", vec![0], ""),
            ("a", vec![7], "a"),
        ] {
            assert_eq!(
                edited(text, |caption| remove(caption, &indices)),
                expected,
                "{text:?} {indices:?}"
            );
        }
    }

    #[test]
    fn a_tag_comes_where_it_is_asked_to() {
        assert_eq!(
            edited(" red hair, solo\r\n", |c| insert_first(c, "krstl")),
            " krstl, red hair, solo\r\n"
        );
        assert_eq!(edited("", |c| insert_first(c, "krstl")), "krstl");
        assert_eq!(edited("\n", |c| insert_first(c, "krstl")), "krstl\n");
        assert_eq!(edited("a, krstl, b", |c| move_first(c, 1)), "krstl, a, b");
        assert_eq!(edited("a\r\nkrstl\r\n", |c| move_first(c, 1)), "krstl, a\r\n");
        assert_eq!(edited("krstl, a", |c| move_first(c, 0)), "krstl, a");
        assert_eq!(edited("a, b\n", |c| append(c, "c")), "a, b, c\n");
        assert_eq!(edited("a, b.", |c| append(c, "c")), "a, b, c.");
        assert_eq!(edited("a, b,", |c| append(c, "c")), "a, b, c,");
        assert_eq!(edited("a, b", |c| replace(c, 1, " c ")), "a, c");
        assert_eq!(edited("a, b", |c| replace(c, 1, " ")), "a");
    }

    proptest! {
        #[test]
        fn removing_takes_those_tags_and_no_other(
            text in "[ab\u{e9} ,\r\n]{0,40}",
            indices in prop::collection::btree_set(0..12usize, 0..5),
        ) {
            let caption = Caption::parse(text.as_str());
            let indices: Vec<usize> = indices.into_iter().collect();
            let after = edited(&text, |caption| remove(caption, &indices));
            let kept = caption.tags().iter().enumerate().filter(|(index, _)| !indices.contains(index));
            let kept: Vec<String> = kept.map(|(_, tag)| caption.tag_text(tag).to_owned()).filter(|tag| !tag.is_empty()).collect();
            prop_assert_eq!(filled(&after), kept);
            let is_closed = |text: &str| text.ends_with(['\r', '\n']);
            let are_filled = indices.iter().all(|&index| {
                caption.tags().get(index).is_some_and(|tag| !tag.span.is_empty())
            });
            prop_assert!(!are_filled || is_closed(&after) == is_closed(&text), "{after:?}");
        }

        #[test]
        fn moving_keeps_every_tag(text in "[ab ,\r\n]{0,30}", index in 0..10usize) {
            let mut before = filled(&text);
            let after = edited(&text, |caption| move_first(caption, index));
            let caption = Caption::parse(text.as_str());
            if let Some(tag) = caption.tags().get(index).filter(|tag| !tag.span.is_empty()) {
                let after = filled(&after);
                prop_assert_eq!(after[0].as_str(), caption.tag_text(tag));
            }
            let mut moved = filled(&after);
            before.sort();
            moved.sort();
            prop_assert_eq!(moved, before);
        }

        #[test]
        fn what_is_put_in_is_there(text in "[ab ,.\r\n]{0,30}") {
            let first = edited(&text, |caption| insert_first(caption, "krstl"));
            let first = filled(&first);
            prop_assert_eq!(first[0].as_str(), "krstl");
            let last = filled(&edited(&text, |caption| append(caption, "krstl")));
            prop_assert!(last.last().is_some_and(|tag| tag.trim_end_matches('.') == "krstl"));
        }
    }
}
