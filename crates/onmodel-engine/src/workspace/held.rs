//! One dataset held open, with its last judgement.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_dataset::config::ConfigError;
use onmodel_dataset::{CaptionSource, Dataset, Encoding, Layer, Overlay, Settings};
use onmodel_rules::config::Date;
use onmodel_rules::neighbours::Beside;
use onmodel_rules::{Scope, Selection};

use super::pictures::Pictures;
use super::retell::{disk_encoding, from_disk, retold};
use super::view::SetView;
use crate::{OpenSet, Plugins};

/// Where a set's files stand in it.
pub(super) struct Files {
    /// Indices of captions by their file.
    pub(super) captions: HashMap<PathBuf, Vec<usize>>,
    /// Indices of images by their file.
    pub(super) images: HashMap<PathBuf, usize>,
}

impl Files {
    fn of(dataset: &Dataset) -> Self {
        let mut captions: HashMap<PathBuf, Vec<usize>> = HashMap::new();
        for (index, caption) in dataset.captions.iter().enumerate() {
            captions.entry(caption.path.clone()).or_default().push(index);
        }
        let images = dataset.images.iter().enumerate();
        let images = images.map(|(index, image)| (image.path.clone(), index)).collect();
        Self { captions, images }
    }
}

/// The absolute path of the file a layer was read from; its own path may go by `..`.
pub(super) fn layer_file(layer: &Layer) -> PathBuf {
    layer.path.file_name().map_or_else(|| layer.path.clone(), |name| layer.folder.join(name))
}

/// Whether the file at the absolute `path` is one of those that configure a set.
pub(super) fn is_layer(settings: &Settings, path: &Path) -> bool {
    settings.layers.iter().any(|layer| layer_file(layer) == path)
}

/// What a set is opened with.
pub(super) struct Opening<'a> {
    pub(super) selection: &'a Selection,
    pub(super) texts: &'a Overlay,
    pub(super) plugins: &'a Plugins,
}

/// One dataset held open.
pub(super) struct Held {
    pub(super) set: OpenSet,
    pub(super) files: Arc<Files>,
    /// Whether it is held only because a document of it is open: the file's path.
    pub(super) guest_of: Option<PathBuf>,
    /// How the open captions are encoded on the disk, by index.
    encodings: HashMap<usize, Encoding>,
    /// Whether something changed since the last judgement.
    pub(super) is_stale: bool,
    pub(super) view: Option<Arc<SetView>>,
    is_seen: bool,
    plugins: Plugins,
}

impl Held {
    /// Opens a dataset read from the disk; the open texts of its captions count at once.
    ///
    /// # Errors
    /// What is wrong with the tables that configure rules.
    pub(super) fn open(
        dataset: Dataset,
        opening: &Opening<'_>,
        pictures: &mut Pictures,
    ) -> Result<Self, Vec<ConfigError>> {
        let files = Arc::new(Files::of(&dataset));
        pictures.expect(dataset.images.iter().map(|image| &*image.path));
        let mut held = Self {
            set: OpenSet::open(dataset, opening.selection, opening.plugins)?,
            files,
            guest_of: None,
            encodings: HashMap::new(),
            is_stale: true,
            view: None,
            is_seen: false,
            plugins: opening.plugins.clone(),
        };
        let open =
            opening.texts.iter().filter_map(|(path, text)| Some((held.sidecar(path)?, text)));
        for (index, text) in open.collect::<Vec<_>>() {
            held.retell(index, text);
        }
        held.show(pictures);
        Ok(held)
    }

    /// The caption that is the whole of this file.
    pub(super) fn sidecar(&self, path: &Path) -> Option<usize> {
        let index = *self.files.captions.get(path)?.first()?;
        let file = self.set.facts.dataset.captions.get(index)?;
        (file.source == CaptionSource::Sidecar).then_some(index)
    }

    /// Puts an open document's text in place of a sidecar's.
    pub(super) fn retell(&mut self, index: usize, text: &str) {
        let Some(file) = self.set.facts.dataset.captions.get(index) else { return };
        let encoding = *self.encodings.entry(index).or_insert_with(|| disk_encoding(&file.path));
        self.set_caption(index, |file| retold(file, text, encoding));
    }

    /// Reads a sidecar from the disk, or, where it is open, how it is encoded there.
    pub(super) fn reread(&mut self, index: usize, open: Option<&str>) {
        self.encodings.remove(&index);
        match open {
            Some(text) => self.retell(index, text),
            None => self.set_caption(index, from_disk),
        }
    }

    fn set_caption(
        &mut self,
        index: usize,
        change: impl FnOnce(&onmodel_dataset::CaptionFile) -> onmodel_dataset::CaptionFile,
    ) {
        let Some(file) = self.set.facts.dataset.captions.get(index) else { return };
        let changed = change(file);
        if changed != *file {
            self.set.set_caption(index, changed);
            self.is_stale = true;
        }
    }

    /// Takes over what was seen of the set's images; whether that is news.
    pub(super) fn show(&mut self, pictures: &Pictures) -> bool {
        let images = &self.set.facts.dataset.images;
        let seen: Vec<_> = images.iter().map(|image| pictures.seen(&image.path)).collect();
        let is_seen = seen.iter().all(Option::is_some);
        let is_known = seen.iter().zip(&self.set.facts.images).all(|pair| match pair {
            (Some(new), Some(old)) => Arc::ptr_eq(new, old) || new == old,
            (None, None) => true,
            _ => false,
        });
        let is_news = !is_known || is_seen != self.is_seen;
        if !is_known {
            self.set.see(seen);
        }
        self.is_seen = is_seen;
        self.is_stale |= is_news;
        is_news
    }

    /// Whether some rule looks at the set beside the others.
    pub(super) fn looks_at_others(&self) -> bool {
        self.set.rules.rules().iter().any(|rule| rule.meta.scope == Scope::Repository)
    }

    /// Whether every image was looked at.
    pub(super) fn is_seen(&self) -> bool {
        self.is_seen
    }

    /// Judges the set in its place among the others, if something changed.
    pub(super) fn judge(&mut self, beside: Option<&Beside<'_>>, today: Date) {
        if !self.is_stale && self.view.is_some() {
            return;
        }
        let judgement = self.set.judge_beside(beside, today);
        self.is_stale = false;
        self.view = Some(Arc::new(SetView {
            facts: self.set.facts.clone(),
            rules: self.set.rules.clone(),
            judgement,
            is_seen: self.is_seen,
            plugins: self.plugins.clone(),
            files: Arc::clone(&self.files),
        }));
    }
}
