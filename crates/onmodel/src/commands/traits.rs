//! `onmodel traits`

use anyhow::Result;

use crate::args::{CountFormat, Counted};
use crate::commands::{check, words};
use crate::exit::Exit;

pub(super) fn run(args: &Counted) -> Result<Exit> {
    let opened = words::open(&args.words, &args.paths.paths);
    let style = words::style()?;
    check::print(&match args.format {
        CountFormat::Text => {
            onmodel_report::traits::text(opened.sets.iter().map(|set| &set.facts), &style)
        }
        CountFormat::Json => onmodel_report::traits::json(&opened.sets, &style),
    })?;
    Ok(opened.tell(Exit::Fine))
}
