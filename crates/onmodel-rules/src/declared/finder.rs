//! Finding a rule's words in captions, each distinct tag looked at once.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::{Mutex, PoisonError};

use onmodel_caption::{Caption, Span};
use onmodel_dataset::config::TableReader;

use super::pattern::{Pattern, Spelling, bare};

/// How many distinct tags are remembered; more than any real set has, so that only a flood of
/// made-up tags makes it forget.
const MOST_REMEMBERED: usize = 1 << 16;

/// Verdicts on tags already looked at. No order of its keys is ever seen.
#[derive(Debug)]
pub(super) struct Memo<T> {
    seen: Mutex<HashMap<Box<str>, T, BuildHasherDefault<std::hash::DefaultHasher>>>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { seen: Mutex::default() }
    }
}

impl<T: Copy> Memo<T> {
    /// The verdict on each of the caption's non-empty tags, by the tag's index. `judge` is asked
    /// about a text it has not judged before.
    pub(super) fn verdicts(
        &self,
        caption: &Caption,
        judge: impl Fn(&str) -> T,
    ) -> Vec<(usize, Span, T)> {
        // A panic in another thread leaves whole verdicts behind: each is inserted at once.
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut verdicts = Vec::with_capacity(caption.tags().len());
        for (index, tag) in caption.tags().iter().enumerate() {
            let text = bare(caption.tag_text(tag));
            if text.is_empty() {
                continue;
            }
            let known = seen.get(text).copied();
            let verdict = known.unwrap_or_else(|| judge(text));
            if known.is_none() {
                if seen.len() >= MOST_REMEMBERED {
                    seen.clear();
                }
                seen.insert(text.into(), verdict);
            }
            let span = Span::new(tag.span.start, tag.span.start + text.len());
            verdicts.push((index, span, verdict));
        }
        verdicts
    }
}

/// One place where a rule's words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// The bytes of the caption's text.
    pub(super) span: Span,
    /// The tag, by index, where the rule looks at tags.
    pub(super) tag: Option<usize>,
}

/// Patterns, their exceptions, and where to look for them.
#[derive(Debug)]
pub(super) struct Finder {
    tokens: Pattern,
    exceptions: Option<Pattern>,
    by_tag: bool,
    memo: Memo<bool>,
}

impl Finder {
    /// Reads `tokens` and `exceptions`.
    pub(super) fn read(table: &mut TableReader<'_>, spelling: Spelling) -> Option<Self> {
        if table.raw("tokens").is_none() {
            let help = Some("tokens = [\"by [a-z .]+\"]: what to look for".to_owned());
            table.sink().report(table.span(), "`rule.tokens` is missing", help);
        }
        let tokens = Pattern::list(table, "tokens", spelling);
        let exceptions = Pattern::list(table, "exceptions", spelling);
        Some(Self::new(tokens?, exceptions, spelling))
    }

    /// A finder of one pattern.
    pub(super) fn new(tokens: Pattern, exceptions: Option<Pattern>, spelling: Spelling) -> Self {
        Self { tokens, exceptions, by_tag: spelling.whole, memo: Memo::default() }
    }

    /// Every place in a caption, in order.
    pub(super) fn find(&self, caption: &Caption) -> Vec<Hit> {
        if self.by_tag {
            let verdicts = self.memo.verdicts(caption, |tag| self.is_match(tag));
            let hits = verdicts.into_iter().filter(|(_, _, hit)| *hit);
            hits.map(|(tag, span, _)| Hit { span, tag: Some(tag) }).collect()
        } else {
            let found = self.find_in(caption.text());
            found.into_iter().map(|span| Hit { span, tag: None }).collect()
        }
    }

    /// Every place in a text that is no caption, in order.
    pub(super) fn find_in(&self, text: &str) -> Vec<Span> {
        let mut found = self.tokens.find_all(text);
        if let Some(exceptions) = &self.exceptions
            && !found.is_empty()
        {
            let fine = exceptions.find_all(text);
            found.retain(|span| !fine.iter().any(|fine| fine.contains(*span)));
        }
        found
    }

    /// Whether the whole of a tag is meant.
    pub(super) fn is_match(&self, tag: &str) -> bool {
        self.tokens.is_match(tag)
            && !self.exceptions.as_ref().is_some_and(|fine| fine.is_match(tag))
    }
}
