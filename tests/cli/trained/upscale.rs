//! `onmodel upscale`

use expect_test::expect;

use super::paid;
use crate::submit::desk::Desk;

fn small() -> Desk {
    let desk = Desk::new();
    desk.sandbox.picture("set/01.png", 7, 512);
    desk
}

fn side(desk: &Desk, name: &str) -> u32 {
    image::load_from_memory(&desk.sandbox.read(name)).unwrap().width()
}

#[test]
fn a_small_image_is_enlarged_beside_itself_with_its_caption() {
    let desk = small();
    let before = desk.sandbox.read("set/01.png");
    let run = desk.run(&["upscale", "set", "--yes"]);
    expect![[r#"
        1 image under 1024 px on the shorter side, to be enlarged by model_upscale-v3:
          01.png  512×512 px
        Scenario asks 10.75 CU for 1 image.
        01.png 512×512 px → set/01-upscaled.png 1024×1024 px, caption copied
        The small images are still there, and a set with both trains each picture twice: `onmodel upscale --replace` moves them aside and pays for nothing again.
    "#]]
    .assert_eq(&run.out);
    assert_eq!((run.code, run.err.as_str(), paid(&desk)), (0, "", 1));
    assert_eq!(side(&desk, "set/01-upscaled.png"), 1024);
    assert_eq!(desk.sandbox.read("set/01-upscaled.txt"), desk.sandbox.read("set/01.txt"));
    assert_eq!(desk.sandbox.read("set/01.png"), before, "the old one is as it was");
    let again = desk.run(&["upscale", "set", "--yes"]);
    assert_eq!((again.code, paid(&desk)), (0, 1), "{}", again.err);
    assert!(
        again.out.contains("01.png was enlarged already: set/01-upscaled.png"),
        "{}",
        again.out
    );
}

#[test]
fn replacing_moves_the_small_one_aside_and_pays_for_nothing_again() {
    let desk = small();
    let (before, caption) = (desk.sandbox.read("set/01.png"), desk.sandbox.read("set/01.txt"));
    assert_eq!(desk.run(&["upscale", "set", "--yes"]).code, 0);
    let run = desk.run(&["upscale", "set", "--replace"]);
    assert_eq!((run.code, paid(&desk)), (0, 1), "{}", run.err);
    assert_eq!(side(&desk, "set/01.png"), 1024);
    assert_eq!(desk.sandbox.read("set/01.txt"), caption);
    assert_eq!(desk.sandbox.read("set/.onmodel-aside/01.png"), before);
    assert!(!desk.sandbox.path("set/01-upscaled.png").exists());
    assert!(!desk.sandbox.path("set/01-upscaled.txt").exists());
    let check = desk.run(&["check", "set", "--format", "json"]);
    let text = check.out;
    assert!(!text.contains("image-too-small") && !text.contains("image-duplicate"), "{text}");
    assert!(desk.run(&["upscale", "set"]).out.contains("nothing to enlarge"));
}

#[test]
fn replacing_at_once_leaves_one_image_with_its_caption() {
    let desk = small();
    let run = desk.run(&["upscale", "set", "--yes", "--replace"]);
    assert_eq!((run.code, side(&desk, "set/01.png")), (0, 1024), "{}", run.err);
    assert!(!desk.sandbox.path("set/01-upscaled.txt").exists());
}

#[test]
fn nothing_is_spent_unasked() {
    let desk = small();
    let run = desk.run(&["upscale", "set"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--yes agrees to it"), "{}", run.err);
    assert_eq!(desk.fake.asked().len(), 0);
    let run = desk.run(&["upscale", "set", "--yes", "--dry-run"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("Scenario asks 10.75 CU for 1 image."), "{}", run.out);
    let run = desk.run(&["upscale", "set", "--yes", "--max-cost", "10"]);
    assert_eq!(run.code, 2);
    assert_eq!(paid(&desk), 0);
    let uploads = desk.fake.count("POST /uploads");
    assert_eq!(uploads, 1, "the picture went up once");
}

#[test]
fn a_set_that_is_large_enough_needs_no_service() {
    let desk = Desk::new();
    let run = desk.run(&["upscale", "set"]);
    assert_eq!((run.code, desk.fake.asked().len()), (0, 0));
    assert!(run.out.contains("Every image has 1024 px or more"), "{}", run.out);
}

#[test]
fn an_upscaler_that_is_not_there_is_named() {
    let desk = small();
    let run = desk.run(&["upscale", "set", "--yes", "--with", "model_none"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("`--with ID` names another"), "{}", run.err);
}
