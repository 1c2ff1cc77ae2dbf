//! The names of rules, and the nearest one to a misspelt name.

use std::collections::BTreeMap;

use onmodel_dataset::Settings;
use onmodel_dataset::config::closest;

use super::Extra;
use crate::{Severity, Source, rules};

/// What is known of a rule by its name.
struct Name {
    /// Its own level; `None` is off.
    level: Option<Severity>,
    kind: Kind,
}

/// Who brought a rule.
enum Kind {
    Builtin,
    Declared,
    /// A plugin, with the JSON Schema of the rule's options, if it has one.
    Plugin(Option<serde_json::Value>),
}

/// Every rule name that may stand in a configuration.
pub(super) struct Known {
    names: BTreeMap<String, Name>,
    /// Names of plugins that do not run, each with its slash: a rule under one of them is known.
    prefixes: Vec<String>,
}

impl Known {
    pub(super) fn new(settings: &Settings, extra: &Extra) -> Self {
        let builtin = rules::RULES.iter().map(|rule| {
            let meta = (rule.meta)();
            (meta.name.to_string(), Name { level: meta.level, kind: Kind::Builtin })
        });
        let others = extra.rules.iter().map(|rule| {
            let kind = match rule.source {
                Source::Builtin => Kind::Builtin,
                Source::Declared(_) => Kind::Declared,
                Source::Plugin(_) => Kind::Plugin(rule.rule.options().cloned()),
            };
            (rule.meta.name.to_string(), Name { level: rule.meta.level, kind })
        });
        let mut prefixes: Vec<String> =
            extra.unknown.iter().map(|name| format!("{name}/")).collect();
        for layer in &settings.layers {
            let plugins = layer.get("plugins").and_then(|node| node.value.as_table());
            let names = plugins.into_iter().flat_map(onmodel_dataset::config::Table::iter);
            prefixes.extend(names.map(|(name, _)| format!("{}/", name.value)));
        }
        let runs = |prefix: &String| {
            extra.rules.iter().any(|rule| match &rule.source {
                Source::Plugin(name) => prefix.strip_suffix('/') == Some(name),
                _ => false,
            })
        };
        prefixes.retain(|prefix| !runs(prefix));
        Self { names: builtin.chain(others).collect(), prefixes }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(name)
            || self.prefixes.iter().any(|prefix| name.starts_with(prefix.as_str()))
    }

    /// Whether a `[[rule]]` declares it.
    pub(super) fn is_declared(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|name| matches!(name.kind, Kind::Declared))
    }

    /// The options a plugin's rule takes, where it says so.
    pub(super) fn schema(&self, name: &str) -> Option<&serde_json::Value> {
        match &self.names.get(name)?.kind {
            Kind::Plugin(schema) => schema.as_ref(),
            Kind::Builtin | Kind::Declared => None,
        }
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
