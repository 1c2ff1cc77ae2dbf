//! `onmodel plugin trust` and `untrust`

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail};
use onmodel_engine::today;
use onmodel_plugin_host::package::Package;
use onmodel_plugin_host::trust::Entry;
use onmodel_plugin_host::{Permissions, trust as trusting};

use onmodel_report::harmless;

use crate::args::plugging::Allowed;
use crate::args::plugin::{Trust, Untrust};
use crate::commands::plugins::{trust_file, trusted};
use crate::exit::Exit;

pub(super) fn trust(args: &Trust) -> Result<Exit> {
    let file = trust_file()?;
    let allow = Permissions {
        write: args.allow.contains(&Allowed::Write),
        network: args.allow.contains(&Allowed::Network),
    };
    let day = today();
    let day = format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
    for path in &args.paths {
        let package = Package::read(path).with_context(|| path.display().to_string())?;
        trusting::trust(&file, &package, allow, &day)?;
        let bold = anstyle::Style::new().bold();
        outln!("{bold}{}{bold:#} is trusted on this computer", harmless(&package.title()));
        outln!("  sha256 {}", package.sha256());
        tell_permissions(package.manifest.needs, allow);
        outln!(
            "  It runs as a program of yours, whenever a dataset names it. These bytes only: a new"
        );
        outln!(
            "  build is to be trusted again. `onmodel plugin untrust {}` takes it back.",
            package.manifest.name
        );
    }
    Ok(Exit::Fine)
}

fn tell_permissions(needs: Permissions, allow: Permissions) {
    let asked = [
        ("write files", "write", needs.write, allow.write),
        ("use the network", "network", needs.network, allow.network),
    ];
    for (what, name, is_needed, is_allowed) in asked {
        match (is_needed, is_allowed) {
            (true, true) => outln!("  It may {what}."),
            (true, false) => outln!("  It asks to {what} and may not; `--allow {name}` lets it."),
            (false, true) => outln!("  Its plugin.toml does not ask to {what}, so it may not."),
            (false, false) => {}
        }
    }
}

pub(super) fn untrust(args: &Untrust) -> Result<Exit> {
    let file = trust_file()?;
    // One that makes no sense is told before anything is taken out of it.
    trusted()?;
    for name in &args.names {
        let mut gone = trusting::untrust(&file, name)?;
        if gone.is_empty() && super::list::is_there(name) {
            let package = Package::read(Path::new(name)).with_context(|| name.clone())?;
            gone = trusting::untrust_package(&file, &package)?;
        }
        if gone.is_empty() {
            bail!(
                "no plugin `{name}` is trusted on this computer; `onmodel plugin list` lists those that are"
            );
        }
        for entry in &gone {
            let head = entry.sha256.get(..12).unwrap_or(&entry.sha256);
            let title = format!("{} {}", entry.name, entry.version);
            outln!("{} ({head}…) is trusted no more", harmless(title.trim()));
        }
        tell_left(&gone)?;
    }
    Ok(Exit::Fine)
}

/// Tells of other builds of the same plugins, which stay trusted.
fn tell_left(gone: &[Entry]) -> Result<()> {
    let trust = trusted()?;
    let names: BTreeSet<&str> = gone.iter().map(|entry| entry.name.as_str()).collect();
    for name in names {
        let left = trust.entries().iter().filter(|entry| entry.name == name).count();
        let (files, stay) = if left == 1 { ("file", "stays") } else { ("files", "stay") };
        if left > 0 {
            let name = harmless(name);
            outln!(
                "  {left} other {files} of {name} {stay} trusted; `onmodel plugin untrust {name}` \
                 takes all of them back."
            );
        }
    }
    Ok(())
}
