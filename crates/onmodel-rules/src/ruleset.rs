//! Which rules run, at which level, with which options.

use std::borrow::Cow;
use std::sync::Arc;

use crate::{Meta, Rule, Severity, Source};

/// A rule that runs.
pub struct ActiveRule {
    /// What is known of it.
    pub meta: Cow<'static, Meta>,
    /// The rule with its options.
    pub rule: Box<dyn Rule>,
    /// Its level here.
    pub level: Severity,
    /// Whether the user set the level: then no case changes it.
    pub level_is_set: bool,
    /// Who brought it.
    pub source: Source,
}

/// The rules that run on one set, in the order of the table of all rules.
#[derive(Clone, Default)]
pub struct RuleSet {
    rules: Arc<Vec<ActiveRule>>,
}

impl RuleSet {
    /// A set of these rules.
    pub fn new(rules: Vec<ActiveRule>) -> Self {
        Self { rules: Arc::new(rules) }
    }

    /// The rules.
    pub fn rules(&self) -> &[ActiveRule] {
        &self.rules
    }
}

/// What the command line asks for: `--select` and `--ignore`, each a name or a glob.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these; empty is all. Wakes a rule that is off.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
}
