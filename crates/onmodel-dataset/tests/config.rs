//! What a configuration means, and what is said of a faulty one.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, reason = "a test that cannot show its faults has failed")]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use common::Tree;
use onmodel_dataset::config::{Configuration, configure};
use onmodel_dataset::{IdentityPolicy, Options, Overlay, TrainerId, discover};

fn read(tree: &Tree, folder: &str) -> Configuration {
    configure(&tree.at(folder), None, &Overlay::new())
}

/// Each fault on two lines, as `line:column message` and its help.
fn faults(text: &str) -> String {
    let tree = Tree::new(&[("onmodel.toml", text)]);
    let mut shown = String::new();
    for error in read(&tree, "").errors {
        let help = error.help.as_deref().unwrap_or("-");
        writeln!(shown, "{} {}\n  {help}", error.line_column(), error.message).unwrap();
    }
    shown
}

const SAMPLE: &str = r#"
lock = ["image-duplicate", "trigger-missing", "score"]

[dataset]
name = "kestrel"
trigger = "krstl"
class = "woman"
trainer = "kohya"
base = "flux.2-dev"
trainer-config = "dataset.toml"
caption-extension = ".txt"
caption-column = "text"
exclude = ["refs/**"]
resolution = 1024
batch-size = 2
tokenizer = "t5/tokenizer.json"
[[dataset.subset]]
folder = "5_krstl_armor"
trigger = "krstl armor"

[traits]
vary = ["pose", "expression", "weapon"]
identity = ["red hair", "green eyes"]
identity-captions = "mentioned"
[traits.custom.weapon]
sword = ["sword", "katana"]
bow = ["bow", "longbow"]

[rules]
image-too-small = { severity = "error", min = 1024 }
caption-vague = "off"

[[ignore]]
files = ["003.txt"]
rules = ["caption-contradiction"]
reason = "she does wink while frowning"
until = 2027-03-01

[[override]]
files = ["characters/npc_*/**"]
rules = { dataset-too-small = "off" }

[[rule]]
id = "studio/no-artist-names"

[plugins.studio-rules]
path = "plugins/studio-rules"
options = { banned = ["night"] }

[score]
min = 80

[caption]
provider = "local"
endpoint = "http://127.0.0.1:8080/v1"
model = "m"
api-key-env = "KEY"

[submit]
project = "proj_1"
type = "flux.2-dev-lora"
parameters = { nbEpochs = 10 }
"#;

#[test]
fn every_key_of_the_contract_is_read() {
    let tree = Tree::new(&[("onmodel.toml", SAMPLE)]);
    let Configuration { settings, trainer_named, errors } = read(&tree, "");
    assert!(errors.is_empty() && trainer_named, "{errors:?}");
    assert_eq!(settings.name.as_deref(), Some("kestrel"));
    assert_eq!(settings.trainer, TrainerId::Kohya);
    assert_eq!(settings.base.as_ref().unwrap().name, "flux.2-dev");
    assert_eq!(settings.trainer_config, Some(tree.at("dataset.toml")));
    assert_eq!((settings.resolution, settings.batch_size), (Some(1024), Some(2)));
    assert_eq!(settings.subsets[0].trigger.as_deref(), Some("krstl armor"));
    assert_eq!(settings.identity_captions, IdentityPolicy::Mentioned);
    assert_eq!(settings.custom["weapon"]["sword"], ["sword", "katana"]);
    assert_eq!(settings.score_min, Some(80.0));
    assert_eq!(settings.submit.parameters["nbEpochs"], 10);
    assert_eq!(settings.lock("score").unwrap().layer, 0);
    assert!(settings.layers[0].get("plugins").is_some());
}

#[test]
fn slips_are_named_with_their_line_and_the_way_out() {
    expect_test::expect![[r#"
        2:1 unknown key `triger` in `dataset`
          did you mean `trigger`?
        3:11 unknown trainer `koyha`
          did you mean `kohya`?
        4:8 unknown base model `flux1`
          did you mean `flux.1`?
        5:14 `dataset.resolution` must be between 64 and 4096, not 20
          -
        6:21 `txt` is no file extension
          write it with its dot: `.txt`
    "#]].assert_eq(&faults("[dataset]\ntriger = \"x\"\ntrainer = \"koyha\"\nbase = \"flux1\"\nresolution = 20\ncaption-extension = \"txt\"\n"));
    expect_test::expect![[r#"
        1:2 unknown key `datset`
          did you mean `dataset`?
        3:7 `score.min` must be between 0 and 100, not 101
          -
        5:17 `traits.vary` must hold texts only, not a whole number
          -
        6:21 `traits.identity-captions` cannot be `always`
          known here: consistent, unmentioned, mentioned
        5:9 unknown trait category `poze`
          did you mean `pose`?
    "#]].assert_eq(&faults("[datset]\n[score]\nmin = 101\n[traits]\nvary = [\"poze\", 3]\nidentity-captions = \"always\"\n"));
    expect_test::expect![[r#"
        1:11 `dataset` must be a table, not a whole number
          -
    "#]]
    .assert_eq(&faults("dataset = 3\n"));
    expect_test::expect![[r#"
        2:11 `dataset.trigger` contains a comma or a line break, so that it is no longer one tag
          one invented word, the same everywhere: `krstl`
        3:12 `[` is no file pattern: unclosed character class; missing ']'
          -
        4:1 `dataset.subset` must be a list of tables, not a table
          write `[[dataset.subset]]`
    "#]]
    .assert_eq(&faults(
        "[dataset]\ntrigger = \"a, b\"\nexclude = [\"[\"]\n[dataset.subset]\nfolder = \"x\"\n",
    ));
}

#[test]
fn the_nearer_key_wins_and_names_are_not_inherited() {
    let tree = Tree::new(&[
        (
            "onmodel.toml",
            "[dataset]\nname = \"root\"\ntrigger = \"far\"\nclass = \"elf\"\n[traits.custom.weapon]\nbow = [\"bow\"]\n",
        ),
        (
            "a/onmodel.toml",
            "extends = \"../studio.toml\"\n[dataset]\ntrigger = \"near\"\n[traits.custom.weapon]\nsword = [\"sword\"]\n",
        ),
        ("studio.toml", "[dataset]\ntrigger = \"studio\"\nclass = \"robot\"\nbatch-size = 4\n"),
    ]);
    let Configuration { settings, errors, .. } = read(&tree, "a");
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(settings.name, None);
    assert_eq!(
        (settings.trigger.as_deref(), settings.class.as_deref()),
        (Some("near"), Some("robot"))
    );
    assert_eq!(settings.custom["weapon"].len(), 2);
    let files: Vec<_> =
        settings.layers.iter().map(|layer| layer.path.file_name().unwrap().to_owned()).collect();
    assert_eq!(files, ["onmodel.toml", "studio.toml", "onmodel.toml"]);
    let origins: BTreeMap<String, &Path> = settings.origins();
    assert!(origins["dataset.batch-size"].ends_with("studio.toml"));
    assert_eq!(origins["dataset.trigger"], tree.at("a/onmodel.toml"));
}

#[test]
fn extending_in_a_circle_or_nothing_is_an_error_at_its_place() {
    let tree = Tree::new(&[
        ("onmodel.toml", "extends = \"b.toml\"\n"),
        ("b.toml", "\nextends = \"onmodel.toml\"\n"),
    ]);
    let errors = read(&tree, "").errors;
    assert_eq!((errors.len(), errors[0].line_column().as_str()), (1, "2:11"));
    assert_eq!(errors[0].message, "`onmodel.toml` extends this file in turn, which never ends");
    expect_test::expect![[r#"
        1:11 the file to extend cannot be read: gone.toml: there is no such file
          the path is relative to the file that names it
    "#]]
    .assert_eq(&faults("extends = \"gone.toml\"\n"));
}

#[test]
fn a_locked_score_is_not_lowered() {
    let tree = Tree::new(&[
        ("onmodel.toml", "lock = [\"score\"]\n[score]\nmin = 80\n"),
        ("low/onmodel.toml", "[score]\nmin = 50\n"),
        ("high/onmodel.toml", "[score]\nmin = 90\n"),
    ]);
    assert_eq!(read(&tree, "low").settings.score_min, Some(80.0));
    assert_eq!(read(&tree, "high").settings.score_min, Some(90.0));
    assert_eq!(read(&tree, "high").settings.lock("score").unwrap().layer, 1);
}

#[test]
fn the_search_for_files_ends_at_the_repository() {
    let tree = Tree::new(&[
        ("onmodel.toml", "[dataset]\ntrigger = \"far\"\n"),
        ("inner/.git", "gitdir: x"),
        ("inner/a/", ""),
    ]);
    assert_eq!(read(&tree, "inner/a").settings.trigger, None);
}

#[test]
fn one_file_can_stand_for_all() {
    let tree = Tree::new(&[
        ("set/onmodel.toml", "[dataset]\nname = \"x\"\ntrigger = \"near\"\n"),
        ("set/1.png", ""),
        ("ci.toml", "[dataset]\nname = \"ci\"\nclass = \"elf\"\n"),
    ]);
    let options = Options {
        config: Some(tree.at("ci.toml")),
        trainer: Some(TrainerId::Any),
        ..Options::default()
    };
    let found = discover(&[tree.at("set")], &options);
    let settings = &found.datasets[0].settings;
    assert_eq!((settings.trigger.as_deref(), settings.class.as_deref()), (None, Some("elf")));
    assert_eq!((found.datasets[0].name.as_str(), settings.trainer), ("x", TrainerId::Any));
    let gone = Options { config: Some(tree.at("gone.toml")), ..Options::default() };
    assert!(discover(&[tree.at("set")], &gone).errors[0].message.contains("there is no such file"));
}

#[test]
fn unsaved_texts_stand_for_the_disk() {
    let tree = Tree::new(&[
        ("set/onmodel.toml", "[dataset]\nname = \"x\"\n"),
        ("set/1.png", ""),
        ("set/1.txt", "old"),
    ]);
    let unsaved = [("set/onmodel.toml", "[dataset]\nname = \"y\"\n"), ("set/1.txt", "new")];
    let overlay = unsaved.map(|(path, text)| (tree.at(path), text.into())).into_iter().collect();
    let found = discover(&[tree.at("set")], &Options { overlay, ..Options::default() });
    assert_eq!(found.datasets[0].name, "y");
    assert_eq!(found.datasets[0].captions[0].text.as_ref(), "new");
}
