//! Names that Windows cannot hold.

use std::ffi::OsStr;

use crate::naming::rename_pair;
use crate::{Draft, ImageView};

/// What Windows allows in no name.
const FORBIDDEN: &str = r#"<>:"|?*\"#;

/// Tells of the first part of the image's path that Windows does not allow.
pub(super) fn finding(image: &ImageView<'_>) -> Option<Draft> {
    let why = image.file.relative.iter().find_map(forbidden)?;
    let mut draft = Draft::image(image.index, format!("the path {why}"))
        .consequence("Windows cannot hold a file of this name")
        .together("have names that Windows cannot hold")
        .beside();
    draft.fixes.extend(rename(image));
    Some(draft)
}

/// What of one part of a path Windows does not allow.
fn forbidden(part: &OsStr) -> Option<String> {
    let text = part.to_string_lossy();
    if text.chars().any(char::is_control) {
        return Some("has a control character".to_owned());
    }
    if let Some(sign) = text.chars().find(|c| FORBIDDEN.contains(*c)) {
        return Some(format!("has a {sign}"));
    }
    text.ends_with(['.', ' ']).then(|| format!("has \"{text}\", which ends in a dot or a space"))
}

/// Writes a hyphen for each sign, where it is the file's own name that is forbidden.
fn rename(image: &ImageView<'_>) -> Option<crate::DraftFix> {
    let of_folder = image.file.relative.parent()?.iter().find_map(forbidden);
    let stem = image.file.path.file_stem()?.to_str()?;
    let is_forbidden = |c: char| c.is_control() || FORBIDDEN.contains(c);
    let stem = stem.replace(is_forbidden, "-");
    let stem = stem.trim_matches(['-', '.', ' ']);
    if of_folder.is_some() { None } else { rename_pair(image, stem) }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn names_windows_cannot_hold_are_told() {
        let set = |file: &str| format!("[[image]]\nfile = '{file}'\n");
        let all = ["a?.png", "krstl /1.png", "plain/1.png", "a\u{e9} b.png"];
        expect![[r#"
            warning set/a?.png: the path has a ?
              = Windows cannot hold a file of this name
              fix (Unsafe): rename a?.png to a.png
            --
            warning set/krstl /1.png: the path has "krstl ", which ends in a dot or a space
              = Windows cannot hold a file of this name
            --
            --
        "#]]
        .assert_eq(&all.map(|file| check("file-name-clash", &set(file))).join("--\n"));
    }
}
