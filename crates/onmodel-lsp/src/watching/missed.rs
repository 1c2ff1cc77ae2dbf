//! What changed between reading folders and watching them.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How coarsely file systems count time, those of this decade: a file written now may be dated this
/// much earlier.
const COARSE: Duration = Duration::from_millis(100);

/// A folder, and the files directly in it, as far as they changed at `since` or later. A file that
/// went shows in the time of its folder.
pub(super) fn changed(folder: &Path, since: SystemTime) -> Vec<PathBuf> {
    let since = since.checked_sub(COARSE).unwrap_or(since);
    let is_new = |path: &Path| {
        let modified = std::fs::metadata(path).and_then(|about| about.modified());
        modified.is_ok_and(|modified| modified >= since)
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let files = entries.map(|entry| entry.path()).filter(|path| path.is_file());
    std::iter::once(folder.to_owned()).chain(files).filter(|path| is_new(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_written_since_is_told_of_with_its_folder_and_an_old_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.txt");
        std::fs::write(&path, "").unwrap();
        let now = SystemTime::now();
        assert_eq!(changed(folder.path(), now), [folder.path().to_owned(), path]);
        let later = now + Duration::from_secs(60);
        assert!(changed(folder.path(), later).is_empty());
    }
}
