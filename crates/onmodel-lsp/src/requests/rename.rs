//! `textDocument/rename`: another name for a tag in every caption of the set.

use onmodel_dataset::CaptionSource;
use onmodel_rules::CaptionView;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{RenameParams, WorkspaceEdit};

use crate::actions::Edits;
use crate::captions::declared;
use crate::captions::found::Found;
use crate::diagnostics::Worded;
use crate::shared::Shared;
use crate::uris;

pub(crate) async fn handle(shared: &Shared, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let new = params.new_name.trim();
    let place = params.text_document_position;
    let Some(path) = uris::path_of(&place.text_document.uri) else { return Ok(None) };
    let snapshot = shared.fresh().await;
    let abilities = shared.abilities();
    let found = Found::at(&snapshot, &path, place.position, abilities.unit());
    let found = found.ok_or_else(|| refused("there is no tag here to rename"))?;
    check(new)?;
    let mut edits = Edits::new(Worded { snapshot: &snapshot, abilities });
    rename(&mut edits, &found, new)?;
    Ok(edits.finish())
}

/// Refuses what is no tag.
fn check(new: &str) -> Result<()> {
    if new.is_empty() {
        return Err(refused("the new name is empty; give a tag, or delete this one instead"));
    }
    if new.contains([',', '\n', '\r']) {
        return Err(refused(
            "a tag holds no comma and no line break; give one tag as the new name",
        ));
    }
    Ok(())
}

/// Every edit: in the captions of the set, and for the trigger where it is declared and in the other
/// sets that this declaration is for.
fn rename(edits: &mut Edits<'_>, found: &Found<'_>, new: &str) -> Result<()> {
    let Found { set, name, .. } = found;
    let declared = name.is_trigger.then(|| declared::of(set, &name.text)).flatten();
    if let Some(declared) = &declared {
        let quoted = toml_edit::Value::from(new).to_string();
        for span in &declared.spans {
            edits.replace(&declared.path, *span, &quoted).ok_or_else(Error::content_modified)?;
        }
    }
    let file = declared.as_ref().map(|declared| declared.path.as_path());
    for set in declared::shared(&edits.worded().snapshot.view, set, &name.text, file) {
        for (path, uses) in name.uses_in(set) {
            for (view, span) in uses {
                writable(view, new)?;
                edits.replace(&path, span, new).ok_or_else(Error::content_modified)?;
            }
        }
    }
    Ok(())
}

/// Refuses to write where an editor's text is not the file's, or where the new name needs escapes.
fn writable(view: CaptionView<'_>, new: &str) -> Result<()> {
    let name = view.relative();
    if !view.file.body.as_ref().is_ok_and(|body| body.encoding.is_utf8()) {
        return Err(refused(format!("{name} is not UTF-8; save it as UTF-8 first, then rename")));
    }
    let is_row = view.file.source != CaptionSource::Sidecar;
    if is_row && new.chars().any(|c| c.is_control() || matches!(c, '"' | '\\')) {
        return Err(refused(format!("\"{new}\" would need escapes in {name}; edit it by hand")));
    }
    Ok(())
}

fn refused(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::invalid_params(message)
}
