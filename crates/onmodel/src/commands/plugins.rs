//! Studio plugins for whoever judges datasets: who is trusted, and what is told of those that did not
//! run.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result};
use onmodel_plugin_host::trust::{self as trusting, Trust, VARIABLE};
use onmodel_plugin_host::{Plugins, Policy};
use onmodel_rules::{Absent, Facts};
use onmodel_vision::cache;

use crate::args::Plugging;
use crate::terminal;

/// The plugins these options let run; those who ask wait for them.
pub(super) fn plugins(args: &Plugging) -> Result<Plugins> {
    if args.no_plugins {
        return Ok(Plugins::none());
    }
    let mut trusted = trusted()?;
    for digest in &args.trust_sha256 {
        trusted.pin(digest).map_err(anyhow::Error::msg).context("--trust-sha256")?;
    }
    Ok(Plugins::new(policy(trusted)?))
}

/// How plugins are run for a user who trusts these.
pub(super) fn policy(trust: Trust) -> Result<Policy> {
    let program = std::env::current_exe().context("onmodel does not know where it is installed")?;
    let trust_file = trusting::default_file(dirs::config_dir());
    Ok(Policy { program, trust, trust_file, cache: cache::default_folder(), news: None })
}

/// Whom the user trusts.
pub(super) fn trusted() -> Result<Trust> {
    Ok(trusting::default_file(dirs::config_dir())
        .map_or_else(|| Ok(Trust::none()), |file| Trust::read(&file))?)
}

/// The user's trust file.
pub(super) fn trust_file() -> Result<PathBuf> {
    trusting::default_file(dirs::config_dir()).with_context(|| {
        format!("this computer has no folder for configuration; name a file in {VARIABLE}")
    })
}

/// Tells of the plugins that did not run on these sets, or not on all of it. Whether there were any.
pub(super) fn tell_absent<'f>(sets: impl IntoIterator<Item = &'f Facts>) -> bool {
    tell(sets.into_iter().flat_map(|facts| facts.testimony.absent().iter()))
}

/// Tells of each once, in a line on standard error.
pub(super) fn tell<'a>(absent: impl IntoIterator<Item = &'a Absent>) -> bool {
    let told: BTreeSet<String> = absent.into_iter().map(Absent::message).collect();
    for message in &told {
        terminal::report(&anyhow::Error::msg(message.clone()));
    }
    !told.is_empty()
}
