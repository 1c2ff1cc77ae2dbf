//! bghira/SimpleTuner: reads whole trees, and every line of a caption as one of its own.

use onmodel_vision::Size;

use super::common::{ends_in, fixed, shared, token_limit, told};
use super::{Bucket, Effect, Event, Outcome, Run, TokenLimit, Trainer, TrainerId};

/// `SimpleTuner` reads the backends of its `multidatabackend.json`.
pub(super) struct SimpleTuner;

/// Of the formats Pillow opens without a plugin, those that images of a set come in.
const EXTENSIONS: [&str; 10] =
    ["png", "jpg", "jpeg", "jfif", "webp", "bmp", "gif", "tif", "tiff", "avif"];

impl Trainer for SimpleTuner {
    fn id(&self) -> TrainerId {
        TrainerId::Simpletuner
    }

    fn name(&self) -> &'static str {
        "SimpleTuner"
    }

    fn effect(&self, event: &Event<'_>, _run: &Run<'_>) -> Effect {
        match *event {
            Event::ExifRotated => fixed(
                Outcome::Worse,
                "SimpleTuner reads the orientation tag after it has converted the picture: it may be trained turned",
            ),
            Event::LeftoverFolder => fixed(
                Outcome::Wrong,
                "SimpleTuner reads sub-folders too and trains what lies in this one",
            ),
            Event::UnvisitedImage => {
                fixed(Outcome::Harmless, "SimpleTuner reads the whole tree and trains this image")
            }
            Event::CaptionMissing => {
                fixed(Outcome::Stops, "SimpleTuner stops at an image without its caption file")
            }
            Event::CaptionEmpty { zero_bytes: false } => {
                fixed(Outcome::Stops, "SimpleTuner stops at a caption file of blank lines alone")
            }
            Event::CaptionExtension(extension) => told(
                Outcome::Stops,
                format!(
                    "SimpleTuner looks for .txt files and stops at an image that has only a {extension} one"
                ),
            ),
            Event::Multiline => fixed(
                Outcome::Worse,
                "SimpleTuner takes each line for a caption of its own and picks one, unless disable_multiline_split is on",
            ),
            Event::BlankFirstLine => {
                fixed(Outcome::Harmless, "SimpleTuner passes over the blank line")
            }
            Event::NotUtf8 => fixed(
                Outcome::Wrong,
                "SimpleTuner notes the fault in its log and trains this image without a caption",
            ),
            Event::ColourProfile => fixed(
                Outcome::Worse,
                "SimpleTuner takes the colour profile off, so that the colours trained are not the colours you see",
            ),
            _ => shared(self.name(), event),
        }
    }

    fn lists(&self, file_name: &str) -> bool {
        ends_in(file_name, &EXTENSIONS)
    }

    /// Its sizes depend on its configuration and are computed by a library of its own.
    fn bucket(&self, _size: Size, _run: &Run<'_>) -> Option<Bucket> {
        None
    }

    fn token_limit(&self, run: &Run<'_>) -> Option<TokenLimit> {
        token_limit(run)
    }

    fn caption_extensions(&self, _run: &Run<'_>) -> Vec<String> {
        vec![".txt".to_owned()]
    }
}
