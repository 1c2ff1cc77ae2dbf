//! `onmodel prompts`

mod nearest;
mod run;
mod text;

use anyhow::{Result, bail};
use onmodel_scenario::prompts::test_prompts;

use crate::args::trained::{PromptFormat, Prompts};
use crate::commands::check::print;
use crate::commands::one_set;
use crate::exit::Exit;

pub(super) fn run(args: &Prompts) -> Result<Exit> {
    let set = one_set::open(&args.path, args.config.clone())?;
    let prompts = test_prompts(&set.facts, usize::from(args.count));
    if prompts.iter().all(|prompt| prompt.prompt.is_empty()) {
        bail!(
            "there is nothing to prompt with: the set names no trigger and no trait; `onmodel init` \
             begins its onmodel.toml"
        );
    }
    if args.run {
        return run::run(args, &set, &prompts);
    }
    print(&match args.format {
        PromptFormat::Text => text::text(&set.facts, &prompts),
        PromptFormat::Json => text::json(&set.facts, &prompts),
    })?;
    Ok(Exit::Fine)
}
