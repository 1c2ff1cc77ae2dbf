//! `onmodel pull`: brought home, never over what is there.

use super::desk::Desk;

#[test]
fn a_models_images_and_captions_come_home_as_a_dataset() {
    let desk = Desk::new();
    assert_eq!(desk.submit(&["--yes", "--detach"]).code, 0);
    let model = desk.fake.world().models[0].id.clone();
    let run = desk.run(&["pull", &model, "home"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for name in ["00.png", "01.png", "02.png", "00.txt", "01.txt", "02.txt"] {
        let read = |folder: &str| desk.sandbox.read(&format!("{folder}/{name}"));
        assert_eq!(read("home"), read("set"), "{name}");
    }
    let check = desk.run(&["check", "home", "--format", "json"]).json();
    assert_eq!(check["datasets"][0]["name"], "kestrel");
    assert_eq!(check["datasets"][0]["captions"], 3);
    let again = desk.run(&["pull", &model, "home"]);
    assert_eq!(again.code, 0);
    assert!(again.out.contains("0 files brought home"), "{}", again.out);
}

#[test]
fn a_caption_written_at_the_service_comes_home_and_yours_is_left_alone() {
    let desk = Desk::new();
    assert_eq!(desk.submit(&["--yes", "--detach"]).code, 0);
    let model = desk.fake.world().models[0].id.clone();
    {
        let mut world = desk.fake.world();
        let id = world.models[0].images[0].clone();
        let asset = world.assets.iter_mut().find(|asset| asset.id == id).unwrap();
        asset.description = Some("krstl, written there".to_owned());
    }
    desk.sandbox.file("home/00.txt", "krstl, written here\n");
    let run = desk.run(&["pull", &model, "home"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("left alone: home/00.txt"), "{}", run.out);
    assert_eq!(desk.sandbox.read("home/00.txt"), b"krstl, written here\n");
    assert_eq!(desk.run(&["pull", &model, "fresh"]).code, 0);
    assert_eq!(desk.sandbox.read("fresh/00.txt"), b"krstl, written there");
}

#[test]
fn names_from_elsewhere_stay_in_the_folder() {
    let desk = Desk::new();
    assert_eq!(desk.submit(&["--yes", "--detach"]).code, 0);
    {
        let mut world = desk.fake.world();
        for (asset, name) in world.assets.iter_mut().zip(["../../evil.png", "a.png", "A.png"]) {
            asset.name = name.to_owned();
        }
    }
    let model = desk.fake.world().models[0].id.clone();
    assert_eq!(desk.run(&["pull", &model, "home"]).code, 0);
    let mut names: Vec<String> = std::fs::read_dir(desk.sandbox.path("home"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 7, "{names:?}");
    assert!(!desk.sandbox.path("evil.png").exists());
}

#[test]
fn a_model_that_is_not_there_is_said() {
    let run = Desk::new().run(&["pull", "model_nowhere"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("Model model_nowhere not found"), "{}", run.err);
}
