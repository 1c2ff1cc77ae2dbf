//! A check split over machines, and joined again.

use serde_json::Value;

use super::repo::Repo;

fn flawed() -> Repo {
    let repo = Repo::new();
    repo.file("characters/robin/05.png", repo.sandbox.read("characters/kestrel/00.png"));
    repo.file("characters/robin/05.txt", "rbnhd, flying, ink drawing");
    repo.file("characters/kestrel/01.txt", "sitting");
    repo.set("characters/wren", "wren", "krs", 40);
    repo.set("characters/owl", "owl", "wlow", 50);
    repo
}

fn share(repo: &Repo, one: usize, of: usize) -> String {
    let (share, file) = (format!("{one}/{of}"), format!("share-{one}.json"));
    let format = format!("json={file}");
    let run = repo.onmodel(&["check", "--shard", &share, "--format", &format]);
    assert!(run.code <= 1, "{}", run.err);
    file
}

/// A report without what only the joined one lacks: nothing.
fn told(json: &Value) -> Value {
    serde_json::json!({ "datasets": json["datasets"], "summary": json["summary"] })
}

#[test]
fn the_joined_report_is_the_report_of_the_whole() {
    let repo = flawed();
    let whole = repo.onmodel(&["check", "--format", "json"]);
    for of in [1, 2, 3, 7] {
        let files: Vec<String> = (1..=of).map(|one| share(&repo, one, of)).collect();
        let mut args = vec!["merge-reports"];
        args.extend(files.iter().map(String::as_str));
        let joined = repo.onmodel(&args);
        assert_eq!(joined.code, whole.code, "{}", joined.err);
        assert_eq!(told(&joined.json()), told(&whole.json()), "of {of}");
    }
    let told = whole.findings().join("\n");
    assert!(told.contains("image-in-two-sets") && told.contains("trigger-collision"), "{told}");
}

#[test]
fn a_share_compares_nothing_by_itself() {
    let repo = flawed();
    let file = share(&repo, 1, 1);
    let text = String::from_utf8(repo.sandbox.read(&file)).unwrap();
    assert!(!text.contains("\"rule\": \"image-in-two-sets\""));
    assert!(text.contains("\"shard\": \"1/1\""));
}

#[test]
fn a_missing_share_is_no_pass() {
    let repo = flawed();
    let (one, three) = (share(&repo, 1, 3), share(&repo, 3, 3));
    let run = repo.onmodel(&["merge-reports", &one, &three]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("2/3 is missing"), "{}", run.err);
    let run = repo.onmodel(&["merge-reports", &one, &one]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert_eq!(repo.onmodel(&["merge-reports", "onmodel.toml"]).code, 2);
    assert_eq!(repo.onmodel(&["merge-reports"]).code, 2);
}

#[test]
fn a_joined_report_comes_in_the_formats_of_ci() {
    let repo = flawed();
    let (one, two) = (share(&repo, 1, 2), share(&repo, 2, 2));
    for (format, begin) in [
        ("sarif", "{\n  \"$schema\""),
        ("github", "::"),
        ("gitlab", "[\n"),
        ("junit", "<?xml"),
        ("markdown", "## ❌ onmodel: "),
    ] {
        let run = repo.onmodel(&["merge-reports", &one, &two, "--format", format]);
        assert_eq!(run.code, 1, "{format}: {}", run.err);
        assert!(run.out.starts_with(begin), "{format}: {}", run.out);
    }
    let lenient = repo.onmodel(&["merge-reports", &one, &two, "--fail-on", "never"]);
    assert_eq!(lenient.code, 0);
    let strict =
        repo.onmodel(&["merge-reports", &one, &two, "--fail-on", "never", "--min-score", "100"]);
    assert_eq!(strict.code, 1);
}

#[test]
fn what_is_no_share_is_code_2() {
    let repo = Repo::new();
    for share in ["0/2", "3/2", "two"] {
        assert_eq!(repo.onmodel(&["check", "--shard", share]).code, 2, "{share}");
    }
    assert_eq!(repo.onmodel(&["check", "--jobs", "0"]).code, 2);
    assert_eq!(repo.onmodel(&["check", "--jobs", "1"]).code, 0);
}

#[test]
fn the_facts_are_a_line_for_each_image() {
    let repo = flawed();
    let run = repo.onmodel(&["facts", "characters/robin", "characters/kestrel"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let lines: Vec<Value> =
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 7);
    let shared: Vec<&Value> = lines
        .iter()
        .filter(|line| line["sha256"] == lines[0]["sha256"])
        .map(|line| &line["path"])
        .collect();
    assert_eq!(shared, ["characters/kestrel/00.png", "characters/robin/05.png"]);
    assert_eq!((&lines[0]["width"], &lines[0]["format"]), (&256.into(), &"png".into()));
    assert_eq!((&lines[0]["trigger"], &lines[0]["state"]), (&"krstl".into(), &"seen".into()));
    assert_eq!(lines[0]["hash"].as_str().unwrap().len(), 16);
    assert_eq!(repo.onmodel(&["facts", "nowhere"]).code, 2);
}
