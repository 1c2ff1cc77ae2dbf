//! *consistency*: one word for one thing over the whole set.

use onmodel_caption::Span;
use onmodel_dataset::config::{Located, Node, TableReader};

use super::pattern::{Pattern, Spelling};
use super::spec::Frame;
use crate::{Draft, DraftFix, Facts, FixKind, Out, Rule};

/// Several words for one thing, as written, each with its pattern.
type Group = Vec<(String, Pattern)>;

/// Speaks of each caption that uses another word of a group than most captions do.
pub(super) struct Consistency {
    frame: Frame,
    groups: Vec<Group>,
    replaces: bool,
}

/// A word in a caption.
struct Use {
    caption: usize,
    span: Span,
    word: usize,
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
        Some((Box::new(Self { frame, groups, replaces }), fix))
    }

    /// Every use of a group's words, captions in order. A word inside a longer word of the group
    /// (`hair` in `red hair`) is no use of its own.
    fn uses(&self, group: &Group, facts: &Facts) -> Vec<Use> {
        let mut uses = Vec::new();
        for view in facts.used_captions().filter(|view| self.frame.takes(view)) {
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
            let caption = view.index;
            uses.extend(found.into_iter().map(|(span, word)| Use { caption, span, word }));
        }
        uses
    }

    fn check(&self, group: &Group, facts: &Facts, out: &mut Out<'_>) {
        let uses = self.uses(group, facts);
        let Some(majority) = majority(group.len(), &uses) else { return };
        let wanted = group[majority].0.as_str();
        for one in uses.iter().filter(|one| one.word != majority) {
            let found = one.span.of(facts.captions[one.caption].caption.text());
            let message = self.frame.message.fill(&[("match", found), ("majority", wanted)]);
            let mut draft = Draft::span(one.caption, one.span, message);
            // Beside the wanted word a second one would be said twice: that is for a person.
            let has_both =
                uses.iter().any(|other| other.caption == one.caption && other.word == majority);
            if self.replaces && !has_both {
                let fix = DraftFix::review(format!("replace \"{found}\" by \"{wanted}\""));
                draft = draft.fix(fix.edit(one.caption, one.span, wanted));
            }
            out.push(draft);
        }
    }
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
fn majority(words: usize, uses: &[Use]) -> Option<usize> {
    let count = |word: usize| {
        let mut captions: Vec<usize> =
            uses.iter().filter(|one| one.word == word).map(|one| one.caption).collect();
        captions.dedup(); // Uses stand in the order of the captions.
        captions.len()
    };
    let counts: Vec<usize> = (0..words).map(count).collect();
    if counts.iter().filter(|count| **count > 0).count() < 2 {
        return None;
    }
    (0..words).max_by_key(|&word| (counts[word], std::cmp::Reverse(word)))
}

impl Rule for Consistency {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        for group in &self.groups {
            self.check(group, facts, out);
        }
    }
}
