//! `onmodel plugin list`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use onmodel_dataset::Settings;
use onmodel_dataset::config::{ConfigError, Overlay, configure};
use onmodel_dataset::discover::{self, discover};
use onmodel_plugin_host::trust::{self, Entry};
use onmodel_plugin_host::{Plugins, Seen};
use onmodel_report::harmless;

use crate::args::plugin::List;
use crate::commands::check::tell_config_error;
use crate::commands::plugins::{policy, trust_file, trusted};
use crate::exit::Exit;

pub(super) fn run(args: &List) -> Result<Exit> {
    let trust = trusted()?;
    let entries = trust.entries().to_vec();
    let plugins = Plugins::new(policy(trust)?);
    let mut exit = Exit::Fine;
    let mut all: BTreeMap<PathBuf, Seen> = BTreeMap::new();
    let (settings, faults) = settings(&args.paths);
    if !faults.is_empty() {
        faults.iter().for_each(tell_config_error);
        exit = Exit::Failed;
    }
    for settings in settings {
        match plugins.seen(&settings) {
            Ok(seen) => all.extend(seen.into_iter().map(|one| (one.named.path.clone(), one))),
            Err(errors) => {
                errors.iter().for_each(tell_config_error);
                exit = Exit::Failed;
            }
        }
    }
    if all.is_empty() && exit == Exit::Fine {
        outln!("No plugin is named here; `[plugins.NAME] path = \"…\"` in onmodel.toml names one.");
    }
    all.values().for_each(show);
    show_trusted(&entries)?;
    Ok(exit)
}

/// What is configured for the folders themselves and for the datasets below them, and what is wrong
/// with it.
fn settings(paths: &[PathBuf]) -> (Vec<Settings>, Vec<ConfigError>) {
    let own = paths.iter().filter(|path| path.is_dir());
    let own: Vec<_> = own.map(|path| configure(path, None, &Overlay::new())).collect();
    let found = discover(paths, &discover::Options::default());
    let mut faults = found.errors;
    for fault in own.iter().flat_map(|configuration| &configuration.errors) {
        if !faults.contains(fault) {
            faults.push(fault.clone());
        }
    }
    let own = own.into_iter().map(|configuration| configuration.settings);
    (own.chain(found.datasets.into_iter().map(|dataset| dataset.settings)).collect(), faults)
}

fn show(seen: &Seen) {
    let (bold, dim) = (anstyle::Style::new().bold(), anstyle::Style::new().dimmed());
    let path = seen.named.path.display().to_string();
    let path = harmless(&path);
    match &seen.package {
        Err(fault) => {
            outln!(
                "{bold}{}{bold:#}  cannot run: {}",
                seen.named.key,
                harmless(&fault.to_string())
            );
        }
        Ok(package) => {
            let state = if seen.allowed.is_some() { "trusted" } else { "not trusted" };
            outln!("{bold}{}{bold:#}  {state}  {dim}{path}{dim:#}", harmless(&package.title()));
            outln!("  sha256 {}", package.sha256());
            if seen.allowed.is_none() {
                let command = trust::command(&seen.named.path);
                outln!("  if you know where it comes from: {}", harmless(&command));
            }
        }
    }
}

fn show_trusted(entries: &[Entry]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    outln!("\nTrusted on this computer ({}):", trust_file()?.display());
    for entry in entries {
        let head = entry.sha256.get(..12).unwrap_or(&entry.sha256);
        let title = format!("{} {}", entry.name, entry.version);
        outln!("  {head}…  {}  {}", harmless(title.trim()), harmless(&entry.note));
    }
    Ok(())
}

/// Whether a path is there to be read as a plugin.
pub(super) fn is_there(path: &str) -> bool {
    Path::new(path).exists()
}
