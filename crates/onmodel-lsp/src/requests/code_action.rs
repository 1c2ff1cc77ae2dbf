//! `textDocument/codeAction`: the fixes of what is shown at a place.

use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command,
};

use onmodel_rules::Safety;

use crate::actions::{Ticket, offers, workspace_edit};
use crate::commands;
use crate::diagnostics::Worded;
use crate::shared::Shared;
use crate::uris;

pub(crate) async fn handle(shared: &Shared, params: CodeActionParams) -> CodeActionResponse {
    let Some(path) = uris::path_of(&params.text_document.uri) else { return Vec::new() };
    if !wants(&params, &CodeActionKind::QUICKFIX) {
        return Vec::new();
    }
    let snapshot = shared.fresh().await;
    let abilities = shared.abilities();
    let worded = Worded { snapshot: &snapshot, abilities };
    let mut actions = Vec::new();
    for offer in offers(worded, &path, params.range, &params.context) {
        // A fix this client cannot be asked for is not shown.
        let Some(edit) = workspace_edit(worded, &offer.set.facts.dataset.root, offer.fix) else {
            continue;
        };
        let ticket = serde_json::to_value(Ticket::of(offer.set, offer.finding, offer.fix)).ok();
        if !abilities.literals {
            actions.push(CodeActionOrCommand::Command(Command {
                title: offer.fix.title.clone(),
                command: commands::APPLY_FIX.to_owned(),
                arguments: ticket.map(|ticket| vec![ticket]),
            }));
            continue;
        }
        let is_safe = offer.fix.safety == Safety::Safe;
        actions.push(CodeActionOrCommand::CodeAction(CodeAction {
            title: title(offer.fix),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![offer.diagnostic]),
            edit: (!abilities.resolves_edits).then_some(edit),
            is_preferred: (abilities.preferred && is_safe).then_some(true),
            data: ticket.filter(|_| abilities.resolves_edits),
            ..CodeAction::default()
        }));
    }
    actions
}

/// What the fix does; one that changes more than it says at a glance asks for a look.
fn title(fix: &onmodel_rules::Fix) -> String {
    match fix.safety {
        Safety::Unsafe => format!("{} (review first)", fix.title),
        Safety::Safe | Safety::Assist => fix.title.clone(),
    }
}

/// Whether the client asks for actions of this kind: one it names, or one above it.
fn wants(params: &CodeActionParams, kind: &CodeActionKind) -> bool {
    params.context.only.as_ref().is_none_or(|only| {
        only.iter().any(|wanted| {
            let rest = kind.as_str().strip_prefix(wanted.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                || wanted.as_str().is_empty()
        })
    })
}
