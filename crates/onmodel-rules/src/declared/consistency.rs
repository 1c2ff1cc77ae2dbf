//! *consistency*: one word for one thing over the whole set.

use std::collections::BTreeSet;
use std::sync::Arc;

use onmodel_caption::Span;
use onmodel_dataset::config::{Located, Node, TableReader};

use super::pattern::{Pattern, Spelling};
use super::spec::Frame;
use super::template::Template;
use crate::index::Reading;
use crate::{CaptionView, Draft, DraftFix, Facts, FixKind, Out, Rule};

/// Several words for one thing, as written, each with its pattern.
type Group = Vec<(String, Pattern)>;

/// A word: its group, and its place in it.
type Word = (usize, usize);

/// Speaks of each caption that uses another word of a group than most captions do.
pub(super) struct Consistency {
    message: Template,
    /// The words of each group, as written.
    groups: Vec<Vec<String>>,
    replaces: bool,
    reading: Reading<Word>,
}

impl Consistency {
    /// Reads `either` and `fix`.
    pub(super) fn read(
        table: &mut TableReader<'_>,
        frame: Frame,
    ) -> Option<(Box<dyn Rule>, FixKind)> {
        let replaces = table.choice("fix", &["replace"]).is_some();
        let help =
            Some("either = [[\"silver hair\", \"grey hair\"]]: words for one thing".to_owned());
        let Some(node) = table.raw("either") else {
            table.sink().report(table.span(), "`rule.either` is missing", help);
            return None;
        };
        let lists = node.value.as_array().filter(|lists| !lists.is_empty());
        let Some(lists) = lists else {
            table.sink().report(node.span, "`rule.either` must be a list of lists of words", help);
            return None;
        };
        let groups = lists.iter().filter_map(|list| read_group(table, list, frame.spelling));
        let groups: Vec<Group> = groups.collect();
        let fix = if replaces { FixKind::Unsafe } else { FixKind::None };
        let words = groups.iter().map(|group| group.iter().map(|(word, _)| word.clone()).collect());
        let (words, message) = (words.collect(), frame.message.clone());
        let reading: Reading<Word> = Arc::new(move |view| uses(&frame, &groups, view));
        Some((Box::new(Self { message, groups: words, replaces, reading }), fix))
    }

    fn check(&self, group: usize, facts: &Facts, out: &mut Out<'_>) {
        let noted = facts.noted(&self.reading);
        let count = |word: usize| noted.captions().of(&(group, word)).len();
        let words = &self.groups[group];
        let Some(majority) = majority(words.len(), count) else { return };
        let others = (0..words.len()).filter(|word| *word != majority);
        let told: BTreeSet<usize> =
            others.flat_map(|word| noted.captions().of(&(group, word))).copied().collect();
        for caption in told {
            // Beside the wanted word a second one would be said twice: that is for a person.
            let has_both = noted.first(caption, &(group, majority)).is_some();
            let uses = noted.places(caption).iter().filter(|((of, _), _)| *of == group);
            for (_, span) in uses.filter(|((_, word), _)| *word != majority) {
                let replaces = self.replaces && !has_both;
                out.push(self.draft(facts, caption, *span, &words[majority], replaces));
            }
        }
    }

    fn draft(
        &self,
        facts: &Facts,
        caption: usize,
        span: Span,
        wanted: &str,
        replaces: bool,
    ) -> Draft {
        let found = span.of(facts.captions[caption].caption.text());
        let message = self.message.fill(&[("match", found), ("majority", wanted)]);
        let draft = Draft::span(caption, span, message);
        if !replaces {
            return draft;
        }
        let fix = DraftFix::review(format!("replace \"{found}\" by \"{wanted}\""));
        draft.fix(fix.edit(caption, span, wanted))
    }
}

/// Every use of the groups' words in a caption. A word inside a longer word of its group (`hair` in
/// `red hair`) is no use of its own.
fn uses(frame: &Frame, groups: &[Group], view: &CaptionView<'_>) -> Vec<(Word, Span)> {
    let mut uses = Vec::new();
    for (number, group) in groups.iter().enumerate().filter(|_| frame.takes(view)) {
        let mut found: Vec<(Span, usize)> = Vec::new();
        for (word, (_, pattern)) in group.iter().enumerate() {
            let spans = pattern.find_all(view.text());
            found.extend(spans.into_iter().map(|span| (span, word)));
        }
        let all = found.clone();
        found.retain(|(span, _)| {
            !all.iter().any(|(other, _)| other.contains(*span) && other.len() > span.len())
        });
        found.sort_unstable();
        uses.extend(found.into_iter().map(|(span, word)| ((number, word), span)));
    }
    uses
}

fn read_group(table: &TableReader<'_>, list: &Node, spelling: Spelling) -> Option<Group> {
    let words = table.strings_of("rule.either", list)?;
    if words.len() < 2 {
        let help = Some("each list names two or more words for one thing".to_owned());
        table.sink().report(list.span, "there is nothing to choose between", help);
        return None;
    }
    let compile = |word: &Located<&str>| {
        let literal = regex::escape(word.value.trim());
        let located = Located { value: literal.as_str(), span: word.span };
        Some((word.value.trim().to_owned(), Pattern::one(table.sink(), located, spelling)?))
    };
    words.iter().map(compile).collect()
}

/// The word most captions use, the one named first where two are even; none where all agree.
fn majority(words: usize, count: impl Fn(usize) -> usize) -> Option<usize> {
    let counts: Vec<usize> = (0..words).map(count).collect();
    if counts.iter().filter(|count| **count > 0).count() < 2 {
        return None;
    }
    (0..words).max_by_key(|&word| (counts[word], std::cmp::Reverse(word)))
}

impl Rule for Consistency {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        for group in 0..self.groups.len() {
            self.check(group, facts, out);
        }
    }
}
