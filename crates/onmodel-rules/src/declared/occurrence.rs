//! *occurrence*: so many of these, no more and no fewer.

use onmodel_dataset::config::TableReader;

use super::bounds::Bounds;
use super::finder::{Finder, Hit};
use super::reach::Reach;
use super::spec::Frame;
use crate::{CaptionView, Draft, Facts, FixKind, Out, Place, Rule};

/// Counts how often `tokens` stand in a caption; over the set, in how many captions they do.
pub(super) struct Occurrence {
    frame: Frame,
    finder: Finder,
    bounds: Bounds,
}

impl Occurrence {
    /// Reads `tokens`, `exceptions`, `min` and `max`.
    pub(super) fn read(
        table: &mut TableReader<'_>,
        frame: Frame,
    ) -> Option<(Box<dyn Rule>, FixKind)> {
        let bounds = Bounds::read(table);
        let finder = Finder::read(table, frame.spelling);
        Some((Box::new(Self { frame, finder: finder?, bounds: bounds? }), FixKind::None))
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
        let captions = facts.used_captions().filter(|view| self.frame.takes(view));
        let named: Vec<_> = captions
            .filter_map(|view| Some((view.index, *self.finder.find(view.caption()).first()?)))
            .collect();
        if self.bounds.holds(named.len()) {
            return;
        }
        let mut draft = Draft::set(self.message(named.len()));
        if self.bounds.is_over(named.len()) {
            for (index, hit) in named {
                draft = draft.related(Place::Caption(index, Some(hit.span)), "here");
            }
        }
        out.push(draft);
    }
}
