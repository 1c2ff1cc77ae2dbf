//! The options of plugins' rules: how a rule is asked, and where an option stands that it refused.

use std::collections::BTreeMap;

use onmodel_dataset::Settings;
use onmodel_rules::config::Given;
use onmodel_rules::{ActiveRule, Place};
use serde_json::{Map, Value};

use crate::brought::Member;
use crate::named::Named;
use crate::parent::Ask;

/// How a rule is asked: its options are those given to it, and before them those of the plugin that it
/// knows.
pub(super) fn ask(
    rule: &ActiveRule,
    member: &Member,
    given: &BTreeMap<String, Given>,
) -> Option<(Ask, u32)> {
    let at = member.about.rules.iter().position(|own| *own.id == *rule.meta.name)?;
    let own = &member.about.rules[at];
    let known = own.schema.as_ref().and_then(|schema| schema.get("properties")?.as_object());
    let is_known = |key: &str| match known {
        Some(known) => known.contains_key(key),
        None => own.takes_any || own.schema.is_some(),
    };
    let of_plugin = member.named.options.iter().filter(|(key, _)| is_known(key));
    let mut options: Map<String, Value> =
        of_plugin.map(|(key, value)| (key.clone(), value.clone())).collect();
    if let Some(given) = given.get(&*rule.meta.name) {
        options.extend(given.options.clone());
    }
    let options = Value::Object(options).to_string();
    Some((Ask { rule: at as u32, options }, own.scope))
}

/// Where an option stands that a rule refused: it may begin its reason with the option's name.
pub(super) fn option_place(
    why: &str,
    named: &Named,
    given: Option<&Given>,
    settings: &Settings,
) -> Place {
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let quoted = why.split('`').nth(1).unwrap_or_default();
    let leading = why.split(|c: char| !is_name(c)).next().unwrap_or_default();
    let places = given.map(|given| &given.places);
    let of_rule = |key: &str| places.and_then(|places| places.get(key));
    let found = [leading, quoted].into_iter().find_map(of_rule);
    let found = found.or_else(|| places.and_then(|places| places.values().next()));
    if let Some((layer, span)) = found
        && let Some(layer) = settings.layers.get(*layer)
    {
        return Place::Config(layer.path.clone(), *span);
    }
    let of_plugin = [leading, quoted].into_iter().find_map(|key| named.places.get(key));
    Place::Config(named.at.0.clone(), *of_plugin.unwrap_or(&named.at.1))
}
