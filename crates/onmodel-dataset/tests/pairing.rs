//! Whose caption is whose.

#![allow(missing_docs)]

mod common;

use common::{Tree, pairs, slashed};
use onmodel_dataset::{CaptionSource, Encoding, Layout, StrayKind, TrainerId};

#[test]
fn captions_are_preferred_by_extension() {
    let files = [
        ("set/1.png", ""),
        ("set/1.txt", "txt"),
        ("set/1.caption", "caption"),
        ("set/1.tags", "tags"),
        ("set/2.JPG", ""),
        ("set/2.caption", "two"),
    ];
    for (config, first) in [
        ("", "txt"),
        ("[dataset]\ntrainer = \"kohya\"\n", "caption"),
        ("[dataset]\ntrainer = \"kohya\"\ncaption-extension = \".tags\"\n", "tags"),
    ] {
        let tree = Tree::new(&files);
        tree.write("onmodel.toml", config.as_bytes());
        let dataset = tree.dataset();
        assert_eq!(pairs(&dataset)[0].1, first, "{config}");
        assert_eq!(dataset.images[0].other_captions.len(), if first == "tags" { 2 } else { 1 });
        assert_eq!(pairs(&dataset)[1].1, "two");
    }
}

#[test]
fn accents_pair_however_they_are_spelt() {
    let tree = Tree::new(&[("set/caf\u{e9}.png", ""), ("set/cafe\u{301}.txt", "krstl")]);
    assert_eq!(pairs(&tree.dataset())[0].1, "krstl");
}

#[cfg(target_os = "linux")]
#[test]
fn another_case_is_an_orphan_where_the_disk_tells_them_apart() {
    let tree = Tree::new(&[
        ("set/a.png", ""),
        ("set/A.txt", "krstl"),
        ("set/b.png", ""),
        ("set/b.txt", "krstl"),
    ]);
    let dataset = tree.dataset();
    let orphans: Vec<_> =
        dataset.captions.iter().filter(|caption| caption.image.is_none()).collect();
    assert_eq!(orphans.len(), 1);
    assert_eq!(slashed(&orphans[0].relative), "A.txt");
}

#[cfg(unix)]
#[test]
fn names_that_are_not_unicode_pair_too() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let tree = Tree::new(&[("set/a.png", ""), ("set/a.txt", "")]);
    for extension in ["png", "txt"] {
        let mut name = b"set/\xff\xfe.".to_vec();
        name.extend(extension.as_bytes());
        std::fs::write(tree.at("").join(OsStr::from_bytes(&name)), "krstl").unwrap();
    }
    let dataset = tree.dataset();
    assert_eq!((dataset.images.len(), dataset.captions.len()), (2, 2));
    assert!(dataset.images.iter().all(|image| image.caption.is_some()));
}

#[test]
fn strays_are_neither_images_nor_captions() {
    let tree = Tree::new(&[
        ("set/1.png", ""),
        ("set/1.txt", "krstl"),
        ("set/._1.png", ""),
        ("set/Thumbs.db", ""),
        ("set/.hidden.png", ""),
        ("set/1-masklabel.png", ""),
        ("set/1_sdxl.npz", ""),
        ("set/README.txt", "about"),
        ("set/2.txt", "orphan"),
        ("set/x.psd", ""),
    ]);
    let dataset = tree.dataset();
    assert_eq!(dataset.images.len(), 1);
    let captions: Vec<_> =
        dataset.captions.iter().map(|caption| slashed(&caption.relative)).collect();
    assert_eq!(captions, ["1.txt", "2.txt"]);
    let strays: Vec<_> =
        dataset.strays.iter().map(|stray| (slashed(&stray.relative), stray.kind)).collect();
    assert_eq!(
        strays,
        [
            ("._1.png".into(), StrayKind::Litter),
            (".hidden.png".into(), StrayKind::Other),
            ("1-masklabel.png".into(), StrayKind::Mask),
            ("1_sdxl.npz".into(), StrayKind::TrainerCache),
            ("Thumbs.db".into(), StrayKind::Litter),
        ]
    );
}

#[test]
fn rows_are_captions_with_their_place() {
    let table = "{\"file_name\": \"1.png\", \"text\": \"krstl, smiling\"}\n{\"file_name\": \"sub/2.png\", \"text\": \"a\\n\"}\n{\"file_name\": \"gone.png\", \"text\": \"x\"}\n";
    let tree =
        Tree::new(&[("set/metadata.jsonl", table), ("set/1.png", ""), ("set/sub/2.png", "")]);
    let dataset = tree.dataset();
    assert_eq!(
        (dataset.layout, dataset.settings.trainer),
        (Layout::Metadata, TrainerId::Diffusers)
    );
    assert_eq!(
        pairs(&dataset),
        [("1.png".into(), "krstl, smiling".into()), ("sub/2.png".into(), "a\n".into())]
    );
    let first = &dataset.captions[0];
    assert_eq!(first.place.unwrap().of(&first.body.as_ref().unwrap().text), "krstl, smiling");
    assert_eq!((dataset.captions[1].place, dataset.captions[2].image), (None, None));
    assert_eq!(first.source, CaptionSource::Row { names: "1.png".into(), line: 0 });
}

#[test]
fn captions_in_other_encodings_are_read_and_marked() {
    let tree = Tree::new(&[("set/1.png", ""), ("set/2.png", "")]);
    tree.write("set/1.txt", b"\xff\xfek\0r\0");
    tree.write("set/2.txt", b"caf\xe9");
    let dataset = tree.dataset();
    let encodings: Vec<_> =
        dataset.captions.iter().map(|caption| caption.body.as_ref().unwrap().encoding).collect();
    assert_eq!(encodings, [Encoding::Utf16Le(true), Encoding::Windows1252]);
    assert_eq!(pairs(&dataset)[1].1, "café");
}

#[test]
fn excluded_files_are_not_there() {
    let tree = Tree::new(&[
        ("set/onmodel.toml", "[dataset]\nname = \"x\"\nexclude = [\"refs/**\", \"old.*\"]\n"),
        ("set/1.png", ""),
        ("set/old.png", ""),
        ("set/1.txt", "krstl"),
        ("set/refs/2.png", ""),
        ("set/refs/deep/3.png", ""),
    ]);
    assert_eq!(pairs(&tree.dataset()), [("1.png".into(), "krstl".into())]);
}

#[test]
fn captions_of_images_that_are_not_of_the_set_are_no_orphans() {
    let tree = Tree::new(&[
        ("set/onmodel.toml", "[dataset]\nname = \"x\"\nexclude = [\"old.png\"]\n"),
        ("set/10_x/1.png", ""),
        ("set/2.png", ""),
        ("set/2.txt", "beside the folders"),
        ("set/old.png", ""),
        ("set/old.txt", "excluded"),
        ("set/3.txt", "orphan"),
    ]);
    let dataset = tree.dataset();
    let captions: Vec<_> =
        dataset.captions.iter().map(|caption| slashed(&caption.relative)).collect();
    assert_eq!(captions, ["3.txt"]);
}

#[test]
fn subsets_take_the_images_of_their_folder() {
    let tree = Tree::new(&[
        (
            "onmodel.toml",
            "[dataset]\nname = \"x\"\n[[dataset.subset]]\nfolder = \"5_armor\"\ntrigger = \"krstl armor\"\n",
        ),
        ("5_armor/1.png", ""),
        ("10_base/2.png", ""),
    ]);
    let dataset = tree.dataset();
    let subsets: Vec<_> =
        dataset.images.iter().map(|image| (image.subset, dataset.trigger_of(image))).collect();
    assert_eq!(subsets, [(None, None), (Some(0), Some("krstl armor"))]);
}
