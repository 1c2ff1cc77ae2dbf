//! Where pictures go, said before they are sent.

use std::path::Path;

use anyhow::{Context, Result, bail};
use onmodel_report::harmless;
use onmodel_scenario::drafts::{Named, Provider};

use super::Work;
use super::ask::Drafter;
use crate::args::caption::Caption;
use crate::commands::paid::{self, Agreed};
use crate::commands::submit::block_on;

/// Refuses what nobody can agree to, before anything is read or sent.
pub(super) fn check(provider: &Provider, args: &Caption) -> Result<()> {
    if let Some((variable, file)) = provider.named_by_a_file().filter(|_| args.paying.yes)
        && let Provider::Chat { endpoint, .. } = provider
    {
        bail!(
            "{} asks to send the secret in {} to {}, which `--yes` does not agree to; if that is \
             meant, name it yourself: `--api-key-env {}`",
            harmless(&file.display().to_string()),
            harmless(variable),
            harmless(endpoint.as_str()),
            harmless(variable)
        );
    }
    Ok(())
}

/// Says where the pictures go and what it costs, and asks. Where nobody can answer, nothing is sent.
pub(super) fn consent(
    work: &Work<'_>,
    drafter: &mut Drafter<'_>,
    args: &Caption,
) -> Result<Agreed> {
    if !work.provider.is_here() {
        paid::must_be_possible(args.paying.yes, "the pictures may be sent")?;
    }
    let pictures = pictures(drafter.new_ones());
    let set = work.set.facts.dataset.root.display().to_string();
    let set = harmless(&set);
    match &work.provider {
        Provider::Scenario => {
            let price = block_on(drafter.price())??;
            outln!("{set}: {pictures} without a caption.");
            outln!(
                "Scenario drafts them for {}. Each goes there shrunk to 1024 px.",
                price.words()
            );
            paid::agree(&price, "Draft them?", &args.paying)
        }
        Provider::Chat { endpoint, named, model, key } => {
            let endpoint = harmless(endpoint.as_str());
            let place = if work.provider.is_here() { ", on this machine" } else { "" };
            outln!("{set}: {pictures} without a caption.");
            outln!(
                "Each goes, shrunk to 1024 px, to {endpoint} (model {}){place}{}.",
                harmless(model),
                named_in(named)
            );
            if let Some(key) = key {
                outln!(
                    "With them goes the key in {}{}.",
                    harmless(&key.variable),
                    named_in(&key.named)
                );
            }
            if work.provider.is_here() || args.paying.yes {
                return Ok(Agreed::Yes);
            }
            outln!("What that costs is between you and them.");
            Ok(paid::ask("Send them?"))
        }
    }
}

fn named_in(named: &Named) -> String {
    match named {
        Named::File(file) => format!(", as {} says", harmless(&shown(file))),
        Named::Person | Named::Provider => String::new(),
    }
}

fn shown(file: &Path) -> String {
    let here = std::env::current_dir().context("the working folder is gone");
    let relative = here.ok().and_then(|here| file.strip_prefix(here).ok().map(Path::to_owned));
    relative.as_deref().unwrap_or(file).display().to_string()
}

fn pictures(count: usize) -> String {
    if count == 1 { "1 picture".to_owned() } else { format!("{count} pictures") }
}
