//! What datasets do to each other.

use super::repo::Repo;

const ACROSS: [&str; 5] =
    ["check", "--format", "json", "--select", "image-in-two-sets,trigger-collision"];

#[test]
fn a_picture_of_two_sets_is_told_in_both() {
    let repo = Repo::new();
    repo.file("characters/robin/05.png", repo.sandbox.read("characters/kestrel/00.png"));
    let run = repo.onmodel(&ACROSS);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.findings(),
        [
            "image-in-two-sets characters/kestrel/00.png",
            "image-in-two-sets characters/robin/05.png"
        ]
    );
    let finding = &run.json()["datasets"][0]["findings"][0];
    assert_eq!(finding["message"], "the same picture as 05.png of the set \"robin\"");
    assert_eq!(finding["related"][0]["path"], "characters/robin/05.png");
    assert_eq!(finding["severity"], "error");
}

#[test]
fn a_picture_saved_anew_or_in_a_mirror_is_nearly_the_same() {
    let repo = Repo::new();
    let picture = image::open(repo.path("characters/kestrel/00.png")).unwrap();
    let small = picture.resize_exact(200, 200, image::imageops::FilterType::Triangle);
    small.into_rgb8().save(repo.path("characters/robin/05.jpg")).unwrap();
    picture.fliph().save(repo.path("characters/robin/06.png")).unwrap();
    let run = repo.onmodel(&ACROSS);
    run.says("image-in-two-sets", "characters/robin/05.jpg");
    run.says("image-in-two-sets", "characters/robin/06.png");
    run.says("image-in-two-sets", "characters/kestrel/00.png");
    assert!(run.out.contains("in a mirror nearly the same picture as 00.png"), "{}", run.out);
}

#[test]
fn with_since_the_untouched_set_is_compared_but_not_listed() {
    let repo = Repo::new();
    repo.branch("change");
    repo.file("characters/robin/05.png", repo.sandbox.read("characters/kestrel/00.png"));
    let run = repo.onmodel(&[&ACROSS[..], &["--since", "main"]].concat());
    assert_eq!(run.code, 1);
    assert_eq!(run.datasets(), ["characters/robin"]);
    assert_eq!(run.findings(), ["image-in-two-sets characters/robin/05.png"]);
}

#[test]
fn triggers_collide_where_one_is_or_contains_the_other() {
    let repo = Repo::new();
    repo.file(
        "characters/robin/onmodel.toml",
        "[dataset]\nname = \"robin\"\ntrigger = \"KRSTL\"\n",
    );
    repo.set("characters/wren", "wren", "krs", 40);
    let run = repo.onmodel(&ACROSS);
    assert_eq!(
        run.findings(),
        ["kestrel", "robin", "wren"]
            .map(|name| format!("trigger-collision characters/{name}/onmodel.toml"))
    );
    let finding = &run.json()["datasets"][0]["findings"][0];
    assert_eq!(
        finding["message"],
        "the trigger \"krstl\" is also the trigger of the set \"robin\", and one more collides with it"
    );
    assert_eq!(finding["range"]["start"]["line"], 2);
}

#[test]
fn sets_that_inherit_one_trigger_are_one_characters() {
    let repo = Repo::new();
    repo.file("heroes/onmodel.toml", "[dataset]\ntrigger = \"wrnx\"\n");
    for (folder, seed) in [("heroes/day", 50), ("heroes/night", 60)] {
        repo.set(folder, folder, "wrnx", seed);
        repo.file(&format!("{folder}/onmodel.toml"), format!("[dataset]\nname = \"{folder}\"\n"));
    }
    repo.file("heroes/night/00.png", repo.sandbox.read("heroes/day/00.png"));
    assert_eq!(repo.onmodel(&ACROSS).findings(), Vec::<String>::new());
}

#[test]
fn an_ignore_keeps_a_group_picture_quiet_on_its_side() {
    let repo = Repo::new();
    repo.file("characters/robin/05.png", repo.sandbox.read("characters/kestrel/00.png"));
    let ignore = "[dataset]\nname = \"robin\"\ntrigger = \"rbnhd\"\n[[ignore]]\nfiles = [\"05.png\"]\nrules = [\"image-in-two-sets\"]\nreason = \"a group picture\"\n";
    repo.file("characters/robin/onmodel.toml", ignore);
    let run = repo.onmodel(&ACROSS);
    assert_eq!(run.findings(), ["image-in-two-sets characters/kestrel/00.png"]);
    assert_eq!(run.json()["summary"]["suppressed"], 1);
}
