//! A rule's message, with `{placeholders}`.

use onmodel_dataset::config::{TableReader, did_you_mean};

/// A message whose placeholders are known to be right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Template {
    source: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Slot(String),
}

impl Template {
    /// Reads `message`, in which the placeholders `allowed` may stand; any other is reported.
    pub(super) fn read(table: &mut TableReader<'_>, allowed: &[&str]) -> Option<Self> {
        let message = table.required_word("message")?;
        let template = Self::parse(message.value);
        for piece in &template.pieces {
            if let Piece::Slot(name) = piece
                && !allowed.contains(&name.as_str())
            {
                let help = did_you_mean(name, allowed);
                let said = format!("there is nothing to put for `{{{name}}}` in this rule");
                table.sink().report(message.span, said, Some(help));
            }
        }
        Some(template)
    }

    /// Takes a message apart. A brace that encloses no lower-case word is a brace.
    fn parse(message: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = message;
        while let Some((before, name, after)) = next_slot(rest) {
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(Piece::Slot(name.to_owned()));
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Self { source: message.to_owned(), pieces }
    }

    /// The message as written.
    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// The message with these words in place of its placeholders.
    pub(super) fn fill(&self, words: &[(&str, &str)]) -> String {
        let mut message = String::new();
        for piece in &self.pieces {
            message.push_str(match piece {
                Piece::Text(text) => text,
                Piece::Slot(slot) => {
                    words.iter().find(|(name, _)| name == slot).map_or("", |(_, word)| word)
                }
            });
        }
        message
    }
}

/// The text before the first placeholder, its name, and the text after it.
fn next_slot(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + text[from..].find('{')?;
        let name = &text[open + 1..];
        let length = name.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(name.len());
        if length > 0 && name[length..].starts_with('}') {
            return Some((&text[..open], &name[..length], &name[length + 1..]));
        }
        from = open + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_other_braces_stay() {
        for (message, filled) in [
            ("`{match}` is out", "`x` is out"),
            ("{match}{match}", "xx"),
            ("{} {Match} {match {match}", "{} {Match} {match x"),
            ("é{match}é", "éxé"),
            ("none", "none"),
            ("", ""),
        ] {
            assert_eq!(Template::parse(message).fill(&[("match", "x")]), filled, "{message}");
        }
    }
}
