//! `onmodel.submitTraining`: the set goes to Scenario, as `onmodel submit` takes it there.
//!
//! The gate is passed before the command answers; price, question, upload and training follow on a
//! thread of its own, since they take as long as they take.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use onmodel_dataset::TrainerId;
use onmodel_engine::workspace::SetView;
use onmodel_engine::{Engine, Gate, Options, today};
use onmodel_rules::{Selection, Severity};
use onmodel_scenario::submit::Order;
use onmodel_scenario::{Client, Credentials, Endpoint};
use onmodel_vision::{Examiner, cache};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::MessageType;

use super::{Call, refused, target};
use crate::snapshot::Snapshot;
use crate::submission;

pub(super) async fn run(call: Call<'_>) -> Result<Option<Value>> {
    let Call { shared, arguments, .. } = call;
    let snapshot = shared.fresh().await;
    let set = match target::sets(&snapshot, arguments)?.as_slice() {
        [set] => Arc::clone(set),
        _ => return Err(refused("name the set to submit: the URI of one of its files")),
    };
    if let Some(unsaved) = unsaved(&snapshot, &set) {
        return Err(refused(format!("save {unsaved} first: what is on disk is submitted")));
    }
    let ready = tokio::task::spawn_blocking(move || ready(&set)).await;
    match ready.map_err(|_| Error::internal_error())? {
        Ok((order, client)) => {
            submission::begin(shared, order, client);
            Ok(Some(json!({ "started": true })))
        }
        Err(message) => {
            shared.client.show_message(MessageType::ERROR, &message).await;
            Ok(Some(json!({ "started": false, "message": message })))
        }
    }
}

/// The name of a file of the set whose open text is not the one on disk.
fn unsaved(snapshot: &Snapshot, set: &SetView) -> Option<String> {
    let own = |path: &&std::path::PathBuf| path.starts_with(&set.facts.dataset.root);
    let differs = |path: &&std::path::PathBuf| {
        let open = snapshot.open.get(*path).map(|document| document.text.as_bytes());
        let disk = std::fs::read(path).unwrap_or_default();
        let disk = disk.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&disk);
        let open = open.map(|text| text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text));
        open.is_some_and(|open| open != disk)
    };
    let path = snapshot.open.keys().filter(own).find(differs)?;
    Some(path.file_name().unwrap_or_default().to_string_lossy().into_owned())
}

/// The order and who takes it, or why there is none, for a person.
fn ready(set: &SetView) -> std::result::Result<(Order, Client), String> {
    let root = set.facts.dataset.root.clone();
    let options = Options {
        trainer: Some(TrainerId::Scenario),
        selection: Selection::default(),
        config: None,
        today: today(),
    };
    let examiner =
        cache::default_folder().map_or_else(Examiner::without_cache, Examiner::with_cache);
    let engine = Engine::new(options, examiner, set.plugins.clone());
    let check = engine.check(&[root], &|_, _| {}, &AtomicBool::new(false));
    if let Some(error) = check.errors.first() {
        return Err(error.to_string());
    }
    let [judged] = check.sets.as_slice() else {
        return Err("this folder holds no set, or several".to_owned());
    };
    if let Some(absent) = judged.facts.testimony.absent().first() {
        return Err(format!("{}. Nothing was sent", absent.message()));
    }
    let gate = Gate { fail_on: Some(Severity::Error), min_score: None };
    if !gate.passes(judged) {
        return Err(short(&gate, judged));
    }
    let order = Order::of(judged).map_err(|error| error.to_string())?;
    let project = judged.facts.dataset.settings.submit.project.as_deref();
    let endpoint = Endpoint::from_environment(project).map_err(|error| error.to_string())?;
    let credentials = Credentials::find().map_err(|error| error.to_string())?;
    let client = Client::new(endpoint, credentials).map_err(|error| error.to_string())?;
    Ok((order, client))
}

fn short(gate: &Gate, set: &onmodel_engine::SetReport) -> String {
    let name = &set.facts.dataset.name;
    match (gate.failing(set), gate.needed(set)) {
        (0, Some(needed)) => format!(
            "{name} is not ready: its score is {:.1}, {needed} is needed. Nothing was sent",
            set.judgement.score.total
        ),
        (1, _) => format!("{name} is not ready: 1 problem to mend. Nothing was sent"),
        (problems, _) => {
            format!("{name} is not ready: {problems} problems to mend. Nothing was sent")
        }
    }
}
