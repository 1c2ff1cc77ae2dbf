//! `--status` and `--cancel`: looked up without the gate, and without waiting for a run that follows.

use anyhow::{Context, Result, bail};
use onmodel_dataset::Dataset;
use onmodel_dataset::discover::{Options, discover};
use onmodel_scenario::Client;
use onmodel_scenario::api::ModelId;
use onmodel_scenario::api::models::ModelStatus;
use onmodel_scenario::submit::journal::Record;
use onmodel_scenario::submit::{Journal, standing, words};

use super::{block_on, client};
use crate::args::submit::Submit;
use crate::exit::Exit;

pub(super) fn run(args: &Submit) -> Result<Exit> {
    let dataset = dataset(args)?;
    let client = client(dataset.settings.submit.project.as_deref())?;
    let record = Journal::look(&dataset.root, client.endpoint())?;
    let Some((record, model)) = record.and_then(with_model) else {
        bail!("nothing was submitted from {} yet; `onmodel submit` begins", dataset.root.display());
    };
    block_on(async {
        if args.cancel {
            cancel(&client, &model).await
        } else {
            status(&client, &record, &model).await
        }
    })?
}

fn dataset(args: &Submit) -> Result<Dataset> {
    let options = Options { config: args.config.clone(), ..Options::default() };
    let found = discover(std::slice::from_ref(&args.path), &options);
    let mut sets = found.datasets;
    match (sets.pop(), sets.is_empty()) {
        (Some(set), true) => Ok(set),
        (Some(_), false) => bail!("several datasets are here; name the folder of one"),
        (None, _) => bail!("there is no dataset at {}", args.path.display()),
    }
}

fn with_model(record: Record) -> Option<(Record, ModelId)> {
    let model = record.run.as_ref()?.model.clone()?;
    Some((record, model))
}

async fn status(client: &Client, record: &Record, id: &ModelId) -> Result<Exit> {
    let (model, step, ending) = standing(client, id).await?;
    let training = record.run.as_ref().and_then(|run| run.training.as_ref());
    let price = training.map(|training| format!(" for {} CU", training.cost)).unwrap_or_default();
    match (ending, model.status) {
        (Some(ending), _) => outln!("{}", words::ending(&ending, id)),
        (None, ModelStatus::Training) => {
            let share = step.share.map(|share| format!(", {:.0} % done", share * 100.0));
            outln!(
                "{id} is being trained{price}: {}{}",
                words::step(&step),
                share.unwrap_or_default()
            );
        }
        (None, _) => {
            let images = words::count(model.training_images.len(), "image");
            outln!(
                "{id} holds {images}; its training was not started. `onmodel submit --resume` goes on."
            );
        }
    }
    Ok(Exit::Fine)
}

async fn cancel(client: &Client, id: &ModelId) -> Result<Exit> {
    let model = client.model(id).await.context("nothing was cancelled")?;
    if model.status != ModelStatus::Training {
        bail!("{id} is not being trained; there is nothing to cancel");
    }
    let model = client.cancel_training(id).await?;
    match model.status {
        ModelStatus::Cancelled => {
            outln!("Cancelled: {id} is no longer trained. What it cost so far may be lost.");
        }
        _ => {
            outln!(
                "Scenario was asked to cancel {id}; `onmodel submit --status` says when it has."
            );
        }
    }
    Ok(Exit::Fine)
}
