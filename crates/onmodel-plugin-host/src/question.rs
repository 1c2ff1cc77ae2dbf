//! What a plugin is asked about: a set's captions and images, with everything owned, so that a thread
//! can send it while the set goes on changing.

use std::path::PathBuf;
use std::sync::Arc;

use onmodel_dataset::CaptionSource;
use onmodel_dataset::paths::slashed;
use onmodel_plugin::abi;
use onmodel_rules::Facts;
use onmodel_vision::{ColourMode, ContentId, Format, ImageFacts, Look};

use crate::wire;

/// What something is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Subject {
    /// A caption, by its index.
    Caption(usize),
    /// An image, by its index, with its caption.
    Image(usize),
    /// The set.
    Set,
}

/// A dataset, but for its items.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SetFrame {
    pub(crate) root: PathBuf,
    /// With its dot.
    pub(crate) caption_extension: String,
    name: String,
    path: String,
    trigger: String,
    class_word: String,
    trainer: String,
    base: String,
    /// The trigger and the folder of each subset.
    subsets: Vec<(String, String)>,
}

/// An image with its caption, or one of them.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) subject: Subject,
    /// The caption's index and its text.
    pub(crate) caption: Option<(usize, Arc<str>)>,
    /// The image's index and its file.
    pub(crate) image: Option<(usize, PathBuf)>,
    /// Its caption's file where it is a sidecar.
    pub(crate) sidecar: Option<PathBuf>,
    seen: Option<Arc<ImageFacts>>,
    path: String,
    /// Empty where there is no caption.
    caption_path: String,
    subset: Option<usize>,
}

impl SetFrame {
    pub(crate) fn of(facts: &Facts) -> Self {
        let (settings, dataset) = (&facts.context.settings, &facts.dataset);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let trigger = |subset| facts.context.trigger_for(subset).map(|trigger| trigger.text());
        let subsets = settings.subsets.iter().enumerate().map(|(index, subset)| {
            (trigger(Some(index)).unwrap_or_default().to_owned(), subset.folder.clone())
        });
        Self {
            root: dataset.root.clone(),
            caption_extension: settings.caption_extension.clone().unwrap_or(".txt".to_owned()),
            name: dataset.name.clone(),
            path: slashed(&dataset.root),
            trigger: trigger(None).unwrap_or_default().to_owned(),
            class_word: text(&settings.class),
            trainer: settings.trainer.to_string(),
            base: settings.base.as_ref().map(|base| base.name.clone()).unwrap_or_default(),
            subsets: subsets.collect(),
        }
    }

    /// The trigger and the folder of a subset; where it is none, the set's trigger and nothing.
    fn subset(&self, subset: Option<usize>) -> (&str, &str) {
        let own = subset.and_then(|subset| self.subsets.get(subset));
        own.map_or((&self.trigger, ""), |(trigger, folder)| (trigger, folder))
    }

    pub(crate) fn wire(&self) -> wire::Set<'_> {
        wire::Set {
            name: &self.name,
            path: &self.path,
            trigger: &self.trigger,
            class_word: &self.class_word,
            trainer: &self.trainer,
            base: &self.base,
        }
    }
}

impl Item {
    /// The caption at an index, before anyone looks at its image; `None` where it has no text to
    /// show.
    pub(crate) fn caption(facts: &Facts, index: usize) -> Option<Self> {
        let file = facts.dataset.captions.get(index)?;
        file.body.as_ref().ok()?;
        let image = file.image.map(|image| facts.image(image));
        let own = slashed(&file.relative);
        Some(Self {
            subject: Subject::Caption(index),
            caption: Some((index, Arc::clone(&file.text))),
            image: image.map(|image| (image.index, image.file.path.clone())),
            sidecar: sidecar(facts, index),
            seen: None,
            path: image.map_or_else(|| own.clone(), |image| image.relative()),
            caption_path: own,
            subset: image.and_then(|image| image.file.subset),
        })
    }

    /// The image at an index, with its caption; `None` while nobody has looked at it.
    pub(crate) fn image(facts: &Facts, index: usize) -> Option<Self> {
        let seen = Arc::clone(facts.images.get(index)?.as_ref()?);
        Some(Self { seen: Some(seen), ..Self::bare(facts, index) })
    }

    /// The same, looked at or not.
    fn bare(facts: &Facts, index: usize) -> Self {
        let view = facts.image(index);
        let caption = view.file.caption.filter(|at| facts.dataset.captions[*at].body.is_ok());
        Self {
            subject: Subject::Image(index),
            caption: caption.map(|at| (at, Arc::clone(&facts.dataset.captions[at].text))),
            image: Some((index, view.file.path.clone())),
            sidecar: caption.and_then(|at| sidecar(facts, at)),
            seen: view.seen().and(facts.images[index].clone()),
            path: view.relative(),
            caption_path: caption
                .map(|at| slashed(&facts.dataset.captions[at].relative))
                .unwrap_or_default(),
            subset: view.file.subset,
        }
    }

    /// All items of a set, ordered by path.
    pub(crate) fn all(facts: &Facts) -> Vec<Self> {
        let images = (0..facts.dataset.images.len()).map(|index| Self::bare(facts, index));
        let is_orphan = |index: &usize| facts.dataset.captions[*index].image.is_none();
        let orphans = (0..facts.dataset.captions.len()).filter(is_orphan);
        let orphans = orphans.filter_map(|index| Self::caption(facts, index));
        let mut all: Vec<Self> = images.chain(orphans).collect();
        all.sort_by(|a, b| a.path.cmp(&b.path));
        all
    }

    /// The file to name for it: the caption's, else the image's.
    pub(crate) fn file(&self) -> &str {
        if self.caption_path.is_empty() { &self.path } else { &self.caption_path }
    }

    /// The trigger that goes for it; empty where there is none.
    pub(crate) fn trigger<'a>(&self, set: &'a SetFrame) -> &'a str {
        set.subset(self.subset).0
    }

    /// Whether it says the same as another.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        fn one<T: ?Sized>(a: Option<&Arc<T>>, b: Option<&Arc<T>>) -> bool {
            a.map(Arc::as_ptr).map(<*const T>::cast::<()>)
                == b.map(Arc::as_ptr).map(<*const T>::cast::<()>)
        }
        let text = |item: &Self| item.caption.as_ref().map(|(_, text)| Arc::clone(text));
        one(text(self).as_ref(), text(other).as_ref())
            && one(self.seen.as_ref(), other.seen.as_ref())
            && self.path == other.path
            && self.caption_path == other.caption_path
    }

    pub(crate) fn wire<'a>(
        &'a self,
        set: &'a SetFrame,
        pixels: Option<(u32, u32, u32)>,
    ) -> wire::Item<'a> {
        let (trigger, subset) = set.subset(self.subset);
        wire::Item {
            path: &self.path,
            caption: self.caption.as_ref().map(|(_, text)| &**text),
            caption_path: &self.caption_path,
            trigger,
            subset,
            has_image: self.image.is_some(),
            image: self.seen.as_deref().map(image),
            pixels,
        }
    }
}

fn sidecar(facts: &Facts, caption: usize) -> Option<PathBuf> {
    let file = facts.dataset.captions.get(caption)?;
    (file.source == CaptionSource::Sidecar).then(|| file.path.clone())
}

fn image(facts: &ImageFacts) -> wire::Image {
    let header = facts.header();
    let pixels = facts.pixels();
    let shown = facts.shown();
    let flag = |is: bool, flag: u32| if is { flag } else { 0 };
    let is_broken = matches!(facts.look, Look::Broken(..));
    let quality = pixels.map(|pixels| pixels.quality);
    let figure = |of: fn(&onmodel_vision::Quality) -> f32| quality.as_ref().map_or(0.0, of);
    wire::Image {
        flags: flag(pixels.is_some(), abi::IMAGE_DECODED)
            | flag(is_broken, abi::IMAGE_BROKEN)
            | flag(header.is_some_and(|header| header.alpha), abi::IMAGE_ALPHA),
        format: header.map_or(abi::FORMAT_UNKNOWN, |header| format(header.format)),
        colour: header.map_or(abi::COLOUR_UNKNOWN, |header| colour(header.colour)),
        bits: header.map_or(0, |header| header.bits.into()),
        orientation: header.map_or(0, |header| header.orientation.0.into()),
        frames: header.map_or(0, |header| header.frames),
        file_size: facts.bytes,
        width: shown.map_or(0, |size| size.width),
        height: shown.map_or(0, |size| size.height),
        sha256: if facts.content == ContentId::UNREAD { [0; 32] } else { facts.content.0 },
        phash: pixels.map_or(0, |pixels| pixels.hash.0),
        phash_mirrored: pixels.map_or(0, |pixels| pixels.mirrored.0),
        figures: [
            pixels.map_or(0.0, |pixels| pixels.texture),
            figure(|quality| quality.mean),
            figure(|quality| quality.spread),
            figure(|quality| quality.dark),
            figure(|quality| quality.bright),
            figure(|quality| quality.sharpness),
            figure(|quality| quality.blockiness),
            figure(|quality| quality.enlarged),
            pixels.and_then(|pixels| pixels.alpha).map_or(0.0, |alpha| alpha.transparent),
        ],
    }
}

fn format(format: Format) -> u32 {
    match format {
        Format::Png => abi::FORMAT_PNG,
        Format::Jpeg => abi::FORMAT_JPEG,
        Format::WebP => abi::FORMAT_WEBP,
        Format::Gif => abi::FORMAT_GIF,
        Format::Bmp => abi::FORMAT_BMP,
        Format::Tiff => abi::FORMAT_TIFF,
        Format::Avif => abi::FORMAT_AVIF,
        Format::Heic => abi::FORMAT_HEIC,
        Format::Jxl => abi::FORMAT_JXL,
    }
}

fn colour(colour: ColourMode) -> u32 {
    match colour {
        ColourMode::Grey => abi::COLOUR_GREY,
        ColourMode::GreyAlpha => abi::COLOUR_GREY_ALPHA,
        ColourMode::Rgb => abi::COLOUR_RGB,
        ColourMode::Rgba => abi::COLOUR_RGBA,
        ColourMode::Palette => abi::COLOUR_PALETTE,
        ColourMode::Cmyk => abi::COLOUR_CMYK,
    }
}
