//! `onmodel.showTraits`: which image shows which trait, as Markdown for the editor to show.

use std::sync::Arc;

use onmodel_report::{Style, traits};
use serde_json::Value;
use tower_lsp::jsonrpc::Result;

use super::target;
use crate::shared::Shared;

/// Columns of the table.
const WIDTH: usize = 100;

pub(super) async fn run(shared: &Arc<Shared>, arguments: &[Value]) -> Result<Option<Value>> {
    let snapshot = shared.fresh().await;
    let sets = target::sets(&snapshot, arguments)?;
    let folder = sets.first().map(|set| set.facts.dataset.root.clone()).unwrap_or_default();
    let style = Style {
        colour: false,
        width: WIDTH,
        quiet: false,
        verbose: false,
        statistics: false,
        folder,
    };
    let text = traits::text(sets.iter().map(|set| &set.facts), &style);
    Ok(Some(Value::from(format!("```text\n{}\n```\n", text.trim_end()))))
}
