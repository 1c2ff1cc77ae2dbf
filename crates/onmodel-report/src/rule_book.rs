//! What is known of the rules a report tells of.

use std::collections::BTreeMap;

use onmodel_engine::Check;
use onmodel_rules::rules::RULES;
use onmodel_rules::{Meta, Severity};

/// What a rule's documentation says.
#[derive(Debug, Clone)]
pub struct Help {
    /// In a sentence.
    pub summary: String,
    /// All of it, as Markdown.
    pub markdown: String,
    /// Its level by default; `None` is off.
    pub level: Option<Severity>,
}

/// The documentation of rules by name.
#[derive(Debug, Clone)]
pub struct RuleBook(BTreeMap<String, Help>);

impl Help {
    fn of(meta: &Meta) -> Self {
        Self { summary: meta.summary().to_owned(), markdown: meta.markdown(), level: meta.level }
    }
}

impl Default for RuleBook {
    /// The built-in rules.
    fn default() -> Self {
        let metas = RULES.iter().map(|rule| (rule.meta)());
        Self(metas.map(|meta| (meta.name.to_string(), Help::of(meta))).collect())
    }
}

impl RuleBook {
    /// The built-in rules, and the studio's own that ran.
    pub fn of(check: &Check) -> Self {
        let mut book = Self::default();
        for rule in check.sets.iter().flat_map(|set| set.rules.rules()) {
            book.0.entry(rule.meta.name.to_string()).or_insert_with(|| Help::of(&rule.meta));
        }
        book
    }

    /// What is known of a rule.
    pub fn help(&self, rule: &str) -> Option<&Help> {
        self.0.get(rule)
    }
}
