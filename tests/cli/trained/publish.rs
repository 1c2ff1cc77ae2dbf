//! `onmodel publish`

use expect_test::expect;

use super::trained;
use crate::submit::desk::Desk;

fn described() -> Desk {
    let desk = trained();
    let config = "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\nclass = \"woman\"\nbase = \"flux.2-dev\"\n\n\
                  [traits]\nidentity = [\"red hair\", \"green eyes\"]\n";
    desk.sandbox.file("set/onmodel.toml", config);
    desk
}

#[test]
fn what_will_be_written_is_shown_first() {
    let desk = described();
    let before = desk.fake.asked().len();
    let run = desk.run(&["publish", "set", "--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.err);
    expect![[r#"
        What model_0001 will show
          description   kestrel: woman with red hair and green eyes. Begin prompts with "krstl". onmodel-…
                        # kestrel

                        Trigger word: `krstl`. Begin every prompt with it.

                        Always the same: red hair and green eyes.

                        Trained on 3 images that vary in:

                        - pose: standing, sitting, running
                        - view: front view, side view, back view

                        Prompts to begin with:

                        - `krstl woman, sitting, three-quarter view`
                        - `krstl woman, running, back view`
                        - `krstl woman, sitting, front view`
                        - `krstl woman, lying, side view`
          thumbnail     00.png
          examples      as they are (`onmodel prompts --run` paints some)
          tags          character, woman, krstl, kestrel

        Nothing was written.
    "#]].assert_eq(&unmarked(&run.out));
    let asked = desk.fake.asked();
    assert!(asked[before..].iter().all(|name| name.starts_with("GET ")), "{asked:?}");
}

/// The mark by which submit finds its model again is another each time.
fn unmarked(text: &str) -> String {
    let mark = text.split_whitespace().find(|word| word.starts_with("onmodel-"));
    mark.map_or(text.to_owned(), |mark| text.replace(mark, "onmodel-…"))
}

#[test]
fn it_is_written_when_agreed_to() {
    let desk = described();
    let run = desk.run(&["publish", "set"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--yes agrees to it"), "{}", run.err);
    assert_eq!(desk.run(&["prompts", "set", "--run", "--count", "2", "--yes"]).code, 0);
    let run = desk.run(&["publish", "set", "--yes", "--tag", "comic"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let world = desk.fake.world();
    let model = &world.models[0];
    assert!(
        model.description.starts_with("kestrel: woman with red hair and green eyes."),
        "{}",
        model.description
    );
    assert!(
        model.description.contains(" onmodel-"),
        "submit still finds it: {}",
        model.description
    );
    assert!(model.other["description"].as_str().unwrap().contains("Trigger word: `krstl`"));
    assert_eq!(model.other["exampleAssetIds"].as_array().unwrap().len(), 2);
    assert_eq!(
        model.other["tags"],
        serde_json::json!(["character", "woman", "krstl", "kestrel", "comic"])
    );
    let front = world.asset(model.other["thumbnail"].as_str().unwrap()).unwrap();
    assert_eq!(front.name, "00.png", "the one with a front view, as it was trained on");
}

#[test]
fn another_thumbnail_is_taken_where_it_is_named() {
    let desk = described();
    assert_eq!(desk.run(&["publish", "set", "--yes", "--thumbnail", "set/02.png"]).code, 0);
    let world = desk.fake.world();
    let shown = world.models[0].other["thumbnail"].as_str().unwrap();
    assert_eq!(world.asset(shown).unwrap().name, "02.png");
    drop(world);
    let run = desk.run(&["publish", "set", "--yes", "--thumbnail", "elsewhere.png"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no image of this set"), "{}", run.err);
}
