//! `onmodel.showTraits`: which image shows which trait, as Markdown for the editor to show.

use onmodel_report::{Style, traits};
use serde_json::Value;
use tower_lsp::jsonrpc::Result;

use super::{Call, target};

/// Columns of the table.
const WIDTH: usize = 100;

pub(super) async fn run(call: Call<'_>) -> Result<Option<Value>> {
    let Call { shared, arguments, .. } = call;
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
