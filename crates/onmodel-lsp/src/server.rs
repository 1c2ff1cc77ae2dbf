//! The list of methods: each is handed to its own file.

use std::sync::Arc;

use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CodeAction, CodeActionParams, CodeActionResponse, DocumentDiagnosticParams,
    DocumentDiagnosticReportResult, ExecuteCommandParams, InitializeParams, InitializeResult,
    InitializedParams, LSPAny, WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult,
};

use crate::requests;
use crate::shared::Shared;

/// The language server. What changes its state was applied before a handler runs (see
/// [`crate::transport::ordered`]).
pub(crate) struct Server {
    pub(crate) shared: Arc<Shared>,
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        Ok(requests::initialize::handle(&self.shared, params))
    }

    async fn initialized(&self, _: InitializedParams) {
        requests::initialized::handle(&self.shared);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        Ok(requests::diagnostic::handle(&self.shared, params).await)
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        Ok(requests::workspace_diagnostic::handle(&self.shared, params).await.into())
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        Ok(Some(requests::code_action::handle(&self.shared, params).await))
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        requests::code_action_resolve::handle(&self.shared, action).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        requests::execute_command::handle(&self.shared, params).await
    }
}
