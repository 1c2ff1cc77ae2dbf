//! `textDocument/semanticTokens/full` and `/range`: the colours of a caption.

use tower_lsp::ls_types::{
    Range, SemanticTokens, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult, Uri,
};

use crate::captions::tokens;
use crate::captions::written::Written;
use crate::shared::Shared;
use crate::uris;

pub(crate) async fn full(
    shared: &Shared,
    params: SemanticTokensParams,
) -> Option<SemanticTokensResult> {
    let tokens = of(shared, &params.text_document.uri, None).await?;
    Some(SemanticTokensResult::Tokens(tokens))
}

pub(crate) async fn range(
    shared: &Shared,
    params: SemanticTokensRangeParams,
) -> Option<SemanticTokensRangeResult> {
    let tokens = of(shared, &params.text_document.uri, Some(params.range)).await?;
    Some(SemanticTokensRangeResult::Tokens(tokens))
}

async fn of(shared: &Shared, uri: &Uri, asked: Option<Range>) -> Option<SemanticTokens> {
    let path = uris::path_of(uri)?;
    let snapshot = shared.fresh().await;
    let abilities = shared.abilities();
    let written = Written::open(&snapshot, &path, abilities.unit())?;
    let legend = tokens::legend(&abilities.assists.token_types);
    Some(SemanticTokens { result_id: None, data: tokens::of(&written, &legend, asked) })
}
