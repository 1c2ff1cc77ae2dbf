//! The whole road, as a person sees it.

use expect_test::expect;

use super::desk::Desk;

#[test]
fn a_clean_set_is_trained_and_every_step_told() {
    let desk = Desk::new();
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    desk.is_trained_once("");
    expect![[r#"
        Ready, with 4 hints worth a look
        Score: 93 of 100

        What goes to Scenario
          model       kestrel, a flux.2-dev-lora (for base flux.2-dev)
          images      3, 53 kB
          captions    3, sent as they are on disk
            00.png  krstl, standing, front view, scene number 0, cel-shaded illustration
            01.png  krstl, sitting, side view, scene number 1, cel-shaded illustration
            02.png  krstl, running, back view, scene number 2, cel-shaded illustration
          parameters
            learningRate  0.00005   Scenario's advice for 3 images
            nbEpochs      15        it advises 15 to 20; the price grows with them
            nbRepeats     20        it advises 20 to 30

        Made a model for it: model_0001
        Scenario quotes 45 CU to train model_0001. Nothing has been spent so far.
        Uploaded 3 images
        Verified: 3 images attached once, 3 captions as on disk
        Scenario's own score of the set: 83 of 100 (onmodel's: 93)
        Started: model_0001 is being trained (job_0008)
        Following it; Ctrl-C leaves it running, and the same command follows it again.
        Trained: model_0001 is ready to use.
        Try it: `onmodel prompts set --run`
    "#]]
    .assert_eq(&run.out);
    expect![[""]].assert_eq(&run.err);
}

#[test]
fn a_rerun_after_success_spends_nothing_and_asks_nobody() {
    let desk = Desk::new();
    assert_eq!(desk.submit(&["--yes"]).code, 0);
    for options in [&[][..], &["--yes"], &["--resume"], &["--dry-run"]] {
        let run = desk.submit(options);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains("Nothing was spent"), "{}", run.out);
    }
    desk.is_trained_once("");
}

#[test]
fn a_dry_run_shows_the_price_and_uploads_nothing() {
    let desk = Desk::new();
    desk.fake.world().switches.unit_price = 0.25;
    let run = desk.submit(&["--dry-run", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let model = desk.fake.world().models[0].id.clone();
    assert!(run.out.contains(&format!("11.25 CU to train {model}")), "{}", run.out);
    assert_eq!(desk.fake.world().assets.len(), 0);
    assert_eq!(desk.fake.world().models[0].status, "new");
    assert_eq!(desk.submit(&["--yes"]).code, 0);
    desk.is_trained_once("the model of the dry run is used");
}

#[test]
fn a_service_that_quotes_for_images_only_is_sent_them_first() {
    let desk = Desk::new();
    desk.fake.world().switches.quotes_only_with_images = true;
    let run = desk.submit(&["--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("45 CU"), "{}", run.out);
    assert_eq!(desk.submit(&["--yes"]).code, 0);
    desk.is_trained_once("");
}

#[test]
fn a_detached_training_is_looked_at_followed_and_not_started_again() {
    let desk = Desk::new();
    desk.fake.world().switches.steps = 1000;
    assert_eq!(desk.submit(&["--yes", "--detach"]).code, 0);
    let status = desk.submit(&["--status"]);
    assert!(status.out.contains("is being trained for 45 CU"), "{}{}", status.out, status.err);
    desk.fake.world().switches.steps = 4;
    let run = desk.submit(&["--resume"]);
    assert_eq!(run.code, 0, "{}", run.err);
    desk.is_trained_once("");
}

#[test]
fn nothing_to_resume_look_at_or_cancel_is_said_and_nothing_asked() {
    let desk = Desk::new();
    for option in ["--resume", "--status", "--cancel"] {
        let run = desk.submit(&[option]);
        assert_eq!(run.code, 2, "{option}");
        assert!(run.err.contains("nothing was submitted"), "{}", run.err);
    }
    assert!(desk.fake.asked().is_empty());
}

#[test]
fn a_large_image_goes_up_in_parts() {
    let desk = Desk::new();
    // Noise does not compress: some 12 MB.
    let noise = image::RgbImage::from_fn(2048, 2048, |x, y| {
        let n =
            (x.wrapping_mul(0x9E37_79B9) ^ y.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0xC2B2_AE35);
        image::Rgb([(n >> 24) as u8, (n >> 16) as u8, (n >> 8) as u8])
    });
    noise.save(desk.sandbox.path("set/00.png")).unwrap();
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_eq!(desk.fake.count("POST /uploads"), 1);
    desk.is_trained_once("");
}

#[test]
fn more_than_ten_images_are_attached_in_several_calls() {
    let sandbox = crate::sandbox::Sandbox::with_set(12);
    let desk = Desk::with(std::sync::Arc::new(sandbox), "state");
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_eq!(desk.fake.count("POST /models/*/training-images"), 2);
    desk.is_trained_once("");
}

#[test]
fn two_runs_at_once_do_not_meet() {
    let desk = Desk::new();
    let (arrived, waiting) = std::sync::mpsc::channel();
    let (leave, held) = std::sync::mpsc::channel::<()>();
    desk.fake.judge(move |seen| {
        if seen.name() == "POST /assets" && arrived.send(()).is_ok() {
            // A test that failed no longer holds anybody.
            let _ = held.recv();
        }
        fake_scenario::Act::Serve
    });
    std::thread::scope(|scope| {
        let first = scope.spawn(|| desk.submit(&["--yes"]));
        waiting.recv().unwrap();
        let second = desk.submit(&["--yes"]);
        drop(leave);
        assert_eq!(second.code, 2, "{}", second.out);
        assert!(second.err.contains("another onmodel is submitting this set"), "{}", second.err);
        assert_eq!(first.join().unwrap().code, 0);
    });
    desk.is_trained_once("");
}
