//! A set that changes between two runs.

use super::desk::Desk;

/// A desk whose set was uploaded and attached, and whose training the plan did not allow.
fn attached() -> Desk {
    let desk = Desk::new();
    desk.fake.world().switches.parallel_ceiling = 0;
    assert_eq!(desk.submit(&["--yes"]).code, 2);
    desk.fake.world().switches.parallel_ceiling = 1;
    desk
}

fn caption(desk: &Desk, index: usize, text: &str) {
    desk.sandbox.file(&format!("set/{index:02}.txt"), text);
}

#[test]
fn a_changed_caption_is_written_and_nothing_uploaded_again() {
    let desk = attached();
    caption(&desk, 1, "krstl, sitting, side view, another scene, cel-shaded illustration\n");
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    desk.is_trained_once("");
    assert_eq!(desk.fake.world().assets.len(), super::desk::IMAGES);
}

#[test]
fn images_that_left_came_or_were_replaced_are_reconciled() {
    let desk = attached();
    desk.sandbox.remove("set/00.png").remove("set/00.txt");
    desk.sandbox.image("set/01.png", 77);
    desk.sandbox.image("set/07.png", 78);
    caption(&desk, 7, "krstl, jumping, front view, on a roof, cel-shaded illustration");
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("Took 2 images off the model"), "{}", run.out);
    desk.is_trained_once("");
}

#[test]
fn another_base_changes_the_model_as_long_as_it_is_new() {
    let desk = attached();
    let config = String::from_utf8(desk.sandbox.read("set/onmodel.toml")).unwrap();
    desk.sandbox.file("set/onmodel.toml", config.replace("flux.2-dev", "z-image"));
    assert_eq!(desk.submit(&["--yes"]).code, 0);
    desk.is_trained_once("");
    assert_eq!(desk.fake.world().models[0].other["type"], "zimage-lora");
}

#[test]
fn a_set_changed_after_its_training_is_another_model_and_asked_about() {
    let desk = Desk::new();
    assert_eq!(desk.submit(&["--yes"]).code, 0);
    caption(&desk, 1, "krstl, sitting, side view, another scene, cel-shaded illustration");
    let refused = desk.submit(&[]);
    assert_eq!(refused.code, 2, "{}", refused.out);
    assert!(refused.out.contains("1 caption changed"), "{}", refused.out);
    assert!(refused.err.contains("--yes"), "{}", refused.err);
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let world = desk.fake.world();
    assert_eq!(world.models.len(), 2);
    desk.holds_the_set(&world, &world.models[1], "");
    let first = &world.models[0].images[1];
    assert!(!world.caption(first).unwrap().contains("another scene"), "the first keeps its own");
}

#[test]
fn a_change_while_it_trains_is_no_part_of_it() {
    let desk = Desk::new();
    desk.fake.world().switches.steps = 1000;
    assert_eq!(desk.submit(&["--yes", "--detach"]).code, 0);
    caption(&desk, 1, "krstl, sitting, side view, another scene, cel-shaded illustration");
    desk.fake.world().switches.steps = 4;
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("1 caption changed"), "{}", run.out);
    assert_eq!(desk.fake.world().models[0].trainings, 1);
}

#[test]
fn a_model_deleted_at_the_service_is_made_anew() {
    let desk = attached();
    desk.fake.world().models.clear();
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    desk.is_trained_once("");
}

#[test]
fn images_somebody_added_to_the_model_are_not_trained_silently() {
    let desk = attached();
    {
        let mut world = desk.fake.world();
        let id = world.keep("stranger.png", vec![1, 2, 3]);
        world.models[0].images.push(id);
    }
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("stranger.png"), "{}", run.err);
    assert_eq!(desk.fake.world().models[0].trainings, 0);
}
