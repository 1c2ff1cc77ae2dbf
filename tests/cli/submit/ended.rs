//! Trainings that end badly.

use super::desk::Desk;

#[test]
fn a_failure_is_told_with_the_services_reason_and_hint() {
    let desk = Desk::new();
    desk.fake.world().switches.training_fails = true;
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("CUDA ran out of patience"), "{}", run.err);
    assert!(run.err.contains("try fewer epochs"), "{}", run.err);
    assert_eq!(desk.fake.world().models[0].trainings, 1);
    desk.fake.world().switches.training_fails = false;
    let again = desk.submit(&["--yes"]);
    assert_eq!(again.code, 0, "{}", again.err);
    let world = desk.fake.world();
    assert_eq!(world.models.len(), 2, "another model, as the first came to nothing");
    assert_eq!(world.assets.len(), super::desk::IMAGES, "the images serve again");
    desk.holds_the_set(&world, &world.models[1], "");
}

#[test]
fn a_failure_nobody_saw_is_told_before_anything_else_is_begun() {
    let desk = Desk::new();
    desk.fake.world().switches.training_fails = true;
    assert_eq!(desk.submit(&["--yes", "--detach"]).code, 0);
    desk.fake.world().models[0].status = "failed";
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("CUDA ran out of patience"), "{}", run.err);
    assert_eq!(desk.fake.world().models.len(), 1);
}

#[test]
fn a_training_is_cancelled_from_elsewhere_while_it_is_followed() {
    let desk = Desk::new();
    desk.fake.world().switches.steps = 1_000_000;
    std::thread::scope(|scope| {
        let follower = scope.spawn(|| desk.submit(&["--yes"]));
        while desk.fake.world().models.first().is_none_or(|model| model.polls == 0) {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let cancel = desk.submit(&["--cancel"]);
        assert_eq!(cancel.code, 0, "{}", cancel.err);
        let run = follower.join().unwrap();
        assert_eq!(run.code, 2, "{}", run.out);
        assert!(run.err.contains("was cancelled"), "{}", run.err);
    });
    assert_eq!(desk.submit(&["--cancel"]).code, 2, "there is nothing left to cancel");
}
