//! What a change of one file asks for.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use onmodel_dataset::config::FILE_NAME;
use onmodel_dataset::{CaptionSource, Evidence, IMAGE_EXTENSIONS};

use super::Workspace;
use super::held::{Held, Opening, is_layer, layer_file};
use super::paths::cleaned;

/// What is to be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing: no set would notice.
    Nothing,
    /// The text of one sidecar: the set's root, the caption's index.
    Caption(usize, usize),
    /// The picture in one file.
    Picture(PathBuf),
    /// One set, by index, with its list of files.
    Reopen(usize),
    /// Everything: sets may have come or gone.
    Search,
}

/// Endings of files that may make a folder a set, beside images'.
const TELLING: [&str; 6] = ["txt", "caption", "jsonl", "csv", "json", "toml"];

/// What the change of the file at `path` on the disk asks for.
pub(super) fn effect(workspace: &Workspace, path: &Path) -> Effect {
    for (at, held) in workspace.sets.iter().enumerate() {
        if is_config(held, path) {
            return Effect::Search;
        }
        if let Some(index) = held.sidecar(path) {
            return if path.is_file() {
                Effect::Caption(at, index)
            } else {
                list_changed(held, at)
            };
        }
        if held.files.captions.contains_key(path) {
            return list_changed(held, at);
        }
        if held.files.images.contains_key(path) {
            return if path.is_file() {
                Effect::Picture(path.to_owned())
            } else {
                list_changed(held, at)
            };
        }
    }
    newcomer(workspace, path)
}

/// What another open text of the file at `path`, no sidecar, asks for; `None` is the disk's. A text
/// that says what is known already, as when a document is opened, asks for nothing.
fn text_effect(workspace: &Workspace, path: &Path, text: Option<&str>) -> Effect {
    for (at, held) in workspace.sets.iter().enumerate() {
        let dataset = &held.set.facts.dataset;
        let layers = dataset.settings.layers.iter();
        let known = layers.map(|layer| (layer_file(layer), &*layer.text));
        let mut known = known.filter(|(file, _)| file == path).map(|(_, text)| text);
        if let Some(known) = known.next() {
            return if text == Some(known) { Effect::Nothing } else { Effect::Search };
        }
        if let Some(index) = held.files.captions.get(path).and_then(|rows| rows.first()) {
            let body = dataset.captions.get(*index).and_then(|row| row.body.as_ref().ok());
            let is_known = body.is_some_and(|body| Some(&*body.text) == text);
            return if is_known { Effect::Nothing } else { list_changed(held, at) };
        }
    }
    let is_faulty = workspace.errors.iter().any(|error| cleaned(&error.place.path) == path);
    let is_config = path.file_name().is_some_and(|name| name == FILE_NAME);
    if is_faulty || (is_config && workspace.is_inside(path)) {
        Effect::Search
    } else {
        Effect::Nothing
    }
}

/// A file no set knows.
fn newcomer(workspace: &Workspace, path: &Path) -> Effect {
    let name = path.file_name().unwrap_or_default();
    if name == FILE_NAME || name == ".gitignore" {
        return Effect::Search;
    }
    let holds_set = |held: &Held| held.set.facts.dataset.root.starts_with(path);
    if workspace.sets.iter().any(holds_set) {
        return Effect::Search;
    }
    if is_hidden(workspace, path) || !may_matter(path) || workspace.is_aside(path) {
        return Effect::Nothing;
    }
    let around = workspace.sets.iter().enumerate();
    let around = around.filter(|(_, held)| path.starts_with(&held.set.facts.dataset.root));
    let nearest = around.max_by_key(|(_, held)| held.set.facts.dataset.root.components().count());
    match nearest {
        // A folder that comes may be, or hold, a set of its own.
        Some((at, held)) if !path.is_dir() => list_changed(held, at),
        Some(_) => Effect::Search,
        None if workspace.is_inside(path) => Effect::Search,
        None => Effect::Nothing,
    }
}

/// The list of a set's files changed. A named set stays one whatever it holds; what makes another a
/// set may be the very file.
fn list_changed(held: &Held, at: usize) -> Effect {
    match held.set.facts.dataset.evidence {
        Evidence::Named => Effect::Reopen(at),
        _ => Effect::Search,
    }
}

fn is_config(held: &Held, path: &Path) -> bool {
    let settings = &held.set.facts.dataset.settings;
    let other = [&settings.trainer_config, &settings.tokenizer];
    is_layer(settings, path) || other.into_iter().flatten().any(|other| other == path)
}

/// Whether some part of the path below the folder it was found in begins with a dot.
fn is_hidden(workspace: &Workspace, path: &Path) -> bool {
    let below = workspace.folders.iter().find_map(|folder| path.strip_prefix(folder).ok());
    let below = below.unwrap_or_else(|| path.file_name().map_or(path, Path::new));
    below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."))
}

/// Whether a file with this name, or a folder, may be of a set. One that is gone and has no ending
/// may have been a folder, but then not one of a set.
fn may_matter(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    let is_known = |ending: &str| TELLING.contains(&ending) || IMAGE_EXTENSIONS.contains(&ending);
    ending.is_some_and(|ending| is_known(&ending)) || path.is_dir()
}

impl Workspace {
    /// An open document's text came, changed or went.
    pub(super) fn reread(&mut self, path: &Path) {
        let text = self.texts.get(path).cloned();
        for held in &mut self.sets {
            if let Some(index) = held.sidecar(path) {
                return match text {
                    Some(text) => held.retell(index, &text),
                    None => held.reread(index, None),
                };
            }
        }
        match text_effect(self, path, text.as_deref()) {
            Effect::Nothing => self.admit(path),
            effect => self.carry_out(vec![effect]),
        }
    }

    /// Reads again what changes ask for, the whole before its parts.
    pub(super) fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in &effects {
            if let Effect::Picture(path) = effect {
                self.pictures.changed(path);
            }
        }
        if effects.contains(&Effect::Search) {
            return self.search();
        }
        let mut reopened: Vec<usize> = Vec::new();
        for effect in &effects {
            if let Effect::Reopen(at) = effect
                && !reopened.contains(at)
            {
                reopened.push(*at);
            }
        }
        for at in &reopened {
            if !self.reopen(*at) {
                return self.search();
            }
        }
        for effect in effects {
            if let Effect::Caption(at, index) = effect
                && !reopened.contains(&at)
            {
                self.reread_caption(at, index);
            }
        }
    }

    fn reread_caption(&mut self, at: usize, index: usize) {
        let Some(held) = self.sets.get_mut(at) else { return };
        let Some(file) = held.set.facts.dataset.captions.get(index) else { return };
        debug_assert_eq!(file.source, CaptionSource::Sidecar);
        let open = self.texts.get(&file.path).cloned();
        held.reread(index, open.as_deref());
    }

    /// Reads one set again; whether it still is one.
    pub(super) fn reopen(&mut self, at: usize) -> bool {
        let options = self.discovery();
        let Some(held) = self.sets.get_mut(at) else { return false };
        let Ok(dataset) = held.set.facts.dataset.reopen(&options) else { return false };
        let opening = Opening {
            selection: &self.options.selection,
            texts: &self.texts,
            plugins: &self.plugins,
        };
        let opened = Held::open(dataset, &opening, &mut self.pictures);
        let Ok(mut opened) = opened else { return false };
        opened.guest_of = held.guest_of.take();
        *held = opened;
        true
    }
}
