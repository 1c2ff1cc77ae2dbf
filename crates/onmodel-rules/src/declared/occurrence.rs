//! *occurrence*: so many of these, no more and no fewer.

use std::sync::Arc;

use onmodel_dataset::config::TableReader;

use super::bounds::Bounds;
use super::finder::{Finder, Hit};
use super::reach::Reach;
use super::spec::Frame;
use crate::index::Reading;
use crate::{CaptionView, Draft, Facts, FixKind, Out, Place, Rule};

/// Counts how often `tokens` stand in a caption; over the set, in how many captions they do.
pub(super) struct Occurrence {
    frame: Frame,
    finder: Arc<Finder>,
    bounds: Bounds,
    /// The first of them in each caption.
    reading: Reading<()>,
}

impl Occurrence {
    /// Reads `tokens`, `exceptions`, `min` and `max`.
    pub(super) fn read(
        table: &mut TableReader<'_>,
        frame: Frame,
    ) -> Option<(Box<dyn Rule>, FixKind)> {
        let bounds = Bounds::read(table);
        let finder = Finder::read(table, frame.spelling);
        let (finder, bounds) = (Arc::new(finder?), bounds?);
        let reading = first_hit(frame.clone(), Arc::clone(&finder));
        Some((Box::new(Self { frame, finder, bounds, reading }), FixKind::None))
    }

    fn message(&self, count: usize) -> String {
        let count = count.to_string();
        let [min, max] = self.bounds.words();
        self.frame.message.fill(&[("count", &count), ("min", &min), ("max", &max)])
    }

    /// Too many: marked where the first one too many stands, the others named beside it.
    fn too_many(&self, index: usize, hits: &[Hit]) -> Draft {
        let (fine, over) = hits.split_at(self.bounds.max.unwrap_or(hits.len()).min(hits.len()));
        let message = self.message(hits.len());
        let Some(first) = over.first() else { return Draft::caption(index, message) };
        fine.iter().fold(Draft::span(index, first.span, message), |draft, hit| {
            draft.related(Place::Caption(index, Some(hit.span)), "also here")
        })
    }
}

fn first_hit(frame: Frame, finder: Arc<Finder>) -> Reading<()> {
    Arc::new(move |view| {
        let found = if frame.takes(view) { finder.find(view.caption()) } else { Vec::new() };
        found.first().map(|hit| ((), hit.span)).into_iter().collect()
    })
}

impl Rule for Occurrence {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        if self.frame.reach == Reach::Dataset || !self.frame.takes(view) {
            return;
        }
        let hits = self.finder.find(view.caption());
        if self.bounds.holds(hits.len()) {
            return;
        }
        out.push(if self.bounds.is_over(hits.len()) {
            self.too_many(view.index, &hits)
        } else {
            Draft::caption(view.index, self.message(hits.len()))
        });
    }

    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        if self.frame.reach != Reach::Dataset {
            return;
        }
        let noted = facts.noted(&self.reading);
        let named = noted.captions().of(&());
        if self.bounds.holds(named.len()) {
            return;
        }
        let mut draft = Draft::set(self.message(named.len()));
        if self.bounds.is_over(named.len()) {
            for &index in named {
                draft = draft.related(Place::Caption(index, noted.first(index, &())), "here");
            }
        }
        out.push(draft);
    }
}
