//! A set on its way to Scenario, told to the client: the price as a question, the way as progress.

use std::sync::Arc;

use onmodel_scenario::Client;
use onmodel_scenario::submit::{
    Bargain, Ending, News, Offer, Order, Stand, Submission, SubmitError, words,
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::ls_types::{MessageActionItem, MessageType};

use crate::shared::Shared;
use crate::work::Work;

/// Takes the set there on a thread of its own.
pub(crate) fn begin(shared: &Arc<Shared>, order: Order, client: Client) {
    let shared = Arc::clone(shared);
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        match runtime {
            Ok(runtime) => runtime.block_on(submit(&shared, &order, &client)),
            Err(error) => shared.log.warn(format!("nothing was submitted: {error}")),
        }
    });
}

async fn submit(shared: &Arc<Shared>, order: &Order, client: &Client) {
    let title = format!("onmodel: {} at Scenario", order.name);
    let work = Work::offer(shared, "submit", &title).await;
    let (news, heard) = unbounded_channel();
    let done = async {
        tokio::select! {
            done = train(shared, order, client, news) => done,
            () = stopped(work.as_ref()) => Ok(Told::info(
                "No longer followed. What was started goes on at Scenario; submitting the set again \
                 follows it again",
            )),
        }
    };
    let (done, ()) = tokio::join!(done, show(work.as_ref(), order, heard));
    if let Some(work) = work {
        work.end().await;
    }
    let told = done.unwrap_or_else(|error| Told::error(error.to_string()));
    shared.client.show_message(told.kind, told.text).await;
}

/// Completes when the person no longer waits; never where nothing is shown.
async fn stopped(work: Option<&Work>) {
    match work {
        Some(work) => work.stopped().await,
        None => std::future::pending().await,
    }
}

/// What is told at the end.
struct Told {
    kind: MessageType,
    text: String,
}

impl Told {
    fn info(text: impl Into<String>) -> Self {
        Self { kind: MessageType::INFO, text: text.into() }
    }

    fn error(text: impl Into<String>) -> Self {
        Self { kind: MessageType::ERROR, text: text.into() }
    }

    fn ending(ending: &Ending, submission: &Submission<'_>) -> Self {
        let text = submission.model_id().map(|model| words::ending(ending, model));
        let text = text.unwrap_or_default();
        if *ending == Ending::Trained { Self::info(text) } else { Self::error(text) }
    }
}

/// The whole way; `news` is dropped at its end, and with it the progress.
async fn train(
    shared: &Shared,
    order: &Order,
    client: &Client,
    news: UnboundedSender<News>,
) -> Result<Told, SubmitError> {
    // Whoever showed the progress may be gone; the way goes on.
    let tell = move |one| drop(news.send(one));
    let mut submission = Submission::open(order, client, &tell)?;
    match submission.stand().await? {
        Stand::Trained(model) => {
            let name = &order.name;
            return Ok(Told::info(format!("{model} has {name} as it is; nothing was spent")));
        }
        Stand::Ended(_, ending) => {
            let ending = submission.told(ending)?;
            return Ok(Told::ending(&ending, &submission));
        }
        stand if stand.needs_consent() => {
            let bargain = submission.bargain(async |offer| agree(shared, order, offer).await);
            if bargain.await? == Bargain::Declined {
                return Ok(Told::info("Nothing was started and nothing spent"));
            }
        }
        _ => {}
    }
    let ending = submission.follow().await?;
    Ok(Told::ending(&ending, &submission))
}

/// The question. A client that does not answer has not agreed.
async fn agree(shared: &Shared, order: &Order, offer: Offer<'_>) -> bool {
    let yes = format!("Train for {} CU", offer.quote.cost());
    let action = |title: &str| MessageActionItem {
        title: title.to_owned(),
        properties: std::collections::HashMap::default(),
    };
    let text = format!("{} {}", words::price(&offer), words::question(order, &offer));
    let actions = vec![action(&yes), action("Cancel")];
    let asked = shared.client.show_message_request(MessageType::INFO, text, Some(actions));
    asked.await.is_ok_and(|answer| answer.is_some_and(|answer| answer.title == yes))
}

/// Shows the way as progress, until there is no more news.
async fn show(work: Option<&Work>, order: &Order, mut heard: UnboundedReceiver<News>) {
    while let Some(news) = heard.recv().await {
        let (message, percent) = step(&news, order);
        if let Some((work, message)) = work.zip(message) {
            work.report(message, percent).await;
        }
    }
}

/// What is shown of a piece of news, and how much is done in percent.
fn step(news: &News, order: &Order) -> (Option<String>, u32) {
    let share = |done: f64, all: f64| (100.0 * done / all.max(1.0)).clamp(0.0, 100.0) as u32;
    match news {
        News::Uploading { file, done, all } => {
            (Some(format!("sending {file}")), share(*done as f64, *all as f64))
        }
        News::Captioned { done, all } => {
            (Some(format!("caption {done} of {all}")), share(*done as f64, *all as f64))
        }
        News::Step(step) => (Some(words::step(step)), share(step.share.unwrap_or(0.0), 1.0)),
        News::Silent => {
            (Some("Scenario does not answer; the training goes on there".to_owned()), 0)
        }
        other => (words::news(other, order), 0),
    }
}
