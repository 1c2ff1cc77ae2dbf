//! Commands a person or an action runs: one file each. None ends the process, all answer soon.

mod apply_fix;
mod check_dataset;
mod draft_caption;
mod fix_dataset;
mod open_image;
mod restart;
mod rewrite_file;
mod show_traits;
mod submit_training;
mod target;
mod trust_plugin;

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};

use crate::shared::Shared;
use crate::work::Work;

/// Does what an action says, for clients that take no code action literals.
pub(crate) const APPLY: &str = "onmodel.applyFix";

/// Makes a fix in the file itself, where an editor does not show what changes.
pub(crate) const REWRITE: &str = "onmodel.rewriteFile";

/// Asks whether to trust a plugin.
pub(crate) const TRUST: &str = "onmodel.trustPlugin";

/// Tells how sets stand.
pub(crate) const CHECK: &str = "onmodel.checkDataset";
/// Makes every safe fix of sets.
pub(crate) const FIX: &str = "onmodel.fixDataset";
const TRAITS: &str = "onmodel.showTraits";
const IMAGE: &str = "onmodel.openImage";
/// Takes a set to Scenario.
pub(crate) const SUBMIT: &str = "onmodel.submitTraining";
/// Has a caption drafted for an image that has none.
pub(crate) const DRAFT: &str = "onmodel.draftCaption";
const RESTART: &str = "onmodel.restart";

/// All of them, each with what it is shown as while it runs.
const COMMANDS: [(&str, &str); 10] = [
    (APPLY, "mending"),
    (REWRITE, "writing the file"),
    (TRUST, "asking"),
    (CHECK, "checking"),
    (FIX, "mending"),
    (TRAITS, "counting traits"),
    (IMAGE, "opening the picture"),
    (SUBMIT, "submitting"),
    (DRAFT, "drafting a caption"),
    (RESTART, "reading everything again"),
];

/// The commands' names.
pub(crate) fn names() -> Vec<String> {
    COMMANDS.iter().map(|(name, _)| (*name).to_owned()).collect()
}

/// What a command is shown as while it runs.
pub(crate) fn title(command: &str) -> Option<&'static str> {
    COMMANDS.iter().find(|(name, _)| *name == command).map(|(_, title)| *title)
}

/// One run of a command: what it is given, and where it says how far it has come.
///
/// A command answers within ten seconds. One that takes longer says so at once and goes on in a task
/// of its own, under a progress of its own ([`Work::offer`]).
#[derive(Clone, Copy)]
pub(crate) struct Call<'c> {
    pub(crate) shared: &'c Arc<Shared>,
    pub(crate) arguments: &'c [Value],
    pub(crate) work: &'c Work,
}

/// Runs a command.
///
/// # Errors
/// There is no such command, or it cannot be done; the message says why.
pub(crate) async fn run(call: Call<'_>, command: &str) -> Result<Option<Value>> {
    match command {
        APPLY => apply_fix::run(call).await,
        REWRITE => rewrite_file::run(call).await,
        TRUST => trust_plugin::run(call),
        CHECK => check_dataset::run(call).await,
        FIX => fix_dataset::run(call).await,
        TRAITS => show_traits::run(call).await,
        IMAGE => open_image::run(call).await,
        SUBMIT => submit_training::run(call).await,
        DRAFT => draft_caption::run(call).await,
        RESTART => Ok(restart::run(call.shared)),
        unknown => Err(Error::invalid_params(format!("there is no command `{unknown}`"))),
    }
}

/// A request that cannot be done, with the reason for a person.
fn refused(why: impl Into<String>) -> Error {
    Error { message: why.into().into(), ..Error::invalid_request() }
}
