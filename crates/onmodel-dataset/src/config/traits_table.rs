//! `[traits]`: what varies over the set and what never does.

use std::collections::BTreeMap;

use super::declared::{TraitsTable, owned};
use super::value::{Located, Node};
use super::{IdentityPolicy, TableReader};

/// The words of `identity-captions`.
const POLICIES: [(&str, IdentityPolicy); 3] = [
    ("consistent", IdentityPolicy::Consistent),
    ("unmentioned", IdentityPolicy::Unmentioned),
    ("mentioned", IdentityPolicy::Mentioned),
];

/// The trait categories of the built-in vocabulary, which `vary` may name.
pub(super) const CATEGORIES: [&str; 8] =
    ["pose", "expression", "view", "framing", "outfit", "background", "lighting", "style"];

pub(super) fn read(mut table: TableReader<'_>) -> TraitsTable {
    let vary = table.strings("vary");
    let own = |text: Located<&str>| Located { value: text.value.to_owned(), span: text.span };
    let traits = TraitsTable {
        vary: vary.map(|names| names.into_iter().map(own).collect()),
        identity: owned(table.strings("identity")),
        identity_captions: read_policy(&mut table),
        custom: table.table("custom").map(|custom| read_custom(&custom)).unwrap_or_default(),
    };
    table.finish();
    traits
}

fn read_policy(table: &mut TableReader<'_>) -> Option<IdentityPolicy> {
    let word = table.choice("identity-captions", &POLICIES.map(|(word, _)| word))?;
    POLICIES.iter().find(|(name, _)| *name == word.value).map(|&(_, policy)| policy)
}

fn read_custom(table: &TableReader<'_>) -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    let mut custom = BTreeMap::new();
    for (category, node) in table.entries() {
        if CATEGORIES.contains(&category.value) {
            let message = format!("`{}` is a category onmodel already knows", category.value);
            table.sink().report(category.span, message, Some("choose another name".to_owned()));
        } else if let Some(values) =
            TableReader::new(table.sink(), table.dotted(category.value), node)
        {
            let values =
                values.entries().filter_map(|(name, node)| read_phrases(&values, name, node));
            custom.insert(category.value.to_owned(), values.collect());
        }
    }
    custom
}

fn read_phrases(
    values: &TableReader<'_>,
    name: Located<&str>,
    node: &Node,
) -> Option<(String, Vec<String>)> {
    let dotted = values.dotted(name.value);
    let phrases = values.strings_of(&dotted, node)?;
    if phrases.iter().all(|phrase| phrase.value.trim().is_empty()) {
        let help = Some(format!("list the phrases that name it: `{0} = [\"{0}\"]`", name.value));
        values.sink().report(node.span, format!("`{dotted}` has no phrase"), help);
        return None;
    }
    let phrases = phrases.iter().map(|phrase| phrase.value.to_owned());
    Some((name.value.to_owned(), phrases.filter(|phrase| !phrase.trim().is_empty()).collect()))
}
