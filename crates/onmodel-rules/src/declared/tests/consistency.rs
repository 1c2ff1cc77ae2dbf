//! One word for one thing over the set.

use expect_test::expect;

use super::check;

pub(super) const CONSISTENCY: &str = r#"
[[rule]]
id = "aoi/one-word-for-hair"
check = "consistency"
scope = "dataset"
message = "`{match}` here, but the rest of the set says `{majority}`"
severity = "warning"
either = [["silver hair", "grey hair", "gray hair"], ["fox ears", "animal ears"]]
fix = "replace"
"#;

#[test]
fn one_word_for_one_thing() {
    check(
        CONSISTENCY,
        &["krstl, silver hair", "krstl, Silver_Hair", "krstl, grey hair", "krstl, fox ears"],
        expect![[r#"
            Caption(2, Some(Span { start: 7, end: 16 })): `grey hair` here, but the rest of the set says `silver hair` [Unsafe: replace "grey hair" by "silver hair"]
            "krstl, grey hair" -> "krstl, silver hair"
        "#]],
    );
    check(
        CONSISTENCY,
        &["silver hair", "silver hair", "silver hair, gray hair"],
        expect![[r#"
        Caption(2, Some(Span { start: 13, end: 22 })): `gray hair` here, but the rest of the set says `silver hair`
    "#]],
    );
    check(
        CONSISTENCY,
        &["grey hair", "silver hair"],
        expect![[r#"
            Caption(0, Some(Span { start: 0, end: 9 })): `grey hair` here, but the rest of the set says `silver hair` [Unsafe: replace "grey hair" by "silver hair"]
            "grey hair" -> "silver hair"
        "#]],
    );
    check(CONSISTENCY, &["grey hair", "grey hair, animal ears"], expect![]);
}
