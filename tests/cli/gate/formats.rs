//! What CI systems read.

use std::path::Path;

use serde_json::Value;

use super::repo::{EAGLE, Repo};
use crate::sandbox::Run;

/// A repository with faults of every place: a caption, an image, a set, two sets, a configuration.
fn flawed() -> Repo {
    let repo = Repo::new();
    repo.file(&format!("{EAGLE}/00.txt"), "standing <b>&\"bold\"</b> | table, @studio, 100% smile");
    repo.file("characters/kestrel/01.txt", "krstl,, sitting, side view, ink drawing");
    repo.file("characters/kestrel/02.png", "no picture");
    repo.file("characters/robin/05.png", repo.sandbox.read("characters/kestrel/00.png"));
    repo
}

fn broken() -> Repo {
    let repo = flawed();
    repo.file("characters/owl/onmodel.toml", "[dataset]\nname = \"owl\"\ntriger = \"wlow\"\n");
    repo
}

fn report(repo: &Repo, format: &str) -> Run {
    repo.onmodel(&["check", "--format", format])
}

fn schema(name: &str) -> jsonschema::Validator {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/schemas").join(name);
    let text = std::fs::read_to_string(file).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn assert_valid(schema: &jsonschema::Validator, document: &Value) {
    let faults: Vec<String> = schema
        .iter_errors(document)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn sarif_follows_its_published_schema() {
    let schema = schema("sarif-2.1.0.json");
    assert!(!schema.is_valid(&serde_json::json!({ "version": "2.1.0" })), "the schema refuses");
    for (repo, code, whole) in [(flawed(), 1, true), (broken(), 2, false), (Repo::new(), 0, true)] {
        let run = report(&repo, "sarif");
        assert_eq!(run.code, code);
        let log = run.json();
        assert_valid(&schema, &log);
        let runs = log["runs"].as_array().unwrap();
        assert_eq!(runs.len(), 1);
        assert_eq!(runs[0]["invocations"][0]["executionSuccessful"], whole);
    }
}

#[test]
fn sarif_tells_what_json_tells() {
    let repo = flawed();
    let log = report(&repo, "sarif").json();
    let run = &log["runs"][0];
    let json = report(&repo, "json");
    let told: Vec<String> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            format!("{} {}", result["ruleId"].as_str().unwrap(), decoded(place.as_str().unwrap()))
        })
        .collect();
    assert_eq!(told, json.findings());
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("## How to fix"));
        assert!(!result["partialFingerprints"]["onmodel/v1"].as_str().unwrap().is_empty());
    }
    let fixed = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["ruleId"] == "caption-punctuation");
    let change = &fixed.unwrap()["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "characters/kestrel/01.txt");
    assert!(change["replacements"][0]["deletedRegion"]["byteLength"].is_u64());
}

/// A URI's path with its escapes undone.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn gitlab_reads_what_its_documentation_asks_for() {
    let schema = schema("gitlab-code-quality.json");
    for repo in [broken(), Repo::new()] {
        let issues = report(&repo, "gitlab").json();
        assert_valid(&schema, &issues);
        let names: Vec<&str> = issues
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["fingerprint"].as_str().unwrap())
            .collect();
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(names.len(), distinct.len(), "each issue has a name of its own");
    }
}

#[test]
fn github_is_told_file_line_and_column() {
    let run = report(&broken(), "github");
    let starts = |line: &str| {
        assert!(run.out.lines().any(|one| one.starts_with(line)), "{line}\n{}", run.out);
    };
    starts("::error file=characters/sea eagle 🦅/00.txt,line=1,endLine=1,col=1,endColumn=");
    starts("::error file=characters/kestrel/02.png,title=image-unreadable::");
    starts(
        "::error file=characters/owl/onmodel.toml,line=3,col=1,title=configuration::unknown key",
    );
    assert!(run.out.lines().all(|line| line.starts_with("::")), "{}", run.out);
}

#[test]
fn junit_counts_what_fails() {
    let repo = broken();
    let run = report(&repo, "junit");
    assert_eq!(run.code, 2);
    for line in [
        "<testsuite name=\"characters/kestrel\" tests=",
        "<testcase name=\"image-unreadable\" classname=\"characters/kestrel\">",
        "<failure type=\"image-unreadable\" message=",
        "<testsuite name=\"configuration\" tests=\"1\" failures=\"0\" errors=\"1\">",
    ] {
        assert!(run.out.contains(line), "{line}\n{}", run.out);
    }
    let lenient = repo.onmodel(&["check", "--format", "junit", "--fail-on", "never"]);
    assert!(lenient.out.contains("failures=\"0\" errors=\"1\""), "{}", lenient.out);
}

#[test]
fn several_formats_at_once_go_where_each_was_asked() {
    let repo = flawed();
    let run = repo.onmodel(&[
        "check",
        "--format",
        "text",
        "--format",
        "sarif=out.sarif",
        "--format",
        "markdown=summary.md",
        "--format",
        "json=out.json",
    ]);
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("Not ready"), "{}", run.out);
    let text = |name: &str| String::from_utf8(repo.sandbox.read(name)).unwrap();
    assert!(text("out.sarif").contains("\"version\": \"2.1.0\""));
    assert!(text("summary.md").starts_with("## ❌ onmodel: "));
    assert!(text("out.json").starts_with("{\n  \"schema_version\": 1"));
}

#[test]
fn an_output_that_fails_is_code_2() {
    let repo = Repo::new();
    for output in ["sarif=no/such/folder/x", "json=characters", "markdown="] {
        assert_eq!(repo.onmodel(&["check", "--format", output]).code, 2, "{output}");
    }
}

#[test]
fn the_summary_is_fit_for_a_comment() {
    let repo = flawed();
    repo.git(&["stash", "--quiet", "--include-untracked"]);
    repo.branch("change").git(&["stash", "pop", "--quiet"]);
    let workspace = repo.path("").canonicalize().unwrap();
    let variables = [
        ("GITHUB_SERVER_URL", "https://github.com"),
        ("GITHUB_REPOSITORY", "studio/characters"),
        ("GITHUB_SHA", "abc123"),
        ("GITHUB_WORKSPACE", workspace.to_str().unwrap()),
    ];
    let args = ["check", "--since", "main", "--format", "markdown"];
    let run = repo.onmodel_in("", &args, &variables);
    for part in [
        "## ❌ onmodel: 3 of 3 datasets are not ready\n\n3 datasets touched since `main` (",
        "| | Dataset | Images | Before | Score | Findings |",
        "| ❌ | kestrel<br>`characters/kestrel` | 3 |",
        " ▼ ",
        " new, 0 mended |",
        "<img src=\"https://github.com/studio/characters/blob/abc123/characters/robin/05.png?raw=true\" width=\"72\"",
        "the same picture as 00.png of the set \"kestrel\"",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    assert!(!run.out.contains("@studio") && !run.out.contains("<b>"), "{}", run.out);
}

#[test]
fn a_thousand_findings_still_fit_in_a_comment() {
    let repo = Repo::new();
    for set in 0..30 {
        for number in 0..20 {
            repo.file(&format!("many/{set:02}/{number:02}.png"), "no picture");
            repo.file(
                &format!("many/{set:02}/{number:02}.txt"),
                format!("nobody {}", "x, ".repeat(40)),
            );
        }
    }
    let run = repo.onmodel(&["check", "--format", "markdown"]);
    assert!(run.out.chars().count() < 65_536, "{}", run.out.chars().count());
    assert!(run.out.contains("more; the whole report has them."), "{}", run.out);
}

#[test]
fn a_broken_configuration_is_in_every_format() {
    let repo = broken();
    for format in ["text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown"] {
        let run = report(&repo, format);
        assert_eq!(run.code, 2, "{format}");
        assert!(run.out.contains("triger"), "{format}: {}", run.out);
        assert!(run.out.contains("characters/kestrel"), "{format}: the others are reported");
    }
}
