//! `textDocument/codeAction`: what can be done about what is shown at a place.

use tower_lsp::ls_types::{
    CodeAction, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command,
};

use crate::actions::{Offer, offers};
use crate::commands;
use crate::diagnostics::Worded;
use crate::shared::Shared;
use crate::uris;

pub(crate) async fn handle(shared: &Shared, params: CodeActionParams) -> CodeActionResponse {
    let Some(path) = uris::path_of(&params.text_document.uri) else { return Vec::new() };
    let snapshot = shared.fresh().await;
    let worded = Worded { snapshot: &snapshot, abilities: shared.abilities() };
    let offers = offers(worded, &path, &params);
    offers.into_iter().filter_map(|offer| action(worded, offer)).collect()
}

/// The offer in the form this client takes; `None` where it cannot be asked for it.
fn action(worded: Worded<'_>, offer: Offer) -> Option<CodeActionOrCommand> {
    let abilities = worded.abilities;
    let ticket = serde_json::to_value(&offer.ticket).ok()?;
    let title = offer.title.clone();
    let command = |name: &str| Command {
        title,
        command: name.to_owned(),
        arguments: Some(vec![ticket.clone()]),
    };
    let waits = abilities.literals && abilities.resolves_edits && offer.command.is_none();
    // What is not to be had as an edit is not shown. Fixes of a whole file are to be had where
    // they are offered, and take long to make: a client that can, asks for them when they are chosen.
    let is_known = offer.command.is_some() || (waits && offer.ticket.takes_long());
    let edit = if is_known { None } else { Some(offer.ticket.edit(worded)?) };
    if !abilities.literals {
        return Some(CodeActionOrCommand::Command(command(
            offer.command.unwrap_or(commands::APPLY),
        )));
    }
    let command = offer.command.map(command);
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: offer.title,
        kind: Some(offer.kind),
        diagnostics: offer.diagnostic.map(|diagnostic| vec![diagnostic]),
        edit: edit.filter(|_| !waits),
        command,
        is_preferred: (abilities.preferred && offer.is_safe).then_some(true),
        data: waits.then_some(ticket),
        ..CodeAction::default()
    }))
}
