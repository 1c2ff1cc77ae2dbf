//! The one EXIF tag that matters here: how to turn the picture upright.

use exif::{In, Reader, Tag};

use crate::Orientation;

/// The orientation in an EXIF block (a TIFF structure). A block that cannot be read, or a value
/// that does not exist, means upright: so every viewer treats it.
pub(super) fn orientation(tiff: &[u8]) -> Orientation {
    let read = Reader::new().continue_on_error(true).read_raw(tiff.to_vec());
    let Ok(fields) = read.or_else(|error| error.distill_partial_result(|_| {})) else {
        return Orientation::UPRIGHT;
    };
    let value =
        fields.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0));
    from_value(value)
}

/// The orientation a tag's value stands for.
pub(super) fn from_value(value: Option<u32>) -> Orientation {
    match value {
        Some(value @ 1..=8) => Orientation(value as u8),
        _ => Orientation::UPRIGHT,
    }
}
