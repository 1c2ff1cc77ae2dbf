//! An image with its caption, as a rule sees it.

use crate::{Caption, Dataset, Image, Pixels, abi};

/// An image with its caption; or a caption that has no image; or an image that has no caption.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    raw: &'a abi::Item,
}

impl<'a> Item<'a> {
    /// # Safety
    /// `raw` keeps the header's promises for as long as `'a`.
    pub(crate) unsafe fn from_raw(raw: &'a abi::Item) -> Self {
        Self { raw }
    }

    fn text(self, text: impl Fn(&abi::Item) -> abi::Str) -> &'a str {
        // SAFETY: a text of a valid item; `from_raw`'s caller vouches for it.
        unsafe { text(self.raw).as_str() }
    }

    /// The image's path from the dataset's folder, with `/`; without an image the caption's.
    pub fn path(self) -> &'a str {
        self.text(|raw| raw.path)
    }

    /// The folder part of the path; empty for a file in the set's own folder.
    pub fn folder(self) -> &'a str {
        self.path().rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part of the path.
    pub fn file_name(self) -> &'a str {
        self.path().rsplit('/').next().unwrap_or_default()
    }

    /// The file's name without its extension.
    pub fn stem(self) -> &'a str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// Its caption; an empty one where there is none.
    pub fn caption(self) -> Caption<'a> {
        Caption::new(self.text(|raw| raw.caption))
    }

    /// Whether there is a caption, be it empty.
    pub fn has_caption(self) -> bool {
        self.raw.flags & abi::ITEM_CAPTION != 0
    }

    /// Whether there is an image.
    pub fn has_image(self) -> bool {
        self.raw.flags & abi::ITEM_IMAGE != 0
    }

    /// The file the caption stands in.
    pub fn caption_path(self) -> &'a str {
        self.text(|raw| raw.caption_path)
    }

    /// The trigger word that holds for this image; empty without one.
    pub fn trigger(self) -> &'a str {
        self.text(|raw| raw.trigger)
    }

    /// The folder of the configured subset it belongs to; empty outside of one.
    pub fn subset(self) -> &'a str {
        self.text(|raw| raw.subset)
    }

    /// Width and height in pixels, as shown; not in scope `Caption`.
    pub fn size(self) -> Option<(u32, u32)> {
        (self.raw.width > 0).then_some((self.raw.width, self.raw.height))
    }

    /// SHA-256 of the image file's content; not in scope `Caption`.
    pub fn sha256(self) -> Option<&'a [u8; 32]> {
        // SAFETY: null, or 32 bytes that live as long as the item.
        unsafe { self.raw.sha256.cast::<[u8; 32]>().as_ref() }
    }

    /// What is known of the image; not in scope `Caption`.
    pub fn image(self) -> Option<Image<'a>> {
        // SAFETY: null, or a struct that lives as long as the item.
        unsafe { self.raw.image.as_ref() }.map(Image::from_raw)
    }

    /// The picture, shrunk; only in scope `Pixels`.
    pub fn pixels(self) -> Option<Pixels<'a>> {
        // SAFETY: null, or a struct that lives as long as the item, with the pixels it tells of.
        unsafe { self.raw.pixels.as_ref().and_then(|raw| Pixels::from_raw(raw)) }
    }

    /// The set it belongs to; has no items outside of `check_dataset`.
    pub fn dataset(self) -> Option<Dataset<'a>> {
        // SAFETY: valid as long as the item.
        unsafe { self.raw.dataset.as_ref().map(|raw| Dataset::from_raw(raw)) }
    }
}

impl abi::Str {
    /// The text.
    ///
    /// # Safety
    /// It is valid UTF-8 that lives for `'a`, or empty.
    pub(crate) unsafe fn as_str<'a>(self) -> &'a str {
        if self.ptr.is_null() || self.len == 0 {
            return "";
        }
        // SAFETY: by this function's own contract.
        unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(self.ptr, self.len)) }
    }
}
