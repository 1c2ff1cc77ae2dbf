//! Unified diffs.

use std::path::{Component, Path};

use similar::TextDiff;

/// The unified diff of a file's text, with forward slashes in its header, so that `git apply` and
/// `patch -p1` take it; empty if nothing changed.
pub(crate) fn unified(path: &Path, before: &str, after: &str) -> String {
    let name = header_name(path);
    let diff = TextDiff::from_lines(before, after);
    let mut unified = diff.unified_diff();
    let text =
        unified.context_radius(3).header(&format!("a/{name}"), &format!("b/{name}")).to_string();
    if before == after { String::new() } else { text }
}

/// The diff of a file that is created, or that was there without a word in it.
pub(crate) fn created(path: &Path, content: &str, was_there: bool) -> String {
    if was_there {
        return unified(path, "", content);
    }
    let diff = TextDiff::from_lines("", content);
    let name = format!("b/{}", header_name(path));
    diff.unified_diff().header("/dev/null", &name).to_string()
}

/// The path as a diff's header writes it: no leading slash, no drive, no `.`, forward slashes.
fn header_name(path: &Path) -> String {
    let named = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::ParentDir => Some("..".into()),
        Component::CurDir | Component::RootDir | Component::Prefix(_) => None,
    });
    named.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_names_no_root() {
        for (path, name) in [
            ("./set/a.txt", "set/a.txt"),
            ("/tmp/set/a.txt", "tmp/set/a.txt"),
            ("../a.txt", "../a.txt"),
            ("a./b.txt", "a./b.txt"),
        ] {
            assert_eq!(header_name(Path::new(path)), name);
        }
    }

    #[test]
    fn a_missing_final_newline_is_said() {
        let diff = unified(Path::new("./set/a.txt"), "krstl,smiling", "krstl, smiling");
        assert_eq!(
            diff,
            "--- a/set/a.txt\n+++ b/set/a.txt\n@@ -1 +1 @@\n-krstl,smiling\n\\ No newline at end of file\n\
             +krstl, smiling\n\\ No newline at end of file\n"
        );
    }
}
