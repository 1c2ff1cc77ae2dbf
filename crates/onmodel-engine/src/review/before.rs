//! Datasets as they were at a commit.
//!
//! The captions and configurations of the commit are laid into a temporary folder, where the
//! datasets are found as on any disk; of its images only the names are. What a picture shows is
//! known by its content: one that did not change is looked at where it lies, another is read from
//! git's objects, and a Git LFS pointer is answered from what was seen of its SHA-256.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_dataset::config::FILE_NAME;
use onmodel_dataset::discover::survey;
use onmodel_dataset::git::{Blob, GitError, Objects};
use onmodel_dataset::{Dataset, IMAGE_EXTENSIONS};
use onmodel_rules::{Finding, Scope};
use onmodel_vision::ImageFacts;
use rayon::prelude::*;

use super::Changed;
use crate::{Engine, OpenSet, SetReport};

/// Endings of large files whose names matter and whose content does not.
const OPAQUE: [&str; 2] = ["npz", "safetensors"];

/// A dataset as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Before {
    /// Its score.
    pub score: f64,
    /// The stable names of its findings; those about several datasets are not among them.
    pub findings: BTreeSet<String>,
}

impl Before {
    /// The findings of the set now that were not there before; what concerns several sets is left
    /// out.
    pub fn new_in<'s>(&self, set: &'s SetReport) -> impl Iterator<Item = &'s Arc<Finding>> {
        own(set).filter(|finding| !self.findings.contains(&finding.fingerprint))
    }

    /// How many findings of before are no more.
    pub fn mended_in(&self, set: &SetReport) -> usize {
        let now: BTreeSet<&String> = own(set).map(|finding| &finding.fingerprint).collect();
        self.findings.iter().filter(|fingerprint| !now.contains(fingerprint)).count()
    }
}

/// A set's findings but those about several sets.
fn own(set: &SetReport) -> impl Iterator<Item = &Arc<Finding>> {
    let rules = set.rules.rules();
    let across: Vec<&str> = rules
        .iter()
        .filter(|rule| rule.meta.scope == Scope::Repository)
        .map(|rule| rule.meta.name.as_ref())
        .collect();
    set.judgement.findings.iter().filter(move |finding| !across.contains(&finding.rule.as_str()))
}

/// The files of the commit compared with.
pub(super) struct Past {
    top: PathBuf,
    files: BTreeMap<PathBuf, String>,
    objects: Objects,
}

impl Past {
    /// The files of the commit; none while nothing is committed.
    pub(super) fn open(change: &Changed) -> Result<Self, GitError> {
        let files = change.base.as_ref().map(|base| change.git.files(base)).transpose()?;
        let files = files.unwrap_or_default().into_iter().map(|Blob { path, name }| (path, name));
        let top = change.git.top().to_owned();
        Ok(Self { top, files: files.collect(), objects: change.git.objects()? })
    }

    /// What the file at an absolute path held.
    pub(super) fn read(&mut self, path: &Path) -> Option<Vec<u8>> {
        let name = self.files.get(path.strip_prefix(&self.top).ok()?)?;
        self.objects.read(name)
    }

    /// The datasets in the folders given as they were, by those folders.
    pub(super) fn judge(
        &mut self,
        engine: &Engine,
        roots: &[&Path],
        change: &Changed,
    ) -> Result<BTreeMap<PathBuf, Before>, GitError> {
        let folders: Vec<(PathBuf, PathBuf)> = roots
            .iter()
            .filter_map(|root| Some(((*root).to_owned(), self.folder_before(root, change)?)))
            .collect();
        let no_room = |fault: std::io::Error| GitError::Failed {
            command: "cat-file".to_owned(),
            words: format!("no room for the captions of before: {fault}"),
        };
        let place = tempfile::tempdir().map_err(no_room)?;
        let here = place.path().canonicalize().map_err(no_room)?;
        let befores: Vec<&Path> = folders.iter().map(|(_, before)| before.as_path()).collect();
        self.lay(&here, &befores).map_err(no_room)?;
        let datasets: Vec<(PathBuf, Dataset)> = folders
            .par_iter()
            .filter_map(|(root, before)| Some((root.clone(), dataset(engine, &here.join(before))?)))
            .collect();
        // By the plugins of now, as by the built-in rules of now.
        let plugins = engine.plugins.moved(&here, &self.top);
        let mut judged = BTreeMap::new();
        let renewed: BTreeSet<&Path> =
            change.changes.iter().filter_map(|change| change.before.as_deref()).collect();
        for (root, dataset) in datasets {
            let seen = self.see(engine, &dataset, &here, &renewed);
            let opened = OpenSet::open(dataset, &engine.options.selection, &plugins);
            let Ok(mut set) = opened else { continue };
            set.see(seen);
            set.ask_plugins();
            let judgement = set.judge(engine.options.today);
            let (facts, rules) = (set.facts, set.rules);
            let set = SetReport { facts, rules, judgement };
            let findings = own(&set).map(|finding| finding.fingerprint.clone()).collect();
            judged.insert(root, Before { score: set.judgement.score.total, findings });
        }
        Ok(judged)
    }

    /// The folder a dataset was in, in the repository: its own, else the one most of its files were
    /// moved from.
    fn folder_before(&self, root: &Path, change: &Changed) -> Option<PathBuf> {
        let root = root.canonicalize().ok()?;
        let own = root.strip_prefix(&self.top).ok()?;
        if self.files.keys().any(|file| file.starts_with(own) && is_image(file)) {
            return Some(own.to_owned());
        }
        let mut votes: HashMap<PathBuf, usize> = HashMap::new();
        for change in &change.changes {
            let (Some(before), Some(now)) = (&change.before, &change.now) else { continue };
            let Ok(below) = now.strip_prefix(&root) else { continue };
            let old = before.to_str().zip(below.to_str());
            // `old/a/01.png` became `new/a/01.png`: what is the same at the end is taken off.
            let folder = old.and_then(|(before, below)| before.strip_suffix(below));
            if let Some(folder) =
                folder.and_then(|folder| Path::new(folder).strip_prefix(&self.top).ok())
            {
                *votes.entry(folder.to_owned()).or_default() += 1;
            }
        }
        votes.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(folder, _)| folder)
    }

    /// Lays the files of these folders, and whatever may configure them, below `here`.
    fn lay(&mut self, here: &Path, folders: &[&Path]) -> std::io::Result<()> {
        std::fs::create_dir_all(here.join(".git"))?;
        let Self { files, objects, .. } = self;
        for (path, name) in files.iter() {
            let is_inside = folders.iter().any(|folder| path.starts_with(folder));
            if !is_inside && !may_configure(path, folders) {
                continue;
            }
            let target = here.join(path);
            if let Some(folder) = target.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let content = if is_named_only(path) { None } else { objects.read(name) };
            std::fs::write(target, content.unwrap_or_default())?;
        }
        Ok(())
    }

    /// What the images of a dataset laid out below `here` showed.
    fn see(
        &mut self,
        engine: &Engine,
        dataset: &Dataset,
        here: &Path,
        renewed: &BTreeSet<&Path>,
    ) -> Vec<Option<Arc<ImageFacts>>> {
        let mut see = |path: &Path| {
            let inside = path.strip_prefix(here).ok()?;
            let present = self.top.join(inside);
            if !renewed.contains(present.as_path()) && present.is_file() {
                return Some(engine.examiner.examine(&present));
            }
            let bytes = self.objects.read(self.files.get(inside)?)?;
            Some(engine.examiner.examine_bytes(bytes))
        };
        dataset.images.iter().map(|image| see(&image.path)).collect()
    }
}

/// The dataset that is this very folder.
fn dataset(engine: &Engine, folder: &Path) -> Option<Dataset> {
    let options = engine.discovery();
    let found = survey(&[folder], &options).found.into_iter().find(|found| found.root == folder)?;
    found.read(&options).ok()
}

/// Whether a file may configure one of the folders: an `onmodel.toml` above it, or another TOML file
/// that one may extend.
fn may_configure(path: &Path, folders: &[&Path]) -> bool {
    if path.extension() != Some(OsStr::new("toml")) {
        return false;
    }
    let above = path.parent().unwrap_or(Path::new(""));
    path.file_name() != Some(OsStr::new(FILE_NAME))
        || folders.iter().any(|folder| folder.starts_with(above))
}

fn is_named_only(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    is_image(path) || OPAQUE.contains(&ending)
}

pub(super) fn is_image(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    IMAGE_EXTENSIONS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}
