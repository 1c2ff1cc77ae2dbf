//! What the rules say, each rule asked again only about what changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use onmodel_vision::ImageFacts;
use onmodel_vision::similar::Similarity;

use crate::neighbours::Beside;
use crate::testimony::{Absent, Said};
use crate::{CaptionFact, Draft, Facts, Out, Place, Rule, RuleSet};

use super::renew;

/// What rules said, each draft with its rule's index. A draft that stays the same keeps its address.
pub(super) type Drafts = Vec<(usize, Arc<Draft>)>;

/// What a draft is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// An image, by index.
    Image(usize),
    /// A caption, whatever part of it.
    Caption(usize),
    /// The set, its configuration, or a file that is neither image nor caption.
    Set,
}

impl Subject {
    /// What a place belongs to.
    pub(super) fn of(place: &Place) -> Self {
        match place {
            Place::Image(index) => Self::Image(*index),
            Place::Caption(index, _) => Self::Caption(*index),
            Place::Set | Place::File(_) | Place::Config(..) => Self::Set,
        }
    }
}

/// What rules said of one image or caption, with the facts they said it of.
struct Heard<K> {
    of: K,
    /// About itself.
    own: Drafts,
    /// About others: an image's rule may mark its caption.
    astray: Drafts,
}

/// A caption with what plugins said of it.
type Told = (Arc<CaptionFact>, Option<Said>);
/// An image with its caption, as they were seen, with what plugins said of it.
type Pair = (Option<Arc<ImageFacts>>, Option<Arc<CaptionFact>>, Option<Said>);
/// The same as they are now.
type PairNow<'a> = (Option<&'a Arc<ImageFacts>>, Option<&'a Arc<CaptionFact>>, Option<&'a Said>);
/// The set's pictures, and the plugins that should have looked at it.
type Files = (Arc<Similarity>, Arc<[Absent]>);

/// Everything said at the last judgement.
#[derive(Default)]
pub(super) struct Hearing {
    images: Vec<Heard<Pair>>,
    captions: Vec<Heard<Told>>,
    files: Option<(Files, Drafts)>,
    set: Drafts,
    /// What was said of a subject by a look at something else.
    beside: BTreeMap<Subject, Drafts>,
}

impl Hearing {
    /// Asks the rules about all that changed; of which subjects something else is said now.
    pub(super) fn listen(
        &mut self,
        facts: &Facts,
        beside: Option<&Beside<'_>>,
        rules: &RuleSet,
    ) -> BTreeSet<Subject> {
        let changed = self.captions(facts, rules);
        let images = self.images(facts, rules, &changed);
        self.files(facts, rules, &changed);
        self.set(facts, beside, rules, &changed);
        let before = std::mem::take(&mut self.beside);
        self.beside = self.said_beside();
        let differs = |subject: &&Subject| {
            let (before, now) = (before.get(subject), self.beside.get(subject));
            !before.is_some_and(|before| now.is_some_and(|now| are_same(before, now)))
        };
        let beside = before.keys().chain(self.beside.keys()).filter(differs).copied();
        let captions = changed.into_iter().map(Subject::Caption);
        beside.chain(captions).chain(images.into_iter().map(Subject::Image)).collect()
    }

    /// Everything said of a subject, its own rules' drafts first.
    pub(super) fn about(&self, subject: Subject) -> Drafts {
        let own = match subject {
            Subject::Image(index) => self.images.get(index).map(|heard| &heard.own),
            Subject::Caption(index) => self.captions.get(index).map(|heard| &heard.own),
            Subject::Set => None,
        };
        let beside = self.beside.get(&subject);
        own.into_iter().chain(beside).flatten().cloned().collect()
    }

    /// Asks about the captions that are others than last time; which those are.
    fn captions(&mut self, facts: &Facts, rules: &RuleSet) -> BTreeSet<usize> {
        let is_same = |(index, heard): (usize, &Heard<Told>)| {
            Arc::ptr_eq(&heard.of.0, &facts.captions[index])
                && is_one(heard.of.1.as_ref(), facts.testimony.of_caption(index))
        };
        let changed = changed(self.captions.iter().enumerate().map(is_same))
            .chain(self.captions.len()..facts.captions.len())
            .collect();
        for &index in &changed {
            let view = facts.caption(index);
            let said = run(rules, |rule, out| rule.caption(&view, out));
            let of = (Arc::clone(&facts.captions[index]), view.said.cloned());
            put(&mut self.captions, index, Heard::new(of, Subject::Caption(index), said));
        }
        changed
    }

    /// Asks about the images that are others than last time, or whose captions are; of which of them
    /// something else is said now.
    fn images(
        &mut self,
        facts: &Facts,
        rules: &RuleSet,
        captions: &BTreeSet<usize>,
    ) -> BTreeSet<usize> {
        let pair = |index: usize| -> PairNow<'_> {
            let caption = facts.dataset.images[index].caption;
            let caption = caption.map(|index| &facts.captions[index]);
            (facts.images[index].as_ref(), caption, facts.testimony.of_image(index))
        };
        let is_same = |(index, heard): (usize, &Heard<Pair>)| are_one(&heard.of, pair(index));
        let stale: Vec<usize> = changed(self.images.iter().enumerate().map(is_same))
            .chain(self.images.len()..facts.images.len())
            .collect();
        let mut news = BTreeSet::new();
        for index in stale {
            let view = facts.image(index);
            let mut said = run(rules, |rule, out| rule.image(&view, out));
            let before = self.images.get(index);
            if let Some(before) = before {
                renew::keeping(&mut said, &before.own, captions);
            }
            let (image, caption, said_of_it) = pair(index);
            let of = (image.cloned(), caption.cloned(), said_of_it.cloned());
            let heard = Heard::new(of, Subject::Image(index), said);
            if before.is_none_or(|before| !are_same(&before.own, &heard.own)) {
                news.insert(index);
            }
            put(&mut self.images, index, heard);
        }
        news
    }

    /// The files of a set change only with the set itself; its pictures, only by another look; who
    /// should have spoken and has not, when plugins come and go.
    fn files(&mut self, facts: &Facts, rules: &RuleSet, changed: &BTreeSet<usize>) {
        match &mut self.files {
            Some(((seen, absent), said))
                if Arc::ptr_eq(seen, &facts.similarity)
                    && Arc::ptr_eq(absent, facts.testimony.absent()) =>
            {
                renew::mentioning(said, changed);
            }
            files => {
                let said = run(rules, |rule, out| rule.files(facts, out));
                let absent = Arc::clone(facts.testimony.absent());
                *files = Some(((Arc::clone(&facts.similarity), absent), said));
            }
        }
    }

    fn set(
        &mut self,
        facts: &Facts,
        beside: Option<&Beside<'_>>,
        rules: &RuleSet,
        changed: &BTreeSet<usize>,
    ) {
        let mut said = run(rules, |rule, out| rule.dataset(facts, out));
        if let Some(beside) = beside {
            said.extend(run(rules, |rule, out| rule.repository(facts, beside, out)));
        }
        renew::keeping(&mut said, &self.set, changed);
        self.set = said;
    }

    fn said_beside(&self) -> BTreeMap<Subject, Drafts> {
        let astray = self.images.iter().map(|heard| &heard.astray);
        let astray = astray.chain(self.captions.iter().map(|heard| &heard.astray));
        let files = self.files.iter().map(|(_, said)| said);
        let mut beside: BTreeMap<Subject, Drafts> = BTreeMap::new();
        for (rule, draft) in astray.chain(files).chain([&self.set]).flatten() {
            let said = beside.entry(Subject::of(&draft.place)).or_default();
            said.push((*rule, Arc::clone(draft)));
        }
        beside
    }
}

impl<K> Heard<K> {
    fn new(of: K, subject: Subject, said: Drafts) -> Self {
        let is_own = |(_, draft): &(usize, Arc<Draft>)| Subject::of(&draft.place) == subject;
        let (own, astray) = said.into_iter().partition(is_own);
        Self { of, own, astray }
    }
}

/// The indexes of what is not the same.
fn changed(same: impl Iterator<Item = bool>) -> impl Iterator<Item = usize> {
    same.enumerate().filter(|(_, is_same)| !is_same).map(|(index, _)| index)
}

/// Puts an item at its index: in place of another, or at the end.
fn put<T>(list: &mut Vec<T>, index: usize, item: T) {
    match list.get_mut(index) {
        Some(known) => *known = item,
        None => list.push(item),
    }
}

/// Asks every rule.
fn run(rules: &RuleSet, mut each: impl FnMut(&dyn Rule, &mut Out<'_>)) -> Drafts {
    let mut drafts = Vec::new();
    for (index, active) in rules.rules().iter().enumerate() {
        each(active.rule.as_ref(), &mut Out::new(index, active, &mut drafts));
    }
    drafts
}

/// Whether two images are the same one with the same caption, and the same said of it.
fn are_one(before: &Pair, now: PairNow<'_>) -> bool {
    is_one(before.0.as_ref(), now.0)
        && is_one(before.1.as_ref(), now.1)
        && is_one(before.2.as_ref(), now.2)
}

/// Whether both are the very same, or neither is there.
fn is_one<T: ?Sized>(a: Option<&Arc<T>>, b: Option<&Arc<T>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

/// Whether two lists hold the very same drafts.
fn are_same(a: &Drafts, b: &Drafts) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && Arc::ptr_eq(&a.1, &b.1))
}
