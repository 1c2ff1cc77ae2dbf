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
    expect![[r#"
        Ready: nothing to mend
        Score: 100 of 100
        kestrel
        checked for: scenario (default) · base flux.2-dev · 4 images · 3 captions

        Score, part by part
          resolution  100  ▇▇▇▇▇▇▇▇▇▇   20 %  7 of 7 images are at least 1024 px on the
                                              short side
          format      100  ▇▇▇▇▇▇▇▇▇▇   15 %  7 of 7 images are as the trainer wants its
                                              file
          diversity   100  ▇▇▇▇▇▇▇▇▇▇   20 %  7 images show about 5.3 distinct pictures
          size        100  ▇▇▇▇▇▇▇▇▇▇   15 %  7 distinct pictures; 7 to 15 make a good
                                              set
          captions    100  ▇▇▇▇▇▇▇▇▇▇   30 %  7 of 7 images are captioned without a
                                              fault
    "#]]
    .assert_eq(&text::render(&check, &GATE, &studio.style()));
}

#[test]
fn everything_found_is_told_in_its_place() {
    let studio = Studio::with(&FLAWED);
    let set = studio.set("kestrel");
    let findings = everything(&set);
    let check = check(vec![judged(set, findings, [100.0, 62.5, 75.0, 57.1, 42.0])]);
    expect![[r#"
        Not ready: 2 problems to mend
        Score: 65 of 100
        kestrel
        checked for: scenario (default) · base flux.2-dev · 4 images · 3 captions

        error[trigger-missing]: the trigger "krstl" is not in this caption
         --> kestrel/03.txt:1:1
          |
        1 | woman, red hair, blue jacket
          | ^^^^^
          |
          = note: Scenario trains this image without tying it to the character
          = help: insert "krstl, " at the start (safe: `onmodel fix` does it)

        warning[caption-contradiction]: smiling and frowning at once
         --> kestrel/04.txt:2:14
          |
        2 | blue jacket, frowning
          |              ^^^^^^^^
          |
          = help: choose: keep "smiling", or keep "frowning"

        error[image-unreadable]
         --> 01.png  the file ends in the middle of the picture
          = note: Scenario refuses the whole upload

        warning[image-extension-mismatch]
         --> 02.JPG  named .JPG, but it is a PNG
          = help: rename it to 02.png (review first: `onmodel fix --unsafe --diff`)

        hint[image-near-duplicate]
         --> 04.png  much like 03.png
                     03.png: 6 of 64 bits differ
          = help: move 04.png aside (review first: `onmodel fix --unsafe --diff`)

        warning[dataset-too-small]: 4 distinct pictures: 7 or more make a character
          = note: Scenario trains, but the character comes out stiff

        Score, part by part
          resolution  100  ▇▇▇▇▇▇▇▇▇▇   20 %  7 of 7 images are at least 1024 px on the
                                              short side
          format       62  ▇▇▇▇▇▇▁▁▁▁   15 %  7 of 7 images are as the trainer wants its
                                              file
          diversity    75  ▇▇▇▇▇▇▇▁▁▁   20 %  7 images show about 5.3 distinct pictures
          size         57  ▇▇▇▇▇▁▁▁▁▁   15 %  7 distinct pictures; 7 to 15 make a good
                                              set
          captions     42  ▇▇▇▇▁▁▁▁▁▁   30 %  7 of 7 images are captioned without a
                                              fault

        What to do next
          onmodel fix kestrel                  mends 1 of these by itself
          onmodel fix --unsafe --diff kestrel  shows how 2 of these could be mended, for
                                               you to review
          onmodel explain image-unreadable     says why it matters and how to mend it
    "#]]
    .assert_eq(&text::render(&check, &GATE, &studio.style()));
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
    assert!(over.is_empty(), "{over:#?}");
    expect![[r#"
        Not ready: 2 problems to mend
        Score: 65 of 100
        kestrel
        checked for: scenario (default) · base flux.2-dev · 4 images
        · 3 captions

        error[trigger-missing]: the trigger "krstl" is not in this
                                caption
         --> kestrel/03.txt:1:1
          |
        1 | woman, red hair, blue jacket
          | ^^^^^
          |
          = note: Scenario trains this image without tying it to
                  the character
          = help: insert "krstl, " at the start (safe: `onmodel
                  fix` does it)

        warning[caption-contradiction]: smiling and frowning at once
         --> kestrel/04.txt:2:14
          |
        2 | blue jacket, frowning
          |              ^^^^^^^^
          |
          = help: choose: keep "smiling", or keep "frowning"

        error[image-unreadable]
         --> 01.png  the file ends in the middle of the picture
          = note: Scenario refuses the whole upload

        warning[image-extension-mismatch]
         --> 02.JPG  named .JPG, but it is a PNG
          = help: rename it to 02.png (review first: `onmodel fix
                  --unsafe --diff`)

        hint[image-near-duplicate]
         --> 04.png  much like 03.png
                     03.png: 6 of 64 bits differ
          = help: move 04.png aside (review first: `onmodel fix
                  --unsafe --diff`)

        warning[dataset-too-small]: 4 distinct pictures: 7 or more
                                    make a character
          = note: Scenario trains, but the character comes out stiff

        Score, part by part
          resolution  100  ▇▇▇▇▇▇▇▇▇▇   20 %  7 of 7 images are at
                                              least 1024 px on the
                                              short side
          format       62  ▇▇▇▇▇▇▁▁▁▁   15 %  7 of 7 images are as
                                              the trainer wants its
                                              file
          diversity    75  ▇▇▇▇▇▇▇▁▁▁   20 %  7 images show about
                                              5.3 distinct pictures
          size         57  ▇▇▇▇▇▁▁▁▁▁   15 %  7 distinct pictures; 7
                                              to 15 make a good set
          captions     42  ▇▇▇▇▁▁▁▁▁▁   30 %  7 of 7 images are
                                              captioned without a
                                              fault

        What to do next
          onmodel fix kestrel
              mends 1 of these by itself
          onmodel fix --unsafe --diff kestrel
              shows how 2 of these could be mended, for you to
              review
          onmodel explain image-unreadable
              says why it matters and how to mend it
    "#]]
    .assert_eq(&report);
}

#[test]
fn quiet_is_findings_only_and_statistics_count_them() {
    let studio = Studio::with(&FLAWED);
    let set = studio.set("kestrel");
    let findings = everything(&set).split_off(4);
    let check = check(vec![judged(set, findings, [90.0; 5])]);
    let style = Style { quiet: true, statistics: true, ..studio.style() };
    expect![[r#"
        warning[caption-contradiction]: smiling and frowning at once
         --> kestrel/04.txt:2:14
          |
        2 | blue jacket, frowning
          |              ^^^^^^^^
          |
          = help: choose: keep "smiling", or keep "frowning"

        hint[image-near-duplicate]
         --> kestrel/04.png  much like 03.png
                             kestrel/03.png: 6 of 64 bits differ
          = help: move 04.png aside (review first: `onmodel fix --unsafe --diff`)

        Findings by rule
             1  warning  caption-contradiction
             1  hint     image-near-duplicate
    "#]]
    .assert_eq(&text::render(&check, &GATE, &style));
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
    expect![[r#"
        Ready: nothing to mend
        Score: 100 of 100
        kestrel
        checked for: scenario (default) · base flux.2-dev · 4 images · 3 captions

        found because its onmodel.toml has `dataset.name`
        dataset.base set by kestrel/onmodel.toml
        dataset.name set by kestrel/onmodel.toml
        dataset.trigger set by kestrel/onmodel.toml

        Score, part by part
          resolution  100  ▇▇▇▇▇▇▇▇▇▇   20 %  7 of 7 images are at least 1024 px on the
                                              short side
          format      100  ▇▇▇▇▇▇▇▇▇▇   15 %  7 of 7 images are as the trainer wants its
                                              file
          diversity   100  ▇▇▇▇▇▇▇▇▇▇   20 %  7 images show about 5.3 distinct pictures
          size        100  ▇▇▇▇▇▇▇▇▇▇   15 %  7 distinct pictures; 7 to 15 make a good
                                              set
          captions    100  ▇▇▇▇▇▇▇▇▇▇   30 %  7 of 7 images are captioned without a
                                              fault

        Ready, with 1 hint worth a look
        Score: 80 of 100
        npc
        checked for: kohya (found 10_grd) · 1 image · 1 caption

        found because it holds 10_grd
        no onmodel.toml applies: every setting is its default

        hint[dataset-undeclared]: no onmodel.toml yet

        Score, part by part
          resolution   80  ▇▇▇▇▇▇▇▇▁▁   20 %  7 of 7 images are at least 1024 px on the
                                              short side
          format       80  ▇▇▇▇▇▇▇▇▁▁   15 %  7 of 7 images are as the trainer wants its
                                              file
          diversity    80  ▇▇▇▇▇▇▇▇▁▁   20 %  7 images show about 5.3 distinct pictures
          size         80  ▇▇▇▇▇▇▇▇▁▁   15 %  7 distinct pictures; 7 to 15 make a good
                                              set
          captions     80  ▇▇▇▇▇▇▇▇▁▁   30 %  7 of 7 images are captioned without a
                                              fault

        What to do next
          onmodel explain dataset-undeclared  says why it matters and how to mend it

        2 datasets: all ready; 1 hint
    "#]]
    .assert_eq(&text::render(&check, &GATE, &style));
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
    expect![[r#"
        warning[image-not-square]
         --> kestrel  all 12 images are portraits
                      kestrel/01.png, kestrel/02.png, kestrel/03.png, kestrel/04.png,
                      kestrel/05.png, kestrel/06.png, and 6 more: 832 × 1216 px
    "#]]
    .assert_eq(&text::render(&check, &GATE, &style));
}
