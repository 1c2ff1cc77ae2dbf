//! JPEG through `zune-jpeg`, after a look whether its data are whole.

mod audit;
mod bits;
mod huffman;
mod layout;
mod scan;
mod walk;

use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{Budget, MAX_FRAME_BYTES, Refusal, damaged, feed};
use crate::survey::{Layout, Survey};
use crate::{ColourMode, Header, NotDecoded, PixelFacts};

pub(super) fn survey(
    bytes: &[u8],
    header: &Header,
    budget: &Budget,
) -> Result<PixelFacts, Refusal> {
    let (colours, layout) = match header.colour {
        ColourMode::Grey => (ColorSpace::Luma, Layout::Grey),
        _ => (ColorSpace::RGB, Layout::Rgb),
    };
    let length = header.size.pixels() * layout.channels() as u64;
    if length > MAX_FRAME_BYTES {
        return Err(Refusal::Not(NotDecoded::TooLarge));
    }
    audit::check(bytes, budget)?;
    let _share = budget.take(length);
    let options = DecoderOptions::default()
        .set_max_width(usize::MAX)
        .set_max_height(usize::MAX)
        .jpeg_set_out_colorspace(colours);
    let frame =
        JpegDecoder::new_with_options(ZCursor::new(bytes), options).decode().map_err(refusal)?;
    Ok(feed(Survey::new(header, layout), &frame, header.size.width as usize * layout.channels()))
}

fn refusal(error: DecodeErrors) -> Refusal {
    match error {
        // Arithmetic coding, 12 bits, lossless: sound, but read by few programs.
        DecodeErrors::Unsupported(_) => Refusal::Not(NotDecoded::Format),
        error => damaged(&error).into(),
    }
}
