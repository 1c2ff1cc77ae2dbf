//! What comes before and after a training: `onmodel upscale`, `prompts`, `publish`, against the fake
//! service over real HTTP.

mod kills;
mod prompts;
mod publish;
mod upscale;

use crate::submit::desk::Desk;

/// A set with the model trained from it.
fn trained() -> Desk {
    let desk = Desk::new();
    let run = desk.submit(&["--yes"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    desk
}

/// Pictures that were paid for.
fn paid(desk: &Desk) -> usize {
    desk.fake.world().studio.jobs.len()
}
