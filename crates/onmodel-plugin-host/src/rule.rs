//! A plugin's rules as onmodel's own are known: name, level, documentation.

use std::borrow::Cow;
use std::fmt::Write;

use onmodel_plugin::abi;
use onmodel_rules::{ActiveRule, Cost, FixKind, Meta, Part, Scope, Severity, Source, Witness};
use serde_json::{Value, json};

use crate::parent::{About, AboutRule};

/// The rules of a plugin.
pub(crate) fn rules(about: &About) -> Vec<ActiveRule> {
    about.rules.iter().map(|rule| active(about, rule)).collect()
}

fn active(about: &About, rule: &AboutRule) -> ActiveRule {
    let scope = match rule.scope {
        abi::SCOPE_CAPTION => Scope::Caption,
        abi::SCOPE_IMAGE => Scope::Image,
        _ => Scope::Dataset,
    };
    let level = match rule.severity {
        abi::HINT => Some(Severity::Hint),
        abi::ERROR => Some(Severity::Error),
        abi::OFF => None,
        _ => Some(Severity::Warning),
    };
    let has = |flag: u32| rule.flags & flag != 0;
    let fix = if has(abi::RULE_FIX_SAFE) {
        FixKind::Safe
    } else if has(abi::RULE_FIX_REVIEW) {
        FixKind::Unsafe
    } else if has(abi::RULE_FIX_ASSIST) {
        FixKind::Assist
    } else {
        FixKind::None
    };
    let meta = Meta {
        name: Cow::Owned(rule.id.to_string()),
        doc: Cow::Owned(page(about, rule)),
        scope,
        level,
        fix,
        part: if scope == Scope::Image { Part::Format } else { Part::Captions },
        cost: Cost::Severity,
        supersedes: &[],
    };
    ActiveRule {
        level: level.unwrap_or(Severity::Warning),
        meta: Cow::Owned(meta),
        rule: Box::new(Witness::new(rule.id.clone(), options(rule))),
        level_is_set: false,
        source: Source::Plugin(about.name.clone()),
    }
}

/// The schema its options are checked against; `None` where it takes any.
pub(crate) fn options(rule: &AboutRule) -> Option<Value> {
    match &rule.schema {
        Some(schema) => Some(schema.clone()),
        None if rule.takes_any => None,
        None => Some(json!({ "type": "object", "properties": {} })),
    }
}

/// Its documentation, in the sections all rules have.
fn page(about: &About, rule: &AboutRule) -> String {
    let mut page = if rule.summary.is_empty() { rule.id.to_string() } else { rule.summary.clone() };
    if !page.ends_with('.') {
        page.push('.');
    }
    let docs = rule.docs.trim();
    let docs: String =
        docs.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
    if !docs.is_empty() {
        let _ = write!(page, "\n\n{docs}");
    }
    let options = rule.schema.as_ref().and_then(|schema| schema.get("properties")?.as_object());
    if let Some(options) =
        options.filter(|options| !options.is_empty() && !docs.contains("## Options"))
    {
        page.push_str("\n\n## Options\n");
        for (name, schema) in options {
            let _ = writeln!(page, "- {}", option(name, schema));
        }
    }
    let _ = write!(page, "\n\n## Sources\n- the plugin {}", about.title());
    if !rule.docs_url.is_empty() {
        let _ = write!(page, "\n- {}", rule.docs_url);
    }
    page
}

fn option(name: &str, schema: &Value) -> String {
    let word = |key: &str| schema.get(key).and_then(Value::as_str).map(crate::answer::one_line);
    let mut line = format!("`{name}`");
    if let Some(kind) = word("type") {
        let _ = write!(line, " ({kind})");
    }
    if let Some(description) = word("description") {
        let _ = write!(line, ": {description}");
    }
    if let Some(default) = schema.get("default") {
        let _ = write!(line, "; {default} by default");
    }
    line
}

impl About {
    /// Its name with its version.
    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.name, self.version).trim().to_owned()
    }
}
