//! The private copy of a plugin that is loaded: in a folder named by its digest, which nobody else
//! may write to. What happens to the original afterwards does not matter.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::package::Package;
use crate::{Fault, hex};

/// Puts the files of a package below `cache`, unless they are there; the copy of its library.
pub(crate) fn keep(package: &Package, cache: &Path) -> Result<PathBuf, Fault> {
    let all: String = package.files.iter().map(|file| file.sha256.as_str()).collect();
    let name = if package.files.len() == 1 { all } else { hex::sha256(all.as_bytes()) };
    let folder = cache.join("plugins").join(name);
    make(&folder, &cache.join("plugins")).map_err(|error| fault(&folder, &error))?;
    let mut copies = Vec::new();
    for file in &package.files {
        let copy = folder.join(file.path.file_name().unwrap_or_default());
        let is_there = std::fs::read(&copy).is_ok_and(|bytes| hex::sha256(&bytes) == file.sha256);
        if !is_there {
            write(&copy, &folder, &file.bytes).map_err(|error| fault(&copy, &error))?;
        }
        copies.push(copy);
    }
    copies.into_iter().next().ok_or_else(|| Fault::Copy("it has no file".to_owned()))
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
        let copy = keep(&package, cache.path()).expect("a copy");
        let mode = |path: &Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(&copy), mode(copy.parent().expect("a folder"))), (0o500, 0o700));
        std::fs::remove_file(&copy).and_then(|()| std::fs::write(&copy, "other")).expect("changed");
        assert_eq!(keep(&package, cache.path()).expect("a copy"), copy);
        assert_eq!(std::fs::read(&copy).expect("it is there"), b"library");
    }
}
