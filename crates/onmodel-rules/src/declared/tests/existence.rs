//! Words that must not stand there.

use expect_test::expect;

use super::{case, check, declared};

pub(super) const EXISTENCE: &str = r#"
[[rule]]
id = "aoi/no-artist-names"
check = "existence"
scope = "tag"
message = "`{match}` names an artist; the studio does not train on names"
severity = "error"
tokens = ["by [a-z .]+", "artist:.*", "drawn by .*"]
exceptions = ["by night"]
fix = "remove-tag"
"#;

#[test]
fn words_that_must_not_stand_there() {
    for captions in [
        "krstl, by greg rutkowski, smiling",
        "krstl, By_Greg_Rutkowski.",
        "artist:wlop",
        "krstl, artist:wlop, by someone",
    ] {
        let case = case(&[captions]);
        assert!(!case.said(&declared(EXISTENCE)[0].rule).is_empty(), "{captions}");
    }
    check(EXISTENCE, &["krstl, by night, standing by the river"], expect![]);
    check(
        EXISTENCE,
        &["krstl, by greg rutkowski, smiling"],
        expect![[r#"
            Caption(0, Some(Span { start: 7, end: 24 })): `by greg rutkowski` names an artist; the studio does not train on names [Unsafe: remove "by greg rutkowski"]
            "krstl, by greg rutkowski, smiling" -> "krstl, smiling"
        "#]],
    );
    check(
        EXISTENCE,
        &["krstl, artist:wlop\r\ndrawn by aoi, By_Someone."],
        expect![[r#"
            Caption(0, Some(Span { start: 7, end: 18 })): `artist:wlop` names an artist; the studio does not train on names [Unsafe: remove "artist:wlop"]
            Caption(0, Some(Span { start: 20, end: 32 })): `drawn by aoi` names an artist; the studio does not train on names [Unsafe: remove "drawn by aoi"]
            Caption(0, Some(Span { start: 34, end: 44 })): `By_Someone` names an artist; the studio does not train on names [Unsafe: remove "By_Someone"]
            "krstl, artist:wlop\r\ndrawn by aoi, By_Someone." -> "krstl"
        "#]],
    );
    check(EXISTENCE, &["a portrait of krstl by someone"], expect![]);
}

#[test]
fn words_in_prose_and_in_file_names() {
    let prose = "[[rule]]\nid = \"a/b\"\ncheck = \"existence\"\nscope = \"caption\"\n\
                 message = \"`{match}`\"\ntokens = [\"beautiful\", \"stunning\"]\nexceptions = [\"beautiful mess\"]";
    check(
        prose,
        &["A Beautiful woman, stunning_dress, unbeautiful, a beautiful mess."],
        expect![[r#"
            Caption(0, Some(Span { start: 2, end: 11 })): `Beautiful`
            Caption(0, Some(Span { start: 19, end: 27 })): `stunning`
        "#]],
    );
    let exact = format!("{prose}\nmatch-case = true");
    check(
        &exact,
        &["A Beautiful woman, beautiful"],
        expect![[r#"
        Caption(0, Some(Span { start: 19, end: 28 })): `beautiful`
    "#]],
    );
    let names = "[[rule]]\nid = \"a/b\"\ncheck = \"existence\"\nscope = \"file-name\"\n\
                 message = \"`{match}` is no final name\"\ntokens = [\"final\", \"copy\"]";
    let mut shot = case(&[]);
    shot.file_name = Some("kestrel_Final_2.png".to_owned());
    expect![[r#"
        Image(0): `Final` is no final name
    "#]]
    .assert_eq(&shot.said(&declared(names)[0].rule));
}
