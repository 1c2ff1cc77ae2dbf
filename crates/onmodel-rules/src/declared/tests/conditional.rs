//! Words that ask for others.

use expect_test::expect;

use super::check;

pub(super) const CONDITIONAL: &str = r#"
[[rule]]
id = "aoi/sword-needs-weapon"
check = "conditional"
scope = "caption"
message = "`{match}` without `weapon`"
severity = "hint"
if = "holding sword|katana"
then = "weapon"
fix = "append-tag"
"#;

#[test]
fn one_asks_for_the_other() {
    check(
        CONDITIONAL,
        &["krstl, holding_sword, smiling."],
        expect![[r#"
            Caption(0, Some(Span { start: 7, end: 20 })): `holding_sword` without `weapon` [Unsafe: add "weapon" at the end]
            "krstl, holding_sword, smiling." -> "krstl, holding_sword, smiling, weapon."
        "#]],
    );
    check(
        CONDITIONAL,
        &["krstl, katana, holding sword"],
        expect![[r#"
            Caption(0, Some(Span { start: 7, end: 13 })): `katana` without `weapon` [Unsafe: add "weapon" at the end]
            "krstl, katana, holding sword" -> "krstl, katana, holding sword, weapon"
        "#]],
    );
    check(CONDITIONAL, &["krstl, katana, weapon"], expect![]);
    check(CONDITIONAL, &["krstl, smiling"], expect![]);
    let append =
        CONDITIONAL.replace("then = \"weapon\"", "then = \"weapons?\"\nappend = \"weapon\"");
    check(
        &append,
        &["katana", "katana, weapons"],
        expect![[r#"
            Caption(0, Some(Span { start: 0, end: 6 })): `katana` without `weapon` [Unsafe: add "weapon" at the end]
            "katana" -> "katana, weapon"
        "#]],
    );
}
