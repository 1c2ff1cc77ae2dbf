//! Killed at every request, before and after it took effect, and run again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::desk::Desk;

/// Cases run at once.
const THREADS: usize = 4;

#[test]
fn a_run_killed_at_any_request_is_taken_up_where_it_stopped() {
    let whole = Desk::new();
    assert_eq!(whole.submit(&["--yes"]).code, 0);
    let requests = whole.fake.asked().len();
    assert!(requests > 15, "{:#?}", whole.fake.asked());
    let (sandbox, next) = (Arc::clone(&whole.sandbox), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let case = next.fetch_add(1, Ordering::SeqCst);
                    let (index, takes_effect) = (case / 2, case % 2 == 1);
                    if index >= requests {
                        return;
                    }
                    kill_and_run_again(
                        Desk::with(Arc::clone(&sandbox), &format!("state-{case}")),
                        index,
                        takes_effect,
                    );
                }
            });
        }
    });
}

fn kill_and_run_again(desk: Desk, index: usize, takes_effect: bool) {
    let came = desk.killed_at(index, takes_effect);
    let last = desk.fake.asked().last().cloned().unwrap_or_default();
    let why = format!("killed at {index} ({last}), which took effect: {takes_effect}");
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 0, "{why}\n{}\n{}", run.out, run.err);
    // Polls differ from run to run: the last requests may not come.
    assert!(came || index > 15, "{why}");
    desk.is_trained_once(&why);
    let small = desk.fake.world().assets.len();
    assert_eq!(small, super::desk::IMAGES, "uploads, {why}");
}

#[test]
fn a_run_killed_twice_is_taken_up_too() {
    let desk = Desk::new();
    assert!(desk.killed_at(3, true));
    let first = desk.fake.world().log.len();
    assert!(desk.killed_at(first + 5, true));
    assert_eq!(desk.submit(&["--yes"]).code, 0);
    desk.is_trained_once("killed twice");
}
