//! The operating system's keychain: Keychain on macOS, Credential Manager on Windows, the Secret
//! Service (GNOME Keyring, `KWallet`) on Linux.

use keyring::{Entry, Error};
use zeroize::Zeroizing;

use crate::Credentials;

/// What the entry is called there.
const SERVICE: &str = "onmodel";
const ACCOUNT: &str = "scenario";

/// Why the keychain did not do it.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum KeychainError {
    /// None is running, or it is locked.
    #[error("no keychain answers on this machine ({0})")]
    NoKeychain(String),
    /// It refused.
    #[error("the keychain refused: {0}")]
    Refused(String),
}

impl From<Error> for KeychainError {
    fn from(error: Error) -> Self {
        match error {
            Error::NoStorageAccess(why) | Error::PlatformFailure(why) => {
                Self::NoKeychain(why.to_string())
            }
            other => Self::Refused(other.to_string()),
        }
    }
}

/// Keeps the credentials, in place of any that were there.
///
/// # Errors
/// There is no keychain, or it refused.
pub fn store(credentials: &Credentials) -> Result<(), KeychainError> {
    Ok(entry()?.set_password(&credentials.sealed())?)
}

/// The credentials kept, if any.
///
/// # Errors
/// There is no keychain, or it refused.
pub fn load() -> Result<Option<Credentials>, KeychainError> {
    match entry()?.get_password().map(Zeroizing::new) {
        Ok(sealed) => Ok(Credentials::unsealed(&sealed)),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Forgets the credentials; whether there were any.
///
/// # Errors
/// There is no keychain, or it refused.
pub fn forget() -> Result<bool, KeychainError> {
    match entry()?.delete_credential() {
        Ok(()) => Ok(true),
        Err(Error::NoEntry) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn entry() -> Result<Entry, KeychainError> {
    Ok(Entry::new(SERVICE, ACCOUNT)?)
}
