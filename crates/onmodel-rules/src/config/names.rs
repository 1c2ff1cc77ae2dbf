//! The names of rules, and the nearest one to a misspelt name.

use onmodel_dataset::Settings;
use onmodel_dataset::config::closest;

use crate::{ActiveRule, rules};

/// Every rule name that may stand in a configuration.
pub(super) struct Known {
    names: Vec<String>,
    /// Names of plugins: a rule under one of them is known even while the plugin does not run.
    prefixes: Vec<String>,
}

impl Known {
    pub(super) fn new(settings: &Settings, extra: &[ActiveRule]) -> Self {
        let builtin = rules::RULES.iter().map(|rule| (rule.meta)().name.to_string());
        let others = extra.iter().map(|rule| rule.meta.name.to_string());
        let mut prefixes = Vec::new();
        for layer in &settings.layers {
            let plugins = layer.get("plugins").and_then(|node| node.value.as_table());
            let names = plugins.into_iter().flat_map(onmodel_dataset::config::Table::iter);
            prefixes.extend(names.map(|(name, _)| format!("{}/", name.value)));
        }
        Self { names: builtin.chain(others).collect(), prefixes }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
            || self.prefixes.iter().any(|prefix| name.starts_with(prefix.as_str()))
    }

    /// Whether a name or a glob (`caption-*`) names at least one rule.
    pub(super) fn has_match(&self, pattern: &str) -> bool {
        let glob = globset::Glob::new(pattern).map(|glob| glob.compile_matcher());
        self.has(pattern)
            || glob.is_ok_and(|glob| self.names.iter().any(|name| glob.is_match(name)))
    }

    /// What to say of a name that is no rule's.
    pub(super) fn help(&self, name: &str) -> String {
        match closest(name, self.names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`onmodel rules` lists the rules".to_owned(),
        }
    }
}
