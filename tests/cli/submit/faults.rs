//! Every fault of the network and the service: survived, or told with what to do.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use fake_scenario::{Act, Answer};
use serde_json::json;

use super::desk::Desk;

/// Cases run at once.
const THREADS: usize = 6;

fn faults() -> [Act; 4] {
    let busy = Answer::json(503, &json!({ "message": "Service Unavailable" }));
    [Act::Answer(busy), Act::ServeBut(Answer::bad_gateway()), Act::LoseRequest, Act::LoseAnswer]
}

#[test]
fn a_single_fault_at_any_request_is_survived() {
    let whole = Desk::new();
    assert_eq!(whole.submit(&["--yes"]).code, 0);
    let requests = whole.fake.asked().len();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let case = next.fetch_add(1, Ordering::SeqCst);
                    let (index, fault) = (case / faults().len(), case % faults().len());
                    if index >= requests {
                        return;
                    }
                    let desk = Desk::with(Arc::clone(&whole.sandbox), &format!("state-{case}"));
                    one_fault(&desk, index, faults()[fault].clone());
                }
            });
        }
    });
}

fn one_fault(desk: &Desk, index: usize, fault: Act) {
    let act = fault.clone();
    desk.fake.judge(move |seen| if seen.index == index { act.clone() } else { Act::Serve });
    let run = desk.submit(&["--yes"]);
    let asked = desk.fake.asked();
    let why = format!("{fault:?} at {index}, {:?}", asked.get(index));
    assert_eq!(run.code, 0, "{why}\n{}\n{}", run.out, run.err);
    desk.is_trained_once(&why);
    assert_eq!(desk.fake.world().assets.len(), super::desk::IMAGES, "uploads, {why}");
}

#[test]
fn a_service_that_lists_no_assets_is_sent_an_image_again() {
    let desk = Desk::new();
    desk.fake.world().switches.lists_assets = false;
    desk.fake.once("POST /assets", Act::LoseAnswer);
    assert_eq!(desk.submit(&["--yes"]).code, 0);
    desk.is_trained_once("the one that is not attached trains nobody");
}

#[test]
fn a_service_that_is_down_is_told_and_a_rerun_goes_on() {
    for name in
        ["POST /models", "POST /assets", "POST /models/*/training-images", "PUT /models/*/train"]
    {
        let desk = Desk::new();
        let pattern = name.to_owned();
        desk.fake.judge(move |seen| {
            let is_meant = fake_scenario::matches(&pattern, &seen.name());
            if is_meant { Act::Answer(Answer::bad_gateway()) } else { Act::Serve }
        });
        let run = desk.submit(&["--yes"]);
        assert_eq!(run.code, 2, "{name}: {}", run.out);
        assert!(run.err.contains("run the same command later"), "{}", run.err);
        desk.fake.be_kind();
        assert_eq!(desk.submit(&["--yes"]).code, 0);
        desk.is_trained_once(name);
    }
}

#[test]
fn a_plans_ceilings_are_tried_once_and_named() {
    let desk = Desk::new();
    desk.fake.world().switches.parallel_ceiling = 0;
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("parallel-training"), "{}", run.err);
    let is_start = |seen: &&fake_scenario::Seen| {
        seen.name().ends_with("/train") && seen.request.parameter("dryRun").is_none()
    };
    assert_eq!(desk.fake.world().log.iter().filter(is_start).count(), 1);
    desk.fake.world().switches.parallel_ceiling = 1;
    assert_eq!(desk.submit(&["--yes"]).code, 0);
    desk.is_trained_once("");
}

#[test]
fn a_long_cooldown_is_told_and_a_short_one_sat_out() {
    let desk = Desk::new();
    let cooldown =
        |seconds: u32| Act::Answer(Answer::json(429, &json!({ "remainingSeconds": seconds })));
    desk.fake.once("PUT /models/*/train", cooldown(3600));
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("wait 1 h"), "{}", run.err);
    desk.fake.once("PUT /models/*/train", cooldown(1));
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("asks to wait 1 s"), "{}", run.err);
    desk.is_trained_once("");
}

#[test]
fn a_key_that_is_refused_is_tried_once() {
    let desk = Desk::new();
    let mut program = desk.program();
    program.env("SCENARIO_SDK_API_SECRET", "wrong");
    let run = desk.sandbox.run_by(program, &["submit", "set", "--yes"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("onmodel login"), "{}", run.err);
    assert_eq!(desk.fake.asked().len(), 1);
}

#[test]
fn captions_that_do_not_read_back_start_nothing() {
    let desk = Desk::new();
    desk.fake.world().switches.mangles_captions = Some(str::to_uppercase);
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("did not take over the caption of 00.png"), "{}", run.err);
    assert_eq!(desk.fake.world().models[0].trainings, 0);
}

#[test]
fn oddities_of_replies_are_taken_as_they_come() {
    let desk = Desk::new();
    {
        let mut world = desk.fake.world();
        world.switches.says_draft = true;
        world.switches.unknown_fields = true;
        world.switches.batch_as_list = true;
        world.switches.mangles_captions = Some(|caption| format!("{caption}\n"));
    }
    assert_eq!(desk.submit(&["--yes"]).code, 0);
    let world = desk.fake.world();
    assert_eq!((world.models.len(), world.models[0].trainings), (1, 1));
}
