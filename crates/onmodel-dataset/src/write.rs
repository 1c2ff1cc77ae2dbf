//! The one function that writes user files.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// How the names of files being written begin; hidden, so that nobody takes one for a caption.
pub(crate) const TEMPORARY: &str = ".onmodel-write-";

/// What a file held when it was read: its length and the SHA-256 of its bytes. Its time of change is
/// left out on purpose: a file touched without being changed is still the file that was read, and one
/// changed within the clock's resolution is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Snapshot {
    /// Length in bytes.
    pub len: u64,
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
}

impl Snapshot {
    /// Of bytes in memory.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self { len: bytes.len() as u64, sha256: Sha256::digest(bytes).into() }
    }
}

/// Why a file was not written. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Someone else changed it since it was read.
    #[error("{}: changed since it was read; nothing was written, run again", .0.display())]
    Changed(PathBuf),
    /// It would be created, but is there.
    #[error("{}: exists already; nothing was written", .0.display())]
    Exists(PathBuf),
    /// It is marked read-only, as version control does with files not checked out.
    #[error("{}: is read-only; make it writable (or check it out) first", .0.display())]
    ReadOnly(PathBuf),
    /// The disk refused.
    #[error("{}: cannot be written: {}", .path.display(), crate::words(.source))]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Replaces the content of the file at `path` (or of the file a link there leads to) by `bytes`:
/// written beside it, flushed to the disk, renamed over it. A crash at any moment leaves the old or
/// the new content, never half; permissions stay.
///
/// # Errors
/// [`WriteError::Changed`] if the content is not what `expected` says; otherwise what the disk says.
pub fn replace(path: &Path, expected: &Snapshot, bytes: &[u8]) -> Result<(), WriteError> {
    let io = |source| WriteError::Io { path: path.to_owned(), source };
    let target = path.canonicalize().map_err(io)?;
    let permissions = fs::metadata(&target).map_err(io)?.permissions();
    if permissions.readonly() {
        return Err(WriteError::ReadOnly(path.to_owned()));
    }
    let temporary = write_beside(&target, bytes).map_err(io)?;
    temporary.as_file().set_permissions(permissions).map_err(io)?;
    if Snapshot::of_bytes(&fs::read(&target).map_err(io)?) != *expected {
        return Err(WriteError::Changed(path.to_owned()));
    }
    temporary.persist(&target).map_err(|fault| io(fault.error))?;
    flush_folder(&target).map_err(io)
}

/// Creates the file at `path` with `bytes`, whole or not at all.
///
/// # Errors
/// [`WriteError::Exists`] if there is a file; otherwise what the disk says.
pub fn create_new(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let io = |source| WriteError::Io { path: path.to_owned(), source };
    let temporary = write_beside(path, bytes).map_err(io)?;
    allow_reading(temporary.as_file()).map_err(io)?;
    temporary.persist_noclobber(path).map_err(|fault| match fault.error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Exists(path.to_owned()),
        _ => io(fault.error),
    })?;
    flush_folder(path).map_err(io)
}

/// Writes a file of ours (a report) at `path`, whole or not at all, in place of what is there (or of
/// what a link there leads to). A device or a pipe is written into.
///
/// # Errors
/// What the disk says.
pub fn output(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let io = |source| WriteError::Io { path: path.to_owned(), source };
    if is_stream(path) {
        let stream = fs::OpenOptions::new().append(true).open(path);
        return stream.and_then(|mut stream| stream.write_all(bytes)).map_err(io);
    }
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let temporary = write_beside(&target, bytes).map_err(io)?;
    allow_reading(temporary.as_file()).map_err(io)?;
    temporary.persist(&target).map_err(|fault| io(fault.error))?;
    flush_folder(&target).map_err(io)
}

/// Whether there is a device or a pipe: a file put in the place of `/dev/null` would take it from
/// everybody, and `/dev/stdout` may lead to any file.
fn is_stream(path: &Path) -> bool {
    let is_systems = |folder| path.starts_with(folder);
    let kind = fs::metadata(path).ok();
    kind.is_some_and(|kind| {
        !kind.is_dir() && (!kind.is_file() || ["/dev", "/proc"].iter().any(is_systems))
    })
}

/// The bytes on the disk under a temporary name in the folder of `target`; removed when dropped.
fn write_beside(target: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let folder = folder_of(target);
    let mut temporary = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a rename last; on Windows the file system does so by itself.
#[cfg(unix)]
fn flush_folder(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

#[cfg(not(unix))]
fn flush_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Temporary files are for their owner only; a caption is for the team.
#[cfg(unix)]
fn allow_reading(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn allow_reading(_file: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(content: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, content).unwrap();
        (folder, path)
    }

    fn names(folder: &tempfile::TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn the_new_content_is_there_and_nothing_else() {
        let (folder, path) = folder_with(b"old");
        replace(&path, &Snapshot::of_bytes(b"old"), b"new").unwrap();
        assert_eq!(
            (fs::read(&path).unwrap().as_slice(), names(&folder)),
            (b"new".as_slice(), vec!["a.txt".to_owned()])
        );
    }

    #[test]
    fn a_file_changed_meanwhile_is_refused_and_left_alone() {
        let (folder, path) = folder_with(b"theirs");
        let fault = replace(&path, &Snapshot::of_bytes(b"ours!!"), b"new").unwrap_err();
        assert!(matches!(fault, WriteError::Changed(_)));
        assert_eq!(
            (fs::read(&path).unwrap().as_slice(), names(&folder).len()),
            (b"theirs".as_slice(), 1)
        );
    }

    #[test]
    fn a_new_file_never_overwrites_one() {
        let (folder, path) = folder_with(b"old");
        assert!(matches!(create_new(&path, b"new"), Err(WriteError::Exists(_))));
        create_new(&folder.path().join("b.txt"), b"new").unwrap();
        assert_eq!(
            (fs::read(&path).unwrap().as_slice(), names(&folder).len()),
            (b"old".as_slice(), 2)
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_report_goes_into_a_pipe_and_through_a_link() {
        use std::os::unix::fs::FileTypeExt;
        let (folder, path) = folder_with(b"old");
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read(pipe).unwrap()
        });
        output(&pipe, b"report").unwrap();
        assert_eq!(reader.join().unwrap(), b"report");
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo(), "the pipe is still one");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        output(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        output(Path::new("/dev/stderr"), b"").unwrap();
    }

    #[test]
    fn a_read_only_file_is_refused() {
        let (folder, path) = folder_with(b"old");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let fault = replace(&path, &Snapshot::of_bytes(b"old"), b"new").unwrap_err();
        assert!(matches!(fault, WriteError::ReadOnly(_)));
        assert_eq!(names(&folder).len(), 1);
    }

    #[test]
    fn a_missing_folder_is_an_error_that_names_the_file() {
        let fault = create_new(Path::new("/nowhere/at/all/a.txt"), b"x").unwrap_err();
        assert_eq!(
            fault.to_string(),
            "/nowhere/at/all/a.txt: cannot be written: there is no such file"
        );
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, path) = folder_with(b"old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
        let link = folder.path().join("link.txt");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        replace(&link, &Snapshot::of_bytes(b"old"), b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o664);
    }

    #[test]
    fn a_half_written_temporary_is_litter_not_a_caption() {
        assert!(crate::names::is_litter(std::ffi::OsStr::new(".onmodel-write-x1y2z3")));
    }
}
