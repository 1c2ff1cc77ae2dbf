//! Where the configuration declares a trigger.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_caption::Span;
use onmodel_dataset::Layer;
use onmodel_dataset::config::Node;
use onmodel_engine::workspace::{SetView, View};

/// A file that declares a trigger, and where: the values with their quotes.
pub(crate) struct Declared {
    pub(crate) path: PathBuf,
    pub(crate) spans: Vec<Span>,
}

/// The nearest configuration of a set that declares `trigger`, for the set or one of its subsets.
pub(crate) fn of(set: &SetView, trigger: &str) -> Option<Declared> {
    set.layers().find_map(|(path, layer)| {
        let spans: Vec<Span> = triggers(layer)
            .filter(|node| node.value.as_str().is_some_and(|text| text.trim() == trigger))
            .map(|node| node.span)
            .collect();
        (!spans.is_empty()).then_some(Declared { path, spans })
    })
}

/// The trigger declared at byte `at` of a configuration; where it stands, without its quotes.
pub(crate) fn at(layer: &Layer, at: usize) -> Option<(String, Span)> {
    let node = triggers(layer).find(|node| node.span.start <= at && at <= node.span.end)?;
    let text = node.value.as_str()?.trim();
    let written = node.span.of(&layer.text);
    // A text with escapes or spaces round it stands for itself as a whole.
    let span = written.find(text).map_or(node.span, |start| {
        let start = node.span.start + start;
        Span::new(start, start + text.len())
    });
    Some((text.to_owned(), span))
}

/// The sets whose trigger is declared in the same file as that of `set`: renamed there, it is
/// another in all of them.
pub(crate) fn shared<'v>(
    view: &'v View,
    set: &'v Arc<SetView>,
    trigger: &str,
    file: Option<&Path>,
) -> Vec<&'v Arc<SetView>> {
    let is_same = |other: &&Arc<SetView>| {
        Arc::ptr_eq(other, set)
            || (file.is_some() && of(other, trigger).as_ref().map(|it| &*it.path) == file)
    };
    view.sets.iter().filter(is_same).collect()
}

/// The values of `trigger` in a configuration: the set's, then its subsets'.
fn triggers(layer: &Layer) -> impl Iterator<Item = &Node> {
    let dataset = layer.get("dataset").and_then(|node| node.value.as_table());
    let own = dataset.and_then(|table| table.get("trigger"));
    let subsets = dataset.and_then(|table| table.get("subset")?.value.as_array());
    let of_subsets =
        subsets.into_iter().flatten().filter_map(|subset| subset.value.as_table()?.get("trigger"));
    own.into_iter().chain(of_subsets)
}
