//! The private copy of a plugin that is loaded: in a folder named by its digest, which nobody else
//! may write to. What happens to the original afterwards does not matter.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::package::Package;
use crate::{Fault, hex};

/// The private copy of a plugin's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copy {
    /// The library.
    pub(crate) library: PathBuf,
    /// All files, the library too, each with its SHA-256.
    files: Vec<(PathBuf, String)>,
}

impl Copy {
    /// Makes sure that the files still are what they were copied from: a plugin may be started again
    /// long after it was trusted.
    pub(crate) fn check(&self) -> Result<(), Fault> {
        for (path, sha256) in &self.files {
            let bytes = std::fs::read(path).map_err(|error| fault(path, &error))?;
            if hex::sha256(&bytes) != *sha256 {
                let why = "its bytes are not those that were trusted any more";
                return Err(Fault::Copy(format!("{}: {why}", path.display())));
            }
        }
        Ok(())
    }
}

/// Puts the files of a package below `cache`, unless they are there.
pub(crate) fn keep(package: &Package, cache: &Path) -> Result<Copy, Fault> {
    let all: String = package.files.iter().map(|file| file.sha256.as_str()).collect();
    let name = if package.files.len() == 1 { all } else { hex::sha256(all.as_bytes()) };
    let folder = cache.join("plugins").join(name);
    make(&folder, &cache.join("plugins")).map_err(|error| fault(&folder, &error))?;
    let mut files = Vec::new();
    for file in &package.files {
        let copy = folder.join(file.path.file_name().unwrap_or_default());
        let is_there = std::fs::read(&copy).is_ok_and(|bytes| hex::sha256(&bytes) == file.sha256);
        if !is_there {
            write(&copy, &folder, &file.bytes).map_err(|error| fault(&copy, &error))?;
        }
        files.push((copy, file.sha256.clone()));
    }
    let (library, _) = files.first().ok_or_else(|| Fault::Copy("it has no file".to_owned()))?;
    Ok(Copy { library: library.clone(), files })
}

fn fault(path: &Path, error: &io::Error) -> Fault {
    Fault::Copy(format!("{}: {}", path.display(), onmodel_dataset::words(error)))
}

/// Makes a folder for its owner only.
fn make(folder: &Path, above: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    for folder in [above, folder] {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    #[cfg(not(unix))]
    let _ = above;
    Ok(())
}

/// Writes a file whole or not at all: several processes may do so at once.
fn write(path: &Path, folder: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o500))?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::manifest::Manifest;
    use crate::package::Loaded;

    #[test]
    fn a_copy_that_was_changed_is_written_anew() {
        let cache = tempfile::tempdir().expect("a folder");
        let bytes: std::sync::Arc<[u8]> = (*b"library").into();
        let file = Loaded { path: "x/lib.so".into(), sha256: hex::sha256(&bytes), bytes };
        let manifest = Manifest::parse("[plugin]", "x").expect("it is enough");
        let package = Package { manifest, files: vec![file] };
        let kept = keep(&package, cache.path()).expect("a copy");
        let copy = kept.library.clone();
        assert_eq!(kept.check(), Ok(()));
        let mode = |path: &Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(&copy), mode(copy.parent().expect("a folder"))), (0o500, 0o700));
        std::fs::remove_file(&copy).and_then(|()| std::fs::write(&copy, "other")).expect("changed");
        let changed = kept.check().expect_err("other bytes").to_string();
        assert!(changed.contains("not those that were trusted"), "{changed}");
        assert_eq!(keep(&package, cache.path()), Ok(kept));
        assert_eq!(std::fs::read(&copy).expect("it is there"), b"library");
    }
}
