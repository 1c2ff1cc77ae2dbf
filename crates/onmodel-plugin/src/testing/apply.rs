//! A caption with edits made in it.

use crate::Edit;

/// `text` with the edits made in it, from the last to the first.
///
/// # Panics
/// If an edit lies outside the text or inside a character, or two overlap: onmodel would refuse them.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let overlap = edits.windows(2).find(|pair| pair[0].span.end > pair[1].span.start);
    assert!(overlap.is_none(), "edits overlap: {overlap:?}");
    let mut out = text.to_owned();
    for edit in edits.into_iter().rev() {
        let range = edit.span.start..edit.span.end;
        assert!(text.get(range.clone()).is_some(), "{edit:?} does not fit {text:?}");
        out.replace_range(range, &edit.text);
    }
    out
}
