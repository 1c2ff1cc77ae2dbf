//! kohya-ss/sd-scripts, and the GUIs over it.

use onmodel_vision::Size;

use super::bucket::{cover, nearest_aspect};
use super::common::{ends_in, fixed, shared, token_limit, told, trained_side};
use super::{Bucket, Effect, Event, Outcome, Run, TokenLimit, Trainer, TrainerId};

/// kohya's scripts read local folders, strictly and mostly without a word.
pub(super) struct Kohya;

/// What it globs for; each all lower or ALL UPPER, never mixed.
const EXTENSIONS: [&str; 5] = ["png", "jpg", "jpeg", "webp", "bmp"];
/// `--caption_extension` where nobody sets it.
const DEFAULT_CAPTION: &str = ".caption";
/// Buckets as the usual GUI sets them up: sides in steps of 64 from 256 to 2048.
const STEP: u32 = 64;
const SMALLEST_SIDE: u32 = 256;
const LARGEST_SIDE: u32 = 2048;

impl Trainer for Kohya {
    fn id(&self) -> TrainerId {
        TrainerId::Kohya
    }

    fn name(&self) -> &'static str {
        "kohya"
    }

    fn effect(&self, event: &Event<'_>, run: &Run<'_>) -> Effect {
        match *event {
            Event::UnreadableImage => {
                fixed(Outcome::Stops, "kohya stops at this image, often without naming it")
            }
            Event::UnlistedExtension(extension) if is_listed(&extension.to_lowercase()) => told(
                Outcome::Dropped,
                format!(
                    "kohya looks for {0} and {1}, not {extension}, and leaves this image out without a word",
                    extension.to_lowercase(),
                    extension.to_uppercase()
                ),
            ),
            Event::CaptionMissing => fixed(
                Outcome::Wrong,
                "kohya trains this image on the words of its folder's name, or on an empty caption where there are none",
            ),
            Event::CaptionEmpty { zero_bytes: true } => {
                fixed(Outcome::Stops, "kohya stops at a caption file of zero bytes")
            }
            Event::BlankFirstLine => fixed(
                Outcome::Wrong,
                "kohya reads the first line only and trains this image on an empty caption",
            ),
            Event::Multiline => {
                fixed(Outcome::Worse, "kohya trains on the first line and never reads the others")
            }
            Event::SharedStem => fixed(
                Outcome::Wrong,
                "kohya trains both images on the same caption and keeps their cached latents in the same file",
            ),
            Event::CaptionExtension(extension) => told(Outcome::Wrong, unread(extension, run)),
            Event::UnvisitedImage => fixed(
                Outcome::Dropped,
                "kohya reads only images directly in N_name folders (10_krstl) and leaves this one out",
            ),
            Event::NotSquare => fixed(
                Outcome::Harmless,
                "kohya sorts pictures of other shapes into buckets when buckets are on",
            ),
            Event::LfsPointer => {
                fixed(Outcome::Stops, "kohya stops: the file holds a Git LFS pointer, no picture")
            }
            Event::BorrowedCaption => fixed(
                Outcome::Wrong,
                "kohya finds no caption of this image's own, cuts four parts off its name and trains it on the caption it finds then",
            ),
            Event::NameClash => fixed(
                Outcome::Worse,
                "kohya may read the other file's caption, or write both into one cache file",
            ),
            _ => shared(self.name(), event),
        }
    }

    fn lists(&self, file_name: &str) -> bool {
        !file_name.starts_with('.') && ends_in(file_name, &EXTENSIONS) && in_one_case(file_name)
    }

    fn bucket(&self, size: Size, run: &Run<'_>) -> Option<Bucket> {
        let sizes = buckets(trained_side(run)?);
        let target = if sizes.contains(&size) { size } else { nearest_aspect(size, sizes)? };
        Some(cover(size, target))
    }

    fn token_limit(&self, run: &Run<'_>) -> Option<TokenLimit> {
        token_limit(run)
    }

    fn caption_extensions(&self, run: &Run<'_>) -> Vec<String> {
        vec![run.caption_extension.unwrap_or(DEFAULT_CAPTION).to_owned()]
    }
}

fn unread(extension: &str, run: &Run<'_>) -> String {
    let wanted = run.caption_extension.unwrap_or(DEFAULT_CAPTION);
    format!(
        "kohya looks for {wanted} files, does not read this {extension} one and trains without it"
    )
}

fn is_listed(extension: &str) -> bool {
    extension.strip_prefix('.').is_some_and(|extension| EXTENSIONS.contains(&extension))
}

/// Whether a name's extension is all lower or ALL UPPER: on disks that tell the two apart, its glob
/// finds no other.
pub(super) fn in_one_case(file_name: &str) -> bool {
    let extension = file_name.rfind('.').map_or("", |dot| &file_name[dot..]);
    !extension.contains(char::is_lowercase) || !extension.contains(char::is_uppercase)
}

/// `BucketManager.make_buckets`: the square, and for each width the tallest height within the area,
/// and the mirror of each; sorted, as kohya compares them in that order.
fn buckets(side: u32) -> Vec<Size> {
    let area = u64::from(side) * u64::from(side);
    let square = (f64::from(side) / f64::from(STEP)).floor() as u32 * STEP;
    let mut sizes = vec![(square, square)];
    for width in (SMALLEST_SIDE..=LARGEST_SIDE).step_by(STEP as usize) {
        let height = u32::try_from(area / u64::from(width)).unwrap_or(LARGEST_SIDE) / STEP * STEP;
        let height = height.min(LARGEST_SIDE);
        if height >= SMALLEST_SIDE {
            sizes.extend([(width, height), (height, width)]);
        }
    }
    sizes.sort_unstable();
    sizes.dedup();
    sizes.into_iter().map(|(width, height)| Size { width, height }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BaseModel;

    #[test]
    fn only_extensions_in_one_case_are_listed() {
        for (name, listed) in [
            ("a.png", true),
            ("a.PNG", true),
            ("a.Jpg", false),
            ("a.jpeg", true),
            ("a.tiff", false),
            ("a.avif", false),
            (".b.png", false),
            ("png", false),
        ] {
            assert_eq!(Kohya.lists(name), listed, "{name}");
        }
    }

    #[test]
    fn crops_are_those_measured_on_kohya() {
        let base = BaseModel::parse("sdxl").unwrap();
        let run = Run { base: Some(&base), resolution: Some(1024), caption_extension: None };
        for (width, height, bucket, loss) in [
            (1024, 1536, (832, 1216), 0.026),
            (1000, 1400, (832, 1216), 0.043),
            (1080, 1920, (768, 1344), 0.015),
            (1024, 1024, (1024, 1024), 0.0),
            (512, 512, (1024, 1024), 0.0),
        ] {
            let found = Kohya.bucket(Size { width, height }, &run).unwrap();
            assert_eq!((found.size.width, found.size.height), bucket, "{width}×{height}");
            assert!(
                (found.crop_loss - loss).abs() < 0.003,
                "{width}×{height}: {}",
                found.crop_loss
            );
        }
        let small = Kohya.bucket(Size { width: 512, height: 512 }, &run).unwrap();
        assert!((small.upscale - 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_caption_it_does_not_look_for_is_not_read() {
        let says = Kohya.effect(&Event::CaptionExtension(".txt"), &Run::default()).says;
        expect_test::expect![
            "kohya looks for .caption files, does not read this .txt one and trains without it"
        ]
        .assert_eq(says.as_ref());
    }
}
