//! A digest of the decoded pixels: equal for equal pictures in different lossless formats.

use xxhash_rust::xxh3::Xxh3;

use super::row::RowView;
use crate::Header;

/// Colours and alpha are digested apart, so that an alpha channel that is opaque everywhere does
/// not make a picture another one.
pub(super) struct PixelDigest {
    colour: Xxh3,
    alpha: Xxh3,
}

impl PixelDigest {
    /// Size and orientation belong to the picture: the same pixels in rows of another length, or
    /// shown turned, are another one.
    pub(super) fn new(header: &Header) -> Self {
        let mut colour = Xxh3::new();
        colour.update(&header.size.width.to_le_bytes());
        colour.update(&header.size.height.to_le_bytes());
        colour.update(&[header.orientation.0]);
        Self { colour, alpha: Xxh3::new() }
    }

    pub(super) fn row(&mut self, row: &RowView<'_>) {
        self.colour.update(row.stored);
        self.alpha.update(row.alpha);
    }

    pub(super) fn finish(mut self, transparent: bool) -> u128 {
        if transparent {
            self.colour.update(&self.alpha.digest128().to_le_bytes());
        }
        self.colour.digest128()
    }
}
