//! So many of these words and no more.

use expect_test::expect;

use super::check;

pub(super) const OCCURRENCE: &str = r#"
[[rule]]
id = "aoi/one-framing-tag"
check = "occurrence"
scope = "caption"
message = "{count} framing tags; a caption needs exactly one"
severity = "warning"
tokens = ["close-up", "portrait", "upper body", "cowboy shot", "full body"]
min = 1
max = 1
"#;

#[test]
fn so_many_and_no_more() {
    check(OCCURRENCE, &["krstl, portrait, smiling"], expect![]);
    check(
        OCCURRENCE,
        &["krstl, smiling"],
        expect![[r#"
        Caption(0, None): 0 framing tags; a caption needs exactly one
    "#]],
    );
    check(
        OCCURRENCE,
        &["krstl, Upper_Body, portrait"],
        expect![[r#"
        Caption(0, Some(Span { start: 19, end: 27 })): 2 framing tags; a caption needs exactly one
          + Caption(0, Some(Span { start: 7, end: 17 })): also here
    "#]],
    );
    let set = OCCURRENCE.replace("\"caption\"", "\"dataset\"").replace("min = 1", "min = 2");
    let set = set.replace("max = 1", "max = 3").replace("exactly one", "{min} to {max}");
    check(
        &set,
        &["portrait", "smiling"],
        expect![[r#"
        Set: 1 framing tags; a caption needs 2 to 3
    "#]],
    );
    check(&set, &["portrait", "full body, portrait", "smiling"], expect![]);
    check(
        &set,
        &["portrait", "portrait", "portrait", "portrait"],
        expect![[r#"
        Set: 4 framing tags; a caption needs 2 to 3
          + Caption(0, Some(Span { start: 0, end: 8 })): here
          + Caption(1, Some(Span { start: 0, end: 8 })): here
          + Caption(2, Some(Span { start: 0, end: 8 })): here
          + Caption(3, Some(Span { start: 0, end: 8 })): here
    "#]],
    );
}
