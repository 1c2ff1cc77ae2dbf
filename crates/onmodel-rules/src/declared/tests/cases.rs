//! Examples of rules, and the law of their fixes.

use expect_test::expect;

use super::existence::EXISTENCE;
use super::metric::METRIC;
use super::{case, declared};
use crate::declared::{Outcome, spec};

/// The example that ships.
const SHIPPED: &str = include_str!("../../../../../plugins/declared-rules/studio.toml");

#[test]
fn the_documentation_tells_where_a_rule_comes_from() {
    let text = format!(
        "{EXISTENCE}description = \"No artist's name is trained on.\"\n\
         [[rule.case]]\ncaption = \"krstl, by wlop\"\nexpect = 1\nfixed = \"krstl\"\n\
         [[rule.case]]\ncaption = \"krstl, by night\"\nexpect = 0\n"
    );
    let declared = &declared(&text)[0];
    assert!(declared.cases.iter().all(|case| case.run(&declared.rule) == Outcome::Fine));
    expect![[r#"
        No artist's name is trained on.

        ## What it checks
        Words that must not stand there. It is declared in `studio.toml` (existence, scope tag) and says:

        > `{match}` names an artist; the studio does not train on names

        ## Example
        ```caption bad
        krstl, by wlop
        ```
        ```caption fixed
        krstl
        ```
        ```caption good
        krstl, by night
        ```"#]].assert_eq(&declared.rule.meta.markdown());
}

#[test]
fn the_shipped_example_keeps_its_word() {
    let rules = declared(SHIPPED);
    assert_eq!(rules.len(), spec::CHECKS.len());
    for one in rules {
        assert!(one.cases.len() > usize::from(one.rule.meta.name != "aoi/one-word-for-hair"));
        for case in &one.cases {
            assert_eq!(case.told(&case.run(&one.rule)), None, "{}", one.rule.meta.name);
        }
    }
}

#[test]
fn an_example_that_fails_says_how() {
    let text = format!("{METRIC}[[rule.case]]\ncaption = \"a\"\nexpect = 0\n");
    let one = &declared(&text)[0];
    let case = &one.cases[0];
    let told = case.told(&case.run(&one.rule)).unwrap_or_default();
    assert_eq!(one.place(case), "studio.toml:11:1");
    assert_eq!(told, "\"a\": 0 expected, 1 found; 1 tags; keep between 2 and 4");
}

proptest::proptest! {
    #[test]
    fn a_declared_fix_applied_twice_changes_nothing(
        captions in proptest::collection::vec(
            "((krstl|by aoi|artist:x|pony tail|Pony_Tail|ponytail|katana|weapon|grey hair|silver hair|fox ears|animal ears|é)(, |,|\\.|\r\n| ){1,2}){0,6}",
            1..4,
        ),
    ) {
        let captions: Vec<&str> = captions.iter().map(String::as_str).collect();
        for one in declared(SHIPPED) {
            let once = case(&captions).mended(&one.rule);
            let once: Vec<&str> = once.iter().map(String::as_str).collect();
            proptest::prop_assert_eq!(&case(&once).mended(&one.rule), &once);
        }
    }
}
