//! Every dataset under some folders kept open, with unsaved texts laid over the disk.
//!
//! A [`Workspace`] has one owner, which tells it what changed: an open document's text, files on the
//! disk, what an image shows. It reads again only what that touches, and hands out a [`View`]: what
//! is known and what was judged at that moment, immutable, for any number of readers.
//!
//! A caption's open text counts the moment it is told; an open configuration's text too. Images are
//! looked at by whoever owns the workspace, at leisure: [`Workspace::unseen`] names them,
//! [`Workspace::saw`] takes what was seen. Nothing here waits for a picture.

mod bound;
mod change;
mod company;
mod guests;
mod held;
mod mended;
mod paths;
mod pictures;
mod plugins;
mod retell;
mod view;

pub use paths::cleaned;
pub use pictures::Unseen;
pub use view::{SetView, View};

use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_dataset::config::{ConfigError, FILE_NAME};
use onmodel_dataset::{Evidence, Overlay, discover};
use onmodel_vision::ImageFacts;

use crate::{Options, Plugins, today};
use company::Company;
use held::{Held, Opening, is_layer};
use pictures::Pictures;

/// All datasets under some folders, kept open.
pub struct Workspace {
    options: Options,
    folders: Vec<PathBuf>,
    /// The open documents' texts, by absolute path.
    texts: Overlay,
    sets: Vec<Held>,
    /// The folders of sets that found no room.
    aside: Vec<PathBuf>,
    most_files: usize,
    errors: Vec<ConfigError>,
    pictures: Pictures,
    plugins: Plugins,
    /// The turn of trust the sets were opened at.
    trust_turn: u32,
    company: Company,
}

impl Workspace {
    /// A workspace without folders, judged as `options` ask.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            folders: Vec::new(),
            texts: Overlay::new(),
            sets: Vec::new(),
            aside: Vec::new(),
            most_files: bound::MOST_FILES,
            errors: Vec::new(),
            pictures: Pictures::default(),
            plugins: Plugins::none(),
            trust_turn: 0,
            company: Company::default(),
        }
    }

    /// Opens every dataset under these absolute folders, and no other.
    pub fn set_folders(&mut self, folders: Vec<PathBuf>) {
        self.folders = folders;
        self.search();
    }

    /// The folders searched.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// Forgets all that was read and reads it again; open texts stay.
    pub fn restart(&mut self) {
        self.pictures.forget();
        self.search();
    }

    /// Any file may have changed: everything is read again, and what was seen stands until then.
    pub fn rescan(&mut self) {
        self.pictures.all_changed();
        self.search();
    }

    /// An open document's text counts from now on instead of the file at the absolute `path`.
    pub fn open_text(&mut self, path: &Path, text: Arc<str>) {
        if self.texts.insert(path.to_owned(), Arc::clone(&text)).is_some_and(|old| old == text) {
            return;
        }
        self.reread(path);
    }

    /// The file at `path` counts again.
    pub fn close_text(&mut self, path: &Path) {
        if self.texts.remove(path).is_some() {
            self.reread(path);
            self.dismiss(path);
        }
    }

    /// Files were written, created, renamed or deleted.
    pub fn disk_changed(&mut self, paths: &[PathBuf]) {
        if self.is_plugin_changed(paths) {
            return self.search();
        }
        let effects = paths.iter().map(|path| change::effect(self, path)).collect();
        self.carry_out(effects);
    }

    /// The images nobody has looked at since they came or changed, set by set.
    pub fn unseen(&self) -> Vec<Vec<Unseen>> {
        let of_set = |held: &Held| {
            self.pictures.unseen(held.set.facts.dataset.images.iter().map(|image| &*image.path))
        };
        self.sets.iter().map(of_set).filter(|unseen| !unseen.is_empty()).collect()
    }

    /// Takes what was seen of images; what changed in the meantime is not taken.
    pub fn saw(&mut self, seen: Vec<(Unseen, Arc<ImageFacts>)>) {
        for (unseen, facts) in seen {
            self.pictures.take(&unseen, facts);
        }
        for held in &mut self.sets {
            held.show(&self.pictures);
        }
    }

    /// What is known now; what changed since the last view is judged first.
    pub fn view(&mut self) -> Arc<View> {
        self.listen_to_plugins();
        if self.company.renew(&self.sets) {
            self.judge_neighbours_again();
        }
        let (today, all) = (today(), &self.company.all);
        for (index, held) in self.sets.iter_mut().enumerate() {
            held.judge(all.is_company().then(|| all.beside(index)).as_ref(), today);
        }
        let sets = self.sets.iter().filter_map(|held| held.view.clone()).collect();
        Arc::new(View { sets, aside: self.still_aside(), errors: self.errors.clone() })
    }

    /// Finds every dataset again.
    fn search(&mut self) {
        // Who was left alone may try again: whatever changed may have been why.
        self.plugins.forgive();
        let found = discover(&self.folders, &self.discovery());
        self.errors = found.errors;
        self.sets.clear();
        self.aside.clear();
        for dataset in found.datasets {
            // A folder that merely holds an image was given to the editor, not to us.
            let is_meant = is_layer(&dataset.settings, &dataset.root.join(FILE_NAME));
            if dataset.evidence == Evidence::Given && !is_meant {
                continue;
            }
            if self.has_room_for(&dataset) {
                self.hold(dataset);
            } else {
                self.aside.push(dataset.root);
            }
        }
        self.admit_guests();
        self.pictures.keep(self.sets.iter().flat_map(|held| &held.set.facts.dataset.images));
    }

    /// Opens a dataset, or tells why its configuration keeps it shut.
    fn hold(&mut self, dataset: onmodel_dataset::Dataset) {
        let opening = Opening {
            selection: &self.options.selection,
            texts: &self.texts,
            plugins: &self.plugins,
        };
        match Held::open(dataset, &opening, &mut self.pictures) {
            Ok(held) => self.sets.push(held),
            Err(errors) => errors.into_iter().for_each(|error| self.add_error(error)),
        }
    }

    fn add_error(&mut self, error: ConfigError) {
        if !self.errors.contains(&error) {
            self.errors.push(error);
        }
    }

    /// What a set does to another is said in both: files, pictures and configuration of one concern
    /// all that are looked at side by side.
    fn judge_neighbours_again(&mut self) {
        for held in &mut self.sets {
            held.is_stale |= held.looks_at_others();
        }
    }

    fn discovery(&self) -> discover::Options {
        discover::Options {
            trainer: self.options.trainer,
            config: self.options.config.clone(),
            overlay: self.texts.clone(),
        }
    }
}
