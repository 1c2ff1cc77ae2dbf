//! Remembering what the rules said of each image and caption.

use std::sync::Arc;

use onmodel_vision::ImageFacts;
use onmodel_vision::similar::Similarity;

use crate::{CaptionFact, Draft, Facts, Out, RuleSet};

use super::locate::Located;

/// What rules said of one thing, each draft with its rule's index.
type Said = Arc<Vec<(usize, Arc<Draft>)>>;

/// What was said at the last judgement, by index, with the fact it was said of.
///
/// A memo belongs to one frame (settings, trainer, rules) and one list of files: make a new one when
/// those change.
#[derive(Default)]
pub struct Memo {
    pub(super) located: Located,
    captions: Vec<(Arc<CaptionFact>, Said)>,
    images: Vec<(Arc<ImageFacts>, Option<usize>, Said)>,
    files: Option<(Arc<Similarity>, Said)>,
}

impl Memo {
    /// Everything the rules say, from the memo where the fact is the same one as last time.
    pub(super) fn drafts(
        &mut self,
        facts: &Facts,
        others: &[&Facts],
        rules: &RuleSet,
    ) -> Vec<(usize, Arc<Draft>)> {
        let mut all = Vec::new();
        self.images(facts, rules, &mut all);
        self.captions(facts, rules, &mut all);
        self.files(facts, rules, &mut all);
        run(rules, &mut all, |rule, out| rule.dataset(facts, out));
        if !others.is_empty() {
            run(rules, &mut all, |rule, out| rule.repository(facts, others, out));
        }
        all
    }

    /// The files of a set change only with the set itself; its pictures, only by another look.
    fn files(&mut self, facts: &Facts, rules: &RuleSet, all: &mut Vec<(usize, Arc<Draft>)>) {
        let known = self.files.as_ref().filter(|(seen, _)| Arc::ptr_eq(seen, &facts.similarity));
        let said = if let Some((_, said)) = known {
            Arc::clone(said)
        } else {
            let mut said = Vec::new();
            run(rules, &mut said, |rule, out| rule.files(facts, out));
            Arc::new(said)
        };
        all.extend(said.iter().cloned());
        self.files = Some((Arc::clone(&facts.similarity), said));
    }

    fn captions(&mut self, facts: &Facts, rules: &RuleSet, all: &mut Vec<(usize, Arc<Draft>)>) {
        self.captions.truncate(facts.captions.len());
        for (index, fact) in facts.captions.iter().enumerate() {
            let known = self.captions.get(index).filter(|(known, _)| Arc::ptr_eq(known, fact));
            let said = if let Some((_, said)) = known {
                Arc::clone(said)
            } else {
                let mut said = Vec::new();
                let view = facts.caption(index);
                run(rules, &mut said, |rule, out| rule.caption(&view, out));
                Arc::new(said)
            };
            all.extend(said.iter().cloned());
            replace(&mut self.captions, index, (Arc::clone(fact), said));
        }
    }

    fn images(&mut self, facts: &Facts, rules: &RuleSet, all: &mut Vec<(usize, Arc<Draft>)>) {
        self.images.truncate(facts.images.len());
        for (index, seen) in facts.images.iter().enumerate() {
            let caption = facts.dataset.images[index].caption;
            let known = self.images.get(index).filter(|(known, with, _)| {
                *with == caption && seen.as_ref().is_some_and(|seen| Arc::ptr_eq(known, seen))
            });
            let said = if let Some((_, _, said)) = known {
                Arc::clone(said)
            } else {
                let mut said = Vec::new();
                let view = facts.image(index);
                run(rules, &mut said, |rule, out| rule.image(&view, out));
                Arc::new(said)
            };
            all.extend(said.iter().cloned());
            match seen {
                Some(seen) => replace(&mut self.images, index, (Arc::clone(seen), caption, said)),
                None => self.images.truncate(index),
            }
        }
    }
}

/// Remembers an item at its index; one after a gap (an image nobody has looked at yet) next time.
fn replace<T>(list: &mut Vec<T>, index: usize, item: T) {
    if index < list.len() {
        list[index] = item;
    } else if index == list.len() {
        list.push(item);
    }
}

/// Asks every rule.
fn run(
    rules: &RuleSet,
    drafts: &mut Vec<(usize, Arc<Draft>)>,
    mut each: impl FnMut(&dyn crate::Rule, &mut Out<'_>),
) {
    for (index, active) in rules.rules().iter().enumerate() {
        each(active.rule.as_ref(), &mut Out::new(index, active, drafts));
    }
}
