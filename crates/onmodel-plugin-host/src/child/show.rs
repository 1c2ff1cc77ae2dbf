//! Items and sets in the header's terms.

use std::ptr::null;

use onmodel_plugin::abi;

use crate::page::Page;
use crate::wire::{Image, Item, Set};

/// A set without items.
pub(super) fn set(set: &Set<'_>) -> abi::Dataset {
    abi::Dataset {
        struct_size: size_of::<abi::Dataset>() as u32,
        flags: 0,
        items: null(),
        n_items: 0,
        item_stride: size_of::<abi::Item>(),
        name: abi::Str::new(set.name),
        path: abi::Str::new(set.path),
        trigger: abi::Str::new(set.trigger),
        class_word: abi::Str::new(set.class_word),
        trainer: abi::Str::new(set.trainer),
        base: abi::Str::new(set.base),
        reserved: [0; 4],
    }
}

/// What an item points to.
pub(super) struct Parts {
    image: Option<abi::Image>,
    pixels: Option<abi::Pixels>,
}

impl Parts {
    pub(super) fn of(item: &Item<'_>, page: &Page) -> Self {
        let pixels = item.pixels.and_then(|(place, width, height)| {
            let length = (width as usize).checked_mul(height as usize)?.checked_mul(3)?;
            let data = page.pixels(place, length)?.as_ptr();
            let stride = width as usize * 3;
            let struct_size = size_of::<abi::Pixels>() as u32;
            let format = abi::PIXELS_RGB8;
            Some(abi::Pixels { struct_size, format, width, height, stride, data, reserved: [0; 2] })
        });
        Self { image: item.image.as_ref().map(image), pixels }
    }
}

/// An item, which points into `parts`, `item` and `set`.
pub(super) fn item(item: &Item<'_>, parts: &Parts, set: *const abi::Dataset) -> abi::Item {
    let known = item.image.as_ref();
    let is_decoded = known.is_some_and(|image| image.flags & abi::IMAGE_DECODED != 0);
    let flag = |is_there: bool, flag: u32| if is_there { flag } else { 0 };
    abi::Item {
        struct_size: size_of::<abi::Item>() as u32,
        flags: flag(item.has_image, abi::ITEM_IMAGE)
            | flag(item.caption.is_some(), abi::ITEM_CAPTION),
        path: abi::Str::new(item.path),
        caption: abi::Str::new(item.caption.unwrap_or_default()),
        pixels: parts.pixels.as_ref().map_or(null(), |pixels| &raw const *pixels),
        width: known.map_or(0, |image| image.width),
        height: known.map_or(0, |image| image.height),
        phash: known.filter(|_| is_decoded).map_or(0, |image| image.phash),
        sha256: known
            .filter(|image| image.sha256 != [0; 32])
            .map_or(null(), |image| image.sha256.as_ptr()),
        image: parts.image.as_ref().map_or(null(), |image| &raw const *image),
        caption_path: abi::Str::new(item.caption_path),
        trigger: abi::Str::new(item.trigger),
        subset: abi::Str::new(item.subset),
        dataset: set,
        reserved: [0; 4],
    }
}

fn image(image: &Image) -> abi::Image {
    let [texture, mean, spread, dark, bright, sharpness, blockiness, enlarged, transparent] =
        image.figures;
    abi::Image {
        struct_size: size_of::<abi::Image>() as u32,
        flags: image.flags,
        format: image.format,
        colour: image.colour,
        bits: image.bits,
        orientation: image.orientation,
        frames: image.frames,
        reserved0: 0,
        file_size: image.file_size,
        phash: image.phash,
        phash_mirrored: image.phash_mirrored,
        texture,
        mean,
        spread,
        dark,
        bright,
        sharpness,
        blockiness,
        enlarged,
        transparent,
        reserved1: 0.0,
        reserved: [0; 4],
    }
}
