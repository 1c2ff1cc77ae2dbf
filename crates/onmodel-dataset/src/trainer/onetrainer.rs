//! Nerogar/OneTrainer: strict about files, generous about missing captions.

use onmodel_vision::Size;

use super::bucket::{cover, nearest_aspect};
use super::common::{CLIP_TOKENS, ends_in, fixed, shared, token_limit, told, trained_side};
use super::{Bucket, Effect, Event, Family, Outcome, Run, TokenLimit, Trainer, TrainerId};

/// `OneTrainer` reads concepts: a folder each, captions as `.txt` beside the images.
pub(super) struct OneTrainer;

const EXTENSIONS: [&str; 8] = ["bmp", "jpg", "jpeg", "png", "tif", "tiff", "webp", "avif"];
/// Width to height of its buckets; each also lying on its side.
const ASPECTS: [f64; 9] = [1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0];
/// `text_encoder_2_sequence_length` of its FLUX.1 presets.
const FLUX1_TOKENS: usize = 77;

impl Trainer for OneTrainer {
    fn id(&self) -> TrainerId {
        TrainerId::Onetrainer
    }

    fn name(&self) -> &'static str {
        "OneTrainer"
    }

    fn effect(&self, event: &Event<'_>, _run: &Run<'_>) -> Effect {
        match *event {
            Event::UnreadableImage => {
                fixed(Outcome::Stops, "OneTrainer stops at this image and names it")
            }
            Event::ExifRotated => {
                fixed(Outcome::Worse, "OneTrainer turns JPEG and PNG files upright, but not WebP")
            }
            Event::CropLoss(share) if share > 0.0 => told(
                Outcome::Worse,
                format!(
                    "OneTrainer cuts off {:.0} % of this image, each time at another edge",
                    share * 100.0
                ),
            ),
            Event::ExtremeAspect => fixed(
                Outcome::Worse,
                "OneTrainer's narrowest bucket is 4:1: it cuts this picture down to it",
            ),
            Event::UnvisitedImage => fixed(
                Outcome::Dropped,
                "OneTrainer looks into sub-folders only with include_subdirectories and leaves this image out",
            ),
            Event::MaskName => fixed(
                Outcome::Dropped,
                "OneTrainer takes a file of this name for a mask and never trains it",
            ),
            Event::Multiline => fixed(
                Outcome::Worse,
                "OneTrainer takes each line for a caption of its own and picks one at random each step",
            ),
            Event::BlankFirstLine => {
                fixed(Outcome::Harmless, "OneTrainer passes over the blank line")
            }
            Event::CaptionMissing => fixed(
                Outcome::Wrong,
                "OneTrainer trains this image on an empty caption, without a word",
            ),
            Event::CaptionExtension(extension) => told(
                Outcome::Wrong,
                format!("OneTrainer looks for .txt files and trains without this {extension} one"),
            ),
            _ => shared(self.name(), event),
        }
    }

    fn lists(&self, file_name: &str) -> bool {
        ends_in(file_name, &EXTENSIONS)
    }

    fn bucket(&self, size: Size, run: &Run<'_>) -> Option<Bucket> {
        let (square, step) = (f64::from(trained_side(run)?), step(run));
        let rounded = |length: f64| ((length / f64::from(step)).round() as u32 * step).max(step);
        let sizes = ASPECTS.into_iter().flat_map(|aspect| {
            let (long, short) = (rounded(square * aspect.sqrt()), rounded(square / aspect.sqrt()));
            [Size { width: long, height: short }, Size { width: short, height: long }]
        });
        Some(cover(size, nearest_aspect(size, sizes)?))
    }

    fn token_limit(&self, run: &Run<'_>) -> Option<TokenLimit> {
        match run.base?.family {
            Family::Flux1 => Some(TokenLimit::T5(FLUX1_TOKENS)),
            Family::Sd3 => Some(TokenLimit::Clip(CLIP_TOKENS)),
            _ => token_limit(run),
        }
    }

    fn caption_extensions(&self, _run: &Run<'_>) -> Vec<String> {
        vec![".txt".to_owned()]
    }
}

/// What its model loaders round sides to.
fn step(run: &Run<'_>) -> u32 {
    if run.base.is_some_and(|base| base.family == Family::Sd15) { 8 } else { 64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BaseModel;

    #[test]
    fn crops_are_those_measured_on_onetrainer() {
        let base = BaseModel::parse("sdxl").unwrap();
        let run = Run { base: Some(&base), resolution: Some(1024), caption_extension: None };
        for (width, height, loss) in [(1024, 1536, 0.025), (1000, 1400, 0.082), (1080, 1920, 0.016)]
        {
            let found = OneTrainer.bucket(Size { width, height }, &run).unwrap();
            assert!((found.crop_loss - loss).abs() < 0.003, "{width}×{height}: {found:?}");
        }
    }

    #[test]
    fn its_flux_presets_read_77_tokens() {
        let base = BaseModel::parse("flux.1").unwrap();
        let run = Run { base: Some(&base), ..Run::default() };
        assert_eq!(OneTrainer.token_limit(&run), Some(TokenLimit::T5(77)));
    }
}
