//! Git LFS: pointers in the objects, and in the work tree of whoever did not download the pictures.

use sha2::{Digest, Sha256};

use super::repo::Repo;

/// The pointer git-lfs would keep of a file.
fn pointer(content: &[u8]) -> String {
    let oid = format!("{:x}", Sha256::digest(content));
    format!(
        "version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {}\n",
        content.len()
    )
}

/// A repository whose objects hold pointers, and whose work tree the pictures.
fn tracked() -> (Repo, Vec<Vec<u8>>) {
    let repo = Repo::new();
    let names: Vec<String> =
        (0..3).map(|number| format!("characters/kestrel/0{number}.png")).collect();
    let pictures: Vec<Vec<u8>> = names.iter().map(|name| repo.sandbox.read(name)).collect();
    for (name, picture) in names.iter().zip(&pictures) {
        repo.file(name, pointer(picture));
    }
    repo.commit("to git lfs");
    (repo, pictures)
}

#[test]
fn a_pointer_is_answered_from_what_was_seen_of_its_content() {
    let (repo, pictures) = tracked();
    let args = ["check", "--format", "json", "characters/kestrel"];
    let unknown = repo.onmodel(&args).json();
    for (number, picture) in pictures.iter().enumerate() {
        repo.file(&format!("elsewhere/0{number}.png"), picture);
        repo.file(&format!("elsewhere/0{number}.txt"), "krstl");
    }
    repo.onmodel(&["check", "elsewhere"]);
    let known = repo.onmodel(&args).json();
    let resolution = |json: &serde_json::Value| {
        json["datasets"][0]["score"]["parts"][0]["score"].as_f64().unwrap()
    };
    assert!(resolution(&unknown) < resolution(&known), "the pictures' sizes are known now");
}

#[test]
fn the_score_before_is_that_of_the_pictures_not_of_their_pointers() {
    let (repo, pictures) = tracked();
    // As git-lfs's smudge filter leaves the work tree; git then sees no change, nor do we ask it to.
    for (number, picture) in pictures.iter().enumerate() {
        repo.file(&format!("characters/kestrel/0{number}.png"), picture);
    }
    repo.onmodel(&["check"]);
    repo.git(&["checkout", "--quiet", "--", "characters/kestrel"]);
    repo.branch("change");
    repo.file("characters/kestrel/00.txt", "standing, front view, ink drawing").commit("change");
    repo.file("characters/kestrel/01.png", pointer(&repo.sandbox.read("characters/robin/01.png")));
    repo.commit("another picture");
    let json = repo.since_main(&["--compare", "--ignore", "image-in-two-sets"]).json();
    let set = &json["datasets"][0];
    let (before, now) =
        (set["before"]["score"].as_f64().unwrap(), set["score"]["total"].as_f64().unwrap());
    assert!(before > 70.0 && now < before, "{before} {now}");
    assert_eq!(set["before"]["new"], 1, "only the trigger: {set:#}");
}

#[test]
fn equal_pointers_are_equal_pictures_even_where_nobody_saw_them() {
    let (repo, _) = tracked();
    let same = repo.sandbox.read("characters/kestrel/00.png");
    repo.branch("change").file("characters/robin/00.png", same);
    let run = repo.since_main(&["--select", "image-in-two-sets"]);
    assert_eq!(
        (run.code, run.findings()),
        (1, vec!["image-in-two-sets characters/robin/00.png".to_owned()])
    );
}
