//! Whom a user trusts: the SHA-256 of plugins' bytes, in a file of the user's own.
//!
//! Nothing in a dataset or a repository is asked, and nothing there can add to it: the file is the
//! user's configuration, the digests on a command line are typed, and the variable that names another
//! file is the environment's.

mod file;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::package::Package;
use crate::{Permissions, hex};

pub use file::{Entry, TrustError};

/// The variable that names another trust file.
pub const VARIABLE: &str = "ONMODEL_TRUST_FILE";

/// The user's trust file: the one `ONMODEL_TRUST_FILE` names, else `onmodel/trust.toml` in the user's
/// configuration folder, `config`.
pub fn default_file(config: Option<PathBuf>) -> Option<PathBuf> {
    chosen(std::env::var_os(VARIABLE), config)
}

fn chosen(variable: Option<OsString>, config: Option<PathBuf>) -> Option<PathBuf> {
    let named = variable.filter(|value| !value.is_empty()).map(PathBuf::from);
    named.or_else(|| Some(config?.join("onmodel").join("trust.toml")))
}

/// Whom a user trusts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trust {
    entries: Vec<Entry>,
    /// Digests given on the command line.
    pins: Vec<String>,
}

impl Trust {
    /// Nobody.
    pub fn none() -> Self {
        Self::default()
    }

    /// Reads a trust file; one that is not there trusts nobody.
    ///
    /// # Errors
    /// If it cannot be read or makes no sense: trusting nobody instead would look like an answer.
    pub fn read(file: &Path) -> Result<Self, TrustError> {
        Ok(Self { entries: file::read(file)?, pins: Vec::new() })
    }

    /// Reads the file again; what is trusted for this run stays.
    ///
    /// # Errors
    /// Those of [`Self::read`]; then nothing changes.
    pub fn read_again(&mut self, file: &Path) -> Result<(), TrustError> {
        self.entries = file::read(file)?;
        Ok(())
    }

    /// Trusts some bytes for this run.
    ///
    /// # Errors
    /// If `digest` is no SHA-256, in words.
    pub fn pin(&mut self, digest: &str) -> Result<(), String> {
        let digest = hex::digest(digest)
            .ok_or_else(|| format!("`{digest}` is no SHA-256: 64 hexadecimal digits"))?;
        self.pins.push(digest);
        Ok(())
    }

    /// The plugins trusted by the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What a package may do if it may run at all: every one of its files is trusted. It is allowed
    /// what its manifest asks for and its user granted with its library.
    pub fn allows(&self, package: &Package) -> Option<Permissions> {
        let is_trusted = |sha256: &str| {
            self.pins.iter().any(|pin| pin == sha256)
                || self.entries.iter().any(|entry| entry.sha256 == sha256)
        };
        if package.files.is_empty() || !package.files.iter().all(|file| is_trusted(&file.sha256)) {
            return None;
        }
        let needs = package.manifest.needs;
        let granted = self.entries.iter().filter(|entry| entry.sha256 == package.sha256());
        let granted = granted.fold(Permissions::default(), |all, entry| Permissions {
            write: all.write || entry.allow.write,
            network: all.network || entry.allow.network,
        });
        let (write, network) = (needs.write && granted.write, needs.network && granted.network);
        Some(Permissions { write, network })
    }
}

/// Adds a package's files to a trust file.
///
/// # Errors
/// If the file cannot be read or written.
pub fn trust(
    file: &Path,
    package: &Package,
    allow: Permissions,
    at: &str,
) -> Result<(), TrustError> {
    let entries = package.files.iter().map(|loaded| Entry {
        name: package.manifest.name.clone(),
        version: package.manifest.version.clone(),
        sha256: loaded.sha256.clone(),
        trusted_at: at.to_owned(),
        note: format!("from {}", loaded.path.display()),
        allow,
    });
    file::add(file, &entries.collect::<Vec<_>>())
}

/// Takes out of a trust file every entry of this name or digest (or the beginning of one, eight digits
/// at least); those taken out.
///
/// # Errors
/// If the file cannot be read or written.
pub fn untrust(file: &Path, name: &str) -> Result<Vec<Entry>, TrustError> {
    let digest = name.to_ascii_lowercase();
    let is_digest = digest.len() >= 8 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    file::remove(file, |entry| {
        entry.name == name || (is_digest && entry.sha256.starts_with(&digest))
    })
}
