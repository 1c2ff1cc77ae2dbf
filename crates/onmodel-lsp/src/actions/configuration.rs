//! Changing the text of an `onmodel.toml`, its comments and order kept.

use std::path::Path;

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

/// The reason written for a finding that was silenced from the editor; a person may write a better.
const REASON: &str = "accepted in the editor";

/// A path as a pattern that matches it and nothing else.
pub(super) fn literal(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    if parts.is_empty() {
        return ".".to_owned();
    }
    parts.join("/").chars().fold(String::new(), |mut glob, c| {
        if matches!(c, '*' | '?' | '[' | ']' | '{' | '}') {
            glob.extend(['[', c, ']']);
        } else {
            glob.push(c);
        }
        glob
    })
}

/// The text with a rule silenced for one more pattern of files; `None` where it is no TOML, or
/// `ignore` is no list.
pub(super) fn ignore(text: &str, files: &str, rule: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let entries = document.entry("ignore").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    match entries {
        Item::ArrayOfTables(tables) => {
            let ours = tables.iter_mut().find(|table| is_ours(table, rule));
            match ours.and_then(|table| table.get_mut("files")?.as_array_mut()) {
                Some(list) => list.push(files),
                None => tables.push(entry(files, rule)),
            }
        }
        Item::Value(Value::Array(list)) => list.push(inline(entry(files, rule))),
        _ => return None,
    }
    Some(as_written(text, &document))
}

/// The text with a rule at this level; `None` where it is no TOML, or `rules` is no table.
pub(super) fn set_level(text: &str, rule: &str, level: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let rules = document.entry("rules").or_insert(Item::Table(Table::new())).as_table_like_mut()?;
    match rules.get_mut(rule) {
        Some(known) if known.is_table_like() => {
            let options = known.as_table_like_mut()?;
            put(options.entry("severity").or_insert(Item::None), level);
        }
        Some(known) => put(known, level),
        None => {
            rules.insert(rule, value(level));
        }
    }
    Some(as_written(text, &document))
}

/// Puts a word in place of a value, its comment left beside it.
fn put(item: &mut Item, word: &str) {
    let decor = item.as_value().map(|old| old.decor().clone());
    *item = value(word);
    if let (Some(decor), Some(new)) = (decor, item.as_value_mut()) {
        *new.decor_mut() = decor;
    }
}

/// Whether an entry is one of those written here for this rule, so that a file can be added to it.
fn is_ours(table: &Table, rule: &str) -> bool {
    let names = table.get("rules").and_then(Item::as_array);
    let is_only = names.is_some_and(|names| {
        names.len() == 1 && names.get(0).and_then(Value::as_str) == Some(rule)
    });
    let reason = table.get("reason").and_then(Item::as_str);
    is_only && reason == Some(REASON) && !table.contains_key("until")
}

fn entry(files: &str, rule: &str) -> Table {
    let mut table = Table::new();
    table.insert("files", value(Array::from_iter([files])));
    table.insert("rules", value(Array::from_iter([rule])));
    table.insert("reason", value(REASON));
    table
}

fn inline(table: Table) -> InlineTable {
    table.into_inline_table()
}

/// The document with the line ends the text had, and a blank line before what is new at its end.
fn as_written(text: &str, document: &DocumentMut) -> String {
    let new = document.to_string();
    if text.contains("\r\n") { new.replace("\r\n", "\n").replace('\n', "\r\n") } else { new }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    const TEXT: &str = "# The kestrel.\n[dataset]\nname = \"kestrel\" # hers\n\n[rules]\n\
        caption-vague = \"hint\" # for now\nimage-too-small = { min = 512 }\n";

    fn check(text: Option<String>, expect: Expect) {
        expect.assert_eq(&text.unwrap_or_default());
    }

    #[test]
    fn a_file_is_ignored_and_the_next_one_joins_it() {
        let once = ignore(TEXT, "01.txt", "caption-vague").unwrap();
        check(
            ignore(&once, "02.txt", "caption-vague"),
            expect![[r#"
                # The kestrel.
                [dataset]
                name = "kestrel" # hers

                [rules]
                caption-vague = "hint" # for now
                image-too-small = { min = 512 }

                [[ignore]]
                files = ["01.txt", "02.txt"]
                rules = ["caption-vague"]
                reason = "accepted in the editor"
            "#]],
        );
    }

    #[test]
    fn a_level_is_set_beside_its_comment_and_options() {
        let text = set_level(TEXT, "caption-vague", "off").unwrap();
        let text = set_level(&text, "image-too-small", "error").unwrap();
        check(
            set_level(&text, "caption-hedging", "warning"),
            expect![[r#"
                # The kestrel.
                [dataset]
                name = "kestrel" # hers

                [rules]
                caption-vague = "off" # for now
                image-too-small = { min = 512 , severity = "error" }
                caption-hedging = "warning"
            "#]],
        );
    }

    #[test]
    fn a_file_without_the_table_gets_it() {
        check(
            set_level("[dataset]\nname = \"a\"\n", "caption-vague", "off"),
            expect![[r#"
                [dataset]
                name = "a"

                [rules]
                caption-vague = "off"
            "#]],
        );
        check(
            ignore("ignore = [{ rules = [\"a\"], reason = \"b\" }]\n", "1.txt", "caption-vague"),
            expect![[r#"
                ignore = [{ rules = ["a"], reason = "b" }, { files = ["1.txt"], rules = ["caption-vague"], reason = "accepted in the editor" }]
            "#]],
        );
    }

    #[test]
    fn line_ends_stay_what_they_were() {
        let text = set_level("[rules]\r\na = 1\r\n", "caption-vague", "off").unwrap();
        assert_eq!(text, "[rules]\r\na = 1\r\ncaption-vague = \"off\"\r\n");
    }

    #[test]
    fn what_is_no_configuration_is_left_alone() {
        assert_eq!(set_level("[rules", "a", "off"), None);
        assert_eq!(set_level("rules = 7\n", "a", "off"), None);
        assert_eq!(ignore("ignore = 7\n", "a", "b"), None);
    }

    #[test]
    fn a_pattern_matches_its_own_path_only() {
        for (path, glob) in [("a/01.txt", "a/01.txt"), ("a[1]*.txt", "a[[]1[]][*].txt"), ("", ".")]
        {
            assert_eq!(literal(Path::new(path)), glob);
        }
    }
}
