//! huggingface/diffusers' training scripts over the `imagefolder` of `datasets`.

use onmodel_vision::Size;

use super::bucket::cover;
use super::common::{ends_in, fixed, shared, token_limit, told, trained_side};
use super::{Bucket, Effect, Event, Outcome, Run, TokenLimit, Trainer, TrainerId};

/// The scripts read rows of a metadata file and nothing else.
pub(super) struct Diffusers;

/// Of the formats imagefolder lists, those that images of a set come in.
const EXTENSIONS: [&str; 10] =
    ["png", "jpg", "jpeg", "jfif", "webp", "bmp", "gif", "tif", "tiff", "avif"];

impl Trainer for Diffusers {
    fn id(&self) -> TrainerId {
        TrainerId::Diffusers
    }

    fn name(&self) -> &'static str {
        "diffusers"
    }

    fn effect(&self, event: &Event<'_>, _run: &Run<'_>) -> Effect {
        match *event {
            Event::ExifRotated => {
                fixed(Outcome::Harmless, "diffusers turns this image upright before it trains")
            }
            Event::NotSquare => fixed(
                Outcome::Worse,
                "diffusers cuts a square out of every picture, at random unless --center_crop is given",
            ),
            Event::ExtremeAspect => fixed(
                Outcome::Worse,
                "diffusers cuts a square out of this picture and loses most of it",
            ),
            Event::CropLoss(share) => told(
                Outcome::Worse,
                format!(
                    "diffusers cuts off {:.0} % of this image, at random unless --center_crop is given",
                    share * 100.0
                ),
            ),
            Event::UnvisitedImage | Event::CaptionMissing => fixed(
                Outcome::Dropped,
                "diffusers trains only images that a row of metadata.jsonl or metadata.csv names and leaves this one out",
            ),
            Event::CaptionExtension(extension) => told(
                Outcome::Dropped,
                format!(
                    "diffusers reads metadata.jsonl or metadata.csv, never a {extension} file beside the image"
                ),
            ),
            Event::Litter => fixed(
                Outcome::Stops,
                "diffusers' DreamBooth scripts open every file of --instance_data_dir as a picture and stop at this one",
            ),
            Event::ByteOrderMark => fixed(Outcome::Harmless, "diffusers takes the mark off"),
            Event::BlankFirstLine => {
                fixed(Outcome::Harmless, "diffusers trains the whole cell, the blank line included")
            }
            Event::SharedStem => fixed(
                Outcome::Harmless,
                "diffusers goes by whole file names and keeps the two apart",
            ),
            Event::OrphanCaption => {
                fixed(Outcome::Harmless, "diffusers passes over a row whose image is not there")
            }
            _ => shared(self.name(), event),
        }
    }

    fn lists(&self, file_name: &str) -> bool {
        ends_in(file_name, &EXTENSIONS)
    }

    fn bucket(&self, size: Size, run: &Run<'_>) -> Option<Bucket> {
        let length = trained_side(run)?;
        Some(cover(size, Size { width: length, height: length }))
    }

    fn token_limit(&self, run: &Run<'_>) -> Option<TokenLimit> {
        token_limit(run)
    }

    /// None: it reads rows.
    fn caption_extensions(&self, _run: &Run<'_>) -> Vec<String> {
        Vec::new()
    }
}
