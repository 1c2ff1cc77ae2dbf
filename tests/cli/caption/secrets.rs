//! What a stranger's repository cannot get.

use fake_scenario::Chat;

use super::{bare, configured};

#[test]
fn a_secret_that_a_file_names_does_not_leave_with_yes() {
    let desk = bare();
    configured(
        &desk,
        "https://vision.evil.invalid/v1",
        "api-key-env = \"AWS_SECRET_ACCESS_KEY\"\n",
    );
    let mut program = desk.program();
    program.env("AWS_SECRET_ACCESS_KEY", "aws-s3cr3t");
    let run = desk.sandbox.run_by(program, &["caption", "set", "--yes"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("asks to send the secret in AWS_SECRET_ACCESS_KEY to https://vision.evil.invalid/v1, which `--yes` does not agree to"),
        "{}",
        run.err
    );
    assert!(!format!("{}{}", run.out, run.err).contains("aws-s3cr3t"));
}

#[test]
fn nothing_leaves_the_machine_unasked_or_unprotected() {
    let desk = bare();
    configured(&desk, "https://vision.evil.invalid/v1", "");
    let run = desk.run(&["caption", "set"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--yes agrees to it"), "{}", run.err);
    configured(&desk, "http://vision.evil.invalid/v1", "");
    let run = desk.run(&["caption", "set", "--yes"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("plain http is for this machine only"), "{}", run.err);
}

#[test]
fn a_key_of_scenario_goes_to_scenario_only() {
    let (desk, chat) = (bare(), Chat::saying(&["krstl, sitting"]));
    configured(&desk, &chat.endpoint(), "api-key-env = \"SCENARIO_SDK_API_SECRET\"\n");
    let run = desk.run(&["caption", "set", "--yes"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("it is sent to Scenario only"), "{}", run.err);
    assert_eq!(chat.log().len(), 0);
}

#[test]
fn the_key_is_sent_where_it_was_said_to_go_and_shown_nowhere() {
    let (desk, chat) = (
        bare(),
        Chat::replying(|_, request| {
            let key = request.header("authorization").unwrap_or("none").to_owned();
            fake_scenario::Answer::json(
                401,
                &serde_json::json!({ "error": { "message": format!("bad key: {key}") } }),
            )
        }),
    );
    configured(&desk, &chat.endpoint(), "api-key-env = \"VISION_KEY\"\n");
    let mut program = desk.program();
    program.env("VISION_KEY", "vision-s3cr3t");
    let run = desk.sandbox.run_by(program, &["caption", "set"]);
    assert_eq!(run.code, 2);
    assert_eq!(chat.log()[0].header("authorization"), Some("Bearer vision-s3cr3t"));
    assert!(run.err.contains("bad key: Bearer [hidden]"), "{}", run.err);
    assert!(
        run.out.contains("With them goes the key in VISION_KEY, as set/onmodel.toml says."),
        "{}",
        run.out
    );
    assert!(!format!("{}{}", run.out, run.err).contains("vision-s3cr3t"));
    let missing = desk.run(&["caption", "set"]);
    assert!(missing.err.contains("VISION_KEY, which is not set"), "{}", missing.err);
}

#[test]
fn a_redirect_does_not_take_the_key_along() {
    let elsewhere = Chat::saying(&["krstl, sitting"]);
    let to = elsewhere.endpoint();
    let (desk, chat) = (
        bare(),
        Chat::replying(move |_, _| {
            fake_scenario::Answer::redirect(&format!("{to}/chat/completions"))
        }),
    );
    configured(&desk, &chat.endpoint(), "api-key-env = \"VISION_KEY\"\n");
    let mut program = desk.program();
    program.env("VISION_KEY", "vision-s3cr3t");
    assert_eq!(desk.sandbox.run_by(program, &["caption", "set"]).code, 2);
    assert_eq!(elsewhere.log().len(), 0);
}
