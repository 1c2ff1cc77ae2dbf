//! Everything that stands against each image and caption.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::{Date, Suppression};
use crate::{Facts, RuleSet};

use super::Standing;
use super::hearing::{Drafts, Hearing, Subject};
use super::locate::Locator;
use super::{in_order, supersede, suppress};

/// What a case is judged by.
pub(super) struct Bench<'a> {
    pub(super) facts: &'a Facts,
    pub(super) rules: &'a RuleSet,
    pub(super) suppressions: &'a [Suppression],
    pub(super) today: Date,
    pub(super) locator: Locator<'a>,
}

/// What was said of one subject, and what is left of it.
#[derive(Default)]
pub(super) struct Case {
    /// What stands, with its findings, ordered.
    pub(super) standing: Vec<Standing>,
    /// How much an `[[ignore]]` kept quiet.
    pub(super) suppressed: usize,
    /// The suppressions that match something here, by index.
    pub(super) used: BTreeSet<usize>,
}

/// The cases of a set.
#[derive(Default)]
pub(super) struct Cases {
    images: Vec<Case>,
    captions: Vec<Case>,
    set: Case,
    /// All subjects but the set, by path: most findings come in order then.
    order: Vec<Subject>,
}

impl Cases {
    /// Judges again what something else is said of.
    pub(super) fn update(
        &mut self,
        news: &BTreeSet<Subject>,
        hearing: &Hearing,
        bench: &Bench<'_>,
    ) {
        let dataset = &bench.facts.dataset;
        let count = dataset.images.len() + dataset.captions.len();
        if self.order.len() != count {
            self.images.resize_with(dataset.images.len(), Case::default);
            self.captions.resize_with(dataset.captions.len(), Case::default);
            self.order = by_path(bench.facts);
        }
        for subject in news {
            // Rules speak of the images and captions of the set they were shown, no others.
            let case = match subject {
                Subject::Image(index) => &mut self.images[*index],
                Subject::Caption(index) => &mut self.captions[*index],
                Subject::Set => &mut self.set,
            };
            *case = Case::of(hearing.about(*subject), std::mem::take(case), bench);
        }
    }

    /// All cases by path, the set's last.
    pub(super) fn all(&self) -> impl Iterator<Item = (Subject, &Case)> {
        let case = |subject: Subject| match subject {
            Subject::Image(index) => (subject, &self.images[index]),
            Subject::Caption(index) => (subject, &self.captions[index]),
            Subject::Set => (subject, &self.set),
        };
        self.order.iter().copied().chain([Subject::Set]).map(case)
    }

    /// Everything that stands.
    pub(super) fn standing(&self) -> impl Iterator<Item = &Standing> {
        self.all().flat_map(|(_, case)| &case.standing)
    }

    /// The images' cases.
    pub(super) fn images(&self) -> &[Case] {
        &self.images
    }
}

impl Case {
    /// Judges what was said; what stood before is not located again.
    fn of(said: Drafts, before: Self, bench: &Bench<'_>) -> Self {
        let mut case = Self::default();
        for (rule, severity, draft) in supersede::supersede(said, bench.rules) {
            let verdict = suppress::verdict(rule, &draft, bench);
            case.used.extend(verdict.used);
            if verdict.is_quiet {
                case.suppressed += 1;
                continue;
            }
            let known = before
                .standing
                .iter()
                .find(|known| Arc::ptr_eq(&known.draft, &draft) && known.severity == severity);
            case.standing.push(match known {
                Some(known) => known.clone(),
                None => bench.locator.located(rule, severity, draft),
            });
        }
        case.standing.sort_by(|a, b| in_order(&a.finding, &b.finding));
        case
    }
}

fn by_path(facts: &Facts) -> Vec<Subject> {
    let dataset = &facts.dataset;
    let images = dataset.images.iter().enumerate();
    let captions = dataset.captions.iter().enumerate();
    let mut subjects: Vec<_> = images
        .map(|(index, image)| (image.path.as_os_str(), Subject::Image(index)))
        .chain(captions.map(|(index, caption)| (caption.path.as_os_str(), Subject::Caption(index))))
        .collect();
    subjects.sort();
    subjects.into_iter().map(|(_, subject)| subject).collect()
}
