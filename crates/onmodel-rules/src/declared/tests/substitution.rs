//! Words to be written otherwise.

use expect_test::expect;

use super::check;

pub(super) const SUBSTITUTION: &str = r#"
[[rule]]
id = "aoi/spelling-of-parts"
check = "substitution"
scope = "tag"
message = "write `{replacement}`, not `{match}`"
severity = "warning"
[rule.swap]
"pony ?tail|pony-tail" = "ponytail"
"(light|pale) blue eyes" = "blue eyes"
"school outfit" = "school uniform"
"masterpiece|best quality" = ""
"#;

#[test]
fn words_to_be_written_otherwise() {
    check(
        SUBSTITUTION,
        &["krstl, pony tail, pale blue eyes"],
        expect![[r#"
            Caption(0, Some(Span { start: 7, end: 16 })): write `ponytail`, not `pony tail` [Unsafe: replace "pony tail" by "ponytail"]
            Caption(0, Some(Span { start: 18, end: 32 })): write `blue eyes`, not `pale blue eyes` [Unsafe: replace "pale blue eyes" by "blue eyes"]
            "krstl, pony tail, pale blue eyes" -> "krstl, ponytail, blue eyes"
        "#]],
    );
    check(
        SUBSTITUTION,
        &["krstl, ponytail, Pony_Tail, pony-tail"],
        expect![[r#"
            Caption(0, Some(Span { start: 17, end: 26 })): write `ponytail`, not `Pony_Tail` [Unsafe: replace "Pony_Tail" by "ponytail"]
            Caption(0, Some(Span { start: 28, end: 37 })): write `ponytail`, not `pony-tail` [Unsafe: replace "pony-tail" by "ponytail"]
            "krstl, ponytail, Pony_Tail, pony-tail" -> "krstl, ponytail"
        "#]],
    );
    check(
        SUBSTITUTION,
        &["krstl, masterpiece, best quality, school outfit."],
        expect![[r#"
            Caption(0, Some(Span { start: 7, end: 18 })): write ``, not `masterpiece` [Unsafe: remove "masterpiece"]
            Caption(0, Some(Span { start: 20, end: 32 })): write ``, not `best quality` [Unsafe: remove "best quality"]
            Caption(0, Some(Span { start: 34, end: 47 })): write `school uniform`, not `school outfit` [Unsafe: replace "school outfit" by "school uniform"]
            "krstl, masterpiece, best quality, school outfit." -> "krstl, school uniform."
        "#]],
    );
    check(SUBSTITUTION, &["krstl, ponytail, blue eyes, long pony tail"], expect![]);
    let prose = "[[rule]]\nid = \"a/b\"\ncheck = \"substitution\"\nscope = \"caption\"\n\
                 message = \"{match}: {replacement}\"\nswap = { \"girl\" = \"woman\", \"very nice\" = \"nice\" }";
    check(
        prose,
        &["A girl waves. The girls wave."],
        expect![[r#"
            Caption(0, Some(Span { start: 2, end: 6 })): girl: woman [Unsafe: replace "girl" by "woman"]
            "A girl waves. The girls wave." -> "A woman waves. The girls wave."
        "#]],
    );
    check(
        prose,
        &["a very very nice girl"],
        expect![[r#"
        Caption(0, Some(Span { start: 7, end: 16 })): very nice: nice [Assist: replace "very nice" by "nice"]
        Caption(0, Some(Span { start: 17, end: 21 })): girl: woman [Assist: replace "girl" by "woman"]
    "#]],
    );
}
