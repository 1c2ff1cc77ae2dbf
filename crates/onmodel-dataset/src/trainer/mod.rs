//! The trainers: one file each, saying what it will do with a dataset.
//!
//! A rule never says what a trainer does: it asks [`Trainer::effect`] of an [`Event`] and takes
//! severity and words from the [`Effect`].

use std::borrow::Cow;

use onmodel_vision::Size;
use serde::{Deserialize, Serialize};

/// The trainers by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the trainers' own")]
pub enum TrainerId {
    Scenario,
    Kohya,
    AiToolkit,
    Onetrainer,
    Musubi,
    Simpletuner,
    Diffusers,
    /// `--trainer any`: the worst outcome among all of them.
    Any,
}

/// The base model trained on, as `dataset.base` names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseModel {
    /// As written: `flux.2-dev`.
    pub name: String,
    /// The family that decides.
    pub family: Family,
}

/// Families of base models that read captions alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the models' own")]
pub enum Family {
    Flux1,
    Flux2,
    Sdxl,
    Pony,
    Illustrious,
    Noobai,
    Sd15,
    Sd3,
    QwenImage,
    ZImage,
    Bria,
    /// A base this version does not know: nothing is assumed.
    Other,
}

/// How bad what a trainer does is, from harmless up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Nothing is lost.
    Harmless,
    /// It trains, but on something worse than the artist meant.
    Worse,
    /// It trains on something plainly wrong (an empty caption, a sideways picture).
    Wrong,
    /// The image is silently left out.
    Dropped,
    /// The trainer stops.
    Stops,
}

/// What a trainer does in one situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// How bad.
    pub outcome: Outcome,
    /// A sentence with the trainer as its subject, no final full stop: "kohya trains this image
    /// sideways".
    pub says: Cow<'static, str>,
}

/// Situations trainers treat differently, each found by a rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Event<'a> {
    /// The image cannot be decoded.
    UnreadableImage,
    /// The image is a format or has a file extension the trainer does not list; the extension with
    /// its dot as written on disk.
    UnlistedExtension(&'a str),
    /// The EXIF orientation is not upright.
    ExifRotated,
    /// Some pixels are transparent; the share whose colour changes when alpha is dropped.
    Alpha {
        /// 0 to 1.
        changed: f32,
    },
    /// The image is smaller than it is trained at; the factor it is enlarged by.
    TooSmall {
        /// 1.4 = enlarged by 40 %.
        upscale: f64,
    },
    /// The image is not square.
    NotSquare,
    /// Part of the image is cut off by the crop; the share, 0 to 1.
    CropLoss(f64),
    /// The aspect is beyond the trainer's buckets.
    ExtremeAspect,
    /// More pixels than Pillow warns of / refuses.
    HugeImage {
        /// Whether over the limit of refusal.
        refused: bool,
    },
    /// 16-bit grey or floating point.
    DeepGrey,
    /// CMYK, palette, 1-bit.
    OddColourMode,
    /// More than one frame.
    Animated,
    /// The extension does not say what the content is.
    MislabelledImage,
    /// The profile is not sRGB.
    ColourProfile,
    /// The same picture more than once.
    Repeated,
    /// No caption for an image.
    CaptionMissing,
    /// A caption of nothing: zero bytes, or white space alone.
    CaptionEmpty {
        /// Whether the file has no byte at all.
        zero_bytes: bool,
    },
    /// The first line of a caption is blank and text follows.
    BlankFirstLine,
    /// More than one non-blank line.
    Multiline,
    /// A byte order mark before the text.
    ByteOrderMark,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Two images with one stem.
    SharedStem,
    /// A caption whose name ends in an extension this trainer does not read; with its dot.
    CaptionExtension(&'a str),
    /// A caption without an image.
    OrphanCaption,
    /// An image where the trainer does not look.
    UnvisitedImage,
    /// The trigger is not in a caption.
    TriggerMissing,
    /// The trigger is misspelt in a caption.
    TriggerVariant,
    /// Over a text encoder's limit; tokens counted and the limit.
    TooLong {
        /// Counted.
        tokens: usize,
        /// The limit.
        limit: usize,
    },
    /// A literal placeholder such as `[trigger]`.
    Placeholder,
    /// A Git LFS pointer instead of a picture.
    LfsPointer,
    /// Names equal but for case, or that a trainer takes for something else.
    NameClash,
}

/// Where a picture ends up: the size trained at, and what that costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bucket {
    /// The size trained at.
    pub size: Size,
    /// Share of the scaled picture cut off, 0 to 1.
    pub crop_loss: f64,
    /// Linear factor of enlargement, at least 1.
    pub upscale: f64,
}

/// How many tokens a trainer's text encoder reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenLimit {
    /// CLIP: exact counting, content tokens.
    Clip(usize),
    /// T5 and its like: estimated unless a tokenizer is given.
    T5(usize),
}

/// What of the run is known, for questions that depend on it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Run<'a> {
    /// The base model, if named.
    pub base: Option<&'a BaseModel>,
    /// The side in pixels trained at, if set.
    pub resolution: Option<u32>,
    /// The caption extension configured, with its dot.
    pub caption_extension: Option<&'a str>,
}

/// One trainer's behaviour.
pub trait Trainer: Sync {
    /// Which one.
    fn id(&self) -> TrainerId;

    /// Its name in a sentence: "kohya", "Scenario".
    fn name(&self) -> &'static str;

    /// What it does in a situation.
    fn effect(&self, event: &Event<'_>, run: &Run<'_>) -> Effect;

    /// Whether it lists files with this name (extension and its case) as images.
    fn lists(&self, file_name: &str) -> bool;

    /// Where a picture of this stored size ends up; `None` when that is not known.
    fn bucket(&self, size: Size, run: &Run<'_>) -> Option<Bucket>;

    /// How much of a caption it reads, for the base in question.
    fn token_limit(&self, run: &Run<'_>) -> Option<TokenLimit>;

    /// Whether it wants square pictures.
    fn wants_square(&self) -> bool {
        false
    }

    /// Caption extensions it reads by itself, with their dots.
    fn caption_extensions(&self, run: &Run<'_>) -> Vec<String>;

    /// The set sizes it is made for: smallest, the largest that is fine, the most it takes.
    fn set_size(&self) -> (usize, usize, Option<usize>) {
        (5, 20, None)
    }
}
