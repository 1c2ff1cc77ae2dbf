//! What is known of every image, a line of JSON each, for engines that work over millions of them.

use onmodel_rules::Facts;
use onmodel_vision::{ColourMode, Format, ImageFacts, Look, NotDecoded};
use serde::Serialize;

use crate::Style;

/// One image. Fields may be added; none is renamed or given another meaning.
#[derive(Debug, Serialize)]
struct Line<'a> {
    dataset: String,
    name: &'a str,
    trainer: String,
    path: String,
    image: String,
    trigger: Option<&'a str>,
    caption: Option<&'a str>,
    caption_path: Option<String>,
    repeats: u32,
    state: &'static str,
    fault: Option<&'a str>,
    sha256: Option<String>,
    bytes: u64,
    format: Option<&'static str>,
    width: Option<u32>,
    height: Option<u32>,
    colour: Option<&'static str>,
    bits: Option<u8>,
    frames: Option<u32>,
    digest: Option<String>,
    hash: Option<String>,
    mirrored: Option<String>,
    texture: Option<f32>,
    mean: Option<f32>,
    spread: Option<f32>,
    sharpness: Option<f32>,
    blockiness: Option<f32>,
    enlarged: Option<f32>,
}

/// One line for each image of a set that was looked at.
///
/// # Panics
/// Never: a line holds nothing that JSON cannot say.
pub fn render(facts: &Facts, style: &Style) -> String {
    let lines = facts.all_images().filter_map(|image| {
        let seen = image.seen()?;
        let line = line(facts, image.index, seen, style);
        // Texts and numbers are all a line holds.
        Some(serde_json::to_string(&line).expect("a line holds only plain values") + "\n")
    });
    lines.collect()
}

fn line<'a>(facts: &'a Facts, index: usize, seen: &'a ImageFacts, style: &Style) -> Line<'a> {
    let (dataset, image) = (&facts.dataset, facts.image(index));
    let caption = dataset.caption_of(image.file);
    let (header, pixels) = (seen.header(), seen.pixels());
    let quality = pixels.map(|pixels| &pixels.quality);
    let (state, fault) = state(&seen.look);
    Line {
        dataset: style.path(&dataset.root),
        name: &dataset.name,
        trainer: facts.context.settings.trainer.to_string(),
        path: style.path(&image.file.path),
        image: image.relative(),
        trigger: dataset.trigger_of(image.file),
        caption: caption.map(|caption| &*caption.text),
        caption_path: caption.map(|caption| style.path(&caption.path)),
        repeats: image.file.repeats,
        state,
        fault,
        sha256: (state != "unreadable" || seen.bytes > 0).then(|| seen.content.to_string()),
        bytes: seen.bytes,
        format: header.map(|header| format(header.format)),
        width: seen.shown().map(|size| size.width),
        height: seen.shown().map(|size| size.height),
        colour: header.map(|header| colour(header.colour)),
        bits: header.map(|header| header.bits),
        frames: header.map(|header| header.frames),
        digest: pixels.map(|pixels| format!("{:032x}", pixels.digest)),
        hash: pixels.map(|pixels| format!("{:016x}", pixels.hash.0)),
        mirrored: pixels.map(|pixels| format!("{:016x}", pixels.mirrored.0)),
        texture: pixels.map(|pixels| pixels.texture),
        mean: quality.map(|quality| quality.mean),
        spread: quality.map(|quality| quality.spread),
        sharpness: quality.map(|quality| quality.sharpness),
        blockiness: quality.map(|quality| quality.blockiness),
        enlarged: quality.map(|quality| quality.enlarged),
    }
}

/// How far looking at the image went, and what stopped it.
fn state(look: &Look) -> (&'static str, Option<&str>) {
    match look {
        Look::Seen(..) => ("seen", None),
        Look::Sized(_, NotDecoded::Format) => ("sized", Some("a format that is not decoded")),
        Look::Sized(_, NotDecoded::TooLarge) => ("sized", Some("too large to decode")),
        Look::Pointer { .. } => ("lfs-pointer", None),
        Look::Broken(_, fault) => ("unreadable", Some(&fault.detail)),
    }
}

fn format(format: Format) -> &'static str {
    match format {
        Format::Png => "png",
        Format::Jpeg => "jpeg",
        Format::WebP => "webp",
        Format::Gif => "gif",
        Format::Bmp => "bmp",
        Format::Tiff => "tiff",
        Format::Avif => "avif",
        Format::Heic => "heic",
        Format::Jxl => "jxl",
    }
}

fn colour(colour: ColourMode) -> &'static str {
    match colour {
        ColourMode::Grey => "grey",
        ColourMode::GreyAlpha => "grey-alpha",
        ColourMode::Rgb => "rgb",
        ColourMode::Rgba => "rgba",
        ColourMode::Palette => "palette",
        ColourMode::Cmyk => "cmyk",
    }
}
