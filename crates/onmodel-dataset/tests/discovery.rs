//! Which folders are datasets.

#![allow(missing_docs)]

mod common;

use common::{Tree, pairs, slashed};
use onmodel_dataset::{Dataset, Evidence, Layout, Problem, TrainerId};
use proptest::prelude::Strategy;

const NAMES: [&str; 12] = [
    "a/1.png",
    "a/1.txt",
    "a/2.png",
    "a/1.caption",
    "a/10_x/3.png",
    "a/10_x/3.txt",
    "b/4.jpg",
    "b/4.txt",
    "c.png",
    "b/10_y/5.png",
    "b/A.txt",
    "b/z.webp",
];
const NAMED: &str = "[dataset]\nname = \"kestrel\"\n";

#[test]
fn a_named_folder_owns_all_below_but_nested_names() {
    let tree = Tree::new(&[
        ("kestrel/onmodel.toml", NAMED),
        ("kestrel/01.png", ""),
        ("kestrel/close/02.png", ""),
        ("kestrel/close/02.txt", "krstl"),
        ("kestrel/armor/onmodel.toml", "[dataset]\nname = \"armor\"\n"),
        ("kestrel/armor/03.png", ""),
        ("kestrel/.hidden/04.png", ""),
    ]);
    let found = tree.discover(&[""]);
    assert_eq!(tree.roots(&found), ["kestrel", "kestrel/armor"]);
    assert_eq!(found.datasets[0].evidence, Evidence::Named);
    assert_eq!(
        pairs(&found.datasets[0]),
        [("01.png".into(), "-".into()), ("close/02.png".into(), "krstl".into())]
    );
}

#[test]
fn pictures_of_a_documentation_are_no_dataset() {
    let tree = Tree::new(&[
        ("docs/img/a.png", ""),
        ("docs/img/b.svg", ""),
        ("docs/01_intro/shot.png", ""),
        ("set/1.png", ""),
        ("set/1.txt", "krstl"),
        ("logo.png", ""),
    ]);
    assert_eq!(tree.roots(&tree.discover(&[""])), ["set"]);
}

#[test]
fn a_folder_given_needs_no_caption() {
    let tree = Tree::new(&[("set/1.png", ""), ("set/2.png", "")]);
    let found = tree.discover(&["set"]);
    assert_eq!(found.datasets[0].evidence, Evidence::Given);
    let none = tree.discover(&[""]);
    assert_eq!(none.problems, [Problem::NoDataset(tree.at(""))]);
}

#[test]
fn kohya_folders_are_one_dataset() {
    let tree = Tree::new(&[
        ("train/10_krstl/1.png", ""),
        ("train/10_krstl/1.txt", "krstl"),
        ("train/5_krstl armor/2.png", ""),
        ("train/5 x/3.png", ""),
        ("train/4.png", ""),
    ]);
    let found = tree.discover(&[""]);
    let [train] = &found.datasets[..] else { panic!("{:?}", tree.roots(&found)) };
    assert_eq!((train.layout, train.settings.trainer), (Layout::Kohya, TrainerId::Kohya));
    assert_eq!(train.settings.trainer_evidence, "found 10_krstl");
    let repeats: Vec<_> = train.images.iter().map(|image| image.repeats).collect();
    assert_eq!(repeats, [10, 5]);
    let strays: Vec<_> = train.strays.iter().map(|stray| slashed(&stray.relative)).collect();
    assert_eq!(strays, ["4.png", "5 x/3.png"]);
}

#[test]
fn a_file_means_the_set_that_owns_it() {
    let tree = Tree::new(&[
        ("kestrel/onmodel.toml", NAMED),
        ("kestrel/close/02.png", ""),
        ("train/10_krstl/1.png", ""),
        ("plain/1.png", ""),
        ("plain/notes.md", ""),
        ("empty/x.md", ""),
    ]);
    for (file, root) in [
        ("kestrel/close/02.png", Some("kestrel")),
        ("kestrel/onmodel.toml", Some("kestrel")),
        ("train/10_krstl/1.png", Some("train")),
        ("plain/notes.md", Some("plain")),
        ("empty/x.md", None),
    ] {
        let found = tree.discover(&[file]);
        assert_eq!(tree.roots(&found).first().map(String::as_str), root, "{file}");
    }
}

#[test]
fn ignored_and_hidden_folders_are_not_searched_but_can_be_named() {
    let tree = Tree::new(&[
        (".gitignore", "/build\n*.png\n"),
        ("build/1.png", ""),
        ("build/1.txt", ""),
        (".cache/1.png", ""),
        (".cache/1.txt", ""),
        ("set/1.png", ""),
        ("set/1.txt", "krstl"),
    ]);
    assert_eq!(tree.roots(&tree.discover(&[""])), ["set"]);
    assert_eq!(tree.roots(&tree.discover(&["build", ".cache"])), [".cache", "build"]);
}

#[test]
fn a_set_reached_twice_is_found_once() {
    let tree = Tree::new(&[("set/1.png", ""), ("set/1.txt", "krstl")]);
    assert_eq!(tree.roots(&tree.discover(&["", "set", "set/1.txt", "set/../set"])), ["set"]);
}

#[test]
fn a_broken_configuration_leaves_its_set_out_and_no_other() {
    let tree = Tree::new(&[
        ("a/onmodel.toml", "[dataset]\nname = \"a\"\ntrigge = \"x\"\n"),
        ("a/1.png", ""),
        ("b/1.png", ""),
        ("b/1.txt", "krstl"),
        ("c/onmodel.toml", "[dataset\n"),
    ]);
    let found = tree.discover(&[""]);
    assert_eq!(tree.roots(&found), ["b"]);
    let messages: Vec<_> = found.errors.iter().map(|error| error.message.as_str()).collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert_eq!(
        found.errors.iter().find_map(|error| error.help.as_deref()),
        Some("did you mean `trigger`?")
    );
}

#[test]
fn what_is_not_there_is_said() {
    let tree = Tree::new(&[("empty/", "")]);
    let found = tree.discover(&["nowhere", "empty"]);
    assert_eq!(
        found.problems,
        [Problem::NotFound(tree.at("nowhere")), Problem::NoDataset(tree.at("empty"))]
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn the_order_files_were_made_in_does_not_show(
        files in proptest::sample::subsequence(NAMES.to_vec(), 0..=NAMES.len()).prop_shuffle(),
    ) {
        let tree = |names: &[&str]| {
            let files: Vec<_> = names.iter().map(|name| (*name, "krstl")).collect();
            let tree = Tree::new(&files);
            let shown = |dataset: &Dataset| (tree.shown(&dataset.root), pairs(dataset));
            tree.discover(&[""]).datasets.iter().map(shown).collect::<Vec<_>>()
        };
        let mut sorted = files.clone();
        sorted.sort_unstable();
        proptest::prop_assert_eq!(tree(&files), tree(&sorted));
    }
}

#[test]
fn a_folder_of_many_files_is_read_whole() {
    let files: Vec<_> = (0..2_000)
        .flat_map(|n| [format!("set/{n}.png"), format!("set/{n}.txt"), format!("set/O{n}.txt")])
        .collect();
    let files: Vec<_> = files.iter().map(|name| (name.as_str(), "")).collect();
    let dataset = Tree::new(&files).dataset();
    assert_eq!((dataset.images.len(), dataset.captions.len()), (2_000, 4_000));
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_end() {
    let tree = Tree::new(&[("set/onmodel.toml", NAMED), ("set/1.png", ""), ("set/1.txt", "krstl")]);
    std::os::unix::fs::symlink(tree.at("set"), tree.at("set/loop")).unwrap();
    std::os::unix::fs::symlink("self.png", tree.at("set/self.png")).unwrap();
    let dataset = tree.dataset();
    assert_eq!(dataset.images.len(), 2);
    assert_eq!(tree.shown(&dataset.unreadable[0].0), "set/loop");
}
