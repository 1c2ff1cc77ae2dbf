//! A few lines of text for a hover or beside a completion, in Markdown or plain.

use tower_lsp::ls_types::{MarkupContent, MarkupKind, Uri};

/// Height at which a picture is shown, in pixels: a hover stays smaller than the text it explains.
const HEIGHT: u32 = 240;

/// Paragraphs, written as the client renders them.
pub(crate) struct Page {
    kind: MarkupKind,
    paragraphs: Vec<String>,
}

impl Page {
    /// An empty page, in Markdown if the client renders it.
    pub(crate) fn new(is_markdown: bool) -> Self {
        let kind = if is_markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
        Self { kind, paragraphs: Vec::new() }
    }

    /// Adds a paragraph; its backticks are taken out where they would be shown as they are.
    pub(crate) fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.paragraphs.push(if self.is_markdown() { text } else { text.replace('`', "") });
    }

    /// Adds a paragraph that begins with a title.
    pub(crate) fn entitled(&mut self, title: &str, text: &str) {
        let title = if self.is_markdown() { format!("**{title}**") } else { title.to_owned() };
        let text = if text.is_empty() { title } else { format!("{title}: {text}") };
        self.say(text);
    }

    /// Adds a picture by its address, or the address where none can be shown. Where it is shown and not
    /// named, its name stands below as a link; a terminal shows its name anyway.
    pub(crate) fn picture(&mut self, name: &str, uri: &Uri, is_sized: bool) {
        let uri = uri.as_str();
        if !self.is_markdown() {
            return self.paragraphs.push(uri.to_owned());
        }
        // A bracket in a name would end the link.
        let name = name.replace(['[', ']'], " ");
        let uri = uri.replace('(', "%28").replace(')', "%29");
        self.paragraphs.push(if is_sized {
            format!("![{name}]({uri}|height={HEIGHT})\n\n[{name}]({uri})")
        } else {
            format!("![{name}]({uri})")
        });
    }

    /// The page, unless nothing was said.
    pub(crate) fn finish(self) -> Option<MarkupContent> {
        let value = self.paragraphs.join("\n\n");
        (!value.is_empty()).then_some(MarkupContent { kind: self.kind, value })
    }

    fn is_markdown(&self) -> bool {
        self.kind == MarkupKind::Markdown
    }
}
