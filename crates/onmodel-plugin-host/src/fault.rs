//! What can be wrong with a plugin, in plain words.

use std::path::PathBuf;

/// Why a plugin does not run. The text never names the plugin: whoever tells of it does. Each has a
/// number that a search finds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say what the fields are")]
pub enum Fault {
    #[error("cannot read {}: {why} (PL001)", path.display())]
    Unreadable { path: PathBuf, why: String },
    #[error("{} is not a library: {what} (PL002)", path.display())]
    NotALibrary { path: PathBuf, what: String },
    #[error("{} is built for {built}, this computer needs {needed} (PL003)", path.display())]
    WrongTarget { path: PathBuf, built: String, needed: String },
    #[error("the system's loader refuses it: {0} (PL004)")]
    Refused(String),
    #[error(
        "it is a library, but exports no `onmodel_plugin_entry`; is it a plugin of onmodel's? (PL005)"
    )]
    NoEntry,
    #[error(
        "it declines to work with this version of onmodel, whose plugin interface is {0}; update one of them (PL006)"
    )]
    Declined(String),
    #[error("what its entry returned is no table of rules: {0} (PL007)")]
    NotATable(String),
    #[error(
        "it was built for plugin interface {plugin}, this onmodel has {host}; {remedy} (PL008)"
    )]
    Version { plugin: String, host: String, remedy: &'static str },
    #[error("its table of rules is malformed: {0} (PL009)")]
    Malformed(String),
    #[error("its rule {rule} refused its options: {why} (PL010)")]
    Options { rule: String, why: String },
    #[error("it {0} while it was loaded (PL011)")]
    Loading(String),
    #[error("its rule {rule} {how} on {file} (PL012)")]
    Died { rule: String, how: String, file: String },
    #[error("it {0} between two calls (PL013)")]
    Idle(String),
    #[error("its rule {rule} reported nonsense on {file}: {why} (PL014)")]
    Nonsense { rule: String, file: String, why: String },
    #[error("its rule {rule} failed on {file}: {why} (PL015)")]
    Failed { rule: String, file: String, why: String },
    #[error("its rule {rule} {how} on {files}; after {strikes} failures it is left alone (PL016)")]
    Stopped { rule: String, how: String, files: String, strikes: usize },
    #[error("its rule {0} has the name of another rule (PL018)")]
    Duplicate(String),
    #[error(
        "`[plugins.{0}]` brings its rules already, so it is not asked a second time here; take one of the two out (PL018)"
    )]
    Twice(String),
    #[error("plugin.toml says that the SHA-256 of {} begins with {said}, but it begins with {found}: the file was damaged or exchanged (PL019)", path.display())]
    Damaged { path: PathBuf, said: String, found: String },
    #[error("it has no build for this computer, {needed}; it has {has} (PL021)")]
    NoBuild { needed: String, has: String },
    #[error("{} (PL022)", .0)]
    Manifest(String),
    #[error("cannot keep a private copy of it: {0} (PL023)")]
    Copy(String),
    #[error("its process cannot be started: {0} (PL024)")]
    Spawn(String),
    #[error("it needs plugin interface {needed}, this onmodel has {has}; update onmodel (PL025)")]
    TooNew { needed: String, has: String },
}

/// A path with the system's words for what is wrong with it.
pub(crate) fn unreadable(path: impl Into<PathBuf>, error: &std::io::Error) -> Fault {
    Fault::Unreadable { path: path.into(), why: onmodel_dataset::words(error) }
}

/// A library of another interface: which side is old.
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "nothing is loaded there"))]
pub(crate) fn version((major, minor): (u16, u16), host: String) -> Fault {
    let remedy = if major > onmodel_plugin::abi::ABI_MAJOR {
        "update onmodel"
    } else {
        "build the plugin again with a newer header"
    };
    Fault::Version { plugin: format!("{major}.{minor}"), host, remedy }
}
