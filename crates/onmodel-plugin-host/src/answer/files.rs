//! The file operations of a fix: within the set, one for each file, to names that are free of traps.

use std::path::{Path, PathBuf};

use onmodel_plugin::abi;
use onmodel_rules::Operation;
use unicode_normalization::UnicodeNormalization as _;

use super::{one_line, unseen};
use crate::question::{Item, SetFrame};
use crate::wire::Op;

/// Bytes a file's stem may have: what every file system takes, with an extension to spare.
const STEM: usize = 200;

/// Names that are devices on Windows, whatever their extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Devices with a digit after them.
const PORTS: [&str; 2] = ["com", "lpt"];

/// What one operation of a fix does to the files of an item.
pub(super) fn operations(
    item: &Item,
    set: &SetFrame,
    op: &Op<'_>,
) -> Result<Vec<Operation>, String> {
    let image = item.image.as_ref().map(|(_, path)| path.as_path());
    let files = [image, item.sidecar.as_deref()];
    let files = files.into_iter().flatten();
    match op.kind {
        abi::OP_RENAME => {
            let stem = stem(op.text)?;
            let rename =
                |from: &Path| Operation::Rename { from: from.to_owned(), to: renamed(from, stem) };
            Ok(files.map(rename).collect())
        }
        abi::OP_CREATE_CAPTION => {
            let image = image.filter(|_| item.caption.is_none());
            let image = image.ok_or("a caption for an image that has one, or for no image")?;
            unseen::refuse("", op.text).map_err(|why| format!("a caption: {why}"))?;
            let extension = set.caption_extension.trim_start_matches('.');
            let path = image.with_extension(extension);
            Ok(vec![Operation::Create { path, text: op.text.to_owned() }])
        }
        abi::OP_MOVE_ASIDE => {
            Ok(files.map(|path| Operation::MoveAside { path: path.to_owned() }).collect())
        }
        other => Err(format!("operation {other} does not exist")),
    }
}

/// Refuses two operations on one file, and two files of one name: the second could not be carried
/// out, or would not find what it was made for.
pub(super) fn refuse_clashes(operations: &[Operation]) -> Result<(), String> {
    let of = |part: fn(&Operation) -> Option<&Path>| repeated(operations.iter().filter_map(part));
    if let Some(path) = of(|operation| Some(subject(operation))) {
        return Err(format!("two operations on {}", told(&path)));
    }
    match of(target) {
        Some(path) => Err(format!("two files are to be called {}", told(&path))),
        None => Ok(()),
    }
}

/// A path that is there twice, for a disk that tells neither case nor Unicode forms apart.
fn repeated<'p>(paths: impl Iterator<Item = &'p Path>) -> Option<PathBuf> {
    let mut known = std::collections::BTreeSet::new();
    let fold = |path: &Path| -> String {
        let text = path.to_string_lossy().nfc().collect::<String>();
        text.to_lowercase().nfc().collect()
    };
    paths.into_iter().find(|path| !known.insert(fold(path))).map(Path::to_owned)
}

fn subject(operation: &Operation) -> &Path {
    match operation {
        Operation::Rename { from: path, .. }
        | Operation::Create { path, .. }
        | Operation::MoveAside { path } => path,
    }
}

/// The file there will be.
fn target(operation: &Operation) -> Option<&Path> {
    match operation {
        Operation::Rename { to: path, .. } | Operation::Create { path, .. } => Some(path),
        Operation::MoveAside { .. } => None,
    }
}

fn told(path: &Path) -> String {
    one_line(&path.file_name().unwrap_or_default().to_string_lossy())
}

/// A name for a file, and nothing else: no folder, no way out of one, nothing that another system
/// or a command line would take for something else.
fn stem(text: &str) -> Result<&str, String> {
    if let Some((c, what)) = unseen::unseen(text).next() {
        return Err(format!("a name for a file with a {what} in it, {}", unseen::name(c)));
    }
    let is_odd = |c: char| {
        c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
    };
    let is_stem = !text.is_empty()
        && text.len() <= STEM
        && !text.contains(is_odd)
        && !text.starts_with(['.', '-'])
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(['.'])
        && !text.ends_with(char::is_whitespace)
        && !is_device(text);
    if is_stem { Ok(text) } else { Err(format!("`{}` is no name for a file", one_line(text))) }
}

/// Whether Windows takes the name for a device: `aux`, and `aux.x` too.
fn is_device(stem: &str) -> bool {
    let name = stem.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_port = |port: &str| {
        let number = name.strip_prefix(port).unwrap_or_default();
        let mut characters = number.chars();
        let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
        characters.next().is_some_and(is_digit) && characters.next().is_none()
    };
    DEVICES.contains(&name.as_str()) || PORTS.into_iter().any(is_port)
}

fn renamed(from: &Path, stem: &str) -> PathBuf {
    let extension = from.extension().map(|extension| extension.to_string_lossy().into_owned());
    let name = extension.map_or_else(|| stem.to_owned(), |extension| format!("{stem}.{extension}"));
    from.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rename(from: &str, to: &str) -> Operation {
        Operation::Rename { from: from.into(), to: to.into() }
    }

    #[test]
    fn a_stem_leads_nowhere() {
        for wrong in [
            "",
            "../x",
            "a/b",
            "c:x",
            ".hidden",
            "a\n",
            "x.",
            "-rf",
            "CON",
            "aux.x",
            "nul ",
            "LPT1",
            "com².png",
            "a\u{202e}gnp",
            "\u{200b}",
            "a\0b",
        ] {
            assert!(stem(wrong).is_err(), "{wrong:?}");
        }
        for right in ["krstl_01", "console", "com10", "aux-1", "😀"] {
            assert_eq!(stem(right), Ok(right));
        }
        assert_eq!(renamed(Path::new("s/a.PNG"), "b"), Path::new("s/b.PNG"));
    }

    #[test]
    fn a_character_nobody_sees_is_named() {
        let why = stem("a\u{202e}b").expect_err("it turns the name around");
        assert!(why.contains("U+202E") && !why.contains('\u{202e}'), "{why}");
    }

    #[test]
    fn one_file_is_the_matter_of_one_operation() {
        let aside = Operation::MoveAside { path: "s/a.png".into() };
        for clash in [
            vec![rename("s/a.png", "s/b.png"), rename("s/a.png", "s/c.png")],
            vec![rename("s/a.png", "s/b.png"), aside.clone()],
            vec![aside.clone(), aside.clone()],
            vec![rename("s/a.png", "s/x.png"), rename("s/b.png", "s/X.png")],
            vec![rename("s/a.png", "s/\u{e9}.png"), rename("s/b.png", "s/e\u{301}.png")],
        ] {
            assert!(refuse_clashes(&clash).is_err(), "{clash:?}");
        }
        let apart = [rename("s/a.png", "s/x.png"), rename("s/a.txt", "s/x.txt"), aside];
        assert_eq!(refuse_clashes(&apart[..2]), Ok(()));
        assert_eq!(refuse_clashes(&apart[1..]), Ok(()));
    }
}
