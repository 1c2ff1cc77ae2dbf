//! SARIF 2.1.0: one run with its rules' documentation, the findings with their fixes, and whether the
//! run could do all it was asked.

mod places;
mod result;

use std::collections::BTreeSet;
use std::path::Path;

use onmodel_rules::Severity;
use serde_json::{Value, json};

use crate::RuleBook;
use crate::json::{ConfigError, Document};
use places::{location, uri};
use result::result;

/// The schema a log follows.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Where the program comes from.
const HOME: &str = env!("CARGO_PKG_REPOSITORY");

/// The report as one SARIF log, ending in a line break; paths are relative to `folder`.
pub fn render(document: &Document, rules: &RuleBook, folder: &Path) -> String {
    let findings = document.datasets.iter().flat_map(|dataset| &dataset.findings);
    let spoke: BTreeSet<&str> = findings.clone().map(|finding| finding.rule.as_str()).collect();
    let spoke: Vec<&str> = spoke.into_iter().collect();
    let results: Vec<Value> = findings.map(|finding| result(finding, &spoke)).collect();
    let notifications = document.errors.iter().map(fault);
    let problems = document
        .problems
        .iter()
        .map(|problem| json!({ "level": "error", "message": { "text": problem } }));
    let driver = json!({
        "name": "onmodel",
        "version": document.tool.version,
        "semanticVersion": document.tool.version,
        "informationUri": HOME,
        "rules": spoke.iter().map(|name| rule(name, rules)).collect::<Vec<_>>(),
    });
    let run = json!({
        "tool": { "driver": driver },
        "automationDetails": { "id": "onmodel/" },
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": { "%SRCROOT%": { "uri": format!("file://{}/", uri(&folder.to_string_lossy())) } },
        "invocations": [{
            "executionSuccessful": document.is_whole(),
            "toolConfigurationNotifications": notifications.collect::<Vec<_>>(),
            "toolExecutionNotifications": problems.collect::<Vec<_>>(),
        }],
        "results": results,
    });
    format!("{:#}\n", json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }))
}

/// What a rule's documentation says, for whoever reads the log without the program.
fn rule(name: &str, rules: &RuleBook) -> Value {
    let Some(help) = rules.help(name) else { return json!({ "id": name }) };
    let enabled = help.level.is_some();
    json!({
        "id": name,
        "shortDescription": { "text": help.summary },
        "fullDescription": { "text": help.summary },
        "help": { "text": help.markdown, "markdown": help.markdown },
        "helpUri": format!("{HOME}/blob/main/crates/onmodel/docs/rules.md#{name}"),
        "defaultConfiguration": {
            "enabled": enabled,
            "level": level(help.level.unwrap_or(Severity::Warning)),
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn fault(error: &ConfigError) -> Value {
    let help = error.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    let region = json!({ "startLine": error.line + 1, "startColumn": error.character + 1 });
    json!({
        "level": "error",
        "message": { "text": format!("{}{help}", error.message) },
        "locations": [location(&error.path, Some(region))],
    })
}
