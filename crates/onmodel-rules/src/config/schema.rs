//! Options of rules that are not built in, checked against a small part of JSON Schema: the keys, and
//! of each value its kind, its choices and its bounds. What else a schema asks is asked by the plugin
//! itself.

use onmodel_dataset::config::{Located, Node, Sink, did_you_mean};
use serde_json::Value;

/// Whether a schema allows an option; what is wrong with it is reported at its place.
pub(super) fn holds(
    sink: &Sink<'_>,
    rule: &str,
    schema: &Value,
    key: Located<&str>,
    value: &Node,
) -> bool {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        return true;
    };
    let Some(property) = properties.get(key.value) else {
        return schema.get("additionalProperties").is_some_and(|more| *more != Value::Bool(false))
            || {
                let names = properties.keys().map(String::as_str).chain(["severity"]);
                let help = did_you_mean(key.value, &names.collect::<Vec<_>>());
                let message = format!("`{rule}` has no option `{}`", key.value);
                sink.report(key.span, message, Some(help));
                false
            };
    };
    let fault = fault(property, value);
    if let Some((span, fault)) = &fault {
        let message = format!("`{}` {fault}", key.value);
        let help = "`onmodel explain` tells a rule's options".to_owned();
        sink.report(*span, message, Some(help));
    }
    fault.is_none()
}

/// What is wrong with a value, and where.
fn fault(schema: &Value, node: &Node) -> Option<(onmodel_caption::Span, String)> {
    let json = node.value.to_json();
    let at = |fault: String| Some((node.span, fault));
    if let Some(kind) = schema.get("type")
        && !is_of(kind, &json)
    {
        let asked = word(kind.as_str().or_else(|| kind.get(0)?.as_str()));
        return at(format!("must be {asked}, not {}", node.value.kind()));
    }
    if let Some(choices) = schema.get("enum").and_then(Value::as_array)
        && !choices.contains(&json)
    {
        let choices: Vec<String> = choices.iter().map(Value::to_string).collect();
        return at(format!("cannot be {json}; it is one of {}", choices.join(", ")));
    }
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
    if let Some(number) = json.as_f64() {
        if bound("minimum").is_some_and(|least| number < least) {
            return at(format!("must be at least {}", schema["minimum"]));
        }
        if bound("maximum").is_some_and(|most| number > most) {
            return at(format!("must be at most {}", schema["maximum"]));
        }
    }
    let items = schema.get("items")?;
    node.value.as_array()?.iter().find_map(|item| {
        let (span, fault) = self::fault(items, item)?;
        Some((span, format!("holds one that {fault}")))
    })
}

/// Whether a value is of a kind, or of one of several.
fn is_of(kind: &Value, json: &Value) -> bool {
    let is = |name: &str| match name {
        "integer" => json.is_i64() || json.is_u64(),
        "number" => json.is_number(),
        "boolean" => json.is_boolean(),
        "array" => json.is_array(),
        "string" => json.is_string(),
        "object" => json.is_object(),
        // A kind of no TOML value, or of no JSON value at all: the plugin will say.
        _ => true,
    };
    match kind {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}

/// A kind, as an artist would call it.
pub(super) fn word(kind: Option<&str>) -> &'static str {
    match kind {
        Some("integer") => "a whole number",
        Some("number") => "a number",
        Some("boolean") => "true or false",
        Some("array") => "a list",
        Some("string") => "text",
        Some("object") => "a table",
        _ => "something else",
    }
}
