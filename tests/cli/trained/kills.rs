//! Orders broken off at every request: nothing is paid for twice.

use fake_scenario::{Act, Answer, Fake};

use super::{paid, trained};
use crate::submit::desk::Desk;

const PROMPTS: [&str; 6] = ["prompts", "set", "--run", "--count", "2", "--yes"];
const UPSCALE: [&str; 3] = ["upscale", "set", "--yes"];

fn small() -> Desk {
    let desk = Desk::new();
    desk.sandbox.picture("set/01.png", 7, 512).picture("set/02.png", 8, 512);
    desk
}

/// Requests that `args` needs on a fresh desk.
fn requests(desk: &Desk, args: &[&str]) -> std::ops::Range<usize> {
    let before = desk.fake.asked().len();
    let run = desk.run(args);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    before..desk.fake.asked().len()
}

fn act_at(fake: &Fake, index: usize, act: Act) {
    let mut act = Some(act);
    fake.judge(
        move |seen| {
            if seen.index == index { act.take().unwrap_or(Act::Serve) } else { Act::Serve }
        },
    );
}

/// Each fault at each request: the run survives it, and another spends nothing more. The runs mostly
/// wait before they try again, so they wait together.
fn is_paid_once(fresh: fn() -> Desk, args: &[&str], fault: &Act) {
    let indices = requests(&fresh(), args);
    std::thread::scope(|scope| {
        for index in indices {
            scope.spawn(move || {
                let desk = fresh();
                act_at(&desk.fake, index, fault.clone());
                let first = desk.run(args);
                desk.fake.be_kind();
                assert_eq!(first.code, 0, "request {index}: {}", first.err);
                let second = desk.run(args);
                assert_eq!(second.code, 0, "request {index}, again: {}", second.err);
                assert_eq!(paid(&desk), 2, "request {index}: {} {}", first.err, second.err);
            });
        }
    });
}

#[test]
fn pictures_of_prompts_are_paid_for_once_whatever_is_lost() {
    is_paid_once(trained, &PROMPTS, &Act::LoseAnswer);
    is_paid_once(trained, &PROMPTS, &Act::LoseRequest);
}

#[test]
fn enlargements_are_paid_for_once_whatever_is_lost() {
    is_paid_once(small, &UPSCALE, &Act::LoseAnswer);
    is_paid_once(small, &UPSCALE, &Act::Answer(Answer::bad_gateway()));
}

#[test]
fn a_503_that_hides_an_order_carried_out_is_seen_through() {
    is_paid_once(trained, &PROMPTS, &Act::ServeBut(Answer::refusal(503, "busy")));
}

#[test]
fn where_the_list_of_jobs_does_not_tell_nothing_is_ordered_again_unasked() {
    let desk = small();
    desk.fake.world().studio.hides_inputs = true;
    let mut orders = 0;
    desk.fake.judge(move |seen| {
        let is_order = seen.name().starts_with("POST /generate/custom")
            && seen.request.parameter("dryRun").is_none();
        orders += usize::from(is_order);
        if is_order && orders == 1 { Act::LoseAnswer } else { Act::Serve }
    });
    let run = desk.run(&UPSCALE);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("`--again` to order it anew"), "{}", run.err);
    desk.fake.be_kind();
    assert_eq!(desk.run(&UPSCALE).code, 2);
    assert_eq!(paid(&desk), 1);
    let again = desk.run(&["upscale", "set", "--yes", "--again"]);
    assert_eq!((again.code, paid(&desk)), (0, 3), "{}", again.err);
}

/// The process dies at each request that orders, before and after it took effect.
#[test]
fn a_run_killed_while_it_orders_is_taken_up() {
    use std::process::{Child, Stdio};
    use std::sync::{Arc, Mutex};
    for takes_effect in [false, true] {
        for number in [1, 2] {
            let desk = small();
            let child: Arc<Mutex<Option<Child>>> = Arc::default();
            let own = Arc::clone(&child);
            let mut orders = 0;
            desk.fake.judge(move |seen| {
                let is_order = seen.name().starts_with("POST /generate/custom")
                    && seen.request.parameter("dryRun").is_none();
                orders += usize::from(is_order);
                if !is_order || orders != number {
                    return Act::Serve;
                }
                own.lock().unwrap().as_mut().unwrap().kill().unwrap();
                if takes_effect { Act::LoseAnswer } else { Act::LoseRequest }
            });
            {
                let mut program = desk.program();
                program
                    .args(UPSCALE)
                    .current_dir(desk.sandbox.path(""))
                    .env("ONMODEL_CACHE_DIR", desk.sandbox.path(".cache"))
                    .stdout(Stdio::null())
                    .stderr(Stdio::null());
                *child.lock().unwrap() = Some(program.spawn().unwrap());
            }
            while child.lock().unwrap().as_mut().unwrap().try_wait().unwrap().is_none() {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            desk.fake.be_kind();
            let run = desk.run(&UPSCALE);
            assert_eq!((run.code, paid(&desk)), (0, 2), "{takes_effect} {number} {}", run.err);
        }
    }
}

#[test]
fn a_picture_that_cannot_be_fetched_is_fetched_by_the_next_run() {
    let desk = small();
    desk.fake.judge(|seen| {
        if seen.name().starts_with("GET /files/") {
            Act::Answer(Answer::refusal(403, "expired"))
        } else {
            Act::Serve
        }
    });
    let run = desk.run(&UPSCALE);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("is paid for, but its picture cannot be fetched"), "{}", run.err);
    desk.fake.be_kind();
    let run = desk.run(&UPSCALE);
    assert_eq!((run.code, paid(&desk)), (0, 2), "{}", run.err);
    assert!(run.out.contains("2 were ordered before; nothing is paid for twice."), "{}", run.out);
}
