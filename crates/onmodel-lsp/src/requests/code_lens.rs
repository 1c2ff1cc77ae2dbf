//! `textDocument/codeLens`: how a set stands, above its name in `onmodel.toml`.

use std::path::Path;

use onmodel_dataset::TrainerId;
use onmodel_dataset::config::FILE_NAME;
use onmodel_engine::workspace::SetView;
use serde_json::json;
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command, Range, Uri};

use crate::commands;
use crate::diagnostics::name_of;
use crate::positions::Lines;
use crate::shared::Shared;
use crate::status::SetStatus;
use crate::uris;

pub(crate) async fn handle(shared: &Shared, params: CodeLensParams) -> Option<Vec<CodeLens>> {
    let uri = params.text_document.uri;
    let path = uris::path_of(&uri)?;
    let snapshot = shared.fresh().await;
    let lines = snapshot.lines(&path, shared.abilities().unit())?;
    // A studio's own file concerns many sets; what is shown on it is not one of theirs.
    let is_own = |set: &&_| is_own(set, &path);
    let own = snapshot.view.configured(&path).map(|set| &**set).filter(is_own);
    Some(own.flat_map(|set| lenses(set, &path, &lines, &uri)).collect())
}

fn is_own(set: &SetView, path: &Path) -> bool {
    set.facts.dataset.root.join(FILE_NAME) == path
}

/// The score, which checks again when it is clicked; the safe fixes, where there are any; and the
/// training, of a set that may go to Scenario as it is. Its price is asked about before anything is
/// spent.
fn lenses(set: &SetView, path: &Path, lines: &Lines<'_>, uri: &Uri) -> Vec<CodeLens> {
    let Some(status) = SetStatus::of(set) else { return Vec::new() };
    let range = name_of(set, path, Some(lines));
    let mut lenses = vec![lens(range, status.to_string(), commands::CHECK, uri)];
    if status.mendable > 0 {
        let title = format!("mend {} of them safely", status.mendable);
        lenses.push(lens(range, title, commands::FIX, uri));
    }
    if status.ready && set.facts.context.settings.trainer == TrainerId::Scenario {
        lenses.push(lens(range, "train it at Scenario…".to_owned(), commands::SUBMIT, uri));
    }
    lenses
}

fn lens(range: Range, title: String, command: &str, uri: &Uri) -> CodeLens {
    let arguments = Some(vec![json!(uri)]);
    let command = Some(Command { title, command: command.to_owned(), arguments });
    CodeLens { range, command, data: None }
}
