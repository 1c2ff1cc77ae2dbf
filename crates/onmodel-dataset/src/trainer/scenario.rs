//! Scenario, the service: images are uploaded as assets, their descriptions are the captions.

use onmodel_vision::Size;

use super::common::{ends_in, fixed, shared, token_limit, told};
use super::{Bucket, Effect, Event, Outcome, Run, TokenLimit, Trainer, TrainerId};

/// Scenario trains what was uploaded to it; how it scales is not published.
pub(super) struct Scenario;

/// The formats its upload guide names.
const EXTENSIONS: [&str; 11] =
    ["png", "jpg", "jpeg", "jfif", "webp", "gif", "avif", "tiff", "tif", "heic", "heif"];
/// Its guide recommends 5 to 15 images and takes 50 at most.
const SET_SIZE: (usize, usize, Option<usize>) = (5, 20, Some(50));
/// The side its guide and its own check of a set ask for.
const WANTED_SIDE: u32 = 1024;
/// What its current base models read of a caption at least.
const TOKENS: usize = 512;

impl Trainer for Scenario {
    fn id(&self) -> TrainerId {
        TrainerId::Scenario
    }

    fn name(&self) -> &'static str {
        "Scenario"
    }

    fn effect(&self, event: &Event<'_>, run: &Run<'_>) -> Effect {
        match *event {
            Event::UnreadableImage => {
                fixed(Outcome::Stops, "Scenario refuses the upload of an image it cannot read")
            }
            Event::LfsPointer => {
                fixed(Outcome::Stops, "Scenario refuses the upload: the file holds no picture")
            }
            Event::UnlistedExtension(extension) => {
                told(Outcome::Dropped, format!("Scenario does not take {extension} files"))
            }
            Event::UnvisitedImage => fixed(
                Outcome::Dropped,
                "Scenario trains only the images uploaded as part of the set",
            ),
            Event::LeftoverFolder => fixed(
                Outcome::Worse,
                "Scenario is sent every image of the set, those in sub-folders too",
            ),
            Event::TooSmall { upscale } => told(Outcome::Worse, too_small(upscale, run)),
            _ => picture(event).unwrap_or_else(|| caption(self, event)),
        }
    }

    fn lists(&self, file_name: &str) -> bool {
        ends_in(file_name, &EXTENSIONS)
    }

    fn bucket(&self, _size: Size, _run: &Run<'_>) -> Option<Bucket> {
        None
    }

    fn token_limit(&self, run: &Run<'_>) -> Option<TokenLimit> {
        match run.base {
            Some(_) => token_limit(run),
            None => Some(TokenLimit::T5(TOKENS)),
        }
    }

    fn wants_square(&self) -> bool {
        true
    }

    fn caption_extensions(&self, run: &Run<'_>) -> Vec<String> {
        run.caption_extension
            .map_or_else(|| vec![".txt".into(), ".caption".into()], |own| vec![own.to_owned()])
    }

    fn set_size(&self) -> (usize, usize, Option<usize>) {
        SET_SIZE
    }
}

fn too_small(upscale: f64, run: &Run<'_>) -> String {
    match run.resolution {
        Some(side) => format!(
            "Scenario has to enlarge this image {upscale:.1} times to train it at the {side} pixels set"
        ),
        None => format!(
            "Scenario asks for {WANTED_SIDE} pixels or more on every side: this image would have to be enlarged {upscale:.1} times"
        ),
    }
}

/// What it does with unusual pictures is not published: the sentences say no more than that.
fn picture(event: &Event<'_>) -> Option<Effect> {
    let (outcome, says) = match *event {
        Event::ExifRotated => (
            Outcome::Worse,
            "Scenario does not promise to obey the orientation tag: this image may be trained turned",
        ),
        Event::Alpha { .. } => (
            Outcome::Worse,
            "Scenario does not promise what it puts under transparency: the colours hidden there may show",
        ),
        Event::NotSquare => (
            Outcome::Worse,
            "Scenario asks for square pictures and does not say what it crops off others",
        ),
        Event::ExtremeAspect => (
            Outcome::Worse,
            "Scenario does not promise to keep a picture this narrow whole: most of it may be cut off",
        ),
        Event::HugeImage { refused: true } => {
            (Outcome::Wrong, "Scenario does not promise to take a picture of this many pixels")
        }
        Event::HugeImage { refused: false } => {
            (Outcome::Worse, "Scenario does not say how it shrinks a picture of this many pixels")
        }
        Event::DeepGrey => (
            Outcome::Wrong,
            "Scenario does not promise to read more than 8 bits of grey: common readers turn such a picture white",
        ),
        Event::OddColourMode => (
            Outcome::Worse,
            "Scenario does not promise how it turns these colours into RGB: they may shift",
        ),
        Event::Animated => (Outcome::Worse, "Scenario does not promise which frame it trains"),
        Event::MislabelledImage => {
            (Outcome::Worse, "Scenario does not promise to look past the file's name")
        }
        Event::ColourProfile => (
            Outcome::Worse,
            "Scenario does not promise to obey the colour profile: the colours trained may not be the colours you see",
        ),
        _ => return None,
    };
    Some(fixed(outcome, says))
}

fn caption(scenario: &Scenario, event: &Event<'_>) -> Effect {
    match *event {
        Event::CaptionMissing => fixed(
            Outcome::Wrong,
            "Scenario trains this image on an automatic caption, which does not know your trigger",
        ),
        Event::CaptionEmpty { .. } => fixed(
            Outcome::Wrong,
            "Scenario finds no caption here and falls back on an automatic one, which does not know your trigger",
        ),
        Event::BlankFirstLine => fixed(Outcome::Harmless, "Scenario trains the text that follows"),
        Event::Multiline => {
            fixed(Outcome::Harmless, "Scenario is sent the whole text, line breaks included")
        }
        Event::TooLong { tokens, limit } => told(
            Outcome::Worse,
            format!(
                "Scenario does not promise to read past {limit} tokens, and these are {tokens}"
            ),
        ),
        Event::ByteOrderMark => fixed(
            Outcome::Worse,
            "Scenario gets an invisible mark before the first word where the file is uploaded as it is",
        ),
        Event::NotUtf8 => fixed(
            Outcome::Wrong,
            "Scenario takes captions as UTF-8 only: other letters arrive as junk",
        ),
        Event::SharedStem => {
            fixed(Outcome::Wrong, "Scenario gets the same caption for both images")
        }
        Event::CaptionExtension(extension) => told(
            Outcome::Wrong,
            format!(
                "Scenario never sees this {extension} file: the image goes up without a caption"
            ),
        ),
        Event::OrphanCaption => {
            fixed(Outcome::Harmless, "Scenario never sees a caption without its image")
        }
        Event::NameClash => fixed(
            Outcome::Worse,
            "Scenario shows both under one name, and a download overwrites one",
        ),
        _ => shared(scenario.name(), event),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_it_does_not_take_are_not_listed() {
        for (name, listed) in
            [("a.PNG", true), ("a.heic", true), ("a.bmp", false), ("a.jxl", false), ("png", false)]
        {
            assert_eq!(Scenario.lists(name), listed, "{name}");
        }
    }

    #[test]
    fn the_side_asked_for_is_the_one_set() {
        let says = |resolution| {
            let run = Run { resolution, ..Run::default() };
            Scenario.effect(&Event::TooSmall { upscale: 1.4 }, &run).says
        };
        assert!(says(Some(768)).contains("768 pixels"));
        assert!(says(None).contains("1024 pixels"));
    }

    #[test]
    fn without_a_base_its_current_models_are_meant() {
        assert_eq!(Scenario.token_limit(&Run::default()), Some(TokenLimit::T5(512)));
    }
}
