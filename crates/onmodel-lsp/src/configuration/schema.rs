//! What may stand where in `onmodel.toml`, by its JSON Schema.

use std::sync::LazyLock;

use serde_json::Value;

/// The configuration's schema, made at the first question.
static SCHEMA: LazyLock<Value> = LazyLock::new(onmodel_engine::schema::config);

/// References followed within one another; the schema has two.
const DEEPEST: usize = 8;

/// The alternatives for one place. A list stands for what is in it.
#[derive(Debug, Clone)]
pub(super) struct Schema(Vec<&'static Value>);

impl Schema {
    /// The whole document.
    pub(super) fn document() -> Self {
        Self::of(&SCHEMA)
    }

    /// What may stand at a path of keys.
    pub(super) fn at<K: AsRef<str>>(path: &[K]) -> Self {
        path.iter().fold(Self::document(), |schema, key| schema.key(key.as_ref()))
    }

    fn of(schema: &'static Value) -> Self {
        let mut all = Vec::new();
        unfold(schema, DEEPEST, &mut all);
        Self(all)
    }

    /// What may stand as the value of a key.
    pub(super) fn key(&self, key: &str) -> Self {
        let values = self.0.iter().filter_map(|schema| {
            let named = schema.get("properties").and_then(|all| all.get(key));
            named.or_else(|| schema.get("additionalProperties").filter(|any| any.is_object()))
        });
        Self(values.flat_map(|value| Self::of(value).0).collect())
    }

    /// The keys of a table, with what may stand there.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&'static str, Self)> {
        let tables = self.0.iter().filter_map(|schema| schema.get("properties")?.as_object());
        tables.flatten().map(|(key, value)| (key.as_str(), Self::of(value)))
    }

    /// What it is, in words.
    pub(super) fn description(&self) -> Option<&'static str> {
        self.0.iter().find_map(|schema| schema.get("description")?.as_str())
    }

    /// The texts it may be: all there are, or examples of them.
    pub(super) fn words(&self) -> Vec<&'static str> {
        let lists = self.0.iter().flat_map(|schema| [schema.get("enum"), schema.get("examples")]);
        let words = lists.flatten().filter_map(Value::as_array).flatten();
        words.filter_map(Value::as_str).collect()
    }

    /// Whether it may be of a JSON type.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.0.iter().any(|schema| match schema.get("type") {
            Some(Value::String(one)) => one == kind,
            Some(Value::Array(several)) => several.iter().any(|one| one == kind),
            _ => false,
        })
    }
}

/// A schema and everything it refers to, alternatives and the contents of lists among it.
fn unfold(schema: &'static Value, left: usize, into: &mut Vec<&'static Value>) {
    if left == 0 {
        return;
    }
    into.push(schema);
    let reference = schema.get("$ref").and_then(Value::as_str);
    let target = reference.and_then(|path| SCHEMA.pointer(path.strip_prefix('#')?));
    let choices = ["anyOf", "oneOf", "allOf"].into_iter();
    let choices = choices.filter_map(|name| schema.get(name)?.as_array()).flatten();
    for inner in target.into_iter().chain(choices).chain(schema.get("items")) {
        unfold(inner, left - 1, into);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(path: &[&str]) -> Vec<&'static str> {
        Schema::at(path).keys().map(|(key, _)| key).collect()
    }

    #[test]
    fn tables_lists_and_alternatives_are_followed() {
        assert!(keys(&[]).contains(&"dataset"));
        assert!(keys(&["dataset"]).contains(&"caption-extension"));
        assert!(keys(&["dataset", "subset"]).contains(&"folder"));
        assert!(keys(&["ignore"]).contains(&"until"));
        assert!(keys(&["rules", "image-too-small"]).contains(&"min"));
        assert!(keys(&["override", "rules", "image-too-small"]).contains(&"severity"));
        assert_eq!(keys(&["dataset", "nonsense"]), [""; 0]);
    }

    #[test]
    fn words_and_descriptions_are_found() {
        let levels = Schema::at(&["rules", "caption-vague"]).words();
        assert_eq!(levels, ["off", "hint", "warning", "error"]);
        assert!(Schema::at(&["dataset", "trainer"]).words().contains(&"kohya"));
        assert!(Schema::at(&["dataset", "base"]).words().contains(&"sdxl"));
        assert!(Schema::at(&["dataset", "trigger"]).description().unwrap().contains("invented"));
        assert!(Schema::at(&["traits", "custom", "weapon", "sword"]).is("array"));
    }
}
