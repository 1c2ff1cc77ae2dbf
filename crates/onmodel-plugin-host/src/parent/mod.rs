//! This side of the pipes: a thread for each plugin, which starts its process, watches it, starts it
//! again after a death, finds out what killed it, and after three deaths does without it.

#[cfg(target_os = "linux")]
mod death;
mod job;
#[cfg(target_os = "linux")]
mod meeting;
#[cfg(target_os = "linux")]
mod process;
mod runner;
#[cfg(target_os = "linux")]
mod supervisor;
#[cfg(not(target_os = "linux"))]
#[path = "elsewhere.rs"]
mod supervisor;
mod telling;
#[cfg(target_os = "linux")]
mod watch;
mod worker;

pub(crate) use job::{Ask, Due, Job, Survey};
pub(crate) use runner::{Runner, State};
pub(crate) use telling::What;

use std::path::PathBuf;
use std::sync::Arc;

use crate::Permissions;
use crate::copy::Copy;

/// Told, from any thread, that a plugin has something new to say.
pub type News = Arc<dyn Fn() + Send + Sync>;

/// How a plugin's process is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Start {
    /// The program that is its own plugin host: this one, as a rule.
    pub(crate) program: PathBuf,
    pub(crate) copy: Copy,
    pub(crate) permissions: Permissions,
}

/// What a plugin says of itself.
#[derive(Debug, Clone)]
pub(crate) struct About {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) rules: Vec<AboutRule>,
    pub(crate) confined: crate::Confined,
}

/// What a rule says of itself, in the header's terms.
#[derive(Debug, Clone)]
pub(crate) struct AboutRule {
    pub(crate) scope: u32,
    pub(crate) severity: u32,
    pub(crate) flags: u32,
    pub(crate) id: Arc<str>,
    pub(crate) summary: String,
    pub(crate) docs_url: String,
    pub(crate) schema: Option<serde_json::Value>,
    pub(crate) docs: String,
    /// Whether it takes options without saying which.
    pub(crate) takes_any: bool,
}
