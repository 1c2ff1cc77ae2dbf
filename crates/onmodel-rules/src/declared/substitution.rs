//! *substitution*: write this, not that.

use onmodel_caption::edit::{TextEdit, apply, tags};
use onmodel_caption::{Caption, Span};
use onmodel_dataset::config::{Located, TableReader};

use super::finder::Memo;
use super::pattern::{Pattern, plain};
use super::reach::Reach;
use super::spec::Frame;
use crate::{CaptionView, Draft, DraftFix, FixKind, Out, Rule};

/// One entry of `swap`.
struct Swap {
    pattern: Pattern,
    replacement: String,
}

/// Speaks of each place where one of the words to be swapped stands.
pub(super) struct Substitution {
    frame: Frame,
    swaps: Vec<Swap>,
    memo: Memo<Option<usize>>,
}

impl Substitution {
    /// Reads `[rule.swap]`: pattern = replacement.
    pub(super) fn read(
        table: &mut TableReader<'_>,
        frame: Frame,
    ) -> Option<(Box<dyn Rule>, FixKind)> {
        let Some(node) = table.raw("swap") else {
            let help =
                Some("[rule.swap] with lines such as \"pony ?tail\" = \"ponytail\"".to_owned());
            table.sink().report(table.span(), "`rule.swap` is missing", help);
            return None;
        };
        let swap = TableReader::new(table.sink(), table.dotted("swap"), node)?;
        let entries: Vec<_> = swap.entries().collect();
        if entries.is_empty() {
            table.sink().report(node.span, "`rule.swap` is empty", None);
            return None;
        }
        let mut rule = Self { frame, swaps: Vec::new(), memo: Memo::default() };
        let mut places = Vec::new();
        for (pattern, value) in entries {
            let Some(text) = value.value.as_str() else {
                let kind = value.value.kind();
                let message = format!("a replacement must be text, not {kind}");
                table.sink().report(value.span, message, None);
                continue;
            };
            let replacement = Located { value: text, span: value.span };
            rule.add(table, pattern, replacement);
            places.push(replacement);
        }
        for place in places {
            rule.refuse_endless(table, place);
        }
        Some((Box::new(rule), FixKind::Unsafe))
    }

    fn add(&mut self, table: &TableReader<'_>, pattern: Located<&str>, replacement: Located<&str>) {
        let text = replacement.value;
        let fault = if text.contains(['\n', '\r']) {
            "a replacement stays on one line"
        } else if text.trim().is_empty() && self.frame.reach == Reach::Caption {
            "nothing to put in its place: a gap in a sentence"
        } else {
            let compiled = Pattern::one(table.sink(), pattern, self.frame.spelling);
            self.swaps.extend(
                compiled.map(|pattern| Swap { pattern, replacement: text.trim().to_owned() }),
            );
            return;
        };
        table.sink().report(replacement.span, fault, None);
    }

    /// Refuses a replacement that would be swapped in turn: a fix made twice must change nothing.
    fn refuse_endless(&self, table: &TableReader<'_>, replacement: Located<&str>) {
        let mut pieces =
            replacement.value.split(',').map(str::trim).filter(|piece| !piece.is_empty());
        let caught = pieces.find_map(|piece| self.swap_for(piece));
        if let Some(index) = caught {
            let next = &self.swaps[index].replacement;
            let message = format!("`{}` is swapped for `{next}` in turn", replacement.value.trim());
            let help = Some("write the last word of the chain here".to_owned());
            table.sink().report(replacement.span, message, help);
        }
    }

    /// The swap a whole tag, or a match, calls for; none where it already is what it should be.
    fn swap_for(&self, text: &str) -> Option<usize> {
        let index = self.swaps.iter().position(|swap| swap.pattern.is_match(text))?;
        (!self.is_same(text, &self.swaps[index].replacement)).then_some(index)
    }

    /// Whether two spellings are one to this rule.
    fn is_same(&self, a: &str, b: &str) -> bool {
        let exact = self.frame.spelling.exact;
        if exact { a == b } else { plain(a).to_lowercase() == plain(b).to_lowercase() }
    }

    fn in_tags(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let caption = view.caption();
        let verdicts = self.memo.verdicts(caption, |tag| self.swap_for(tag));
        if verdicts.iter().all(|(_, _, swap)| swap.is_none()) {
            return;
        }
        let kept = verdicts.iter().filter(|(_, _, swap)| swap.is_none());
        let mut present: Vec<&str> = kept.map(|(_, span, _)| span.of(caption.text())).collect();
        for (index, span, swap) in &verdicts {
            let Some(swap) = swap.map(|swap| &self.swaps[swap]) else { continue };
            let is_there = present.iter().any(|tag| self.is_same(tag, &swap.replacement));
            present.push(&swap.replacement);
            let edits = edits_for(caption, *index, *span, &swap.replacement, is_there);
            out.push(self.draft(view.index, caption, *span, swap, edits, true));
        }
    }

    fn in_text(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let caption = view.caption();
        let found = self.find_in(caption.text());
        if found.is_empty() {
            return;
        }
        let edit = |(span, swap): &(Span, usize)| {
            TextEdit::replace(*span, self.swaps[*swap].replacement.as_str())
        };
        let all: Vec<TextEdit> = found.iter().map(edit).collect();
        // Where new words to swap arise from what was put in, a person has to look.
        let ends = apply(caption.text(), &all).is_ok_and(|text| self.find_in(&text).is_empty());
        for ((span, swap), edit) in found.iter().zip(all) {
            let swap = &self.swaps[*swap];
            out.push(self.draft(view.index, caption, *span, swap, vec![edit], ends));
        }
    }

    /// Every place in a text, with its swap, in order, none overlapping: the earlier swap wins.
    fn find_in(&self, text: &str) -> Vec<(Span, usize)> {
        let mut found: Vec<(Span, usize)> = Vec::new();
        for (index, swap) in self.swaps.iter().enumerate() {
            for span in swap.pattern.find_all(text) {
                let is_taken = found.iter().any(|(other, _)| other.overlaps(span));
                if !is_taken && !self.is_same(span.of(text), &swap.replacement) {
                    found.push((span, index));
                }
            }
        }
        found.sort_unstable();
        found
    }

    fn draft(
        &self,
        index: usize,
        caption: &Caption,
        span: Span,
        swap: &Swap,
        edits: Vec<TextEdit>,
        ends: bool,
    ) -> Draft {
        let word = span.of(caption.text());
        let words = [("match", word), ("replacement", swap.replacement.as_str())];
        let title = match swap.replacement.as_str() {
            "" => format!("remove \"{word}\""),
            replacement => format!("replace \"{word}\" by \"{replacement}\""),
        };
        let fix = if ends { DraftFix::review(title) } else { DraftFix::choice(title) };
        Draft::span(index, span, self.frame.message.fill(&words)).fix(fix.edits(index, edits))
    }
}

/// Replaces one tag, or takes it out where the caption already has what it would become.
fn edits_for(
    caption: &Caption,
    index: usize,
    span: Span,
    replacement: &str,
    is_there: bool,
) -> Vec<TextEdit> {
    if replacement.is_empty() || is_there {
        tags::remove(caption, &[index])
    } else {
        vec![TextEdit::replace(span, replacement)]
    }
}

impl Rule for Substitution {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        if !self.frame.takes(view) {
            return;
        }
        if self.frame.reach == Reach::Tag {
            self.in_tags(view, out);
        } else {
            self.in_text(view, out);
        }
    }
}
