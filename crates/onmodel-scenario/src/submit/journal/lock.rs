//! One run at a time.

use std::fs::{File, OpenOptions};
use std::path::Path;

use fs4::{FileExt, TryLockError};

use crate::submit::SubmitError;

/// Held for as long as a run works on a set; the system lets go of it when the process ends, however
/// it ends.
#[derive(Debug)]
pub struct Lock {
    /// Unlocked when it is closed.
    _file: File,
}

impl Lock {
    pub(super) fn take(path: &Path) -> Result<Self, SubmitError> {
        let fault = |error: std::io::Error| SubmitError::Journal {
            path: path.to_owned(),
            why: onmodel_dataset::words(&error),
        };
        let mut options = OpenOptions::new();
        let file = options.create(true).truncate(false).write(true).open(path).map_err(fault)?;
        match FileExt::try_lock(&file) {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(SubmitError::Locked),
            Err(TryLockError::Error(error)) => Err(fault(error)),
        }
    }
}
