//! What the client offers to show beside diagnostics and fixes: completion, hover, hints and the
//! like.

use serde_json::Value;

/// Editors that take a picture's size after its address: `![](file:///a.png|height=240)`.
const SIZE_PICTURES: [&str; 4] = ["Visual Studio Code", "VSCodium", "code-server", "Cursor"];

/// What the client offered in `initialize`, one field a capability.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one capability of the protocol")]
pub(crate) struct Assists {
    pub(crate) completes: bool,
    /// It asks for a completion's documentation when the item is looked at.
    pub(crate) resolves_documentation: bool,
    /// It renders Markdown beside a completion.
    pub(crate) documents_in_markdown: bool,
    pub(crate) hovers: bool,
    pub(crate) sizes_pictures: bool,
    pub(crate) hints: bool,
    /// The kinds of semantic tokens it colours; empty where it takes none.
    pub(crate) token_types: Vec<String>,
    pub(crate) links: bool,
    pub(crate) link_tooltips: bool,
    pub(crate) symbols: bool,
    /// It takes a file's symbols with details, as a tree.
    pub(crate) nested_symbols: bool,
    pub(crate) workspace_symbols: bool,
    pub(crate) references: bool,
    pub(crate) highlights: bool,
    pub(crate) renames: bool,
    /// It asks whether and what can be renamed before it asks for a name.
    pub(crate) prepares_renames: bool,
    pub(crate) lenses: bool,
    /// It asks again for what it shows when told to.
    pub(crate) refreshes_lenses: bool,
    pub(crate) refreshes_hints: bool,
    pub(crate) refreshes_tokens: bool,
}

impl Assists {
    /// Reads what the client offers in the parameters of `initialize`, as they came.
    pub(crate) fn of(params: &Value) -> Self {
        let offered = params.get("capabilities").unwrap_or(&Value::Null);
        // Some clients write an empty table as an empty list.
        let is_there = |path: &str| {
            offered.pointer(path).is_some_and(|value| value.is_object() || value.is_array())
        };
        let has = |path: &str| offered.pointer(path).is_some_and(|value| value == true);
        let list = |path: &str| -> Vec<String> {
            let items = offered.pointer(path).and_then(Value::as_array).into_iter().flatten();
            items.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let lists = |path: &str, item: &str| list(path).iter().any(|one| one == item);
        let editor = params.pointer("/clientInfo/name").and_then(Value::as_str).unwrap_or_default();
        Self {
            completes: is_there("/textDocument/completion"),
            resolves_documentation: lists(
                "/textDocument/completion/completionItem/resolveSupport/properties",
                "documentation",
            ),
            documents_in_markdown: lists(
                "/textDocument/completion/completionItem/documentationFormat",
                "markdown",
            ),
            hovers: is_there("/textDocument/hover"),
            sizes_pictures: SIZE_PICTURES.iter().any(|name| editor.starts_with(name)),
            hints: is_there("/textDocument/inlayHint"),
            token_types: list("/textDocument/semanticTokens/tokenTypes"),
            links: is_there("/textDocument/documentLink"),
            link_tooltips: has("/textDocument/documentLink/tooltipSupport"),
            symbols: is_there("/textDocument/documentSymbol"),
            nested_symbols: has("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            workspace_symbols: is_there("/workspace/symbol"),
            references: is_there("/textDocument/references"),
            highlights: is_there("/textDocument/documentHighlight"),
            renames: is_there("/textDocument/rename"),
            prepares_renames: has("/textDocument/rename/prepareSupport"),
            lenses: is_there("/textDocument/codeLens"),
            refreshes_lenses: has("/workspace/codeLens/refreshSupport"),
            refreshes_hints: has("/workspace/inlayHint/refreshSupport"),
            refreshes_tokens: has("/workspace/semanticTokens/refreshSupport"),
        }
    }
}
