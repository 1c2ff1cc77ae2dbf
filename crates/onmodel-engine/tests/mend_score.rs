//! Mending a finding by its own fix never lowers the score: tried with every fix of the flawed samples.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use onmodel_dataset::discover::{self, discover};
use onmodel_engine::fix::Mended;
use onmodel_engine::{OpenSet, Plugins, today};
use onmodel_rules::judge::Judgement;
use onmodel_rules::{FileEdit, Fix, Operation, Safety, Selection};
use onmodel_vision::{Examiner, ImageFacts};
use tempfile::TempDir;

/// A sample and what its pictures are: no fix changes a picture, so they are looked at once.
struct Sample {
    folder: PathBuf,
    seen: BTreeMap<PathBuf, Option<Arc<ImageFacts>>>,
}

impl Sample {
    fn of(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/datasets").join(name);
        let set = open(&folder);
        let images = &set.facts.dataset.images;
        let paths: Vec<&Path> = images.iter().map(|image| image.path.as_path()).collect();
        let seen =
            Examiner::without_cache().examine_all(&paths, &|_, _| {}, &AtomicBool::new(false));
        let names = images.iter().map(|image| image.relative.clone());
        Self { seen: names.zip(seen).collect(), folder }
    }

    /// Judges a copy of the sample in `root`, some of whose images have `moved` to other names.
    fn judged(&self, root: &Path, moved: &BTreeMap<PathBuf, PathBuf>) -> Judgement {
        let mut set = open(root);
        let look = |name: &PathBuf| self.seen[moved.get(name).unwrap_or(name)].clone();
        let seen = set.facts.dataset.images.iter().map(|image| look(&image.relative)).collect();
        set.see(seen);
        set.judge(today())
    }

    fn copied(&self) -> TempDir {
        let copy = tempfile::tempdir().unwrap();
        copy_all(&self.folder, copy.path());
        copy
    }
}

fn open(root: &Path) -> OpenSet {
    let mut found = discover(&[root], &discover::Options::default());
    assert!(found.errors.is_empty() && found.problems.is_empty(), "{:?}", found.problems);
    OpenSet::open(found.datasets.remove(0), &Selection::default(), &Plugins::none()).unwrap()
}

/// Pictures are linked, not copied: nothing writes into them.
fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copy = to.join(path.file_name().unwrap());
        let is_text =
            path.extension().is_some_and(|it| it == "txt" || it == "caption" || it == "toml");
        if path.is_dir() {
            copy_all(&path, &copy);
        } else if is_text || fs::hard_link(&path, &copy).is_err() {
            fs::copy(&path, &copy).unwrap();
        }
    }
}

/// Applies one fix to the copy in `root`; gives the images it renamed, the old name by the new.
fn apply(fix: &Fix, root: &Path) -> BTreeMap<PathBuf, PathBuf> {
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.start, edit.end)));
    for edit in edits {
        let mut bytes = fs::read(&edit.path).unwrap();
        bytes.splice(edit.start..edit.end, edit.text.bytes());
        fs::write(&edit.path, bytes).unwrap();
    }
    let operations = fix.operations.iter().map(|one| (fix.title.clone(), one.clone())).collect();
    let done = Mended { operations, ..Mended::default() }.write(root, None);
    assert!(done.failures.is_empty(), "{}: {:?}", fix.title, done.failures);
    let inside = |path: &Path| path.strip_prefix(root).unwrap().to_owned();
    let renamed = fix.operations.iter().filter_map(|operation| match operation {
        Operation::Rename { from, to } => Some((inside(to), inside(from))),
        _ => None,
    });
    renamed.collect()
}

/// The same fix for the same set in another folder.
fn elsewhere(fix: &Fix, from: &Path, to: &Path) -> Fix {
    let moved = |path: &PathBuf| to.join(path.strip_prefix(from).unwrap());
    let edit = |edit: &FileEdit| FileEdit { path: moved(&edit.path), ..edit.clone() };
    let operation = |operation: &Operation| match operation {
        Operation::Rename { from, to } => Operation::Rename { from: moved(from), to: moved(to) },
        Operation::MoveAside { path } => Operation::MoveAside { path: moved(path) },
        Operation::Create { path, text } => {
            Operation::Create { path: moved(path), text: text.clone() }
        }
    };
    Fix {
        edits: fix.edits.iter().map(edit).collect(),
        operations: fix.operations.iter().map(operation).collect(),
        ..fix.clone()
    }
}

/// Tries every fix of a sample by itself, on a copy of its own; gives the rules whose fixes were tried.
fn try_all(name: &str) -> BTreeSet<String> {
    let sample = Sample::of(name);
    let first = sample.copied();
    let before = sample.judged(first.path(), &BTreeMap::new());
    let mut tried = BTreeSet::new();
    for finding in &before.findings {
        for fix in finding.fixes.iter().filter(|fix| fix.safety != Safety::Assist) {
            let copy = sample.copied();
            let moved = apply(&elsewhere(fix, first.path(), copy.path()), copy.path());
            let after = sample.judged(copy.path(), &moved).score.total;
            let told = format!("{}: {}: {}", finding.path.display(), finding.rule, fix.title);
            assert!(after >= before.score.total, "{} became {after}: {told}", before.score.total);
            tried.insert(finding.rule.clone());
        }
    }
    tried
}

#[test]
fn no_fix_of_the_flawed_sample_lowers_its_score() {
    let tried = try_all("kestrel-flawed");
    for rule in ["trigger-missing", "image-duplicate", "dataset-shared-stem", "caption-orphan"] {
        assert!(tried.contains(rule), "{rule} is not among {tried:?}");
    }
}

#[test]
fn no_fix_of_the_kohya_sample_lowers_its_score() {
    assert!(try_all("kestrel-kohya").contains("dataset-mixed-caption-extensions"));
}
