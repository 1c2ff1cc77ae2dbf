//! The baseline of a check: read before it, settled after it.

use std::path::{Path, PathBuf};

use anyhow::Result;
use onmodel_engine::{Check, KnownFindings};

use crate::args::{self, Gating};
use crate::terminal;

/// Where a baseline is written when no place is named.
const FILE: &str = "onmodel-baseline.json";

/// The baseline asked for, if one is.
pub(super) fn read(gating: &Gating) -> Result<Option<KnownFindings>> {
    let named = gating.baseline.clone();
    Ok(if gating.write_baseline {
        let file = named.unwrap_or_else(|| PathBuf::from(FILE));
        Some(KnownFindings::read_or_new(&file)?)
    } else {
        named.as_deref().map(KnownFindings::read).transpose()?
    })
}

/// Writes everything found to the baseline, or takes what it knows out of the check; whether it was
/// the former.
pub(super) fn settle(
    known: Option<KnownFindings>,
    check: &mut Check,
    args: &args::Check,
) -> Result<bool> {
    let Some(mut known) = known else { return Ok(false) };
    if args.gating.write_baseline {
        known.record(check);
        known.save()?;
        let file = args.gating.baseline.as_deref().unwrap_or(Path::new(FILE));
        note(args, &format!("{} findings are known to {} now", known.count(), file.display()));
        // What was just made known is not told as new.
        known.apply(check);
        return Ok(true);
    }
    let gone = known.apply(check);
    if gone > 0 {
        // A gate may run where nothing can be written; its verdict stands all the same.
        match known.save() {
            Ok(()) => {
                note(args, &format!("the baseline knows {gone} findings less: they are gone"));
            }
            Err(fault) => terminal::warn(&format!(
                "{gone} findings of the baseline are gone, but it was not shortened: {fault}"
            )),
        }
    }
    Ok(false)
}

fn note(args: &args::Check, text: &str) {
    if !args.quiet {
        terminal::note(text);
    }
}
