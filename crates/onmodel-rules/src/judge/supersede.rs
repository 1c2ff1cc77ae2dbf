//! One cause, one finding: a rule silences others on the same image or caption.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{ActiveRule, Draft, Place, RuleSet, Severity};

use super::Standing;

/// An image or a caption, whatever part of it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Image(usize),
    Caption(usize),
}

fn thing(place: &Place) -> Option<Thing> {
    match place {
        Place::Image(index) => Some(Thing::Image(*index)),
        Place::Caption(index, _) => Some(Thing::Caption(*index)),
        Place::Set | Place::File(_) | Place::Config(..) => None,
    }
}

/// Drops every draft about a thing of which another rule that supersedes it also spoke.
pub(super) fn supersede(drafts: Vec<(usize, Arc<Draft>)>, rules: &RuleSet) -> Vec<Standing> {
    let rules = rules.rules();
    let mut silencers: BTreeMap<Thing, Vec<usize>> = BTreeMap::new();
    for (rule, draft) in &drafts {
        if !draft.beside
            && !rules[*rule].meta.supersedes.is_empty()
            && let Some(thing) = thing(&draft.place)
        {
            silencers.entry(thing).or_default().push(*rule);
        }
    }
    let silenced = |rule: usize, draft: &Draft| {
        let Some(silencers) = thing(&draft.place).and_then(|thing| silencers.get(&thing)) else {
            return false;
        };
        silencers.iter().any(|by| *by != rule && names(rules[*by].meta.supersedes, &rules[rule]))
    };
    drafts
        .into_iter()
        .filter(|(rule, draft)| !silenced(*rule, draft))
        .map(|(rule, draft)| Standing { rule, severity: severity(&rules[rule], &draft), draft })
        .collect()
}

/// Whether a list of names, each of which may end in `*`, names the rule.
fn names(list: &[&str], rule: &ActiveRule) -> bool {
    list.iter().any(|name| match name.strip_suffix('*') {
        Some(prefix) => rule.meta.name.starts_with(prefix),
        None => rule.meta.name == *name,
    })
}

/// The level a user set wins; else what the case deserves; else the rule's own.
fn severity(rule: &ActiveRule, draft: &Draft) -> Severity {
    if rule.level_is_set { rule.level } else { draft.severity.unwrap_or(rule.level) }
}
