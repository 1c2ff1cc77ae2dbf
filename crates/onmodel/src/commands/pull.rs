//! `onmodel pull`

use anyhow::{Result, bail};
use onmodel_scenario::api::ModelId;
use onmodel_scenario::pull::{Pulled, pull};

use crate::args::submit::Pull;
use crate::commands::submit::{block_on, client};
use crate::exit::Exit;
use crate::terminal::Progress;

pub(super) fn run(args: &Pull) -> Result<Exit> {
    if args.model.trim().is_empty() {
        bail!("name the model: `onmodel pull MODEL [DIR]`");
    }
    let client = client(args.project.as_deref())?;
    let progress = Progress::new(true);
    let id = ModelId::new(args.model.trim());
    let show = |done, all| progress.show(done, all);
    let pulled = block_on(pull(&client, &id, args.folder.as_deref(), &show))??;
    drop(progress);
    Ok(tell(&pulled))
}

fn tell(pulled: &Pulled) -> Exit {
    let files = |number| if number == 1 { "1 file".to_owned() } else { format!("{number} files") };
    let folder = pulled.folder.display();
    outln!("{} brought home to {folder}; {} there already", files(pulled.written), pulled.same);
    for path in &pulled.kept {
        outln!("left alone: {} differs from what Scenario has", path.display());
    }
    if pulled.kept.is_empty() {
        outln!("`onmodel check {folder}` says how the set stands.");
        return Exit::Fine;
    }
    outln!("Nothing was overwritten. Pull into another folder to see Scenario's side.");
    Exit::Short
}
