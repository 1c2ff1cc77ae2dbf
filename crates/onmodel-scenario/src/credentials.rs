//! The API key and its secret: a type that cannot be printed.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::keychain;

/// Pairs of environment variables, the first that is set wins: the names of the service's own
/// programs, then the short ones.
const VARIABLES: [(&str, &str); 2] = [
    ("SCENARIO_SDK_API_KEY", "SCENARIO_SDK_API_SECRET"),
    ("SCENARIO_API_KEY", "SCENARIO_API_SECRET"),
];

/// What stands where a secret stood.
const HIDDEN: &str = "[hidden]";

/// An API key with its secret. It has no `Display`, no `Serialize`, and a `Debug` that shows nothing;
/// its memory is wiped when it is dropped.
#[derive(Clone)]
pub struct Credentials {
    key: Zeroizing<String>,
    secret: Zeroizing<String>,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credentials({HIDDEN})")
    }
}

/// Why there are no credentials.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum MissingCredentials {
    /// Nowhere.
    #[error(
        "there is no API key for Scenario: run `onmodel login`, or set SCENARIO_SDK_API_KEY and \
         SCENARIO_SDK_API_SECRET (Scenario shows them under Project Settings, API Keys)"
    )]
    Nowhere,
    /// One of the pair is set, the other is not.
    #[error("{0} is set but {1} is not: set both, or neither and run `onmodel login`")]
    Half(&'static str, &'static str),
    /// The keychain could not be asked.
    #[error(
        "there is no API key for Scenario in the environment, and the keychain cannot be asked: {0}; \
         set SCENARIO_SDK_API_KEY and SCENARIO_SDK_API_SECRET instead"
    )]
    Keychain(#[from] keychain::KeychainError),
}

impl Credentials {
    /// A key and its secret, white space around them left out.
    pub fn new(key: &str, secret: &str) -> Self {
        Self {
            key: Zeroizing::new(key.trim().to_owned()),
            secret: Zeroizing::new(secret.trim().to_owned()),
        }
    }

    /// The environment's, else the keychain's.
    ///
    /// # Errors
    /// There are none; the message says how to have some.
    pub fn find() -> Result<Self, MissingCredentials> {
        match Self::from_variables(|name| std::env::var(name).ok())? {
            Some(found) => Ok(found),
            None => keychain::load()?.ok_or(MissingCredentials::Nowhere),
        }
    }

    /// The environment's, if it has any.
    ///
    /// # Errors
    /// It has one of a pair only.
    pub fn from_environment() -> Result<Option<Self>, MissingCredentials> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    fn from_variables(
        read: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, MissingCredentials> {
        let read = |name| read(name).filter(|value| !value.trim().is_empty());
        for (key, secret) in VARIABLES {
            match (read(key), read(secret)) {
                (Some(key), Some(secret)) => return Ok(Some(Self::new(&key, &secret))),
                (Some(_), None) => return Err(MissingCredentials::Half(key, secret)),
                (None, Some(_)) => return Err(MissingCredentials::Half(secret, key)),
                (None, None) => {}
            }
        }
        Ok(None)
    }

    /// Whether both have characters.
    pub fn are_complete(&self) -> bool {
        !self.key.is_empty() && !self.secret.is_empty()
    }

    /// The request with the key on it.
    pub(crate) fn sign(&self, request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
        request.basic_auth(self.key.as_str(), Some(self.secret.as_str()))
    }

    /// Both as one text, for the keychain alone.
    pub(crate) fn sealed(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{}\n{}", *self.key, *self.secret))
    }

    /// What [`Self::sealed`] made.
    pub(crate) fn unsealed(text: &str) -> Option<Self> {
        text.split_once('\n').map(|(key, secret)| Self::new(key, secret))
    }

    /// `text` with whatever it holds of the key taken out: a service may echo what it was sent.
    pub(crate) fn redacted(&self, text: &str) -> String {
        let pair = Zeroizing::new(format!("{}:{}", *self.key, *self.secret));
        let encoded = Zeroizing::new(STANDARD.encode(pair.as_bytes()));
        let mut text = text.to_owned();
        for part in [&*encoded, &*self.secret, &*self.key] {
            if !part.is_empty() {
                text = text.replace(part.as_str(), HIDDEN);
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(set: &[(&str, &str)]) -> Result<Option<Credentials>, MissingCredentials> {
        Credentials::from_variables(|name| {
            set.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn nothing_of_them_is_ever_printed() {
        let own = Credentials::new("api_key", "s3cr3t");
        assert_eq!(format!("{own:?}"), "Credentials([hidden])");
        let echo = "got Basic YXBpX2tleTpzM2NyM3Q= from api_key, s3cr3t";
        assert_eq!(own.redacted(echo), "got Basic [hidden] from [hidden], [hidden]");
    }

    #[test]
    fn the_services_own_names_come_first_and_a_blank_is_no_key() {
        let short = [("SCENARIO_API_KEY", "b"), ("SCENARIO_API_SECRET", "c")];
        let long = [("SCENARIO_SDK_API_KEY", "x"), ("SCENARIO_SDK_API_SECRET", "y")];
        let blank = [("SCENARIO_SDK_API_KEY", " "), ("SCENARIO_SDK_API_SECRET", "")];
        let key = |found: Credentials| found.key.to_string();
        assert_eq!(read(&[short, long].concat()).unwrap().map(key).as_deref(), Some("x"));
        assert_eq!(read(&[blank, short].concat()).unwrap().map(key).as_deref(), Some("b"));
        assert!(read(&blank).unwrap().is_none());
    }

    #[test]
    fn half_a_pair_is_said() {
        let fault = read(&[("SCENARIO_API_SECRET", "c")]).unwrap_err();
        assert_eq!(fault, MissingCredentials::Half("SCENARIO_API_SECRET", "SCENARIO_API_KEY"));
    }

    #[test]
    fn the_keychain_gives_back_what_it_was_given() {
        let own = Credentials::unsealed(&Credentials::new(" a ", "b\n").sealed()).unwrap();
        assert_eq!((own.key.as_str(), own.secret.as_str()), ("a", "b"));
    }
}
