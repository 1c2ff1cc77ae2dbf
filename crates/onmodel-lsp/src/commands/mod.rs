//! Commands a person or an action runs: one file each. None ends the process, all answer soon.

mod apply_fix;
mod check_dataset;
mod fix_dataset;
mod open_image;
mod restart;
mod rewrite_file;
mod show_traits;
mod submit_training;
mod target;

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};

use crate::shared::Shared;

/// Does what an action says, for clients that take no code action literals.
pub(crate) const APPLY: &str = "onmodel.applyFix";

/// Makes a fix in the file itself, where an editor does not show what changes.
pub(crate) const REWRITE: &str = "onmodel.rewriteFile";

/// Tells how sets stand.
pub(crate) const CHECK: &str = "onmodel.checkDataset";
/// Makes every safe fix of sets.
pub(crate) const FIX: &str = "onmodel.fixDataset";
const TRAITS: &str = "onmodel.showTraits";
const IMAGE: &str = "onmodel.openImage";
const SUBMIT: &str = "onmodel.submitTraining";
const RESTART: &str = "onmodel.restart";

/// All of them, each with what it is shown as while it runs.
const COMMANDS: [(&str, &str); 8] = [
    (APPLY, "mending"),
    (REWRITE, "writing the file"),
    (CHECK, "checking"),
    (FIX, "mending"),
    (TRAITS, "counting traits"),
    (IMAGE, "opening the picture"),
    (SUBMIT, "submitting"),
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

/// Runs a command.
///
/// # Errors
/// There is no such command, or it cannot be done; the message says why.
pub(crate) async fn run(
    shared: &Arc<Shared>,
    command: &str,
    arguments: &[Value],
) -> Result<Option<Value>> {
    match command {
        APPLY => apply_fix::run(shared, arguments).await,
        REWRITE => rewrite_file::run(shared, arguments).await,
        CHECK => check_dataset::run(shared, arguments).await,
        FIX => fix_dataset::run(shared, arguments).await,
        TRAITS => show_traits::run(shared, arguments).await,
        IMAGE => open_image::run(shared, arguments).await,
        SUBMIT => submit_training::run(shared, arguments).await,
        RESTART => Ok(restart::run(shared)),
        unknown => Err(Error::invalid_params(format!("there is no command `{unknown}`"))),
    }
}

/// A request that cannot be done, with the reason for a person.
fn refused(why: impl Into<String>) -> Error {
    Error { message: why.into().into(), ..Error::invalid_request() }
}
