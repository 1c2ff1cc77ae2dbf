//! Nothing is spent without an answer.

use std::process::Command;

use super::desk::Desk;

fn trainings(desk: &Desk) -> usize {
    desk.fake.world().models.iter().map(|model| model.trainings).sum()
}

#[test]
fn without_a_terminal_somebody_must_have_said_yes() {
    let desk = Desk::new();
    let run = desk.submit(&[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--yes"), "{}", run.err);
    assert!(desk.fake.asked().is_empty());
}

#[test]
fn a_price_over_the_limit_starts_nothing() {
    let desk = Desk::new();
    let run = desk.submit(&["--yes", "--max-cost", "44.9"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("45 CU is over the limit of 44.9"), "{}", run.err);
    assert_eq!((trainings(&desk), desk.fake.world().assets.len()), (0, 0));
    assert_eq!(desk.submit(&["--yes", "--max-cost", "45"]).code, 0);
    desk.is_trained_once("");
}

#[test]
fn a_price_that_rises_on_the_way_is_held_to_the_limit_too() {
    let desk = Desk::new();
    let mut dry_runs = 0;
    let price = fake_scenario::Answer::json(269, &serde_json::json!({ "creativeUnitsCost": 1 }));
    desk.fake.judge(move |seen| {
        dry_runs += usize::from(seen.request.parameter("dryRun").is_some());
        let is_first = seen.request.parameter("dryRun").is_some() && dry_runs == 1;
        if is_first { fake_scenario::Act::Answer(price.clone()) } else { fake_scenario::Act::Serve }
    });
    let run = desk.submit(&["--yes", "--max-cost", "20"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.out.contains("45 CU") && run.out.contains("more than the 1 CU"), "{}", run.out);
    assert_eq!(trainings(&desk), 0);
}

/// Runs `submit` at a terminal `script` makes, which is typed `answer`; nothing where there is no
/// such program.
fn at_a_terminal(desk: &Desk, answer: &str) -> Option<(i32, String)> {
    let line = format!("{} submit set", env!("CARGO_BIN_EXE_onmodel"));
    let mut script = Command::new("script");
    for (name, value) in desk.program().get_envs() {
        value.map(|value| script.env(name, value));
    }
    script
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .current_dir(desk.sandbox.path(""))
        .env("ONMODEL_CACHE_DIR", desk.sandbox.path(".cache"));
    let input = desk.sandbox.file("answer", answer).path("answer");
    script.stdin(std::fs::File::open(input).unwrap());
    match script.output() {
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            Some((output.status.code().unwrap(), text))
        }
        Err(error) => {
            println!("skipped: there is no `script` to make a terminal with ({error})");
            None
        }
    }
}

#[test]
fn at_a_terminal_it_is_asked_and_no_means_no() {
    for answer in ["n\n", "\n", "yep\n", "\u{4}"] {
        let desk = Desk::new();
        let Some((code, text)) = at_a_terminal(&desk, answer) else { return };
        assert_eq!(code, 1, "{answer:?}: {text}");
        assert!(text.contains("Send 3 images and train for 45 CU? [y/N]"), "{text}");
        assert!(text.contains("nothing spent"), "{text}");
        assert_eq!((trainings(&desk), desk.fake.world().assets.len()), (0, 0));
    }
}

#[test]
fn at_a_terminal_yes_means_yes() {
    for answer in ["y\n", "Yes\n"] {
        let desk = Desk::new();
        let Some((code, text)) = at_a_terminal(&desk, answer) else { return };
        assert_eq!(code, 0, "{text}");
        desk.is_trained_once(answer);
    }
}
