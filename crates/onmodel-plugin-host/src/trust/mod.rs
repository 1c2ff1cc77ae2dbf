//! Whom a user trusts: the SHA-256 of plugins' bytes, in a file of the user's own.
//!
//! Nothing in a dataset or a repository is asked, and nothing there can add to it: the file is the
//! user's configuration, the digests on a command line are typed, and the variable that names another
//! file is the environment's.

mod file;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::package::{Loaded, Package};
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

/// The command that trusts the plugin at `path`, as a shell takes it.
pub fn command(path: &Path) -> String {
    format!("onmodel plugin trust {}", quoted(path))
}

/// A path as a shell takes it: nothing in it is a command or an option.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let text = match text.as_str() {
        "" => ".".to_owned(),
        option if option.starts_with('-') => format!("./{option}"),
        _ => text,
    };
    let is_plain = |c: char| {
        let is_separator = cfg!(windows) && matches!(c, '\\' | ':');
        c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '+') || is_separator
    };
    if text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
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

    /// Whether every file of these digests is trusted.
    pub(crate) fn covers<'d>(&self, mut digests: impl Iterator<Item = &'d str>) -> bool {
        digests.all(|sha256| self.is_trusted(sha256))
    }

    fn is_trusted(&self, sha256: &str) -> bool {
        self.pins.iter().any(|pin| pin == sha256)
            || self.entries.iter().any(|entry| entry.sha256 == sha256)
    }

    /// The first file of a package that is not trusted though its library is.
    pub(crate) fn missing<'p>(&self, package: &'p Package) -> Option<&'p Loaded> {
        let (library, companions) = package.files.split_first()?;
        let missing = companions.iter().find(|file| !self.is_trusted(&file.sha256));
        missing.filter(|_| self.is_trusted(&library.sha256))
    }

    /// What a package may do if it may run at all: every one of its files is trusted. It is allowed
    /// what its manifest asks for and its user granted with its library.
    pub fn allows(&self, package: &Package) -> Option<Permissions> {
        let all = package.files.iter().map(|file| file.sha256.as_str());
        if package.files.is_empty() || !self.covers(all) {
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

/// Takes out of a trust file the files of a package; those taken out.
///
/// # Errors
/// If the file cannot be read or written.
pub fn untrust_package(file: &Path, package: &Package) -> Result<Vec<Entry>, TrustError> {
    file::remove(file, |entry| package.files.iter().any(|loaded| loaded.sha256 == entry.sha256))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_no_command_and_no_option() {
        for (path, shown) in [
            ("plugins/studio", "plugins/studio"),
            ("plugins/a$(touch PWN)", "'plugins/a$(touch PWN)'"),
            ("it's; rm -r .", "'it'\\''s; rm -r .'"),
            ("-rf", "./-rf"),
            ("--allow=write x", "'./--allow=write x'"),
            ("", "."),
            ("a\u{202e}b", "'a\u{202e}b'"),
        ] {
            assert_eq!(command(Path::new(path)), format!("onmodel plugin trust {shown}"));
        }
    }
}
