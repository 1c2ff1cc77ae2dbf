//! `onmodel replace OLD NEW`

use anyhow::Result;
use onmodel_caption::edit::Swap;
use onmodel_engine::replace::{Replaced, Skipped, replace};
use onmodel_rules::tags::TagTable;

use crate::args::Replace;
use crate::commands::words::{self, Opened};
use crate::diff::unified;
use crate::exit::Exit;

pub(super) fn run(args: &Replace) -> Result<Exit> {
    let swap = Swap::new(&args.old, &args.new)?;
    let opened = words::open(&args.words, &args.paths.paths);
    let replaced: Vec<Replaced> =
        opened.sets.iter().map(|set| replace(&set.facts, &swap)).collect();
    let skipped: Vec<&Skipped> = replaced.iter().flat_map(|set| &set.skipped).collect();
    let exit = if args.diff { diff(&replaced) } else { write(&opened, &replaced) };
    for skipped in &skipped {
        tell_skipped(skipped);
    }
    let changed: usize = replaced.iter().map(|set| set.captions).sum();
    if changed == 0 && skipped.is_empty() && !opened.sets.is_empty() {
        tell_nothing(&args.old, &opened);
    } else if !args.diff {
        outln!("{}", counted(changed));
    }
    Ok(opened.tell(exit))
}

/// Shows what would change; nothing is written.
fn diff(replaced: &[Replaced]) -> Exit {
    let mut exit = Exit::Fine;
    for file in replaced.iter().flat_map(|set| &set.mended.files) {
        let before = String::from_utf8_lossy(&file.before);
        out!("{}", unified(&file.path, &before, &file.after));
        exit = Exit::Short;
    }
    exit
}

/// Writes every file and says what was done to it.
fn write(opened: &Opened, replaced: &[Replaced]) -> Exit {
    let bold = anstyle::Style::new().bold();
    let mut exit = Exit::Fine;
    for (set, replaced) in opened.sets.iter().zip(replaced) {
        let done = replaced.mended.write(&set.facts.dataset.root, None);
        for (path, titles) in &done.lines {
            outln!("{bold}{}{bold:#}  {}", path.display(), titles.join("; "));
        }
        for failure in &done.failures {
            anstream::eprintln!("{failure}");
            exit = Exit::Failed;
        }
    }
    exit
}

fn tell_skipped(skipped: &Skipped) {
    let row = skipped.row.map(|row| format!(" line {row}")).unwrap_or_default();
    anstream::eprintln!("{}{row}: left as it is: {}", skipped.path.display(), skipped.why);
}

fn tell_nothing(old: &str, opened: &Opened) {
    let tables: Vec<TagTable> = opened.sets.iter().map(|set| TagTable::of(&set.facts)).collect();
    let mut near: Vec<String> = tables
        .iter()
        .flat_map(|table| table.nearest(old))
        .map(|tag| format!("\"{tag}\""))
        .collect();
    near.dedup();
    let near = match near.as_slice() {
        [] => "`onmodel tags` lists what there is".to_owned(),
        near => format!("near it: {}", near.join(", ")),
    };
    outln!(
        "nothing to replace: no caption has the tag \"{old}\", or has it otherwise already; {near}"
    );
}

fn counted(captions: usize) -> String {
    match captions {
        0 => "nothing changed".to_owned(),
        1 => "1 caption changed".to_owned(),
        many => format!("{many} captions changed"),
    }
}
