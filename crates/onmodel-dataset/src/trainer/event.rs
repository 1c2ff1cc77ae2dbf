//! Situations, and what a trainer does in one of them.

use std::borrow::Cow;

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
    /// Names equal but for case, or that a disk cannot hold.
    NameClash,
    /// An image without a caption, whose name less its last four parts (`hero_1_2_3_4`: `hero`) is
    /// the name of another's caption.
    BorrowedCaption,
    /// An image named like a mask (`x-masklabel.png`, `x-condlabel.png`) of no image.
    MaskName,
    /// An image in a sub-folder named like what is not meant for training: `old`, `reg`.
    LeftoverFolder,
    /// A file that is no picture among the pictures: `Thumbs.db`.
    Litter,
}
