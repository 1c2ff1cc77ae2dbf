//! What holds for every trainer.

use onmodel_vision::Size;
use proptest::prelude::*;

use super::{BaseModel, Event, Outcome, Run, TokenLimit, TrainerId, behaviour};

const EVENTS: [Event<'static>; 37] = [
    Event::UnreadableImage,
    Event::UnlistedExtension(".Jpg"),
    Event::ExifRotated,
    Event::Alpha { changed: 0.5 },
    Event::TooSmall { upscale: 1.4 },
    Event::NotSquare,
    Event::CropLoss(0.2),
    Event::ExtremeAspect,
    Event::HugeImage { refused: true },
    Event::HugeImage { refused: false },
    Event::DeepGrey,
    Event::OddColourMode,
    Event::Animated,
    Event::MislabelledImage,
    Event::ColourProfile,
    Event::Repeated,
    Event::CaptionMissing,
    Event::CaptionEmpty { zero_bytes: true },
    Event::CaptionEmpty { zero_bytes: false },
    Event::BlankFirstLine,
    Event::Multiline,
    Event::ByteOrderMark,
    Event::NotUtf8,
    Event::SharedStem,
    Event::CaptionExtension(".caption"),
    Event::OrphanCaption,
    Event::UnvisitedImage,
    Event::TriggerMissing,
    Event::TriggerVariant,
    Event::TooLong { tokens: 90, limit: 75 },
    Event::Placeholder,
    Event::LfsPointer,
    Event::NameClash,
    Event::BorrowedCaption,
    Event::MaskName,
    Event::LeftoverFolder,
    Event::Litter,
];

#[test]
fn every_effect_is_a_sentence_about_the_trainer() {
    for id in TrainerId::ALL {
        let trainer = behaviour(id);
        for event in &EVENTS {
            let says = trainer.effect(event, &Run::default()).says;
            assert!(says.starts_with(trainer.name()) && !says.ends_with('.'), "{says}");
        }
    }
}

#[test]
fn any_is_as_bad_as_the_worst_and_says_whose_it_is() {
    for event in &EVENTS {
        let worst = TrainerId::ALL
            .into_iter()
            .map(|id| behaviour(id).effect(event, &Run::default()).outcome)
            .max();
        let effect = behaviour(TrainerId::Any).effect(event, &Run::default());
        assert_eq!(Some(effect.outcome), worst);
        assert!(effect.says.starts_with("for "), "{}", effect.says);
    }
}

/// The cells of the table of what five readers do with the same bytes.
#[test]
fn captions_end_as_the_trainers_own_readers_showed() {
    use Outcome::{Dropped, Harmless, Stops, Worse, Wrong};
    let trainers = [
        TrainerId::Kohya,
        TrainerId::AiToolkit,
        TrainerId::Onetrainer,
        TrainerId::Simpletuner,
        TrainerId::Musubi,
    ];
    for (event, outcomes) in [
        (Event::CaptionEmpty { zero_bytes: true }, [Stops, Wrong, Wrong, Wrong, Wrong]),
        (Event::CaptionEmpty { zero_bytes: false }, [Wrong, Wrong, Wrong, Stops, Wrong]),
        (Event::BlankFirstLine, [Wrong, Harmless, Harmless, Harmless, Harmless]),
        (Event::ByteOrderMark, [Worse, Worse, Worse, Worse, Worse]),
        (Event::Multiline, [Worse, Harmless, Worse, Worse, Harmless]),
        (Event::NotUtf8, [Stops, Stops, Stops, Wrong, Stops]),
        (Event::CaptionMissing, [Wrong, Wrong, Wrong, Stops, Dropped]),
        (Event::ExifRotated, [Wrong, Harmless, Worse, Worse, Wrong]),
    ] {
        let found = trainers.map(|id| behaviour(id).effect(&event, &Run::default()).outcome);
        assert_eq!(found, outcomes, "{event:?}");
    }
}

#[test]
fn limits_follow_the_base() {
    for (base, trainer, limit) in [
        ("sdxl", TrainerId::Kohya, Some(TokenLimit::Clip(75))),
        ("flux.1-dev", TrainerId::Kohya, Some(TokenLimit::T5(512))),
        ("flux.1-schnell", TrainerId::Kohya, Some(TokenLimit::T5(256))),
        ("flux.1-dev", TrainerId::Onetrainer, Some(TokenLimit::T5(77))),
        ("sd3", TrainerId::Onetrainer, Some(TokenLimit::Clip(75))),
        ("qwen-image", TrainerId::Musubi, Some(TokenLimit::T5(1024))),
        ("flux.2-dev", TrainerId::Scenario, Some(TokenLimit::T5(512))),
        ("bria", TrainerId::Kohya, None),
        ("flux.1-dev", TrainerId::Any, Some(TokenLimit::T5(77))),
    ] {
        let base = BaseModel::parse(base).unwrap();
        let run = Run { base: Some(&base), ..Run::default() };
        assert_eq!(behaviour(trainer).token_limit(&run), limit, "{} {trainer}", base.name);
    }
}

proptest! {
    #[test]
    fn a_bucket_never_loses_more_than_there_is(width in 1u32..20_000, height in 1u32..20_000, side in 64u32..2048) {
        let run = Run { resolution: Some(side), ..Run::default() };
        for id in TrainerId::ALL {
            if let Some(bucket) = behaviour(id).bucket(Size { width, height }, &run) {
                prop_assert!((0.0..=1.0).contains(&bucket.crop_loss) && bucket.upscale >= 1.0, "{id} {bucket:?}");
                prop_assert!(bucket.size.width > 0 && bucket.size.height > 0, "{id} {bucket:?}");
            }
        }
    }
}
