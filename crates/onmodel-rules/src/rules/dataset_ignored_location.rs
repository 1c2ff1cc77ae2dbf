//! `dataset-ignored-location`

use std::path::Path;

use onmodel_dataset::StrayKind;
use onmodel_dataset::trainer::Event;

use crate::{Draft, Facts, Out, Place, Rule, Severity, declare_rule};

declare_rule! {
    /// Images lie where the trainer does not look.
    ///
    /// ## What it checks
    /// For kohya's layout: images beside the `N_name` folders, in folders without a number, or
    /// deeper down.
    ///
    /// ## Why it matters
    /// The trainer leaves them out and says nothing.
    ///
    /// ## Example
    /// ```toml bad
    /// layout = "kohya"
    /// [dataset]
    /// trainer = "kohya"
    /// [[image]]
    /// file = "10_krstl/1.png"
    /// [[file]]
    /// name = "2.png"
    /// kind = "unvisited"
    /// ```
    /// ```toml good
    /// layout = "kohya"
    /// [dataset]
    /// trainer = "kohya"
    /// [[image]]
    /// file = "10_krstl/1.png"
    /// [[image]]
    /// file = "10_krstl/2.png"
    /// ```
    ///
    /// ## How to fix
    /// Move them into an `N_name` folder, or out of the set.
    pub struct DatasetIgnoredLocation = "dataset-ignored-location" {
        scope: Dataset,
        level: Some(Severity::Error),
        fix: None,
        part: Format,
    }
}

impl Rule for DatasetIgnoredLocation {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let unvisited: Vec<&Path> = facts
            .dataset
            .strays
            .iter()
            .filter(|stray| stray.kind == StrayKind::UnvisitedImage)
            .map(|stray| stray.relative.as_path())
            .collect();
        if unvisited.is_empty() {
            return;
        }
        let lie = if unvisited.len() == 1 { "1 image lies" } else { "images lie" };
        let count = if unvisited.len() == 1 { String::new() } else { format!("{} ", unvisited.len()) };
        let name = facts.context.trainer.name();
        let draft = Draft::set(format!("{count}{lie} where {name} does not look"))
            .effect(facts.context.effect(&Event::UnvisitedImage));
        let root = &facts.dataset.root;
        let reached = |path: &Path| {
            if root == Path::new(".") { path.to_owned() } else { root.join(path) }
        };
        out.push(unvisited.into_iter().fold(draft, |draft, path| {
            draft.related(Place::File(reached(path)), "is left out")
        }));
    }
}
