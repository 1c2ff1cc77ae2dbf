//! From a keystroke to the answer of what an editor asks after each: completion, hover, hints,
//! colours; and of what a person asks for: references, symbols. On a set of 1,000 captions, through
//! the whole protocol, with all rules judging before each answer.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on may panic")]

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/server/client.rs"]
mod client;

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/server/assisted.rs"]
mod assisted;

#[path = "shared/thousand.rs"]
mod thousand;

use assisted::{place, showing};
use client::Client;
use criterion::{Criterion, criterion_group, criterion_main};
use serde_json::{Value, json};
use thousand::{caption, set};

/// What is asked after each change, with its parameters.
fn questions(at: &Value, whole: &Value) -> Vec<(&'static str, Value)> {
    let mut of_all = at.clone();
    of_all["context"] = json!({ "includeDeclaration": true });
    vec![
        ("textDocument/completion", at.clone()),
        ("textDocument/hover", at.clone()),
        ("textDocument/inlayHint", whole.clone()),
        ("textDocument/semanticTokens/full", whole.clone()),
        ("textDocument/references", of_all),
        ("workspace/symbol", json!({ "query": "s" })),
    ]
}

fn assistance(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let path = set(&root);
    let text = caption(500);
    let mut client = Client::start(showing("utf-8"), &[&root]);
    client.open(&path, &text);
    client.settle();
    let at = place(&path, &text.replacen("red hair", "red| hair", 1));
    let mut whole = at.clone();
    whole["range"] = json!({
        "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 },
    });
    let mut version = 1;
    let mut group = criterion.benchmark_group("change to answer");
    for (method, params) in questions(&at, &whole) {
        group.bench_function(method, |bench| {
            bench.iter(|| {
                version += 1;
                client.change(&path, version, &format!("{text}, again {version}"));
                client.request(method, params.clone())
            });
        });
    }
    group.finish();
    client.quiet();
}

criterion_group!(benches, assistance);
criterion_main!(benches);
