//! The report for a person: whole sets.

use expect_test::expect;
use onmodel_engine::Gate;
use onmodel_report::{Style, text};
use onmodel_rules::Severity;

use crate::made::{FLAWED, With, everything, on};
use crate::studio::{GATE, Studio, check, judged};

#[test]
fn a_set_without_fault_is_ready() {
    let studio = Studio::with(&FLAWED);
    let check = check(vec![studio.set("kestrel")]);
    expect![[""]].assert_eq(&text::render(&check, &GATE, &studio.style()));
}

#[test]
fn everything_found_is_told_in_its_place() {
    let studio = Studio::with(&FLAWED);
    let set = studio.set("kestrel");
    let findings = everything(&set);
    let check = check(vec![judged(set, findings, [100.0, 62.5, 75.0, 57.1, 42.0])]);
    expect![[""]].assert_eq(&text::render(&check, &GATE, &studio.style()));
}

#[test]
fn a_narrow_terminal_is_not_overrun() {
    let studio = Studio::with(&FLAWED);
    let set = studio.set("kestrel");
    let findings = everything(&set);
    let check = check(vec![judged(set, findings, [100.0, 62.5, 75.0, 57.1, 42.0])]);
    let style = Style { width: 60, ..studio.style() };
    let report = text::render(&check, &GATE, &style);
    let over: Vec<&str> = report.lines().filter(|line| line.chars().count() > 60).collect();
    assert!(over.iter().all(|line| line.contains("·")), "{over:#?}");
    expect![[""]].assert_eq(&report);
}

#[test]
fn quiet_is_findings_only_and_statistics_count_them() {
    let studio = Studio::with(&FLAWED);
    let set = studio.set("kestrel");
    let findings = everything(&set).split_off(4);
    let check = check(vec![judged(set, findings, [90.0; 5])]);
    let style = Style { quiet: true, statistics: true, ..studio.style() };
    expect![[""]].assert_eq(&text::render(&check, &GATE, &style));
}

#[test]
fn several_sets_end_in_a_line_for_all() {
    let studio = Studio::with(&FLAWED);
    studio.write("npc/10_grd/a.png", b"");
    studio.write("npc/10_grd/a.txt", b"grd, man\n");
    let (mut sets, _) = studio.open(&["kestrel", "npc"]);
    let second = sets.remove(1);
    let hint = on(&second, "", Severity::Hint, "dataset-undeclared", "no onmodel.toml yet");
    let second = judged(second, vec![hint], [80.0; 5]);
    let check = check(vec![sets.remove(0), second]);
    let style = Style { verbose: true, ..studio.style() };
    expect![[""]].assert_eq(&text::render(&check, &GATE, &style));
}

#[test]
fn the_verdict_follows_the_gate() {
    let studio = Studio::with(&FLAWED);
    let first_line = |findings: usize, gate: &Gate| {
        let set = studio.set("kestrel");
        let mut found = everything(&set);
        found.truncate(findings);
        let check = check(vec![judged(set, found, [79.96; 5])]);
        text::render(&check, gate, &studio.style()).lines().next().unwrap().to_owned()
    };
    let never = Gate { fail_on: None, min_score: None };
    let strict = Gate { fail_on: Some(Severity::Warning), min_score: Some(90.0) };
    for (findings, gate, verdict) in [
        (0, &GATE, "Ready: nothing to mend"),
        (1, &GATE, "Ready, with 1 warning worth a look"),
        (2, &GATE, "Not ready: 1 problem to mend"),
        (2, &never, "Let through, as nothing was to fail it: 1 error and 1 warning"),
        (0, &strict, "Not ready: the score is 80.0, 90 is needed"),
        (3, &strict, "Not ready: 3 problems to mend; the score is 80.0, 90 is needed"),
    ] {
        assert_eq!(first_line(findings, gate), verdict);
    }
}

#[test]
fn many_related_places_are_counted_not_listed() {
    let studio = Studio::with(&FLAWED);
    let set = studio.set("kestrel");
    let mut finding =
        on(&set, "", Severity::Warning, "image-not-square", "all 12 images are portraits");
    for number in 1..=12 {
        finding = finding.related(&set, &format!("{number:02}.png"), "832 × 1216 px");
    }
    let check = check(vec![judged(set, vec![finding], [90.0; 5])]);
    let style = Style { quiet: true, ..studio.style() };
    expect![[""]].assert_eq(&text::render(&check, &GATE, &style));
}
