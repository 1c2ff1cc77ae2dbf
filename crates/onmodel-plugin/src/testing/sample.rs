//! An image with its caption, made up for a test.

use std::ptr;

use super::Set;
use crate::{Item, Measures, Scope, abi};

/// An image with its caption, made up for a test.
#[derive(Debug, Clone)]
pub struct Sample {
    path: String,
    has_image: bool,
    caption: Option<String>,
    trigger: String,
    subset: String,
    sha256: [u8; 32],
    width: u32,
    height: u32,
    image: abi::Image,
    pixels: Option<(u32, u32, Vec<u8>)>,
}

impl Sample {
    /// A 1024 × 1024 PNG at this path in the set, without a caption.
    pub fn image(path: impl Into<String>) -> Self {
        let image = abi::Image {
            struct_size: size_of::<abi::Image>() as u32,
            flags: 0,
            format: abi::FORMAT_PNG,
            colour: abi::COLOUR_RGB,
            bits: 8,
            orientation: 1,
            frames: 1,
            reserved0: 0,
            file_size: 1_000_000,
            phash: 0,
            phash_mirrored: 0,
            texture: 0.0,
            mean: 0.0,
            spread: 0.0,
            dark: 0.0,
            bright: 0.0,
            sharpness: 0.0,
            blockiness: 0.0,
            enlarged: 0.0,
            transparent: 0.0,
            reserved1: 0.0,
            reserved: [0; 4],
        };
        Self {
            path: path.into(),
            has_image: true,
            caption: None,
            trigger: String::new(),
            subset: String::new(),
            sha256: [0; 32],
            width: 1024,
            height: 1024,
            image,
            pixels: None,
        }
    }

    /// The image `01.png` with this caption.
    pub fn captioned(caption: impl Into<String>) -> Self {
        Self::image("01.png").caption(caption)
    }

    /// With this caption.
    #[must_use]
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }

    /// With this trigger word.
    #[must_use]
    pub fn trigger(mut self, trigger: impl Into<String>) -> Self {
        self.trigger = trigger.into();
        self
    }

    /// In the subset of this folder.
    #[must_use]
    pub fn subset(mut self, folder: impl Into<String>) -> Self {
        self.subset = folder.into();
        self
    }

    /// Of this size in pixels.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        (self.width, self.height) = (width, height);
        self
    }

    /// With these measures.
    #[must_use]
    pub fn measures(mut self, measures: Measures) -> Self {
        let image = &mut self.image;
        image.flags |= abi::IMAGE_DECODED;
        image.phash = measures.phash;
        image.phash_mirrored = measures.phash_mirrored;
        image.texture = measures.texture;
        image.mean = measures.mean;
        image.spread = measures.spread;
        image.dark = measures.dark;
        image.bright = measures.bright;
        image.sharpness = measures.sharpness;
        image.blockiness = measures.blockiness;
        image.enlarged = measures.enlarged;
        image.transparent = measures.transparent;
        self
    }

    /// With this small picture: the colour at each `x`, `y`.
    #[must_use]
    pub fn picture(
        mut self,
        width: u32,
        height: u32,
        colour: impl Fn(u32, u32) -> [u8; 3],
    ) -> Self {
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let data = places.flat_map(|(x, y)| colour(x, y)).collect();
        self.pixels = Some((width, height, data));
        self
    }

    /// The caption alone, as if its image were gone.
    #[must_use]
    pub fn without_image(mut self) -> Self {
        self.has_image = false;
        self
    }

    /// Shows it as a rule of scope `Pixels` sees it.
    pub fn show(&self, look: impl FnOnce(Item<'_>)) {
        Set::default().show_one(self, Scope::Pixels, look);
    }

    pub(super) fn raw_pixels(&self) -> Option<abi::Pixels> {
        let (width, height, data) = self.pixels.as_ref()?;
        Some(abi::Pixels {
            struct_size: size_of::<abi::Pixels>() as u32,
            format: abi::PIXELS_RGB8,
            width: *width,
            height: *height,
            stride: *width as usize * 3,
            data: data.as_ptr(),
            reserved: [0; 2],
        })
    }

    /// What a rule of this scope is shown; it borrows from all three.
    pub(super) fn raw(
        &self,
        scope: Scope,
        pixels: Option<&abi::Pixels>,
        set: *const abi::Dataset,
    ) -> abi::Item {
        let sees_image = self.has_image && scope != Scope::Caption;
        let sees_pixels = sees_image && scope == Scope::Pixels;
        let caption_path = if self.caption.is_some() { self.path.as_str() } else { "" };
        abi::Item {
            struct_size: size_of::<abi::Item>() as u32,
            flags: self.flags(),
            path: abi::Str::new(&self.path),
            caption: abi::Str::new(self.caption.as_deref().unwrap_or_default()),
            pixels: pixels.filter(|_| sees_pixels).map_or(ptr::null(), ptr::from_ref),
            width: if sees_image { self.width } else { 0 },
            height: if sees_image { self.height } else { 0 },
            phash: if sees_image { self.image.phash } else { 0 },
            sha256: if sees_image { self.sha256.as_ptr() } else { ptr::null() },
            image: if sees_image { &raw const self.image } else { ptr::null() },
            caption_path: abi::Str::new(caption_path),
            trigger: abi::Str::new(&self.trigger),
            subset: abi::Str::new(&self.subset),
            dataset: set,
            reserved: [0; 4],
        }
    }

    fn flags(&self) -> u32 {
        let image = if self.has_image { abi::ITEM_IMAGE } else { 0 };
        image | if self.caption.is_some() { abi::ITEM_CAPTION } else { 0 }
    }
}
