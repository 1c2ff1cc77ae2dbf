//! The names of rules, and the nearest one to a misspelt name.

use std::collections::BTreeMap;

use onmodel_dataset::Settings;
use onmodel_dataset::config::closest;

use crate::{ActiveRule, Severity, Source, rules};

/// What is known of a rule by its name.
struct Name {
    /// Its own level; `None` is off.
    level: Option<Severity>,
    is_declared: bool,
}

/// Every rule name that may stand in a configuration.
pub(super) struct Known {
    names: BTreeMap<String, Name>,
    /// Names of plugins: a rule under one of them is known even while the plugin does not run.
    prefixes: Vec<String>,
}

impl Known {
    pub(super) fn new(settings: &Settings, extra: &[ActiveRule]) -> Self {
        let builtin = rules::RULES.iter().map(|rule| {
            let meta = (rule.meta)();
            (meta.name.to_string(), Name { level: meta.level, is_declared: false })
        });
        let others = extra.iter().map(|rule| {
            let is_declared = matches!(rule.source, Source::Declared(_));
            (rule.meta.name.to_string(), Name { level: rule.meta.level, is_declared })
        });
        let mut prefixes = Vec::new();
        for layer in &settings.layers {
            let plugins = layer.get("plugins").and_then(|node| node.value.as_table());
            let names = plugins.into_iter().flat_map(onmodel_dataset::config::Table::iter);
            prefixes.extend(names.map(|(name, _)| format!("{}/", name.value)));
        }
        Self { names: builtin.chain(others).collect(), prefixes }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(name)
            || self.prefixes.iter().any(|prefix| name.starts_with(prefix.as_str()))
    }

    /// Whether a `[[rule]]` declares it.
    pub(super) fn is_declared(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|name| name.is_declared)
    }

    /// The level a rule has by itself; `None` is off, or unknown.
    pub(super) fn own_level(&self, name: &str) -> Option<Severity> {
        self.names.get(name)?.level
    }

    /// Whether a name or a glob (`caption-*`) names at least one rule.
    pub(super) fn has_match(&self, pattern: &str) -> bool {
        let glob = globset::Glob::new(pattern).map(|glob| glob.compile_matcher());
        self.has(pattern)
            || self.may_be_plugins(pattern)
            || glob.as_ref().is_ok_and(|glob| self.names.keys().any(|name| glob.is_match(name)))
    }

    /// Whether what stands before the pattern's slash names a plugin.
    fn may_be_plugins(&self, pattern: &str) -> bool {
        let before = pattern.split_once('/').map_or(pattern, |(before, _)| before);
        let glob = globset::Glob::new(before).map(|glob| glob.compile_matcher());
        glob.is_ok_and(|glob| {
            self.prefixes.iter().any(|prefix| glob.is_match(prefix.trim_end_matches('/')))
        })
    }

    /// What to say of a name that is no rule's.
    pub(super) fn help(&self, name: &str) -> String {
        match closest(name, self.names.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`onmodel rules` lists the rules".to_owned(),
        }
    }
}
