//! Drafts by the service, which are paid for.

use expect_test::expect;
use fake_scenario::{Act, Answer};

use super::{bare, text};
use crate::submit::desk::Desk;

const CAPTION: &str = "POST /generate/caption";

fn draft(desk: &Desk, options: &[&str]) -> crate::sandbox::Run {
    let args: Vec<&str> =
        ["caption", "set", "--provider", "scenario"].iter().chain(options).copied().collect();
    desk.run(&args)
}

/// Captions that were paid for.
fn paid(desk: &Desk) -> usize {
    desk.fake.world().studio.jobs.len()
}

#[test]
fn the_price_is_shown_and_nothing_is_spent_unasked() {
    let desk = bare();
    let run = draft(&desk, &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--yes agrees to it"), "{}", run.err);
    assert_eq!(desk.fake.asked().len(), 0, "nothing was asked");
    let run = draft(&desk, &["--yes", "--max-cost", "3"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("the price of 4 CU (2 × 2 CU) is over the limit of 3 CU"),
        "{}",
        run.err
    );
    assert_eq!(paid(&desk), 0);
}

#[test]
fn drafts_go_through_the_safe_fixes_and_are_written() {
    let desk = bare();
    let run = draft(&desk, &["--yes"]);
    expect![[r#"
        set: 2 pictures without a caption.
        Scenario drafts them for 4 CU (2 × 2 CU). Each goes there shrunk to 1024 px.
        --- /dev/null
        +++ b/set/01.txt
        @@ -0,0 +1 @@
        +krstl, A woman standing in the rain.
        --- a/set/02.txt
        +++ b/set/02.txt
        @@ -0,0 +1 @@
        +krstl, A woman standing in the rain.
        2 captions drafted. Read them before you train: only you know the character.
    "#]]
    .assert_eq(&format!("{}{}", run.out, run.err));
    assert_eq!(run.code, 0);
    assert_eq!((paid(&desk), desk.fake.count(CAPTION)), (2, 4), "two quotes, two captions");
    assert!(text(&desk, "set/01.txt").starts_with("krstl, "));
}

#[test]
fn a_shown_draft_is_written_later_without_paying_again() {
    let desk = bare();
    assert_eq!(draft(&desk, &["--yes", "--diff"]).code, 1);
    assert_eq!(draft(&desk, &[]).code, 0, "nothing is left to agree to");
    assert_eq!(paid(&desk), 2);
    assert!(text(&desk, "set/01.txt").starts_with("krstl, "));
}

#[test]
fn a_lost_answer_is_looked_for_before_anything_is_sent_again() {
    // The request got lost: no job is there, so it is sent again.
    let desk = bare();
    let mut captions = 0;
    desk.fake.judge(move |seen| {
        let is_order = seen.name() == CAPTION && seen.request.parameter("dryRun").is_none();
        captions += usize::from(is_order);
        if is_order && captions == 1 { Act::LoseRequest } else { Act::Serve }
    });
    assert_eq!(draft(&desk, &["--yes"]).code, 0);
    assert_eq!(paid(&desk), 2);
    // It was carried out, and its job repeats the text.
    let desk = bare();
    desk.fake.world().studio.repeats_captions = true;
    lose_first_answer(&desk);
    assert_eq!(draft(&desk, &["--yes"]).code, 0);
    assert_eq!(paid(&desk), 2);
}

#[test]
fn a_caption_paid_for_whose_text_is_lost_is_not_ordered_again_unasked() {
    let desk = bare();
    lose_first_answer(&desk);
    let run = draft(&desk, &["--yes"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("run the same command with `--again`"), "{}", run.err);
    desk.fake.be_kind();
    assert_eq!(draft(&desk, &["--yes"]).code, 2, "not the next time either");
    assert_eq!(paid(&desk), 1);
    assert_eq!(draft(&desk, &["--yes", "--again"]).code, 0);
    assert_eq!(paid(&desk), 3);
}

fn lose_first_answer(desk: &Desk) {
    let mut captions = 0;
    desk.fake.judge(move |seen| {
        let is_order = seen.name() == CAPTION && seen.request.parameter("dryRun").is_none();
        captions += usize::from(is_order);
        if is_order && captions == 1 { Act::LoseAnswer } else { Act::Serve }
    });
}

#[test]
fn a_503_at_any_request_is_survived() {
    let count = {
        let desk = bare();
        assert_eq!(draft(&desk, &["--yes"]).code, 0);
        desk.fake.asked().len()
    };
    for index in 0..count {
        let desk = bare();
        desk.fake.judge(move |seen| {
            if seen.index == index { Act::Answer(Answer::refusal(503, "busy")) } else { Act::Serve }
        });
        let run = draft(&desk, &["--yes"]);
        assert_eq!((run.code, paid(&desk)), (0, 2), "request {index}: {}", run.err);
    }
}
