//! What happens, in sentences: the same at the command line and in an editor.

use std::fmt::Write;

use super::steps::follow::{Ending, Step};
use super::{Difference, News, Offer, Order, TheirScore};
use crate::Wait;
use crate::api::ModelId;

/// `1 image`, `2 images`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Bytes as people count them: "3.4 MB".
pub fn size(bytes: u64) -> String {
    match bytes as f64 {
        small if small < 1e6 => format!("{:.0} kB", (small / 1e3).max(1.0)),
        large => format!("{:.1} MB", large / 1e6),
    }
}

/// The price in a sentence.
pub fn price(offer: &Offer<'_>) -> String {
    let Offer { model, quote, earlier } = offer;
    match earlier {
        None => format!("Scenario quotes {quote} to train {model}. Nothing has been spent so far."),
        Some(earlier) => format!(
            "Now that everything is there, Scenario quotes {quote} to train {model}, more than the \
             {earlier} agreed to. Nothing has been spent so far."
        ),
    }
}

/// What is asked before anything is spent.
pub fn question(order: &Order, offer: &Offer<'_>) -> String {
    let quote = offer.quote.cost();
    match offer.earlier {
        None => {
            let images = count(order.pictures.len(), "image");
            format!("Send {images} and train for {quote} CU?")
        }
        Some(_) => format!("Train for {quote} CU?"),
    }
}

/// What is worth a line; nothing for what a progress bar shows.
pub fn news(news: &News, order: &Order) -> Option<String> {
    Some(match news {
        News::ModelMade(model) => format!("Made a model for it: {model}"),
        News::ModelFound(model) => format!("Found the model an earlier run had made: {model}"),
        News::Uploaded { now: 0, .. } => return None,
        News::Uploaded { now, before: 0 } => format!("Uploaded {}", count(*now, "image")),
        News::Uploaded { now, before } => {
            format!("Uploaded {}; {before} were there already", count(*now, "image"))
        }
        News::Detached(images) => {
            format!("Took {} off the model that left the set", count(*images, "image"))
        }
        News::Verified { images, captions } => format!(
            "Verified: {} attached once, {} as on disk",
            count(*images, "image"),
            count(*captions, "caption")
        ),
        News::Scored(theirs) => their_score(theirs, order),
        News::Started { model, job: Some(job) } => {
            format!("Started: {model} is being trained ({job})")
        }
        News::Started { model, job: None } => format!("Started: {model} is being trained"),
        News::Uploading { .. } | News::Captioned { .. } | News::Step(_) | News::Silent => {
            return None;
        }
    })
}

fn their_score(theirs: &TheirScore, order: &Order) -> String {
    let score = theirs.score.map(|score| format!("{score:.0} of 100"));
    let mut text = format!(
        "Scenario's own score of the set: {} (onmodel's: {:.0})",
        score.as_deref().unwrap_or("none"),
        order.score.floor()
    );
    for warning in &theirs.warnings {
        let _ = write!(text, "\n  {warning}");
    }
    text
}

/// How far a training is, in a few words.
pub fn step(step: &Step) -> String {
    let mut text = match step.stage.as_str() {
        "" | "pending" | "queued-for-train" => "waiting in the queue".to_owned(),
        "starting-train" => "starting".to_owned(),
        "running-train" => "training".to_owned(),
        other => other.replace('-', " "),
    };
    if let Some(position) = step.position.filter(|position| *position >= 1.0) {
        let _ = write!(text, ", place {position:.0}");
    }
    if let Some(seconds) = step.seconds_left.filter(|seconds| *seconds >= 1.0) {
        let _ = write!(text, ", about {:.0} min left", (seconds / 60.0).ceil());
    }
    text
}

/// How a training ended, and what to do next.
pub fn ending(ending: &Ending, model: &ModelId) -> String {
    match ending {
        Ending::Trained => format!("Trained: {model} is ready to use."),
        Ending::Cancelled => format!(
            "the training of {model} was cancelled; what it cost so far may be lost. Run the same \
             command again to train anew"
        ),
        Ending::Failed { error, hint } => {
            let error = error.as_deref().unwrap_or("Scenario gives no reason");
            let hint = hint.as_ref().map(|hint| format!(" (Scenario's hint: {hint})"));
            format!(
                "the training of {model} failed: {error}{}. Run the same command again to train \
                 anew, which is quoted and asked about again",
                hint.unwrap_or_default()
            )
        }
    }
}

/// What is said where a set has changed since its training began.
pub fn changed_meanwhile(difference: &Difference) -> String {
    format!(
        "The set has changed since this training began ({difference}); the change is not part of it. \
         Once it has ended, run the same command again to train the set as it is."
    )
}

/// What is said of a pause.
pub fn wait(wait: &Wait) -> String {
    match wait {
        Wait::Asked(pause) => format!("Scenario asks to wait {} s", pause.as_secs_f64().ceil()),
        Wait::Again(_) => "Scenario did not answer; asking again".to_owned(),
    }
}
