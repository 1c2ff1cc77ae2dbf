//! GitLab's code quality report: a list of issues, shown in the merge request and beside its lines.

use onmodel_rules::Severity;
use serde_json::{Value, json};

use crate::json::{ConfigError, Document, Finding};

/// All findings and faults of configurations as one JSON list, ending in a line break.
pub fn render(document: &Document) -> String {
    let findings = document
        .datasets
        .iter()
        .flat_map(|dataset| dataset.findings.iter().map(|finding| issue(finding, &dataset.path)));
    let issues: Vec<Value> = findings.chain(document.errors.iter().map(fault)).collect();
    format!("{:#}\n", Value::from(issues))
}

fn issue(finding: &Finding, dataset: &str) -> Value {
    let severity = match finding.severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Hint => "info",
    };
    let consequence = finding.consequence.as_ref().map(|says| format!(": {says}"));
    let lines = finding.range.map_or(
        json!({ "begin": 1 }),
        |range| json!({ "begin": range.start.line + 1, "end": range.end.line + 1 }),
    );
    json!({
        "type": "issue",
        "description": format!("{}{}", finding.message, consequence.unwrap_or_default()),
        "check_name": finding.rule,
        // Sets of one name in two folders may have equal findings; here each must have its own name.
        "fingerprint": format!("{dataset}:{}", finding.fingerprint),
        "severity": severity,
        "categories": ["Style"],
        "location": { "path": finding.path, "lines": lines },
    })
}

fn fault(error: &ConfigError) -> Value {
    json!({
        "type": "issue",
        "description": error.message,
        "check_name": "configuration",
        "fingerprint": format!("configuration:{}:{}", error.path, error.message),
        "severity": "blocker",
        "categories": ["Style"],
        "location": { "path": error.path, "lines": { "begin": error.line + 1 } },
    })
}
