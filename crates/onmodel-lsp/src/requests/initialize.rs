//! `initialize`: what the client offers is answered with what the server does of it.

use std::path::PathBuf;

use tower_lsp::ls_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, DiagnosticOptions,
    DiagnosticServerCapabilities, ExecuteCommandOptions, InitializeParams, InitializeResult, OneOf,
    SaveOptions, ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use crate::abilities::Abilities;
use crate::actions::FIX_ALL;
use crate::commands;
use crate::shared::Shared;
use crate::uris;

pub(crate) fn handle(shared: &Shared, params: InitializeParams) -> InitializeResult {
    shared.client_process.send_replace(params.process_id);
    let folders = folders(params);
    shared.log.info(format!("onmodel {} in {folders:?}", env!("CARGO_PKG_VERSION")));
    shared.change_folders(|known| *known = folders);
    InitializeResult {
        capabilities: capabilities(shared.abilities()),
        server_info: Some(ServerInfo {
            name: "onmodel".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        offset_encoding: None,
    }
}

/// The folders of the workspace, by the newest of the three ways to name them that is there.
#[allow(deprecated, reason = "older clients know the root only")]
fn folders(params: InitializeParams) -> Vec<PathBuf> {
    let named = params.workspace_folders.unwrap_or_default();
    let named: Vec<PathBuf> =
        named.iter().filter_map(|folder| uris::path_of(&folder.uri)).collect();
    if !named.is_empty() {
        return named;
    }
    let root = params.root_uri.and_then(|uri| uris::path_of(&uri));
    let root = root.or_else(|| Some(PathBuf::from(params.root_path?)));
    root.into_iter().filter(|root| root.is_absolute()).collect()
}

fn capabilities(abilities: &Abilities) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(abilities.encoding()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                include_text: Some(false),
            })),
            ..TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: abilities.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("onmodel".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..DiagnosticOptions::default()
            })
        }),
        code_action_provider: Some(actions(abilities)),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: commands::names(),
            work_done_progress_options: WorkDoneProgressOptions { work_done_progress: Some(true) },
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..super::assistance::capabilities(&abilities.assists)
    }
}

fn actions(abilities: &Abilities) -> CodeActionProviderCapability {
    if !abilities.literals {
        return CodeActionProviderCapability::Simple(true);
    }
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL]),
        resolve_provider: Some(abilities.resolves_edits),
        ..CodeActionOptions::default()
    })
}
