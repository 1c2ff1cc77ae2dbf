//! What may be written at a place of a configuration.

use onmodel_caption::Span;
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, TextEdit,
};

use super::document::Document;
use super::place::Place;
use super::scanner::{Scanner, parts};
use super::schema::Schema;
use super::values;
use crate::page::Page;

/// Tables within tables that are proposed as headers: `[traits.custom]`.
const DEEPEST: usize = 2;

/// Tables whose own tables are written on one line.
const FLAT: [&str; 4] = ["rules", "ignore", "override", "rule"];

/// The items for a place, the likeliest first.
pub(super) fn items(document: &Document<'_>, place: &Place) -> Vec<CompletionItem> {
    let mut items = match place {
        Place::Header { span, is_list } => {
            let of_kind = headers().into_iter().filter(|header| header.is_list == *is_list);
            of_kind.map(|header| header.item(document, *span, header.name.clone())).collect()
        }
        Place::Key { table, span, has_value, is_line } => {
            let mut items = keys(document, table, *span, *has_value);
            if *is_line && !has_value {
                let all = headers().into_iter();
                items.extend(all.map(|header| header.item(document, *span, header.bracketed())));
            }
            items
        }
        Place::Value { path, span, siblings } => of_value(document, path, *span, siblings),
    };
    for (rank, item) in items.iter_mut().enumerate() {
        item.sort_text = Some(format!("{rank:05}"));
    }
    items
}

/// The keys of a table that it has not yet.
fn keys(
    document: &Document<'_>,
    table: &[String],
    span: Span,
    has_value: bool,
) -> Vec<CompletionItem> {
    let written = parts(span.of(document.lines.text()));
    let before = written.split_last().map_or(&[][..], |(_, before)| before);
    let path: Vec<String> = table.iter().chain(before).cloned().collect();
    let lead = before.iter().fold(String::new(), |lead, part| lead + part + ".");
    let taken = present(document, table, span);
    let end = if has_value { "" } else { " = " };
    let all = Schema::at(&path);
    let free = all.keys().filter(|(key, _)| !taken.contains(&format!("{lead}{key}")));
    free.map(|(key, schema)| {
        let about = schema.description().unwrap_or_default();
        let new = format!("{lead}{key}{end}");
        let kind = CompletionItemKind::PROPERTY;
        let filter = format!("{lead}{key}");
        CompletionItem { filter_text: Some(filter), ..item(document, key, span, new, about, kind) }
    })
    .collect()
}

/// The keys a table of the document has already; the one being written does not count.
fn present(document: &Document<'_>, table: &[String], except: Span) -> Vec<String> {
    let text = document.lines.text();
    let (pairs, section) = Scanner::pairs(text, except.start);
    let others = pairs.into_iter().filter(|pair| {
        pair.table == table && pair.section == section && pair.span.start != except.start
    });
    others.map(|pair| parts(pair.span.of(text)).join(".")).collect()
}

/// The values of a key, quoted as TOML wants them.
fn of_value(
    document: &Document<'_>,
    path: &[String],
    span: Span,
    siblings: &[String],
) -> Vec<CompletionItem> {
    let kind = CompletionItemKind::VALUE;
    let words = values::words(path, document.set);
    let free = words.iter().filter(|word| !siblings.contains(&word.text));
    let quoted = free.map(|word| {
        let new = toml_edit::Value::from(word.text.as_str()).to_string();
        let about = word.about.as_deref().unwrap_or_default();
        item(document, &word.text, span, new, about, kind)
    });
    let bare = if Schema::at(path).is("boolean") { &["true", "false"][..] } else { &[] };
    let bare = bare.iter().map(|word| item(document, word, span, (*word).to_owned(), "", kind));
    quoted.chain(bare).collect()
}

/// A table's header.
struct Header {
    name: String,
    is_list: bool,
    about: &'static str,
}

impl Header {
    fn bracketed(&self) -> String {
        if self.is_list { format!("[[{}]]", self.name) } else { format!("[{}]", self.name) }
    }

    fn item(&self, document: &Document<'_>, span: Span, new: String) -> CompletionItem {
        item(document, &new.clone(), span, new, self.about, CompletionItemKind::MODULE)
    }
}

/// Every table of the schema, those within tables after them.
fn headers() -> Vec<Header> {
    let mut headers = Vec::new();
    add_headers(&Schema::document(), "", DEEPEST, &mut headers);
    headers
}

fn add_headers(schema: &Schema, within: &str, left: usize, headers: &mut Vec<Header>) {
    for (key, value) in schema.keys().filter(|(_, value)| value.is("object")) {
        let name = format!("{within}{key}");
        let about = value.description().unwrap_or_default();
        headers.push(Header { is_list: value.is("array"), about, name: name.clone() });
        if left > 1 && !FLAT.contains(&key) {
            add_headers(&value, &format!("{name}."), left - 1, headers);
        }
    }
}

/// One item that replaces what stands at `span`.
fn item(
    document: &Document<'_>,
    label: &str,
    span: Span,
    new_text: String,
    about: &str,
    kind: CompletionItemKind,
) -> CompletionItem {
    let mut page = Page::new(document.abilities.assists.documents_in_markdown);
    if !about.is_empty() {
        page.say(about);
    }
    let edit = TextEdit { range: document.lines.range(span), new_text: new_text.clone() };
    CompletionItem {
        label: label.to_owned(),
        kind: Some(kind),
        documentation: page.finish().map(Documentation::MarkupContent),
        filter_text: Some(new_text),
        text_edit: Some(CompletionTextEdit::Edit(edit)),
        ..CompletionItem::default()
    }
}
