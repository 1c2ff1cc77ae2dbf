//! `onmodel.openImage`: the picture of a caption, shown by the client where it shows documents.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::ShowDocumentParams;

use super::{Call, refused, target};
use crate::snapshot::Snapshot;
use crate::uris;

pub(super) async fn run(call: Call<'_>) -> Result<Option<Value>> {
    let Call { shared, arguments, .. } = call;
    let file = target::file(arguments)
        .ok_or_else(|| Error::invalid_params("name the caption whose picture is to be opened"))?;
    let snapshot = shared.fresh().await;
    let image = picture(&snapshot, &file)
        .ok_or_else(|| refused(format!("{} has no picture", file.display())))?;
    let uri = uris::uri_of(&image).ok_or_else(Error::internal_error)?;
    let answer = json!({ "uri": uri });
    if shared.abilities().shows_documents {
        let show = ShowDocumentParams {
            uri,
            external: Some(false),
            take_focus: Some(true),
            selection: None,
        };
        let shared = Arc::clone(shared);
        tokio::spawn(async move {
            if let Err(error) = shared.client.show_document(show).await {
                shared.log.warn(format!("the editor did not open the picture: {error}"));
            }
        });
    }
    Ok(Some(answer))
}

/// The image of a caption, or the image itself.
fn picture(snapshot: &Snapshot, file: &Path) -> Option<PathBuf> {
    if snapshot.view.pictured(file).is_some() {
        return Some(file.to_owned());
    }
    let set = snapshot.view.captioned(file)?;
    let dataset = &set.facts.dataset;
    let caption = dataset.captions.get(*set.captions_in(file).first()?)?;
    Some(dataset.images.get(caption.image?)?.path.clone())
}
