//! Writing what was mended.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use onmodel_dataset::write::{self, WriteError};
use onmodel_rules::Operation;

use super::Mended;

/// The hidden folder of a set that files are moved aside into; no trainer looks into it.
const ASIDE: &str = ".onmodel-aside";

/// Where a file of the set in `root` is moved aside to.
pub fn aside(path: &Path, root: &Path) -> PathBuf {
    root.join(ASIDE).join(path.strip_prefix(root).unwrap_or(path))
}

/// Where originals are kept before files are changed.
#[derive(Debug, Clone)]
pub struct Backup {
    /// The folder they are kept in.
    pub folder: PathBuf,
    /// The folder their paths there are relative to.
    pub relative_to: PathBuf,
}

/// What was done to the disk.
#[derive(Debug, Default)]
pub struct Done {
    /// The files written, and the operations carried out, in words.
    pub lines: Vec<(PathBuf, Vec<String>)>,
    /// What could not be done; everything else was.
    pub failures: Vec<Failure>,
}

/// Why a change was not made. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A text was not written.
    #[error(transparent)]
    Text(#[from] WriteError),
    /// An operation was not carried out.
    #[error("{}: {what}: {why}", path.display())]
    Operation {
        /// The file.
        path: PathBuf,
        /// What was to be done.
        what: String,
        /// Why it was not.
        why: io::Error,
    },
    /// The original could not be kept, so the file was not changed.
    #[error("{}: not changed, because its original cannot be kept: {why}", path.display())]
    Backup {
        /// The file.
        path: PathBuf,
        /// Why.
        why: io::Error,
    },
}

impl Mended {
    /// Writes the files, each atomically and only if it still is what was read, then carries out the
    /// operations. `root` is the set's folder.
    pub fn write(&self, root: &Path, backup: Option<&Backup>) -> Done {
        let mut done = Done::default();
        for file in &self.files {
            let kept = backup.map_or(Ok(()), |backup| backup.keep(&file.path, &file.before));
            let written = kept.and_then(|()| {
                write::replace(&file.path, &file.expected, file.after.as_bytes())
                    .map_err(Failure::from)
            });
            match written {
                Ok(()) => done.lines.push((file.path.clone(), file.titles.clone())),
                Err(failure) => done.failures.push(failure),
            }
        }
        for (title, operation) in &self.operations {
            match carry_out(operation, root) {
                Ok(()) => done.lines.push((subject(operation).to_owned(), vec![title.clone()])),
                Err(why) => {
                    let path = subject(operation).to_owned();
                    done.failures.push(Failure::Operation { path, what: title.clone(), why });
                }
            }
        }
        done
    }
}

impl Backup {
    /// Keeps the original of a file, unless one is kept there already: the oldest is the original.
    fn keep(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let fail = |why| Failure::Backup { path: path.to_owned(), why };
        let inside = |path: &Path| {
            Some(std::path::absolute(path).ok()?.strip_prefix(&self.relative_to).ok()?.to_owned())
        };
        let relative =
            inside(path).or_else(|| path.file_name().map(PathBuf::from)).unwrap_or_default();
        let copy = self.folder.join(relative);
        if let Some(folder) = copy.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        match write::create_new(&copy, bytes) {
            Ok(()) | Err(WriteError::Exists(_)) => Ok(()),
            Err(error) => Err(fail(io::Error::other(error.to_string()))),
        }
    }
}

fn subject(operation: &Operation) -> &Path {
    match operation {
        Operation::Rename { from: path, .. }
        | Operation::Create { path, .. }
        | Operation::MoveAside { path } => path,
    }
}

fn carry_out(operation: &Operation, root: &Path) -> io::Result<()> {
    match operation {
        Operation::Rename { from, to } => rename(from, to),
        Operation::Create { path, text } => write::create_new(path, text.as_bytes())
            .map_err(|error| io::Error::other(error.to_string())),
        Operation::MoveAside { path } => {
            let aside = aside(path, root);
            if let Some(folder) = aside.parent() {
                fs::create_dir_all(folder)?;
            }
            rename(path, &aside)
        }
    }
}

/// Renames without ever replacing a file. Where only the case differs, the two names are one file on
/// a disk that does not tell them apart.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let is_itself = || matches!((from.canonicalize(), to.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if to.symlink_metadata().is_ok() && !is_itself() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            format!("{} is there already", to.display()),
        ));
    }
    fs::rename(from, to)
}
