//! `onmodel prompts`

use expect_test::expect;

use super::{paid, trained};
use crate::submit::desk::Desk;

#[test]
fn prompts_go_from_short_to_detailed_and_beyond_the_set() {
    let desk = Desk::new();
    let run = desk.run(&["prompts", "set"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    expect![[r#"
        kestrel  9 test prompts

        Short
          krstl
            shown in the set: the trigger alone: is the character there, and does anything else come with it?
          krstl, lying
            never shown: no image shows "lying": does the character stay the same?
          krstl, side view
            shown in the set: it should simply work

        Medium
          krstl, sitting, side view
            shown in the set: it should simply work
          krstl, standing, side view
            new combination: each is shown, never together: are they learnt apart?
          krstl, sitting, three-quarter view
            never shown: no image shows "three-quarter view": does the character stay the same?

        Detailed
          krstl, running, back view
            shown in the set: it should simply work
          krstl, sitting, front view
            new combination: each is shown, never together: are they learnt apart?
          krstl, lying, side view
            never shown: no image shows "lying": does the character stay the same?

        `onmodel prompts --run` has the trained model paint them, for a price it asks about.
    "#]].assert_eq(&run.out);
    assert_eq!(desk.fake.asked().len(), 0, "no network");
}

#[test]
fn json_says_of_each_trait_whether_the_set_shows_it() {
    let desk = Desk::new();
    let run = desk.run(&["prompts", "set", "--format", "json", "--count", "6"]);
    let json = run.json();
    assert_eq!(json["datasets"][0]["name"], "kestrel");
    let prompts = json["datasets"][0]["prompts"].as_array().unwrap();
    assert_eq!(prompts.len(), 6);
    for prompt in prompts {
        assert!(prompt["prompt"].as_str().unwrap().starts_with("krstl"), "{prompt}");
        let traits = prompt["traits"].as_array().unwrap();
        let all_shown = traits.iter().all(|one| one["shown"] == true);
        assert_eq!(prompt["novelty"] != "never-shown", all_shown, "{prompt}");
    }
}

#[test]
fn the_trained_model_paints_them_for_the_price_agreed_to() {
    let desk = trained();
    let run = desk.run(&["prompts", "set", "--run", "--count", "3", "--yes", "-o", "page.html"]);
    expect![[r#"
        model_0001 paints 3 pictures, run with model_bfl-flux-2-dev.
        Scenario asks 32.25 CU (3 × 10.75 CU) for 3 pictures.
        3 pictures on one page: page.html
    "#]]
    .assert_eq(&run.out);
    assert_eq!((run.code, paid(&desk)), (0, 3), "{}", run.err);
    let page = String::from_utf8(desk.sandbox.read("page.html")).unwrap();
    assert_eq!(page.matches("class=\"painted\"").count(), 3);
    assert!(page.contains("None is a near-duplicate"));
    assert!(!page.contains("://"), "the page fetches nothing");
    let again = desk.run(&["prompts", "set", "--run", "--count", "3", "-o", "again.html"]);
    // Nobody is there to agree, and nothing is to be agreed to: but what is there is fetched.
    assert_eq!(again.code, 2, "{}", again.out);
    let again = desk.run(&["prompts", "set", "--run", "--count", "3", "--yes", "-o", "again.html"]);
    assert_eq!((again.code, paid(&desk)), (0, 3), "{}", again.err);
    assert!(again.out.contains("3 were painted already"), "{}", again.out);
    assert!(desk.sandbox.path("again.html").exists());
}

#[test]
fn a_memorised_picture_is_said_to_be_one() {
    let desk = trained();
    desk.fake.world().studio.memorises = true;
    let run = desk.run(&["prompts", "set", "--run", "--count", "2", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("2 of them repeat a training image"), "{}", run.out);
    let page = String::from_utf8(desk.sandbox.read("kestrel-prompts.html")).unwrap();
    assert!(page.contains("A near-duplicate of 00.png: memorised, not understood."));
}

#[test]
fn nothing_is_painted_unasked_or_over_the_limit() {
    let desk = trained();
    for (options, code, says) in [
        (vec!["--dry-run"], 0, "Nothing was ordered."),
        (vec!["--yes", "--dry-run"], 0, "Scenario asks 21.5 CU (2 × 10.75 CU) for 2 pictures."),
        (vec!["--yes", "--max-cost", "21"], 2, "over the limit of 21 CU"),
        (vec![], 2, "--yes agrees to it"),
    ] {
        let args = ["prompts", "set", "--run", "--count", "2"];
        let args: Vec<&str> = args.into_iter().chain(options).collect();
        let run = desk.run(&args);
        assert_eq!(run.code, code, "{args:?} {}{}", run.out, run.err);
        assert!(
            format!("{}{}", run.out, run.err).contains(says),
            "{args:?} {}{}",
            run.out,
            run.err
        );
    }
    assert_eq!(paid(&desk), 0);
}

#[test]
fn without_a_trained_model_the_way_out_is_said() {
    let desk = Desk::new();
    let run = desk.run(&["prompts", "set", "--run", "--yes"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("train one with `onmodel submit`"), "{}", run.err);
}

#[test]
fn a_picture_that_fails_is_told_and_the_page_shows_the_others() {
    let desk = trained();
    assert_eq!(desk.run(&["prompts", "set", "--run", "--count", "1", "--yes"]).code, 0);
    desk.fake.world().studio.fails = true;
    let run = desk.run(&["prompts", "set", "--run", "--count", "2", "--yes"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("failed: the model ran out of ink; try again later"), "{}", run.err);
    assert!(run.out.contains("1 picture on one page"), "{}", run.out);
    desk.fake.world().studio.fails = false;
    assert_eq!(desk.run(&["prompts", "set", "--run", "--count", "2", "--yes"]).code, 0);
    assert_eq!(paid(&desk), 3, "what failed is ordered anew");
}
