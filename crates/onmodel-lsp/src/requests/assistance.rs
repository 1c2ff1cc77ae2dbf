//! The part of the reply to `initialize` about completion, hover and the like: what the client
//! offers to show.

use tower_lsp::ls_types::{
    CodeLensOptions, CompletionOptions, DocumentLinkOptions, HoverProviderCapability, OneOf,
    RenameOptions, SemanticTokensFullOptions, SemanticTokensLegend, SemanticTokensOptions,
    SemanticTokensServerCapabilities, ServerCapabilities, WorkDoneProgressOptions,
};

use super::completion::TRIGGERS;
use crate::assists::Assists;
use crate::captions::tokens;

/// The characters after which a configuration's next word is completed unasked.
const CONFIGURATION_TRIGGERS: [&str; 3] = ["\"", "[", "="];

const LINKS: DocumentLinkOptions = DocumentLinkOptions {
    resolve_provider: Some(false),
    work_done_progress_options: WorkDoneProgressOptions { work_done_progress: None },
};

/// What the server does of what the client offers.
pub(crate) fn capabilities(assists: &Assists) -> ServerCapabilities {
    ServerCapabilities {
        completion_provider: assists.completes.then(|| completion(assists)),
        hover_provider: assists.hovers.then_some(HoverProviderCapability::Simple(true)),
        inlay_hint_provider: assists.hints.then_some(OneOf::Left(true)),
        semantic_tokens_provider: semantic_tokens(assists),
        document_link_provider: assists.links.then_some(LINKS),
        document_symbol_provider: assists.symbols.then_some(OneOf::Left(true)),
        workspace_symbol_provider: assists.workspace_symbols.then_some(OneOf::Left(true)),
        references_provider: assists.references.then_some(OneOf::Left(true)),
        document_highlight_provider: assists.highlights.then_some(OneOf::Left(true)),
        rename_provider: assists.renames.then(|| rename(assists)),
        code_lens_provider: assists
            .lenses
            .then_some(CodeLensOptions { resolve_provider: Some(false) }),
        ..ServerCapabilities::default()
    }
}

fn completion(assists: &Assists) -> CompletionOptions {
    let triggers = TRIGGERS.iter().chain(&CONFIGURATION_TRIGGERS);
    CompletionOptions {
        resolve_provider: Some(assists.resolves_documentation),
        trigger_characters: Some(triggers.map(|one| (*one).to_owned()).collect()),
        ..CompletionOptions::default()
    }
}

fn rename(assists: &Assists) -> OneOf<bool, RenameOptions> {
    // Options are for clients that prepare: the others know a yes and a no.
    if !assists.prepares_renames {
        return OneOf::Left(true);
    }
    let work_done_progress_options = WorkDoneProgressOptions::default();
    OneOf::Right(RenameOptions { prepare_provider: Some(true), work_done_progress_options })
}

fn semantic_tokens(assists: &Assists) -> Option<SemanticTokensServerCapabilities> {
    let token_types = tokens::legend(&assists.token_types);
    let options = SemanticTokensOptions {
        legend: SemanticTokensLegend { token_types, token_modifiers: Vec::new() },
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Bool(true)),
        ..SemanticTokensOptions::default()
    };
    (!options.legend.token_types.is_empty()).then_some(options.into())
}
