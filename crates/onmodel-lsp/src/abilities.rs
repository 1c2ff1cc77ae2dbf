//! What the client can do: nothing is sent that it did not offer to take.

use onmodel_caption::ColumnUnit;
use serde_json::Value;
use tower_lsp::ls_types::PositionEncodingKind;

use crate::assists::Assists;
use crate::log::Level;

/// Where the findings about an image itself are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ImageFindings {
    /// On the first line of its caption: most editors show nothing on a picture.
    #[default]
    Caption,
    /// On the picture's own file.
    Picture,
}

/// What the client offered in `initialize`.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one capability of the protocol")]
pub(crate) struct Abilities {
    /// Columns are counted in UTF-8 bytes: whenever the client offers it.
    pub(crate) counts_bytes: bool,
    /// It asks for diagnostics; then none are pushed to it.
    pub(crate) pulls: bool,
    /// It asks again when told that diagnostics changed.
    pub(crate) refreshes: bool,
    /// It shows other places of a diagnostic.
    pub(crate) related: bool,
    /// It follows the link of a diagnostic's code.
    pub(crate) code_link: bool,
    /// It keeps a diagnostic's data for the actions asked for later.
    pub(crate) data: bool,
    /// It fades out text marked as unnecessary.
    pub(crate) unnecessary: bool,
    /// It takes code actions that are not commands.
    pub(crate) literals: bool,
    /// It asks for an action's edit when one is chosen.
    pub(crate) resolves_edits: bool,
    /// It marks the action to prefer.
    pub(crate) preferred: bool,
    /// It takes versioned edits and file operations in one list.
    pub(crate) document_changes: bool,
    /// It creates files.
    pub(crate) creates: bool,
    /// It renames files.
    pub(crate) renames: bool,
    /// It shows annotated changes for review.
    pub(crate) annotations: bool,
    /// It watches files for us.
    pub(crate) watches: bool,
    /// It tells of the files it wrote itself and no others.
    pub(crate) sees_only_itself: bool,
    /// It shows progress that we begin.
    pub(crate) progress: bool,
    /// It shows documents we name.
    pub(crate) shows_documents: bool,
    /// It renders Markdown.
    #[allow(dead_code, reason = "hovers and completions will ask")]
    pub(crate) markdown: bool,
    /// What it shows beside diagnostics and fixes.
    pub(crate) assists: Assists,
    /// Where the findings about an image are shown.
    pub(crate) images: ImageFindings,
    /// It shows how the sets stand.
    pub(crate) status: bool,
    /// No plugin may run: a folder opened in restricted mode.
    pub(crate) forbids_plugins: bool,
    /// How much the server is to say of itself.
    pub(crate) log_level: Level,
}

impl Abilities {
    /// Reads what the client offers in the parameters of `initialize`, as they came: the framework's
    /// types know some names otherwise than clients spell them.
    pub(crate) fn of(params: &Value) -> Self {
        let offered = params.get("capabilities").unwrap_or(&Value::Null);
        let has = |path: &str| offered.pointer(path).is_some_and(|value| value == true);
        let lists = |path: &str, item: &Value| {
            offered.pointer(path).and_then(Value::as_array).is_some_and(|all| all.contains(item))
        };
        let text = |item: &str| Value::from(item);
        let pulls = offered.pointer("/textDocument/diagnostic").is_some();
        let published = |path: &str| {
            has(&format!("/textDocument/publishDiagnostics/{path}"))
                || (pulls && has(&format!("/textDocument/diagnostic/{path}")))
        };
        let tags = ["publishDiagnostics", "diagnostic"];
        let option = |name: &str| params.get("initializationOptions")?.get(name)?.as_str();
        Self {
            counts_bytes: lists("/general/positionEncodings", &text("utf-8")),
            pulls,
            refreshes: has("/workspace/diagnostics/refreshSupport"),
            related: published("relatedInformation"),
            code_link: published("codeDescriptionSupport"),
            data: published("dataSupport"),
            unnecessary: tags.iter().any(|kind| {
                lists(&format!("/textDocument/{kind}/tagSupport/valueSet"), &Value::from(1))
            }),
            literals: offered
                .pointer("/textDocument/codeAction/codeActionLiteralSupport")
                .is_some(),
            resolves_edits: has("/textDocument/codeAction/dataSupport")
                && lists("/textDocument/codeAction/resolveSupport/properties", &text("edit")),
            preferred: has("/textDocument/codeAction/isPreferredSupport"),
            document_changes: has("/workspace/workspaceEdit/documentChanges"),
            creates: lists("/workspace/workspaceEdit/resourceOperations", &text("create")),
            renames: lists("/workspace/workspaceEdit/resourceOperations", &text("rename")),
            annotations: offered
                .pointer("/workspace/workspaceEdit/changeAnnotationSupport")
                .is_some(),
            watches: has("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            // Helix takes the registration and watches nothing.
            sees_only_itself: params
                .pointer("/clientInfo/name")
                .is_some_and(|name| name == "helix"),
            progress: has("/window/workDoneProgress"),
            shows_documents: has("/window/showDocument/support"),
            markdown: lists("/textDocument/hover/contentFormat", &text("markdown")),
            assists: Assists::of(params),
            images: match option("imageFindings") {
                Some("picture") => ImageFindings::Picture,
                _ => ImageFindings::Caption,
            },
            status: params.pointer("/initializationOptions/status") == Some(&Value::Bool(true)),
            forbids_plugins: params.pointer("/initializationOptions/plugins")
                == Some(&Value::Bool(false)),
            log_level: option("logLevel").and_then(Level::parse).unwrap_or_default(),
        }
    }

    /// What columns count.
    pub(crate) fn unit(&self) -> ColumnUnit {
        if self.counts_bytes { ColumnUnit::Utf8 } else { ColumnUnit::Utf16 }
    }

    /// The same, by the protocol's name.
    pub(crate) fn encoding(&self) -> PositionEncodingKind {
        if self.counts_bytes { PositionEncodingKind::UTF8 } else { PositionEncodingKind::UTF16 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(capabilities: Value) -> Abilities {
        Abilities::of(&json!({ "capabilities": capabilities }))
    }

    #[test]
    fn a_client_that_offers_nothing_is_given_nothing() {
        let none = of(json!({}));
        assert!(!none.counts_bytes && !none.pulls && !none.literals && !none.document_changes);
    }

    #[test]
    fn utf8_is_taken_wherever_it_stands_in_the_list() {
        let both = of(json!({ "general": { "positionEncodings": ["utf-16", "utf-8"] } }));
        assert_eq!(both.encoding(), PositionEncodingKind::UTF8);
        let one = of(json!({ "general": { "positionEncodings": ["utf-16"] } }));
        assert_eq!(one.encoding(), PositionEncodingKind::UTF16);
    }

    #[test]
    fn tags_are_offered_by_their_numbers() {
        let tags = json!({ "publishDiagnostics": { "tagSupport": { "valueSet": [1, 2] } } });
        assert!(of(json!({ "textDocument": tags })).unnecessary);
    }

    #[test]
    fn actions_resolve_only_where_their_data_comes_back() {
        let resolve = json!({ "resolveSupport": { "properties": ["edit"] }, "dataSupport": true });
        assert!(of(json!({ "textDocument": { "codeAction": resolve } })).resolves_edits);
        let resolve = json!({ "resolveSupport": { "properties": ["edit"] } });
        assert!(!of(json!({ "textDocument": { "codeAction": resolve } })).resolves_edits);
    }
}
