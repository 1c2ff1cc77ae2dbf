//! What a workspace knows at one moment.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_dataset::config::ConfigError;
use onmodel_dataset::{Body, Layer};
use onmodel_rules::judge::Judgement;
use onmodel_rules::{Facts, RuleSet};

use super::held::{Files, layer_file};
use crate::Plugins;

/// All sets of a workspace at one moment.
#[derive(Default)]
pub struct View {
    /// The sets, judged, by path; guests last.
    pub sets: Vec<Arc<SetView>>,
    /// The folders of sets that are not read, because there are too many to hold: until a file of
    /// theirs is opened.
    pub aside: Vec<PathBuf>,
    /// What is wrong with configurations; their sets are left out.
    pub errors: Vec<ConfigError>,
}

/// One set at one moment.
pub struct SetView {
    /// All that is known of it.
    pub facts: Facts,
    /// The rules that ran.
    pub rules: RuleSet,
    /// What they found.
    pub judgement: Judgement,
    /// Whether every image was looked at.
    pub is_seen: bool,
    /// The plugins it is opened with.
    pub plugins: Plugins,
    pub(super) files: Arc<Files>,
}

impl View {
    /// The set that has a caption in the file at the absolute `path`.
    pub fn captioned(&self, path: &Path) -> Option<&Arc<SetView>> {
        self.sets.iter().find(|set| !set.captions_in(path).is_empty())
    }

    /// The set one of whose images is the file at `path`.
    pub fn pictured(&self, path: &Path) -> Option<&Arc<SetView>> {
        self.sets.iter().find(|set| set.image_at(path).is_some())
    }

    /// The sets that the configuration at `path` concerns.
    pub fn configured<'v>(&'v self, path: &Path) -> impl Iterator<Item = &'v Arc<SetView>> {
        self.sets.iter().filter(move |set| set.is_configured_by(path))
    }

    /// The set that owns the file at `path`: its caption's, its image's, or that of the folder it
    /// lies in.
    pub fn owner(&self, path: &Path) -> Option<&Arc<SetView>> {
        let around = || {
            let around = self.sets.iter().filter(|set| path.starts_with(&set.facts.dataset.root));
            around.max_by_key(|set| set.facts.dataset.root.components().count())
        };
        self.captioned(path).or_else(|| self.pictured(path)).or_else(around)
    }
}

impl SetView {
    /// The indices of the captions in a file: one in a sidecar, one a row in a metadata file.
    pub fn captions_in(&self, path: &Path) -> &[usize] {
        self.files.captions.get(path).map_or(&[], Vec::as_slice)
    }

    /// The text of a caption file, as it was judged.
    pub fn body(&self, path: &Path) -> Option<&Arc<Body>> {
        let index = self.captions_in(path).first()?;
        self.facts.dataset.captions.get(*index)?.body.as_ref().ok()
    }

    /// The index of the image that is this file.
    pub fn image_at(&self, path: &Path) -> Option<usize> {
        self.files.images.get(path).copied()
    }

    /// The configurations that concern the set with their absolute paths, nearest first.
    pub fn layers(&self) -> impl Iterator<Item = (PathBuf, &Arc<Layer>)> {
        self.facts.dataset.settings.layers.iter().map(|layer| (layer_file(layer), layer))
    }

    /// The configuration read from the file at `path`, if it concerns the set.
    pub fn layer(&self, path: &Path) -> Option<&Arc<Layer>> {
        self.layers().find(|(file, _)| file == path).map(|(_, layer)| layer)
    }

    /// Whether the file at `path` is one of those that configure the set.
    pub fn is_configured_by(&self, path: &Path) -> bool {
        self.layer(path).is_some()
    }
}
