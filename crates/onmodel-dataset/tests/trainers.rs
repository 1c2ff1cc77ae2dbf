//! Which trainer a layout shows.

#![allow(missing_docs)]

mod common;

use common::Tree;
use onmodel_dataset::TrainerId;

#[test]
fn the_layout_shows_the_trainer() {
    for (name, content, trainer, evidence) in [
        (
            "dataset.toml",
            "[[datasets]]\n[[datasets.subsets]]\nimage_dir='.'\n",
            TrainerId::Kohya,
            "found dataset.toml",
        ),
        ("d.toml", "[[datasets]]\nimage_directory='.'\n", TrainerId::Musubi, "found d.toml"),
        (
            "job.yaml",
            "config:\n process:\n - datasets:\n   - folder_path: x\n",
            TrainerId::AiToolkit,
            "found job.yaml",
        ),
        ("concepts.json", "[{\"path\": \"x\"}]", TrainerId::Onetrainer, "found concepts.json"),
        ("multidatabackend.json", "[]", TrainerId::Simpletuner, "found multidatabackend.json"),
        ("other.yaml", "a: b\n", TrainerId::Scenario, "default"),
        ("other.toml", "a = 1\n", TrainerId::Scenario, "default"),
    ] {
        let tree = Tree::new(&[("set/1.png", ""), ("set/1.txt", "krstl")]);
        tree.write(&format!("set/{name}"), content.as_bytes());
        let settings = tree.dataset().settings;
        assert_eq!(
            (settings.trainer, settings.trainer_evidence.as_str()),
            (trainer, evidence),
            "{name}"
        );
    }
}

#[test]
fn the_configuration_is_stronger_than_the_layout() {
    let tree = Tree::new(&[
        ("onmodel.toml", "[dataset]\nname = \"x\"\ntrainer = \"scenario\"\n"),
        ("10_krstl/1.png", ""),
        ("2.png", ""),
    ]);
    let dataset = tree.dataset();
    assert_eq!(dataset.settings.trainer, TrainerId::Scenario);
    assert!(dataset.settings.trainer_evidence.starts_with("named in "));
    assert_eq!((dataset.images.len(), dataset.strays.len()), (2, 0));
}
