//! What there is to know of the picture a caption is of.

use std::io::Read as _;
use std::path::Path;

use onmodel_dataset::trainer::Event;
use onmodel_rules::{Budget, CaptionView, Context, Facts, ImageView};
use onmodel_vision::similar::Pair;
use onmodel_vision::{Format, Header, Size, probe};

use crate::abilities::Abilities;
use crate::page::Page;
use crate::snapshot::Snapshot;

/// Bytes of a file read for its header: only a photograph with a large profile has more before it.
const HEADER: u64 = 1 << 16;

/// Says everything about a caption's picture, and what the trainer makes of both.
pub(crate) fn say(
    page: &mut Page,
    snapshot: &Snapshot,
    abilities: &Abilities,
    facts: &Facts,
    view: CaptionView<'_>,
) {
    let Some(image) = view.file.image.map(|index| facts.image(index)) else {
        return page.say("no picture belongs to this caption");
    };
    if let Some(uri) = snapshot.uri(&image.file.path) {
        page.picture(&image.file_name(), &uri, abilities.assists.sizes_pictures);
    }
    let header = image.header().cloned().or_else(|| header_of(&image.file.path));
    let facts_of_file = header
        .as_ref()
        .map(|header| format!("{} · {}", times(header.shown()), format_name(header.format)));
    let parts = facts_of_file.into_iter().chain(tokens(view));
    page.say(parts.collect::<Vec<_>>().join(" · "));
    if facts.is_broken(image.index) {
        return page.say(image.context().effect(&Event::UnreadableImage).says);
    }
    page.say(fate(image, header.as_ref()));
    page.say(likeness(facts, image));
}

/// The header of a picture nobody has looked at yet.
fn header_of(path: &Path) -> Option<Header> {
    let mut bytes = Vec::new();
    std::fs::File::open(path).ok()?.take(HEADER).read_to_end(&mut bytes).ok()?;
    probe::probe(&bytes).ok()
}

/// `1024 × 768`
fn times(size: Size) -> String {
    format!("{} × {}", size.width, size.height)
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Png => "PNG",
        Format::Jpeg => "JPEG",
        Format::WebP => "WebP",
        Format::Gif => "GIF",
        Format::Bmp => "BMP",
        Format::Tiff => "TIFF",
        Format::Avif => "AVIF",
        Format::Heic => "HEIC",
        Format::Jxl => "JPEG XL",
    }
}

/// "12 of 75 tokens"
pub(crate) fn tokens(view: CaptionView<'_>) -> Option<String> {
    let budget = Budget::of(&view)?;
    let about = if budget.is_estimate { "about " } else { "" };
    let up_to = if budget.is_limit_guessed { "about " } else { "" };
    Some(format!("{about}{} of {up_to}{} tokens", budget.tokens, budget.limit))
}

/// What the trainer does with the file.
fn fate(image: ImageView<'_>, header: Option<&Header>) -> String {
    let context = image.context();
    let trainer = context.trainer;
    if !trainer.lists(&image.file_name()) {
        return format!("{} does not list this file", trainer.name());
    }
    let size = header.map(Header::shown);
    let bucket = size.and_then(|size| trainer.bucket(size, &context.run()));
    let Some(bucket) = bucket else { return shape(context, size) };
    let mut words = format!("{} trains it at {}", trainer.name(), times(bucket.size));
    if bucket.upscale > 1.0 {
        words += &format!(", enlarged {:.1} times", bucket.upscale);
    }
    let lost = (bucket.crop_loss * 100.0).round();
    if lost >= 1.0 {
        words += &format!(", {lost:.0} % cut off");
    }
    if image.file.repeats != 1 {
        words += &format!(", {} times an epoch", image.file.repeats);
    }
    words
}

/// What a trainer whose sizes are not known does with a picture's shape.
fn shape(context: &Context, size: Option<Size>) -> String {
    let is_square = size.is_none_or(|size| size.width == size.height);
    if context.trainer.wants_square() && !is_square {
        return context.effect(&Event::NotSquare).says.into_owned();
    }
    format!("{} trains on it", context.trainer.name())
}

/// The nearest look-alike in the set.
fn likeness(facts: &Facts, image: ImageView<'_>) -> String {
    if image.seen().is_none() {
        return "not compared with the other pictures yet".to_owned();
    }
    let pairs = facts.similarity.pairs.iter();
    let own = pairs.filter(|pair| pair.a == image.index || pair.b == image.index);
    match own.min_by_key(|pair| pair.distance) {
        Some(pair) => told(facts, image, pair),
        None => "no other picture of the set looks like it".to_owned(),
    }
}

fn told(facts: &Facts, image: ImageView<'_>, pair: &Pair) -> String {
    let other = if pair.a == image.index { pair.b } else { pair.a };
    let mirrored = if pair.mirrored { ", in a mirror" } else { "" };
    let name = facts.image(other).relative();
    match pair.distance {
        0 => format!("looks the same as `{name}`{mirrored}"),
        distance => format!("looks like `{name}`{mirrored} ({distance} of 64 bits differ)"),
    }
}
