//! A workspace follows what it is told, and reads no more than that.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_engine::workspace::View;
use onmodel_engine::{Options, Workspace, today};
use onmodel_rules::Selection;
use onmodel_vision::Examiner;

struct Folder {
    folder: tempfile::TempDir,
}

const CONFIG: &str = "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\n";

impl Folder {
    /// A set of two captions.
    fn new() -> Self {
        let folder = Self { folder: tempfile::tempdir().unwrap() };
        folder.write("set/onmodel.toml", CONFIG);
        folder.write("set/1.txt", "krstl, smiling");
        folder.write("set/1.png", "no picture");
        folder.write("set/2.txt", "running");
        folder.write("set/2.png", "no picture either");
        folder
    }

    fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.root().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    fn opened(&self) -> Workspace {
        let mut workspace = empty();
        workspace.set_folders(vec![self.root()]);
        workspace
    }
}

fn empty() -> Workspace {
    Workspace::new(Options {
        trainer: None,
        selection: Selection::default(),
        config: None,
        today: today(),
    })
}

/// Whether a rule spoke of a file.
fn says(view: &View, rule: &str, path: &Path) -> bool {
    let findings = view.sets.iter().flat_map(|set| &set.judgement.findings);
    findings.into_iter().any(|finding| finding.rule == rule && finding.path == path)
}

#[test]
fn an_open_text_counts_until_it_is_closed() {
    let folder = Folder::new();
    let path = folder.root().join("set/1.txt");
    let mut workspace = folder.opened();
    assert!(!says(&workspace.view(), "trigger-missing", &path));
    workspace.open_text(&path, "smiling".into());
    assert!(says(&workspace.view(), "trigger-missing", &path));
    workspace.close_text(&path);
    assert!(!says(&workspace.view(), "trigger-missing", &path));
}

#[test]
fn sets_that_find_no_room_are_held_while_a_file_of_theirs_is_open() {
    let folder = Folder::new();
    folder.write("other/onmodel.toml", CONFIG.replace("kestrel", "other"));
    let path = folder.write("other/1.txt", "smiling");
    folder.write("other/1.png", "no picture");
    let mut workspace = empty();
    // The set of `other` is the first by path, and fits however little room there is.
    workspace.hold_at_most(1);
    workspace.set_folders(vec![folder.root()]);
    let view = workspace.view();
    assert!(says(&view, "trigger-missing", &path));
    assert_eq!(view.aside, [folder.root().join("set")]);
    let second = folder.root().join("set/2.txt");
    assert!(!says(&view, "trigger-missing", &second));
    workspace.disk_changed(std::slice::from_ref(&second));
    workspace.open_text(&second, "running".into());
    let view = workspace.view();
    assert!(says(&view, "trigger-missing", &second) && view.aside.is_empty());
    workspace.open_text(&second, "krstl, running".into());
    assert!(!says(&workspace.view(), "trigger-missing", &second));
    workspace.close_text(&second);
    let view = workspace.view();
    assert!(!says(&view, "trigger-missing", &second) && view.sets.len() == 1);
    assert_eq!(view.aside.len(), 1);
    workspace.hold_at_most(1000);
    workspace.rescan();
    assert!(says(&workspace.view(), "trigger-missing", &second));
}

#[test]
fn a_view_stays_what_it_was() {
    let folder = Folder::new();
    let path = folder.root().join("set/1.txt");
    let mut workspace = folder.opened();
    let before = workspace.view();
    workspace.open_text(&path, "smiling".into());
    workspace.view();
    assert!(!says(&before, "trigger-missing", &path));
    assert_eq!(&*before.captioned(&path).unwrap().body(&path).unwrap().text, "krstl, smiling");
}

#[test]
fn a_set_that_did_not_change_is_the_same_in_the_next_view() {
    let folder = Folder::new();
    folder.write("other/onmodel.toml", CONFIG.replace("kestrel", "other"));
    folder.write("other/1.txt", "krstl");
    folder.write("other/1.png", "");
    let mut workspace = folder.opened();
    let before = workspace.view();
    workspace.open_text(&folder.root().join("set/1.txt"), "smiling".into());
    let after = workspace.view();
    let same = |a: &View, b: &View| -> Vec<bool> {
        a.sets.iter().zip(&b.sets).map(|(a, b)| Arc::ptr_eq(a, b)).collect()
    };
    assert_eq!(same(&before, &after), [true, false]);
    assert_eq!(same(&after, &workspace.view()), [true, true]);
}

#[test]
fn a_configuration_reached_by_extends_is_followed() {
    let folder = Folder::new();
    let studio = folder.write("studio.toml", "[dataset]\ntrigger = \"krstl\"\n");
    folder
        .write("set/onmodel.toml", "extends = \"../studio.toml\"\n[dataset]\nname = \"kestrel\"\n");
    let path = folder.root().join("set/1.txt");
    let mut workspace = folder.opened();
    assert!(!says(&workspace.view(), "trigger-missing", &path));
    workspace.open_text(&studio, "[dataset]\ntrigger = \"mrvl\"\n".into());
    assert!(says(&workspace.view(), "trigger-missing", &path));
    workspace.open_text(&studio, "[dataset]\ntriger = \"mrvl\"\n".into());
    let view = workspace.view();
    assert!(view.sets.is_empty() && view.errors.len() == 1, "{:?}", view.errors);
    workspace.close_text(&studio);
    assert!(!says(&workspace.view(), "trigger-missing", &path));
}

#[test]
fn what_was_seen_of_an_image_that_changed_meanwhile_is_not_taken() {
    let folder = Folder::new();
    let image = folder.root().join("set/1.png");
    let mut workspace = folder.opened();
    let examiner = Examiner::without_cache();
    let look = |workspace: &Workspace| {
        let unseen = workspace.unseen().into_iter().flatten();
        unseen.map(|one| (one.clone(), examiner.examine(&one.path))).collect::<Vec<_>>()
    };
    let old = look(&workspace);
    assert_eq!(old.len(), 2);
    workspace.disk_changed(std::slice::from_ref(&image));
    workspace.saw(old);
    let left: Vec<PathBuf> = workspace.unseen().into_iter().flatten().map(|one| one.path).collect();
    assert_eq!(left, std::slice::from_ref(&image));
    let seen = look(&workspace);
    workspace.saw(seen);
    assert!(workspace.unseen().is_empty());
    let view = workspace.view();
    assert!(view.sets[0].is_seen && says(&view, "image-unreadable", &image));
}

#[test]
fn a_folder_with_an_image_is_no_set_and_a_text_beside_it_no_guest() {
    let folder = Folder::new();
    let notes = folder.write("logo/notes.txt", "smiling, smiling");
    folder.write("logo/logo.png", "");
    let mut workspace = empty();
    workspace.set_folders(vec![folder.root().join("logo")]);
    workspace.open_text(&notes, "smiling, smiling".into());
    assert!(workspace.view().sets.is_empty());
}

#[test]
fn a_guest_stays_as_long_as_its_document_and_is_no_set_twice() {
    let folder = Folder::new();
    let (first, second) = (folder.root().join("set/1.txt"), folder.root().join("set/2.txt"));
    let mut workspace = empty();
    workspace.open_text(&first, "smiling".into());
    workspace.open_text(&second, "running".into());
    assert_eq!(workspace.view().sets.len(), 1);
    workspace.close_text(&first);
    assert!(says(&workspace.view(), "trigger-missing", &second), "the other is still open");
    workspace.close_text(&second);
    assert!(workspace.view().sets.is_empty());
}

#[test]
fn what_no_set_would_notice_reads_nothing_again() {
    let folder = Folder::new();
    let mut workspace = folder.opened();
    let before = workspace.view();
    let paths = ["set/1.txt~", "set/.1.txt.swp", ".git/index", "build/x.o", "set/4913"];
    let paths: Vec<PathBuf> = paths.iter().map(|name| folder.write(name, "x")).collect();
    workspace.disk_changed(&paths);
    assert!(Arc::ptr_eq(&before.sets[0], &workspace.view().sets[0]));
}

#[test]
fn every_safe_fix_of_a_text_is_made_and_nothing_else() {
    let folder = Folder::new();
    let path = folder.root().join("set/2.txt");
    let mut workspace = folder.opened();
    workspace.open_text(&path, "running,, running , standing".into());
    let view = workspace.view();
    let set = view.captioned(&path).unwrap();
    assert_eq!(set.mended(&path, &|_| true).unwrap(), "krstl, running, standing");
    assert_eq!(
        set.mended(&path, &|finding| finding.rule == "trigger-missing").unwrap(),
        "krstl, running,, running , standing"
    );
    assert_eq!(set.mended(&path, &|_| false), None);
}
