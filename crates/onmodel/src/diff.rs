//! Unified diffs.

use std::path::Path;

use similar::TextDiff;

/// The unified diff of a file's text, with forward slashes in its header, so that `git apply` and
/// `patch -p1` take it; empty if nothing changed.
pub(crate) fn unified(path: &Path, before: &str, after: &str) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let name = parts.join("/").replace("./", "");
    let diff = TextDiff::from_lines(before, after);
    let mut unified = diff.unified_diff();
    let text =
        unified.context_radius(3).header(&format!("a/{name}"), &format!("b/{name}")).to_string();
    if before == after { String::new() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

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
