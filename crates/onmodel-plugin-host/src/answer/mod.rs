//! What a plugin said, checked and turned into drafts.
//!
//! The process it came from cannot be believed: every offset, place and index is checked against what
//! was shown, every text is one line, and a fix called safe is proven to leave what a caption says.

mod draft;
mod files;
mod fix;
mod inbox;
mod safe;
mod unseen;

use std::sync::Arc;

use onmodel_rules::Draft;

use crate::parent::What;
use crate::question::{Item, SetFrame, Subject};

pub(crate) use inbox::Answers;

/// A rule asked, as far as its answers depend on it.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) id: Arc<str>,
    /// In the header's terms.
    pub(crate) scope: u32,
    pub(crate) wants_pixels: bool,
}

/// What one plugin's rules said of one subject.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) subject: Subject,
    /// The caption it was said of, where there is one.
    pub(crate) text: Option<Arc<str>>,
    pub(crate) said: Vec<(Arc<str>, Arc<Draft>)>,
    pub(crate) complaints: Vec<Complaint>,
}

/// What went wrong with a rule on a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Complaint {
    pub(crate) rule: Arc<str>,
    pub(crate) kind: Kind,
    pub(crate) why: String,
    pub(crate) subject: Subject,
    /// The file to name.
    pub(crate) file: String,
}

/// How it went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Died,
    Failed,
    Nonsense,
}

impl Answer {
    pub(crate) fn about(item: &Item) -> Self {
        let text = item.caption.as_ref().map(|(_, text)| Arc::clone(text));
        Self { subject: item.subject, text, ..Self::about_set() }
    }

    pub(crate) fn about_set() -> Self {
        Self { subject: Subject::Set, text: None, said: Vec::new(), complaints: Vec::new() }
    }

    /// Takes in what a rule said of an item, or, where it is none, of the set of `items`.
    pub(crate) fn hear(
        &mut self,
        asked: &Asked,
        item: Option<&Item>,
        items: &[Item],
        set: &SetFrame,
        what: What<'_>,
    ) {
        let (kind, why) = match what {
            What::Found(found) => match draft::draft(asked.scope, item, items, set, &found) {
                Ok(draft) => return self.said.push((asked.id.clone(), Arc::new(draft))),
                Err(why) => (Kind::Nonsense, why),
            },
            What::Nonsense(why) => (Kind::Nonsense, one_line(why)),
            What::Failed(why) => (Kind::Failed, one_line(why)),
            What::Died(how) => (Kind::Died, how.to_owned()),
        };
        let file = item.map_or_else(|| "the set".to_owned(), |item| one_line(item.file()));
        let subject = self.subject;
        // Once for each item: a rule that talks nonsense talks much of it.
        if !self.complaints.iter().any(|known| known.rule == asked.id && known.kind == kind) {
            self.complaints.push(Complaint { rule: asked.id.clone(), kind, why, subject, file });
        }
    }
}

/// A text on one line: what would move a terminal's cursor is a blank.
pub(crate) fn one_line(text: &str) -> String {
    let is_odd = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let text = text.trim();
    // Nearly always.
    if !text.contains(is_odd) {
        return text.to_owned();
    }
    text.replace(is_odd, " ").trim().to_owned()
}

/// `a`, `a and b`, `a, b and c`, `a, b, c and 4 more`.
pub(crate) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match &names[..] {
        [] => "a file".to_owned(),
        [one] => (*one).to_owned(),
        [a, b] => format!("{a} and {b}"),
        [a, b, c] => format!("{a}, {b} and {c}"),
        [a, b, c, more @ ..] => format!("{a}, {b}, {c} and {} more", more.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_line() {
        assert_eq!(one_line(" a\u{1b}[31m\nb\t "), "a [31m b");
    }

    #[test]
    fn many_names_are_counted() {
        assert_eq!(listed(&["1", "2", "3", "4", "5"]), "1, 2, 3 and 2 more");
        assert_eq!(listed(&["1", "2"]), "1 and 2");
    }
}
