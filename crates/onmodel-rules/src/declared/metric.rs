//! *metric*: a number within bounds.

use std::collections::BTreeSet;
use std::sync::Arc;

use onmodel_caption::Span;
use onmodel_caption::text::normalise;
use onmodel_dataset::config::TableReader;

use super::bounds::Bounds;
use super::pattern::{Pattern, Spelling, bare};
use super::reach::Reach;
use super::spec::Frame;
use crate::index::Reading;
use crate::{CaptionView, Draft, Facts, FixKind, Out, Place, Rule};

/// What can be counted of one caption.
pub(super) const OF_CAPTION: [&str; 6] =
    ["tags", "words", "characters", "bytes", "lines", "tokens"];
/// What can be counted of the set.
pub(super) const OF_SET: [&str; 2] = ["images", "images-per-tag"];

/// Speaks of a caption, a set or a tag whose number is out of bounds.
pub(super) struct Metric {
    frame: Frame,
    bounds: Bounds,
    count: Count,
}

/// What is counted.
enum Count {
    /// Of one caption.
    Caption(fn(&CaptionView<'_>) -> usize),
    /// The set's images.
    Images,
    /// The images whose captions have a tag, for each tag but the trigger and these.
    ImagesPerTag(Option<Pattern>, Reading<String>),
}

/// The scope a metric has by its nature.
pub(super) fn own_scope(table: &mut TableReader<'_>) -> Reach {
    let metric = table.raw("metric").and_then(|node| node.value.as_str());
    if metric.is_some_and(|metric| OF_SET.contains(&metric)) {
        Reach::Dataset
    } else {
        Reach::Caption
    }
}

impl Metric {
    /// Reads `metric`, `min`, `max`, and `exceptions` for `images-per-tag`.
    pub(super) fn read(
        table: &mut TableReader<'_>,
        frame: Frame,
    ) -> Option<(Box<dyn Rule>, FixKind)> {
        let bounds = Bounds::read(table);
        let exact = frame.spelling.exact;
        let count = read_count(table, exact, &frame);
        let count = count?;
        let is_of_set = !matches!(count, Count::Caption(_));
        if is_of_set != (frame.reach == Reach::Dataset) {
            let scope = if is_of_set { "dataset" } else { "caption" };
            let span = table.raw("scope").map_or(table.span(), |node| node.span);
            let help = Some(format!("scope = \"{scope}\""));
            table.sink().report(span, format!("this metric is one of a {scope}"), help);
            return None;
        }
        Some((Box::new(Self { frame, bounds: bounds?, count }), FixKind::None))
    }

    fn message(&self, value: usize, tag: &str) -> String {
        let value = value.to_string();
        let [min, max] = self.bounds.words();
        let words = [("value", value.as_str()), ("min", &min), ("max", &max), ("match", tag)];
        self.frame.message.fill(&words)
    }

    fn images_per_tag(
        &self,
        exceptions: Option<&Pattern>,
        reading: &Reading<String>,
        facts: &Facts,
        out: &mut Out<'_>,
    ) {
        let noted = facts.noted(reading);
        for (name, captions) in noted.captions().iter() {
            if self.bounds.holds(captions.len()) {
                continue;
            }
            let places: Vec<(usize, Span)> = captions
                .iter()
                .filter_map(|&index| Some((index, noted.first(index, name)?)))
                .collect();
            let Some((index, span)) = places.first().copied() else { continue };
            let tag = bare(span.of(facts.captions[index].caption.text()));
            let is_fine = exceptions.is_some_and(|fine| fine.is_match(tag));
            if is_fine {
                continue;
            }
            let draft = Draft::span(index, span, self.message(places.len(), tag));
            let rest = places.iter().skip(1);
            out.push(rest.fold(draft, |draft, (index, span)| {
                draft.related(Place::Caption(*index, Some(*span)), "also here")
            }));
        }
    }
}

fn read_count(table: &mut TableReader<'_>, exact: bool, frame: &Frame) -> Option<Count> {
    let names: Vec<&str> = OF_CAPTION.into_iter().chain(OF_SET).collect();
    if table.raw("metric").is_none() {
        let help = Some(format!("known here: {}", names.join(", ")));
        table.sink().report(table.span(), "`rule.metric` is missing", help);
    }
    Some(match table.choice("metric", &names)?.value {
        "tags" => Count::Caption(|view| {
            view.caption().tags().iter().filter(|tag| !tag.span.is_empty()).count()
        }),
        "words" => Count::Caption(|view| view.caption().words().count()),
        "characters" => Count::Caption(|view| view.text().chars().count()),
        "bytes" => Count::Caption(|view| view.text().len()),
        "lines" => Count::Caption(|view| view.caption().lines().count()),
        "tokens" => Count::Caption(|view| view.fact.clip_tokens()),
        "images" => Count::Images,
        _ => {
            let spelling = Spelling { whole: true, exact };
            let frame = frame.clone();
            let reading: Reading<String> = Arc::new(move |view| tags_of(view, &frame));
            Count::ImagesPerTag(Pattern::list(table, "exceptions", spelling), reading)
        }
    })
}

/// The first place of each distinct tag of a caption, the trigger left out, by normal spelling.
fn tags_of(view: &CaptionView<'_>, frame: &Frame) -> Vec<(String, Span)> {
    let (mut tags, mut known) = (Vec::new(), BTreeSet::new());
    let trigger = view.fact.trigger.as_ref().map(|one| normalise(one.trigger.text()));
    let all = view.caption().tags().iter().filter(|tag| !tag.span.is_empty());
    for tag in all.filter(|_| frame.takes(view)) {
        let name = normalise(bare(view.caption().tag_text(tag)));
        if trigger.as_ref() != Some(&name) && known.insert(name.clone()) {
            tags.push((name, tag.span));
        }
    }
    tags
}

impl Rule for Metric {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let Count::Caption(count) = self.count else { return };
        if !self.frame.takes(view) {
            return;
        }
        let value = count(view);
        if !self.bounds.holds(value) {
            out.push(Draft::caption(view.index, self.message(value, "")));
        }
    }

    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        match &self.count {
            Count::Caption(_) => {}
            Count::Images => {
                let images = facts.dataset.images.iter();
                let value = images.filter(|image| self.frame.filter.takes(&image.relative)).count();
                if !self.bounds.holds(value) {
                    out.push(Draft::set(self.message(value, "")));
                }
            }
            Count::ImagesPerTag(exceptions, reading) => {
                self.images_per_tag(exceptions.as_ref(), reading, facts, out);
            }
        }
    }
}
