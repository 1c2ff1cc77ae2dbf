//! The tag under the cursor, and every other place it is written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use onmodel_caption::Span;
use onmodel_engine::workspace::SetView;
use onmodel_rules::CaptionView;

use super::written::Placed;

/// A tag, byte for byte, or the trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) is_trigger: bool,
}

/// Where one name is written, by file, in bytes of the files' texts.
pub(crate) type Uses<'s> = BTreeMap<PathBuf, Vec<(CaptionView<'s>, Span)>>;

impl Name {
    /// The name at byte `at` of a caption, and where it stands. The trigger is one wherever it
    /// stands in a tag.
    pub(crate) fn at(view: CaptionView<'_>, at: usize) -> Option<(Self, Span)> {
        let touches = |span: &Span| span.start <= at && at <= span.end;
        let used = view.fact.trigger.as_ref().map(|found| &found.used.exact);
        let trigger = used.and_then(|uses| uses.iter().copied().find(touches));
        let tag = || view.tags().iter().map(|tag| tag.span).find(touches);
        let span = trigger.or_else(tag)?;
        let text = span.of(view.text()).to_owned();
        Some((Self { text, is_trigger: trigger.is_some() }, span))
    }

    /// Where a caption uses it, in order.
    pub(crate) fn uses(&self, view: CaptionView<'_>) -> Vec<Span> {
        if self.is_trigger {
            let trigger = view.fact.trigger.as_ref();
            let same = trigger.filter(|found| found.trigger.text() == self.text);
            return same.map(|found| found.used.exact.clone()).unwrap_or_default();
        }
        let tags = view.tags().iter().map(|tag| tag.span);
        let mut uses: Vec<Span> = tags.filter(|span| span.of(view.text()) == self.text).collect();
        // A phrase may name two things at once.
        uses.sort();
        uses.dedup();
        uses
    }

    /// Every use of it in the captions of a set.
    pub(crate) fn uses_in<'s>(&self, set: &'s SetView) -> Uses<'s> {
        let mut uses = Uses::new();
        for placed in set.facts.all_captions().filter_map(Placed::of) {
            let spans = self.uses(placed.view);
            if !spans.is_empty() {
                let here = uses.entry(placed.view.file.path.clone()).or_default();
                here.extend(spans.into_iter().map(|span| (placed.view, placed.in_file(span))));
            }
        }
        uses
    }
}
