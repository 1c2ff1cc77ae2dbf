//! Numbers within bounds.

use expect_test::expect;

use super::{case, check, declared};

pub(super) const METRIC: &str = r#"
[[rule]]
id = "aoi/caption-length"
check = "metric"
scope = "caption"
message = "{value} tags; keep between {min} and {max}"
severity = "hint"
metric = "tags"
min = 2
max = 4
"#;

pub(super) const PER_TAG: &str = r#"
[[rule]]
id = "aoi/no-lonely-tag"
check = "metric"
metric = "images-per-tag"
message = "`{match}` stands in {value} caption only; {min} are needed to learn it"
exceptions = ["solo"]
min = 2
"#;

#[test]
fn a_number_within_bounds() {
    check(
        METRIC,
        &["krstl, a, b", "krstl", "krstl, a, b,, c, d", ""],
        expect![[r#"
        Caption(1, None): 1 tags; keep between 2 and 4
        Caption(2, None): 5 tags; keep between 2 and 4
        Caption(3, None): 0 tags; keep between 2 and 4
    "#]],
    );
    check(
        PER_TAG,
        &["krstl, solo, smiling", "krstl, Smiling, red_hair", "krstl"],
        expect![[r#"
        Caption(1, Some(Span { start: 16, end: 24 })): `red_hair` stands in 1 caption only; 2 are needed to learn it
    "#]],
    );
    for (metric, value) in
        [("words", 3), ("characters", 12), ("bytes", 13), ("lines", 2), ("tokens", 6)]
    {
        let rule = METRIC.replace("\"tags\"", &format!("\"{metric}\""));
        let rule = rule.replace("min = 2\nmax = 4", "max = 0");
        let said = case(&["é bb,\ncccccc"]).said(&declared(&rule)[0].rule);
        assert!(said.contains(&format!("{value} tags")), "{metric}: {said}");
    }
}
