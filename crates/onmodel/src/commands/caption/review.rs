//! `--review`: one draft after the other, answered in lines.

use anyhow::Result;
use onmodel_engine::OpenSet;
use onmodel_report::harmless;

use super::save::{self, Draft};
use super::{Act, polished};
use crate::commands::paid::line;

/// Shows a draft until somebody decides on it.
pub(super) fn step(set: &OpenSet, mut draft: Draft) -> Result<Act> {
    let bold = anstyle::Style::new().bold();
    let image = &set.facts.dataset.images[draft.wanting.image].path;
    let image = image.display().to_string();
    outln!("\n{bold}{}{bold:#}", harmless(&image));
    loop {
        tell(&draft);
        anstream::eprint!("accept, edit, skip or quit? [a/e/s/q] ");
        match line().as_deref().map(str::to_lowercase).as_deref() {
            Some("a" | "accept" | "y" | "yes") => return Ok(save::write(&draft)),
            Some("s" | "skip" | "n" | "no") => return Ok(Act::Left),
            Some("e" | "edit") => {
                anstream::eprintln!("Type the caption; an empty line keeps the draft.");
                if let Some(text) = line().filter(|text| !text.is_empty()) {
                    draft = polished(set, &draft.wanting, &text)?;
                }
            }
            None | Some("q" | "quit") => return Ok(Act::Quit),
            Some(_) => anstream::eprintln!("a, e, s or q."),
        }
    }
}

fn tell(draft: &Draft) {
    let dim = anstyle::Style::new().dimmed();
    outln!("  {}", harmless(draft.text.trim()));
    for title in &draft.titles {
        outln!("  {dim}{}{dim:#}", harmless(title));
    }
}
