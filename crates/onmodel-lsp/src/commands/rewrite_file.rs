//! `onmodel.rewriteFile`: a fix of what an editor does not show, a byte order mark or an encoding,
//! made in the file itself.

use std::path::Path;

use onmodel_dataset::write::{Snapshot as Held, replace};
use onmodel_rules::Fix;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};

use super::{Call, apply_fix, refused};
use crate::actions::{raw_fix, rewritten};
use crate::snapshot::Snapshot;
use crate::worker::Event;

pub(super) async fn run(call: Call<'_>) -> Result<Option<Value>> {
    let Call { shared, arguments, .. } = call;
    let ticket = apply_fix::ticket(arguments)?;
    let snapshot = shared.fresh().await;
    let (_, fix) = ticket.find(&snapshot).ok_or_else(Error::content_modified)?;
    let path = raw_fix(&snapshot, fix).ok_or_else(Error::content_modified)?;
    write(&snapshot, path, fix)?;
    shared.worker().tell(Event::Disk(vec![path.clone()]));
    Ok(None)
}

/// Writes the file, unless it or its open document is another than the one judged.
fn write(snapshot: &Snapshot, path: &Path, fix: &Fix) -> Result<()> {
    let bytes = std::fs::read(path)
        .map_err(|why| refused(format!("{} cannot be read: {why}", path.display())))?;
    let on_disk = onmodel_dataset::decode(&bytes).text;
    if snapshot.text(path) != Some(&*on_disk) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        return Err(refused(format!("save {name} first: the file is changed on the disk")));
    }
    let new = rewritten(&bytes, fix).ok_or_else(Error::content_modified)?;
    replace(path, &Held::of_bytes(&bytes), &new).map_err(|why| refused(why.to_string()))
}
