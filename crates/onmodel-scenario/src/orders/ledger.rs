//! What was ordered, one small file for each order.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};
use onmodel_dataset::write;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::OrderError;
use crate::Endpoint;
use crate::api::generate::Inputs;
use crate::api::{AssetId, JobId, ModelId};
use crate::submit::order::hex;

/// What is known of one order. Each state holds what is needed to take it up again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Line {
    /// A picture it needs was uploaded; nothing is ordered yet.
    Ready {
        /// The picture's asset.
        asset: AssetId,
    },
    /// It was about to be sent: what became of it is not known.
    Sent {
        /// What it was for, for whoever reads the file.
        what: String,
        /// The model.
        model: ModelId,
        /// What was sent.
        inputs: Inputs,
    },
    /// The service took it.
    Placed {
        /// What it was for.
        what: String,
        /// The job that does it.
        job: JobId,
        /// What was sent, for the picture it names.
        inputs: Inputs,
        /// What came of it, once that is known.
        #[serde(default)]
        assets: Vec<AssetId>,
    },
    /// Texts were ordered, and came.
    Written {
        /// The texts.
        texts: Vec<String>,
    },
}

/// What was ordered from a service, locked for this process. Nothing of the key is in it.
#[derive(Debug)]
pub struct Ledger {
    folder: PathBuf,
    service: String,
    /// Unlocked when it is closed, however the process ends.
    _lock: File,
}

impl Ledger {
    /// The ledger of a service, under `$XDG_STATE_HOME/onmodel/orders`.
    ///
    /// # Errors
    /// Another run holds it, or there is no place for it.
    pub fn open(endpoint: &Endpoint) -> Result<Self, OrderError> {
        Self::in_folder(&folder()?, &endpoint.identity())
    }

    /// A ledger of what another provider was asked for.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn of(provider: &str) -> Result<Self, OrderError> {
        Self::in_folder(&folder()?, provider)
    }

    /// A ledger in a folder.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn in_folder(folder: &Path, service: &str) -> Result<Self, OrderError> {
        let path = folder.join("lock");
        let fault = |error: std::io::Error| fault(&path, &error);
        std::fs::create_dir_all(folder).map_err(fault)?;
        let mut options = OpenOptions::new();
        let lock = options.create(true).truncate(false).write(true).open(&path).map_err(fault)?;
        match FileExt::try_lock(&lock) {
            Ok(()) => {
                let (folder, service) = (folder.to_owned(), service.to_owned());
                Ok(Self { folder, service, _lock: lock })
            }
            Err(TryLockError::WouldBlock) => Err(OrderError::Locked),
            Err(TryLockError::Error(error)) => Err(fault(error)),
        }
    }

    /// What is known of an order.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn line(&self, key: &str) -> Result<Option<Line>, OrderError> {
        let path = self.path(key);
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(fault(&path, &error)),
        };
        let damaged =
            |error: serde_json::Error| OrderError::Ledger { path, why: error.to_string() };
        serde_json::from_slice(&text).map(Some).map_err(damaged)
    }

    /// Writes down what is known of an order, on the disk before this returns.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn write(&self, key: &str, line: &Line) -> Result<(), OrderError> {
        let path = self.path(key);
        let text = serde_json::to_vec_pretty(line).unwrap_or_default();
        write::output(&path, &text)
            .map_err(|error| OrderError::Ledger { path, why: error.to_string() })
    }

    /// The pictures an order made, as far as they are known.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn assets(&self, key: &str) -> Result<Vec<AssetId>, OrderError> {
        match self.line(key)? {
            Some(Line::Placed { assets, .. }) => Ok(assets),
            _ => Ok(Vec::new()),
        }
    }

    /// Forgets an order, so that it can be made anew.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn forget(&self, key: &str) -> Result<(), OrderError> {
        let path = self.path(key);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(fault(&path, &error)),
            _ => Ok(()),
        }
    }

    fn path(&self, key: &str) -> PathBuf {
        let mut hash = Sha256::new();
        hash.update(&self.service);
        hash.update([0]);
        hash.update(key);
        let name = hex(&hash.finalize());
        self.folder.join(format!("{name}.json"))
    }
}

fn fault(path: &Path, error: &std::io::Error) -> OrderError {
    OrderError::Ledger { path: path.to_owned(), why: onmodel_dataset::words(error) }
}

/// `$XDG_STATE_HOME/onmodel/orders`, else where the system keeps such things.
fn folder() -> Result<PathBuf, OrderError> {
    let named = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let named = named.filter(|folder| folder.is_absolute());
    let folder = named.or_else(dirs::state_dir).or_else(dirs::data_local_dir);
    Ok(folder.ok_or(OrderError::NoStateFolder)?.join("onmodel").join("orders"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written_and_belongs_to_one_service() {
        let folder = tempfile::tempdir().unwrap();
        let line = Line::Written { texts: vec!["krstl, standing".to_owned()] };
        let ledger = Ledger::in_folder(folder.path(), "a").unwrap();
        ledger.write("key", &line).unwrap();
        assert_eq!(ledger.line("key").unwrap(), Some(line));
        drop(ledger);
        let other = Ledger::in_folder(folder.path(), "b").unwrap();
        assert_eq!(other.line("key").unwrap(), None);
    }

    #[test]
    fn two_runs_do_not_order_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let _first = Ledger::in_folder(folder.path(), "a").unwrap();
        assert!(matches!(Ledger::in_folder(folder.path(), "a"), Err(OrderError::Locked)));
    }
}
