//! One caption drafted for an editor: asked about, then offered as an edit that can be taken back.

use std::sync::Arc;

use onmodel_caption::Span;
use onmodel_engine::fix::polish;
use onmodel_engine::today;
use onmodel_engine::workspace::SetView;
use onmodel_scenario::api::quote::Quote;
use onmodel_scenario::drafts::{ChatEndpoint, Provider, Wanting, instruction, picture, unwanted};
use onmodel_scenario::orders::{Captioning, Drafted, Ledger};
use onmodel_scenario::{Client, Credentials, Endpoint};
use onmodel_vision::ContentId;
use tower_lsp::ls_types::{MessageActionItem, MessageType, WorkspaceEdit};

use crate::actions::Edits;
use crate::diagnostics::Worded;
use crate::shared::Shared;
use crate::work::Work;
use crate::worker::Event;

/// One image to be captioned.
pub(crate) struct Task {
    pub(crate) set: Arc<SetView>,
    pub(crate) wanting: Wanting,
    pub(crate) provider: Provider,
}

/// Why there is no draft.
enum Stop {
    /// They said no.
    Declined,
    /// What went wrong, for a person.
    Fault(String),
}

type Outcome<T> = Result<T, Stop>;

/// Drafts on a thread of its own.
pub(crate) fn begin(shared: &Arc<Shared>, task: Task) {
    let shared = Arc::clone(shared);
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        match runtime {
            Ok(runtime) => runtime.block_on(run(&shared, &task)),
            Err(error) => shared.log.warn(format!("nothing was drafted: {error}")),
        }
    });
}

async fn run(shared: &Arc<Shared>, task: &Task) {
    if let Err(Stop::Fault(why)) = draft(shared, task).await {
        shared.client.show_message(MessageType::ERROR, why).await;
    }
}

async fn draft(shared: &Arc<Shared>, task: &Task) -> Outcome<()> {
    let image = task.set.facts.dataset.images.get(task.wanting.image).ok_or(Stop::Declined)?;
    let shown = image.relative.display().to_string();
    let picture = picture::data_url(&image.path)
        .map_err(|why| Stop::Fault(format!("{shown} cannot be shown to anybody: {why}")))?;
    let text = match &task.provider {
        Provider::Scenario => by_scenario(shared, task, &shown, picture).await?,
        chat @ Provider::Chat { .. } => by_chat(shared, task, chat, &shown, &picture).await?,
    };
    let dataset = &task.set.facts.dataset;
    let Wanting { image, path, .. } = &task.wanting;
    let polished = polish(dataset, *image, path, &text, today(), &task.set.plugins);
    let text = polished.map_or(text, |polished| polished.text);
    offer(shared, task, &format!("{}\n", text.trim())).await
}

async fn by_scenario(
    shared: &Arc<Shared>,
    task: &Task,
    shown: &str,
    image: String,
) -> Outcome<String> {
    let facts = &task.set.facts;
    let project = facts.context.settings.submit.project.as_deref();
    let endpoint = Endpoint::from_environment(project).map_err(said)?;
    let client = Client::new(endpoint, Credentials::find().map_err(said)?).map_err(said)?;
    let ledger = Ledger::open(client.endpoint()).map_err(said)?;
    let captioning = Captioning {
        what: format!("a caption for {shown}"),
        key: key(task, &image),
        image,
        unwanted: unwanted(facts),
    };
    if let Drafted::Before(text) = captioning.stand(&client, &ledger).await.map_err(said)? {
        return Ok(text);
    }
    let quote: Quote = captioning.quote(&client).await.map_err(said)?;
    let question =
        format!("Scenario drafts a caption for {shown} for {quote}. The picture goes there.");
    agree(shared, &question, &format!("Draft for {quote}")).await?;
    let _work = Work::offer(shared, "draft", &captioning.what).await;
    captioning.order(&client, &ledger).await.map_err(said)
}

async fn by_chat(
    shared: &Arc<Shared>,
    task: &Task,
    provider: &Provider,
    shown: &str,
    picture: &str,
) -> Outcome<String> {
    let Provider::Chat { endpoint, model, key, .. } = provider else { return Err(Stop::Declined) };
    if !provider.is_here() {
        let secret = key.as_ref().map(|key| format!(", and the key in {}", key.variable));
        let question = format!("{shown} is sent to {endpoint}{}.", secret.unwrap_or_default());
        agree(shared, &question, "Send it").await?;
    }
    let secret = match key {
        None => None,
        Some(key) => Some(std::env::var(&key.variable).map_err(|_| {
            Stop::Fault(format!(
                "the key for the caption provider is to be in {}, which is not set",
                key.variable
            ))
        })?),
    };
    let _work = Work::offer(shared, "draft", &format!("a caption for {shown}")).await;
    let chat = ChatEndpoint::new(endpoint.clone(), model.clone(), secret).map_err(said)?;
    let instruction = instruction(&task.set.facts, task.wanting.image);
    chat.draft(&instruction, picture).await.map_err(said)
}

/// As the command line keeps drafts: what was paid for there is found here.
fn key(task: &Task, image: &str) -> String {
    let dataset = &task.set.facts.dataset;
    let file = dataset.images.get(task.wanting.image);
    let trigger = file.and_then(|file| dataset.trigger_of(file)).unwrap_or_default();
    format!("caption {trigger} {}", ContentId::of(image.as_bytes()))
}

fn said(error: impl std::fmt::Display) -> Stop {
    Stop::Fault(error.to_string())
}

/// The question. A client that does not answer has not agreed.
async fn agree(shared: &Shared, question: &str, yes: &str) -> Outcome<()> {
    let action = |title: &str| MessageActionItem {
        title: title.to_owned(),
        properties: std::collections::HashMap::default(),
    };
    let actions = vec![action(yes), action("Cancel")];
    let asked = shared.client.show_message_request(MessageType::INFO, question, Some(actions));
    let agreed = asked.await.is_ok_and(|answer| answer.is_some_and(|answer| answer.title == yes));
    if agreed { Ok(()) } else { Err(Stop::Declined) }
}

/// The draft as an edit of the caption, as things stand now; a client that creates no files finds it
/// on the disk.
async fn offer(shared: &Shared, task: &Task, text: &str) -> Outcome<()> {
    let path = &task.wanting.path;
    let edit = {
        let snapshot = shared.fresh().await;
        let worded = Worded { snapshot: &snapshot, abilities: shared.abilities() };
        match snapshot.text(path) {
            Some(now) if !now.trim().is_empty() => {
                return Err(Stop::Fault(format!(
                    "{} has words in it now; the draft was: {}",
                    path.display(),
                    text.trim()
                )));
            }
            Some(now) => filled(worded, task, now.len(), text),
            None => created(worded, task, text),
        }
    };
    let Some(edit) = edit else {
        onmodel_dataset::write::create_new(path, text.as_bytes()).map_err(said)?;
        shared.worker().tell(Event::Disk(vec![path.clone()]));
        return Ok(());
    };
    match shared.client.apply_edit(edit).await {
        Ok(answer) if answer.applied => Ok(()),
        Ok(answer) => Err(Stop::Fault(format!(
            "the editor did not take the draft ({}): {}",
            answer.failure_reason.unwrap_or_default(),
            text.trim()
        ))),
        Err(error) => Err(Stop::Fault(format!("the editor did not take the draft: {error}"))),
    }
}

fn filled(worded: Worded<'_>, task: &Task, len: usize, text: &str) -> Option<WorkspaceEdit> {
    let mut edits = Edits::new(worded);
    edits.replace(&task.wanting.path, Span::new(0, len), text)?;
    edits.finish()
}

fn created(worded: Worded<'_>, task: &Task, text: &str) -> Option<WorkspaceEdit> {
    let mut edits = Edits::new(worded);
    edits.create(&task.wanting.path, text)?;
    edits.finish()
}
