//! The file.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::record::VERSION;
use super::{Lock, Record, Run};
use crate::Endpoint;
use crate::submit::SubmitError;
use crate::submit::order::hex;

/// A set's journal, open and locked.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    /// What it says.
    record: Record,
    _lock: Lock,
}

impl Journal {
    /// The journal of the set at `root` with a service, locked for this process.
    ///
    /// # Errors
    /// Another run holds it, or it cannot be read.
    pub fn open(root: &Path, endpoint: &Endpoint) -> Result<Self, SubmitError> {
        let path = path(root, endpoint)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(|error| fault(&path, &error))?;
        let lock = Lock::take(&path.with_extension("lock"))?;
        let record = read(&path)?.unwrap_or_else(|| Record {
            version: VERSION,
            dataset: root.display().to_string(),
            run: None,
            past: Vec::new(),
        });
        Ok(Self { path, record, _lock: lock })
    }

    /// What the journal of the set at `root` says, without locking it: for looking only.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn look(root: &Path, endpoint: &Endpoint) -> Result<Option<Record>, SubmitError> {
        read(&path(root, endpoint)?)
    }

    /// What it says.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Changes what it says, on the disk before this returns.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&mut self, change: impl FnOnce(&mut Record)) -> Result<(), SubmitError> {
        change(&mut self.record);
        let text = serde_json::to_vec_pretty(&self.record).unwrap_or_default();
        onmodel_dataset::write::output(&self.path, &text).map_err(|error| SubmitError::Journal {
            path: self.path.clone(),
            why: error.to_string(),
        })
    }

    /// Changes what it says of the run under way.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write_run(&mut self, change: impl FnOnce(&mut Run)) -> Result<(), SubmitError> {
        self.write(|record| change(record.run.get_or_insert_with(Run::default)))
    }
}

fn read(path: &Path) -> Result<Option<Record>, SubmitError> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(path, &error)),
    };
    let damaged = |why: String| SubmitError::Journal { path: path.to_owned(), why };
    let record: Record =
        serde_json::from_slice(&text).map_err(|error| damaged(error.to_string()))?;
    if record.version == VERSION {
        Ok(Some(record))
    } else {
        Err(damaged(format!("it was written by another onmodel (version {})", record.version)))
    }
}

fn fault(path: &Path, error: &std::io::Error) -> SubmitError {
    SubmitError::Journal { path: path.to_owned(), why: onmodel_dataset::words(error) }
}

/// `kestrel-3fa9c2d14b7e.json`: the folder's name for people, the number for being one of a kind.
fn path(root: &Path, endpoint: &Endpoint) -> Result<PathBuf, SubmitError> {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut hash = Sha256::new();
    hash.update(root.as_os_str().as_encoded_bytes());
    hash.update([0]);
    hash.update(endpoint.identity());
    let number = hex(&hash.finalize()[..6]);
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let name: String =
        name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).take(40).collect();
    Ok(folder()?.join(format!("{name}-{number}.json")))
}

/// `$XDG_STATE_HOME/onmodel/submit`, else where the system keeps such things.
fn folder() -> Result<PathBuf, SubmitError> {
    let named = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let named = named.filter(|folder| folder.is_absolute());
    let folder = named.or_else(dirs::state_dir).or_else(dirs::data_local_dir);
    Ok(folder.ok_or(SubmitError::NoStateFolder)?.join("onmodel").join("submit"))
}
