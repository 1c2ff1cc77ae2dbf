//! kohya-ss/musubi-tuner: trains what its caching scripts wrote, and lists only what has a caption.

use onmodel_vision::Size;

use super::bucket::{cover, nearest_aspect};
use super::common::{ends_in, fixed, shared, token_limit, told, trained_side};
use super::kohya::in_one_case;
use super::{Bucket, Effect, Event, Family, Outcome, Run, TokenLimit, Trainer, TrainerId};

/// musubi-tuner reads flat folders named in its TOML.
pub(super) struct Musubi;

const EXTENSIONS: [&str; 6] = ["png", "jpg", "jpeg", "webp", "bmp", "avif"];
/// What bucket sides are divisible by.
const STEP: u32 = 16;
/// Qwen-Image reads twice what other models do there.
const QWEN_TOKENS: usize = 1024;

impl Trainer for Musubi {
    fn id(&self) -> TrainerId {
        TrainerId::Musubi
    }

    fn name(&self) -> &'static str {
        "musubi"
    }

    fn effect(&self, event: &Event<'_>, run: &Run<'_>) -> Effect {
        match *event {
            Event::CaptionMissing => fixed(
                Outcome::Dropped,
                "musubi lists only images that have a caption and leaves this one out without a word",
            ),
            Event::CaptionExtension(extension) => told(Outcome::Dropped, unread(extension, run)),
            Event::BlankFirstLine => fixed(Outcome::Harmless, "musubi takes the blank line off"),
            Event::SharedStem => fixed(
                Outcome::Dropped,
                "musubi keeps both images in one cache file: of two of the same size only one is trained",
            ),
            Event::Alpha { .. } => fixed(
                Outcome::Worse,
                "musubi hands transparency on to the model's own script, which may show the colours hidden under it",
            ),
            Event::NotSquare => fixed(
                Outcome::Harmless,
                "musubi sorts pictures of other shapes into buckets when enable_bucket is on",
            ),
            Event::UnvisitedImage => {
                fixed(Outcome::Dropped, "musubi looks into no sub-folder and leaves this image out")
            }
            _ => shared(self.name(), event),
        }
    }

    fn lists(&self, file_name: &str) -> bool {
        !file_name.starts_with('.') && ends_in(file_name, &EXTENSIONS) && in_one_case(file_name)
    }

    fn bucket(&self, size: Size, run: &Run<'_>) -> Option<Bucket> {
        Some(cover(size, nearest_aspect(size, buckets(trained_side(run)?))?))
    }

    fn token_limit(&self, run: &Run<'_>) -> Option<TokenLimit> {
        match run.base?.family {
            Family::QwenImage => Some(TokenLimit::T5(QWEN_TOKENS)),
            _ => token_limit(run),
        }
    }

    /// None by itself: `caption_extension` has no default.
    fn caption_extensions(&self, run: &Run<'_>) -> Vec<String> {
        run.caption_extension.map(str::to_owned).into_iter().collect()
    }
}

fn unread(extension: &str, run: &Run<'_>) -> String {
    match run.caption_extension {
        Some(wanted) => {
            format!(
                "musubi looks for {wanted} files: without one it leaves the image of this {extension} out"
            )
        }
        None => format!(
            "musubi has no caption extension of its own: it reads {extension} files only if its configuration says so"
        ),
    }
}

/// From half the side up, and each lying on its side; sorted.
fn buckets(side: u32) -> Vec<Size> {
    let area = u64::from(side) * u64::from(side);
    let first = (side / 2 / STEP * STEP).max(STEP);
    let mut sizes = Vec::new();
    for width in (first..=side).step_by(STEP as usize) {
        let height = u32::try_from(area / u64::from(width)).unwrap_or(side) / STEP * STEP;
        sizes.extend([(width, height), (height, width)]);
    }
    sizes.sort_unstable();
    sizes.dedup();
    sizes.into_iter().map(|(width, height)| Size { width, height }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_of_the_size_trained_at_loses_nothing() {
        let run = Run { resolution: Some(1024), ..Run::default() };
        let found = Musubi.bucket(Size { width: 1024, height: 1024 }, &run).unwrap();
        assert_eq!((found.size.width, found.size.height), (1024, 1024));
        assert!(found.crop_loss < 1e-9);
    }

    #[test]
    fn mixed_case_is_not_listed() {
        for (name, listed) in [
            ("a.avif", true),
            ("a.PNG", true),
            ("a.Png", false),
            (".a.png", false),
            ("a.gif", false),
        ] {
            assert_eq!(Musubi.lists(name), listed, "{name}");
        }
    }
}
