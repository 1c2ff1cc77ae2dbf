//! The other tables that make a check milder.

use serde_json::Value;

use super::{Document, Weakening, words};

/// Every `[[ignore]]` that was not there word for word.
pub(super) fn ignores(before: &Document, now: &Document) -> Vec<Weakening> {
    let old = before.list("/ignore");
    let new = now.list("/ignore").iter().filter(|ignore| !old.contains(ignore));
    new.map(|ignore| {
        let rules = ignore.get("rules").map(words).unwrap_or_default();
        let files = ignore.get("files").map(|files| format!(" in {}", words(files)));
        let until = ignore.get("until").and_then(Value::as_str);
        let until = until.map(|until| format!(" until {until}")).unwrap_or_default();
        let reason = ignore.get("reason").and_then(Value::as_str).unwrap_or("no reason given");
        let files = files.unwrap_or_default();
        Weakening::new(rules, format!("ignored{files}{until}: {reason}"))
    })
    .collect()
}

/// Declared rules that went or speak more softly.
pub(super) fn declared(before: &Document, now: &Document) -> Vec<Weakening> {
    let id = |rule: &Value| rule.get("id").and_then(Value::as_str).map(str::to_owned);
    let (old, new) = (before.list("/rule"), now.list("/rule"));
    let mut found = Vec::new();
    for rule in old {
        let Some(name) = id(rule) else { continue };
        match new.iter().find(|other| id(other).as_deref() == Some(&name)) {
            None => found.push(Weakening::new(name, "no longer declared")),
            Some(other) if other != rule => {
                found.push(Weakening::new(name, "declared in another way"));
            }
            Some(_) => {}
        }
    }
    found
}

/// Plugins that went, lie elsewhere or are told something else.
pub(super) fn plugins(before: &Document, now: &Document) -> Vec<Weakening> {
    let old = before.0.get("plugins").and_then(Value::as_object).into_iter().flatten();
    let told = old.filter_map(|(name, was)| {
        let path = |plugin: &Value| {
            plugin.get("path").and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let what = match now.0.get("plugins").and_then(|plugins| plugins.get(name)) {
            None => "no longer run".to_owned(),
            Some(is) if path(is) != path(was) => {
                format!("run from {}, was from {}", path(is), path(was))
            }
            Some(is) if is != was => "run with other options".to_owned(),
            Some(_) => return None,
        };
        Some(Weakening::new(format!("plugins.{name}"), what))
    });
    told.collect()
}

/// Names no longer locked.
pub(super) fn locks(before: &Document, now: &Document) -> Vec<Weakening> {
    let gone = before.list("/lock").iter().filter(|name| !now.list("/lock").contains(name));
    let names = gone.filter_map(Value::as_str);
    names.map(|name| Weakening::new("lock", format!("`{name}` is no longer locked"))).collect()
}

/// A score asked for no longer, or a lower one.
pub(super) fn score(before: &Document, now: &Document) -> Option<Weakening> {
    let was = before.number("/score/min")?;
    let what = match now.number("/score/min") {
        None => format!("no score is asked for any more (it was {was})"),
        Some(is) if is < was => format!("the score needed was {was}, is {is}"),
        Some(_) => return None,
    };
    Some(Weakening::new("score", what))
}

/// Files left out of the set, and traits captions need not name any more.
pub(super) fn dataset(before: &Document, now: &Document) -> Vec<Weakening> {
    let mut found = Vec::new();
    let new = |pointer: &str, from: &Document, to: &Document| {
        let old = from.list(pointer);
        let new = to.list(pointer).iter().filter(|item| !old.contains(item));
        new.cloned().collect::<Vec<_>>()
    };
    let excluded = new("/dataset/exclude", before, now);
    if !excluded.is_empty() {
        let what = format!("leaves out {}", words(&Value::from(excluded)));
        found.push(Weakening::new("dataset", what));
    }
    let unnamed = new("/traits/vary", now, before);
    if !unnamed.is_empty() {
        let what = format!("captions need not name {} any more", words(&Value::from(unnamed)));
        found.push(Weakening::new("traits", what));
    }
    found
}
