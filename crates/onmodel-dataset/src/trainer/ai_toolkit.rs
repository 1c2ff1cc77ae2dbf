//! ostris/ai-toolkit: forgiving, and silent about it.

use onmodel_vision::Size;

use super::bucket::cover_rounded;
use super::common::{ends_in, fixed, shared, token_limit, told, trained_side};
use super::{Bucket, Effect, Event, Family, Outcome, Run, TokenLimit, Trainer, TrainerId};

/// ai-toolkit reads folders with all below them.
pub(super) struct AiToolkit;

const EXTENSIONS: [&str; 4] = ["jpg", "jpeg", "png", "webp"];
/// `caption_ext` where nobody sets it.
const DEFAULT_CAPTION: &str = ".txt";

impl Trainer for AiToolkit {
    fn id(&self) -> TrainerId {
        TrainerId::AiToolkit
    }

    fn name(&self) -> &'static str {
        "ai-toolkit"
    }

    fn effect(&self, event: &Event<'_>, run: &Run<'_>) -> Effect {
        match *event {
            Event::UnreadableImage | Event::LfsPointer | Event::HugeImage { refused: true } => {
                fixed(
                    Outcome::Dropped,
                    "ai-toolkit cannot open this image and leaves it out without a word",
                )
            }
            Event::ExifRotated => {
                fixed(Outcome::Harmless, "ai-toolkit turns this image upright before it trains")
            }
            Event::TooSmall { .. } => fixed(
                Outcome::Worse,
                "ai-toolkit trains this image at its own small size, which teaches the model less detail",
            ),
            Event::LeftoverFolder => fixed(
                Outcome::Wrong,
                "ai-toolkit reads sub-folders too and trains what lies in this one",
            ),
            Event::UnvisitedImage => {
                fixed(Outcome::Harmless, "ai-toolkit reads sub-folders too and trains this image")
            }
            Event::BlankFirstLine => fixed(
                Outcome::Harmless,
                "ai-toolkit trains the whole text, the blank line included",
            ),
            Event::TriggerMissing => fixed(
                Outcome::Wrong,
                "ai-toolkit puts its trigger_word in front where the job names one, else it trains this image without tying it to the character",
            ),
            Event::Placeholder => fixed(
                Outcome::Worse,
                "ai-toolkit puts its trigger_word in the place of [trigger], or deletes it where the job names none",
            ),
            _ => caption(self, event, run),
        }
    }

    fn lists(&self, file_name: &str) -> bool {
        !file_name.starts_with('.') && ends_in(file_name, &EXTENSIONS)
    }

    fn bucket(&self, size: Size, run: &Run<'_>) -> Option<Bucket> {
        let length = trained_side(run)?;
        let area = u64::from(length).pow(2);
        let target = target(size, area, step(run))?;
        Some(cover_rounded(size, target, f64::ceil))
    }

    fn token_limit(&self, run: &Run<'_>) -> Option<TokenLimit> {
        token_limit(run)
    }

    fn caption_extensions(&self, run: &Run<'_>) -> Vec<String> {
        vec![run.caption_extension.unwrap_or(DEFAULT_CAPTION).to_owned()]
    }
}

fn caption(trainer: &AiToolkit, event: &Event<'_>, run: &Run<'_>) -> Effect {
    const NO_WORDS: &str = "ai-toolkit trains this image on its default_caption or trigger_word alone, or on an empty caption";
    match *event {
        Event::CaptionMissing | Event::CaptionEmpty { .. } => fixed(Outcome::Wrong, NO_WORDS),
        Event::CaptionExtension(extension) => {
            let wanted = run.caption_extension.unwrap_or(DEFAULT_CAPTION);
            told(
                Outcome::Wrong,
                format!(
                    "ai-toolkit looks for {wanted} files and trains without this {extension} one"
                ),
            )
        }
        _ => shared(trainer.name(), event),
    }
}

/// What sides are divisible by, asked of ai-toolkit's model classes.
fn step(run: &Run<'_>) -> u32 {
    match run.base.map(|base| base.family) {
        Some(Family::Flux1 | Family::QwenImage) => 32,
        _ => 16,
    }
}

/// The picture's own size, shrunk to the area trained at if larger, each side taken down or up to a
/// step: of the four, the one nearest in area that does not exceed it; the first of equals.
fn target(size: Size, area: u64, step: u32) -> Option<Size> {
    let own = size.pixels();
    let wanted = own.min(area);
    let scale = (wanted as f64 / own.max(1) as f64).sqrt();
    let around = |side: u32| {
        let steps = f64::from(side) * scale / f64::from(step);
        [steps.floor() as u32 * step, steps.ceil() as u32 * step].map(|side| side.max(step))
    };
    let (widths, heights) = (around(size.width), around(size.height));
    let all = widths.into_iter().flat_map(|width| heights.map(|height| Size { width, height }));
    all.filter(|size| size.pixels() <= area).min_by_key(|size| size.pixels().abs_diff(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BaseModel;

    #[test]
    fn buckets_are_those_measured_on_ai_toolkit() {
        for (base, resolution, size, bucket, loss, upscale) in [
            ("sdxl", 1024, (100, 100), (96, 112), 0.158, 1.13),
            ("flux.1", 1024, (300, 200), (320, 192), 0.103, 1.07),
            ("flux.1", 1024, (1000, 1500), (832, 1248), 0.0, 1.0),
            ("flux.1", 512, (480, 640), (448, 576), 0.037, 1.0),
            ("flux.2", 768, (832, 1216), (624, 944), 0.034, 1.0),
            ("sd15", 1024, (777, 333), (768, 336), 0.02, 1.009),
            ("flux.1", 1024, (1023, 1025), (1024, 1024), 0.003, 1.002),
        ] {
            let base = BaseModel::parse(base).unwrap();
            let run =
                Run { base: Some(&base), resolution: Some(resolution), caption_extension: None };
            let found = AiToolkit.bucket(Size { width: size.0, height: size.1 }, &run).unwrap();
            assert_eq!((found.size.width, found.size.height), bucket, "{size:?}");
            assert!((found.crop_loss - loss).abs() < 0.001, "{size:?}: {found:?}");
            assert!((found.upscale - upscale).abs() < 0.001, "{size:?}: {found:?}");
        }
    }
}
