//! `--trainer any`: the worst that any of them does.

use onmodel_vision::Size;

use super::common::told;
use super::{Bucket, Effect, Event, Run, TokenLimit, Trainer, TrainerId, behaviour};

/// All trainers at once.
pub(super) struct Any;

fn all() -> impl Iterator<Item = &'static dyn Trainer> {
    TrainerId::ALL.into_iter().map(behaviour)
}

/// The item with the greatest rank; the first of equals, so that the order of trainers decides.
fn first_worst<T>(items: impl Iterator<Item = T>, worse: impl Fn(&T, &T) -> bool) -> Option<T> {
    items.reduce(|worst, next| if worse(&next, &worst) { next } else { worst })
}

impl Trainer for Any {
    fn id(&self) -> TrainerId {
        TrainerId::Any
    }

    fn name(&self) -> &'static str {
        "any trainer"
    }

    fn effect(&self, event: &Event<'_>, run: &Run<'_>) -> Effect {
        let effects = all().map(|trainer| (trainer.id(), trainer.effect(event, run)));
        let worst = first_worst(effects, |next, worst| next.1.outcome > worst.1.outcome);
        // Proof: seven trainers are listed.
        let (id, effect) = worst.expect("TrainerId::ALL is not empty");
        told(effect.outcome, format!("for {id}: {}", effect.says))
    }

    fn lists(&self, file_name: &str) -> bool {
        all().all(|trainer| trainer.lists(file_name))
    }

    fn bucket(&self, size: Size, run: &Run<'_>) -> Option<Bucket> {
        let buckets = all().filter_map(|trainer| trainer.bucket(size, run));
        first_worst(buckets, |next, worst| next.crop_loss > worst.crop_loss)
    }

    fn token_limit(&self, run: &Run<'_>) -> Option<TokenLimit> {
        let length = |limit: &TokenLimit| match *limit {
            TokenLimit::Clip(tokens) | TokenLimit::T5(tokens) => tokens,
        };
        first_worst(all().filter_map(|trainer| trainer.token_limit(run)), |next, worst| {
            length(next) < length(worst)
        })
    }

    fn caption_extensions(&self, run: &Run<'_>) -> Vec<String> {
        run.caption_extension
            .map_or_else(|| vec![".txt".into(), ".caption".into()], |own| vec![own.to_owned()])
    }
}
