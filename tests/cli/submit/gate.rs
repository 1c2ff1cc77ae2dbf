//! What is refused before a single request is sent.

use super::desk::Desk;

#[test]
fn a_set_with_errors_goes_nowhere() {
    let desk = Desk::new();
    desk.sandbox.file("set/01.txt", "sitting, side view\n");
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("error[trigger-missing]"), "{}", run.out);
    assert!(run.out.contains("Nothing was sent"), "{}", run.out);
    assert_eq!(desk.submit(&["--yes", "--min-score", "100"]).code, 1);
    assert!(desk.fake.asked().is_empty());
}

#[test]
fn a_score_that_falls_short_goes_nowhere() {
    let desk = Desk::new();
    let run = desk.submit(&["--yes", "--min-score", "100"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(desk.fake.asked().is_empty());
}

#[test]
fn without_a_dataset_or_a_key_nothing_is_asked() {
    let desk = Desk::new();
    let run = desk.run(&["submit", "nowhere", "--yes"]);
    assert_eq!(run.code, 2, "{}", run.out);
    let mut program = desk.program();
    program.env_remove("SCENARIO_SDK_API_KEY").env_remove("SCENARIO_SDK_API_SECRET");
    let run = desk.sandbox.run_by(program, &["submit", "set", "--yes"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("SCENARIO_SDK_API_KEY"), "{}", run.err);
    assert!(desk.fake.asked().is_empty());
}

#[test]
fn a_base_the_service_no_longer_trains_is_refused_with_the_nearest() {
    let desk = Desk::new();
    let config = String::from_utf8(desk.sandbox.read("set/onmodel.toml")).unwrap();
    desk.sandbox.file("set/onmodel.toml", config.replace("flux.2-dev", "bria"));
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(
        run.err.contains("does not train Bria") && run.err.contains("flux.2-dev"),
        "{}",
        run.err
    );
    assert!(desk.fake.asked().is_empty());
}

#[test]
fn several_datasets_are_not_guessed_among() {
    let desk = Desk::new();
    desk.sandbox.image("other/a.png", 50).file("other/a.txt", "krstl, standing");
    let run = desk.run(&["submit", ".", "--yes"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("several datasets"), "{}", run.err);
}

#[test]
fn a_key_never_travels_unprotected() {
    let desk = Desk::new();
    let mut program = desk.program();
    program.env("SCENARIO_BASE_URL", "http://scenario.example/v1");
    let run = desk.sandbox.run_by(program, &["submit", "set", "--yes"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("use https"), "{}", run.err);
}
