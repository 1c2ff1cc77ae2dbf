//! `onmodel.draftCaption`: a first caption for an image that has none, from the configured provider.
//!
//! The command answers at once; question, picture and draft follow on a thread of their own, since a
//! model takes as long as it takes.

use onmodel_scenario::drafts::{Wishes, provider, wanting};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;

use super::{Call, apply_fix, refused, target};
use crate::actions::Ticket;
use crate::drafting::{self, Task};

pub(super) async fn run(call: Call<'_>) -> Result<Option<Value>> {
    let Call { shared, arguments, .. } = call;
    let about = match apply_fix::ticket(arguments) {
        Ok(Ticket::Draft { about, .. }) => about,
        _ => target::file(arguments).ok_or_else(|| refused("name an image or its caption"))?,
    };
    let snapshot = shared.fresh().await;
    let set = snapshot
        .view
        .owner(&about)
        .ok_or_else(|| refused(format!("{} belongs to no dataset", about.display())))?;
    let (wanted, _) = wanting(&set.facts);
    let is_meant =
        |image: usize| set.facts.dataset.images.get(image).is_some_and(|image| image.path == about);
    let wanted = wanted.into_iter().find(|one| one.path == about || is_meant(one.image));
    let wanted = wanted
        .ok_or_else(|| refused("this image has a caption already, or none can be drafted"))?;
    let provider = provider(&set.facts.context.settings, &Wishes::default())
        .map_err(|error| refused(error.to_string()))?;
    drafting::begin(shared, Task { set: set.clone(), wanting: wanted, provider });
    Ok(Some(json!({ "started": true })))
}
