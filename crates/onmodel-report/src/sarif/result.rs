//! One finding as a SARIF result.

use serde_json::{Value, json};

use super::level;
use super::places::{artifact, location, region};
use crate::json::{Edit, Finding, Fix};

/// The result of a finding; `rules` are those of the run, in its order.
pub(super) fn result(finding: &Finding, rules: &[&str]) -> Value {
    let consequence = finding.consequence.as_ref().map(|says| format!("; {says}"));
    let text = format!("{}{}", finding.message, consequence.unwrap_or_default());
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": rules.iter().position(|name| *name == finding.rule),
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [location(&finding.path, finding.range.map(region))],
        // The first is ours; GitHub tells by the second whether an alert is the one of before.
        "partialFingerprints": {
            "onmodel/v1": finding.fingerprint,
            "primaryLocationLineHash": finding.fingerprint,
        },
        "properties": { "source": finding.source },
    });
    let related = finding.related.iter().enumerate().map(|(number, related)| {
        let mut place = location(&related.path, related.range.map(region));
        place["id"] = (number + 1).into();
        place["message"] = json!({ "text": related.message });
        place
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    let fixes: Vec<Value> = finding.fixes.iter().filter_map(fix).collect();
    if !fixes.is_empty() {
        result["fixes"] = fixes.into();
    }
    result
}

/// A fix of texts; SARIF has no words for a file renamed or moved aside.
fn fix(fix: &Fix) -> Option<Value> {
    if fix.edits.is_empty() || !fix.operations.is_empty() {
        return None;
    }
    // Edits are sorted by their files.
    let changes = fix.edits.chunk_by(|one, next| one.path == next.path).map(|edits| {
        json!({
            "artifactLocation": artifact(edits.first().map_or("", |edit| edit.path.as_str())),
            "replacements": edits.iter().map(replacement).collect::<Vec<_>>(),
        })
    });
    Some(json!({
        "description": { "text": fix.title },
        "artifactChanges": changes.collect::<Vec<_>>(),
        "properties": { "safety": fix.safety },
    }))
}

fn replacement(edit: &Edit) -> Value {
    json!({
        "deletedRegion": { "byteOffset": edit.start, "byteLength": edit.end - edit.start },
        "insertedContent": { "text": edit.text },
    })
}
