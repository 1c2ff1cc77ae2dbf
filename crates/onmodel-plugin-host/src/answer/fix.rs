//! One fix: edits that fit, operations that stay in the set, and safety that is proven.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use onmodel_caption::edit::{TextEdit, apply};
use onmodel_plugin::abi;
use onmodel_rules::{DraftFix, Operation, Safety};

use super::draft::{Ground, span};
use super::one_line;
use crate::question::{Item, SetFrame};
use crate::wire::{Fix, Op};

/// Bytes a file's stem may have: what every file system takes, with an extension to spare.
const STEM: usize = 200;

/// The fix, or what is wrong with it. `about` is the item the finding is about.
pub(super) fn fix(
    ground: Ground<'_>,
    about: u64,
    set: &SetFrame,
    fix: &Fix<'_>,
) -> Result<DraftFix, String> {
    let edits = edits(ground, about, fix)?;
    let safety = match fix.flags {
        abi::FIX_SAFE if fix.ops.is_empty() && edits.are_lossless() => Safety::Safe,
        // Safe is a promise; one that is not kept is none.
        abi::FIX_REVIEW | abi::FIX_SAFE => Safety::Unsafe,
        abi::FIX_ASSIST => Safety::Assist,
        other => return Err(format!("a fix of kind {other}, which does not exist")),
    };
    let mut operations = Vec::new();
    for op in &fix.ops {
        let item = match op.item {
            Some(index) => ground.named(index)?,
            None => ground.item(about)?,
        };
        operation(item, set, op, &mut operations)?;
    }
    let edits = edits.placed;
    if edits.is_empty() && operations.is_empty() {
        return Err("a fix that changes nothing".to_owned());
    }
    let title = match one_line(fix.title) {
        title if title.is_empty() => made_up(&edits),
        title => title,
    };
    Ok(DraftFix {
        title,
        safety,
        edits: edits.into_iter().map(|one| (one.0, one.1)).collect(),
        raw: Vec::new(),
        operations,
    })
}

/// An edit with the caption's index and the text it replaces.
type Placed = (usize, TextEdit, String);

/// The edits of a fix.
struct Edits<'a> {
    placed: Vec<Placed>,
    /// Whether they change one caption, the finding's own.
    are_own: bool,
    /// The captions they change, by index: before and after.
    texts: BTreeMap<usize, (&'a str, String)>,
}

impl Edits<'_> {
    /// Whether they change no caption but the finding's own, and lose no word of it.
    fn are_lossless(&self) -> bool {
        self.are_own && self.texts.values().all(|(before, after)| loses_no_word(before, after))
    }
}

/// The edits of a fix, if they lie within their captions and apart from each other.
fn edits<'a>(ground: Ground<'a>, about: u64, fix: &Fix<'_>) -> Result<Edits<'a>, String> {
    let mut placed: Vec<Placed> = Vec::new();
    let mut texts: BTreeMap<usize, (&str, String)> = BTreeMap::new();
    let mut are_own = true;
    for edit in &fix.edits {
        let item = match edit.item {
            Some(index) => {
                are_own &= index == about;
                ground.named(index)?
            }
            None => ground.item(about)?,
        };
        let (index, text) =
            item.caption.as_ref().ok_or("an edit of a caption that is not there")?;
        let span = span(text, edit.start, edit.end).map_err(|why| format!("an edit: {why}"))?;
        let replaced = text.get(span.start..span.end).unwrap_or_default().to_owned();
        placed.push((*index, TextEdit { span, text: edit.text.to_owned() }, replaced));
        texts.insert(*index, (text, String::new()));
    }
    for (index, (before, after)) in &mut texts {
        let own = placed.iter().filter(|one| one.0 == *index).map(|one| one.1.clone());
        let own: Vec<TextEdit> = own.collect();
        *after = apply(before, &own).map_err(|_| "edits that overlap")?;
    }
    Ok(Edits { placed, are_own, texts })
}

/// Whether every word is still there, but for repeated ones.
fn loses_no_word(before: &str, after: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    words(before).is_subset(&words(after))
}

/// A title for a fix that came without.
fn made_up(edits: &[Placed]) -> String {
    match edits {
        [(_, edit, replaced)] => {
            let (old, new) = (one_line(replaced), one_line(&edit.text));
            let trimmed = |text: &str| text.trim_matches([',', ' ']).to_owned();
            match (replaced.is_empty(), edit.text.is_empty()) {
                (true, _) => format!("insert \"{}\"", trimmed(&new)),
                (_, true) => format!("remove \"{}\"", trimmed(&old)),
                _ => format!("replace \"{old}\" by \"{new}\""),
            }
        }
        [] => "change the files".to_owned(),
        many => format!("make {} changes", many.len()),
    }
}

fn operation(
    item: &Item,
    set: &SetFrame,
    op: &Op<'_>,
    operations: &mut Vec<Operation>,
) -> Result<(), String> {
    let image = item.image.as_ref().map(|(_, path)| path.as_path());
    let files = [image, item.sidecar.as_deref()];
    let files = files.into_iter().flatten();
    match op.kind {
        abi::OP_RENAME => {
            let stem = stem(op.text)?;
            for from in files {
                operations
                    .push(Operation::Rename { from: from.to_owned(), to: renamed(from, stem) });
            }
        }
        abi::OP_CREATE_CAPTION => {
            let image = image.filter(|_| item.caption.is_none());
            let image = image.ok_or("a caption for an image that has one, or for no image")?;
            let extension = set.caption_extension.trim_start_matches('.');
            let path = image.with_extension(extension);
            operations.push(Operation::Create { path, text: op.text.to_owned() });
        }
        abi::OP_MOVE_ASIDE => {
            operations.extend(files.map(|path| Operation::MoveAside { path: path.to_owned() }));
        }
        other => return Err(format!("operation {other} does not exist")),
    }
    Ok(())
}

/// A name for a file, and nothing else: no folder, no way out of one.
fn stem(text: &str) -> Result<&str, String> {
    let is_odd = |c: char| {
        c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
    };
    let is_stem = !text.is_empty()
        && text.len() <= STEM
        && !text.contains(is_odd)
        && !text.starts_with(['.', ' '])
        && !text.ends_with(['.', ' ']);
    if is_stem { Ok(text) } else { Err(format!("`{}` is no name for a file", one_line(text))) }
}

fn renamed(from: &Path, stem: &str) -> std::path::PathBuf {
    let extension = from.extension().map(|extension| extension.to_string_lossy().into_owned());
    let name = extension.map_or_else(|| stem.to_owned(), |extension| format!("{stem}.{extension}"));
    from.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_go_only_where_it_stands_twice() {
        assert!(loses_no_word("a, night, night", "a, night"));
        assert!(loses_no_word("Night", "night sky"));
        assert!(!loses_no_word("a, night", "a"));
    }

    #[test]
    fn a_stem_leads_nowhere() {
        for wrong in ["", "../x", "a/b", "c:x", ".hidden", "a\n", "x."] {
            assert!(stem(wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(stem("krstl_01"), Ok("krstl_01"));
        assert_eq!(renamed(Path::new("s/a.PNG"), "b"), Path::new("s/b.PNG"));
    }
}
