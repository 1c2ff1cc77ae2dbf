//! The report for a person: odd paths, broken configurations, colour.

use expect_test::expect;
use onmodel_report::{Style, concise, text};
use onmodel_rules::Severity;

use crate::made::{FLAWED, With, everything, on};
use crate::studio::{GATE, Studio, check, judged};

#[test]
fn a_broken_configuration_is_shown_with_its_line() {
    let studio = Studio::with(&[
        ("kestrel/onmodel.toml", "[dataset]\nname = \"kestrel\"\ntriger = \"krstl\"\n"),
        ("kestrel/01.png", ""),
    ]);
    let (sets, errors) = studio.open(&["kestrel"]);
    let mut check = check(sets);
    check.errors = errors;
    expect![[r#"
        error[config]: unknown key `triger` in `dataset`
         --> kestrel/onmodel.toml:3:1
          |
        3 | triger = "krstl"
          | ^^^^^^
          |
          = note: the datasets it configures were not checked
          = help: did you mean `trigger`?

        0 datasets: none checked; nothing found (1 fault in configurations)
    "#]]
    .assert_eq(&text::render(&check, &GATE, &studio.style()));
    expect![[r#"
        kestrel/onmodel.toml:3:1: error[config] unknown key `triger` in `dataset`
        0 datasets: none checked; nothing found (1 fault in configurations)
    "#]]
    .assert_eq(&concise::render(&check, &GATE, &studio.style()));
}

#[cfg(unix)]
#[test]
fn an_odd_name_is_harmless() {
    let studio = Studio::with(&[]);
    let name = "set/\u{1b}[31m red 'n' \u{202e}漢字.png";
    studio.write(name, b"");
    studio.write("set/01.png", b"");
    studio.write("set/01.txt", b"krstl");
    let set = studio.set("set");
    let finding =
        on(&set, &name[4..], Severity::Error, "image-unreadable", "not \u{1b}[0man image");
    let check = check(vec![judged(set, vec![finding], [90.0; 5])]);
    let style = Style { quiet: true, ..studio.style() };
    expect![[r#"
        error[image-unreadable]
         --> set/␛[31m red 'n' <U+202E>漢字.png  not ␛[0man image
    "#]]
    .assert_eq(&text::render(&check, &GATE, &style));
    expect![[r#"
        set/␛[31m red 'n' <U+202E>漢字.png: error[image-unreadable] not ␛[0man image
    "#]]
    .assert_eq(&concise::render(&check, &GATE, &style));
}

#[test]
fn the_working_directory_itself_is_a_dot() {
    let studio = Studio::with(&FLAWED);
    let set = studio.set("kestrel");
    let finding = on(&set, "03.txt", Severity::Warning, "caption-vague", "says little")
        .marks(&set, "woman")
        .inserts("insert \"krstl, \" at the start", "krstl, ");
    let folder = studio.path().join("kestrel");
    let check = check(vec![judged(set, vec![finding], [90.0; 5])]);
    let style = Style { folder, ..studio.style() };
    expect![[r#"
        Ready, with 1 warning worth a look
        Score: 90 of 100
        kestrel  .
        checked for: scenario (default) · base flux.2-dev · 4 images · 3 captions

        warning[caption-vague]: says little
         --> 03.txt:1:1
          |
        1 | woman, red hair, blue jacket
          | ^^^^^
          |
          = help: insert "krstl, " at the start (safe: `onmodel fix` does it)

        Score, part by part
          resolution   90  ▇▇▇▇▇▇▇▇▇▁   20 %  7 of 7 images are at least 1024 px on the
                                              short side
          format       90  ▇▇▇▇▇▇▇▇▇▁   15 %  7 of 7 images are as the trainer wants its
                                              file
          diversity    90  ▇▇▇▇▇▇▇▇▇▁   20 %  7 images show about 5.3 distinct pictures
          size         90  ▇▇▇▇▇▇▇▇▇▁   15 %  7 distinct pictures; 7 to 15 make a good
                                              set
          captions     90  ▇▇▇▇▇▇▇▇▇▁   30 %  7 of 7 images are captioned without a
                                              fault

        What to do next
          onmodel fix  mends it by itself
    "#]]
    .assert_eq(&text::render(&check, &GATE, &style));
}

#[test]
fn without_colour_there_is_no_escape_code_and_with_it_the_words_are_the_same() {
    let studio = Studio::with(&FLAWED);
    let set = studio.set("kestrel");
    let findings = everything(&set);
    let check = check(vec![judged(set, findings, [100.0, 62.5, 75.0, 57.1, 42.0])]);
    let plain = text::render(&check, &GATE, &studio.style());
    let coloured = text::render(&check, &GATE, &Style { colour: true, ..studio.style() });
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(without_escapes(&coloured), plain);
}

fn without_escapes(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or("", |(_, rest)| rest))
}
