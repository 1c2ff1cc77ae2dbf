//! What trainers do alike, because they share Pillow, its habits, or plain necessity.

use std::borrow::Cow;

use super::{Effect, Event, Family, Outcome, Run, TokenLimit};

/// An effect in fixed words.
pub(super) fn fixed(outcome: Outcome, says: &'static str) -> Effect {
    Effect { outcome, says: Cow::Borrowed(says) }
}

/// An effect in words made up for the case.
pub(super) fn told(outcome: Outcome, says: String) -> Effect {
    Effect { outcome, says: Cow::Owned(says) }
}

/// Share of pixels whose colour changes from which dropping transparency is plainly wrong.
const VISIBLE_CHANGE: f32 = 0.02;
/// Share cut off up to which a crop is ordinary bucketing.
const USUAL_CROP: f64 = 0.10;

/// What any trainer that reads local files with Pillow does, told of the one called `name`.
pub(super) fn shared(name: &str, event: &Event<'_>) -> Effect {
    let (outcome, does) = match *event {
        Event::UnreadableImage => (Outcome::Stops, "stops at this image".into()),
        Event::MaskName => (
            Outcome::Worse,
            "trains this image, but OneTrainer takes a file of this name for a mask and leaves it out"
                .into(),
        ),
        Event::LeftoverFolder => (Outcome::Harmless, "looks into no sub-folder".into()),
        Event::LfsPointer => {
            (Outcome::Stops, "stops: the file holds a Git LFS pointer, no picture".into())
        }
        Event::UnlistedExtension(extension) => (
            Outcome::Dropped,
            format!("does not look for {extension} files and leaves this image out without a word"),
        ),
        Event::UnvisitedImage => {
            (Outcome::Dropped, "does not look here and leaves this image out".into())
        }
        Event::ExifRotated => (
            Outcome::Wrong,
            "ignores the orientation tag and trains this image as it is stored, turned".into(),
        ),
        Event::Alpha { changed } if changed > VISIBLE_CHANGE => {
            let percent = f64::from(changed) * 100.0;
            (
                Outcome::Wrong,
                format!(
                    "drops transparency and trains the colours hidden under {percent:.0} % of the pixels"
                ),
            )
        }
        Event::Alpha { .. } => {
            (Outcome::Worse, "drops transparency and trains the colours hidden under it".into())
        }
        Event::TooSmall { upscale } => (
            Outcome::Worse,
            format!("enlarges this image {upscale:.1} times, and the model learns the blur"),
        ),
        Event::NotSquare => {
            (Outcome::Harmless, "sorts pictures of other shapes into buckets".into())
        }
        Event::CropLoss(share) => {
            let outcome = if share > USUAL_CROP { Outcome::Worse } else { Outcome::Harmless };
            (outcome, format!("cuts off {:.0} % of this image", share * 100.0))
        }
        Event::ExtremeAspect => (
            Outcome::Worse,
            "has no bucket this narrow and cuts the picture down to the nearest".into(),
        ),
        Event::HugeImage { refused: true } => {
            (Outcome::Stops, "stops: its reader refuses pictures over 179 million pixels".into())
        }
        Event::HugeImage { refused: false } => (
            Outcome::Worse,
            "warns of a possible decompression bomb, then shrinks the picture".into(),
        ),
        Event::DeepGrey => (
            Outcome::Wrong,
            "reads every value above 255 as white, so that the picture turns white".into(),
        ),
        Event::OddColourMode => (
            Outcome::Worse,
            "converts this image to RGB without its profile, so that colours shift".into(),
        ),
        Event::Animated => (Outcome::Worse, "trains the first frame only".into()),
        Event::MislabelledImage => (
            Outcome::Worse,
            "opens the file by its content, but other tools on the way trust its name".into(),
        ),
        Event::ColourProfile => (
            Outcome::Worse,
            "ignores the colour profile, so that the colours trained are not the colours you see"
                .into(),
        ),
        Event::Repeated => {
            (Outcome::Worse, "shows this picture to the model more often than the others".into())
        }
        _ => return caption(name, event),
    };
    told(outcome, format!("{name} {does}"))
}

fn caption(name: &str, event: &Event<'_>) -> Effect {
    let (outcome, does) = match *event {
        Event::CaptionEmpty { .. } | Event::CaptionMissing | Event::BlankFirstLine => {
            (Outcome::Wrong, "trains this image on an empty caption".into())
        }
        Event::Multiline => {
            (Outcome::Harmless, "trains the whole text, line breaks included".into())
        }
        Event::ByteOrderMark => (
            Outcome::Worse,
            "keeps the mark: its text encoder reads junk before the first word".into(),
        ),
        Event::NotUtf8 => (Outcome::Stops, "stops at a caption that is not UTF-8".into()),
        Event::SharedStem => (Outcome::Wrong, "trains both images on the same caption".into()),
        Event::CaptionExtension(extension) => (
            Outcome::Wrong,
            format!("does not read {extension} captions and trains this image on an empty one"),
        ),
        Event::OrphanCaption => {
            (Outcome::Harmless, "never reads a caption without its image".into())
        }
        Event::BorrowedCaption => {
            (Outcome::Harmless, "takes no caption of another name for this image's".into())
        }
        Event::Litter => (Outcome::Harmless, "passes over files that are no images".into()),
        Event::TriggerMissing => {
            (Outcome::Wrong, "trains this image without tying it to the character".into())
        }
        Event::TriggerVariant => {
            (Outcome::Wrong, "takes this spelling for another word than the trigger".into())
        }
        Event::TooLong { tokens, limit } => (
            Outcome::Worse,
            format!("reads {limit} of the {tokens} tokens and cuts the rest off without a word"),
        ),
        Event::Placeholder => {
            (Outcome::Wrong, "trains the placeholder as if it were a word".into())
        }
        _ => (Outcome::Worse, "may take this file for another one's".into()),
    };
    told(outcome, format!("{name} {does}"))
}

/// Whether `file_name` ends in one of `extensions` (without dots, lower case), in any case.
pub(super) fn ends_in(file_name: &str, extensions: &[&str]) -> bool {
    file_name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty() && extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// Content tokens of CLIP: 77 less its two marks.
pub(super) const CLIP_TOKENS: usize = 75;

/// What most trainers read of a caption for the base in question.
pub(super) fn token_limit(run: &Run<'_>) -> Option<TokenLimit> {
    let base = run.base?;
    match base.family {
        family if family.reads_clip_only() => Some(TokenLimit::Clip(CLIP_TOKENS)),
        Family::Flux1 if base.is_schnell() => Some(TokenLimit::T5(256)),
        Family::Sd3 => Some(TokenLimit::T5(256)),
        Family::Flux1 | Family::Flux2 | Family::ZImage | Family::QwenImage => {
            Some(TokenLimit::T5(512))
        }
        _ => None,
    }
}

/// The side trained at: as set, else the base's own.
pub(super) fn trained_side(run: &Run<'_>) -> Option<u32> {
    run.resolution.or_else(|| run.base?.family.native_side())
}
