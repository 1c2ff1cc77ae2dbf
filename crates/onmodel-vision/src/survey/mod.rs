//! One pass over a picture's rows, top to bottom, that measures everything at once.
//!
//! Decoders feed rows and forget them: a picture that can be decoded row by row is never in memory
//! whole. What is left in the end is [`PixelFacts`].

mod alpha;
mod bars;
mod digest;
mod edges;
mod frame;
mod hash;
mod row;
mod tone;

pub(crate) use hash::MIN_TEXTURE;
pub(crate) use row::Layout;

use crate::{Header, PixelFacts, Quality};
use alpha::AlphaSurvey;
use bars::Bars;
use digest::PixelDigest;
use edges::Edges;
use frame::Shrink;
use row::Row;

/// The measuring of one picture.
pub(crate) struct Survey {
    header: Header,
    row: Row,
    digest: PixelDigest,
    frame: Shrink,
    edges: Edges,
    bars: Bars,
    alpha: AlphaSurvey,
}

impl Survey {
    /// For a picture with this header whose rows come in this layout.
    pub(crate) fn new(header: &Header, layout: Layout) -> Self {
        let (width, height) = (header.size.width as usize, header.size.height as usize);
        Self {
            row: Row::new(layout),
            digest: PixelDigest::new(header),
            frame: Shrink::new(width, height),
            edges: Edges::new(height),
            bars: Bars::new(width),
            alpha: AlphaSurvey::default(),
            header: header.clone(),
        }
    }

    /// The next row: `width` pixels of 8 bits a channel in the layout announced.
    pub(crate) fn row(&mut self, samples: &[u8]) {
        let row = self.row.of(samples);
        self.digest.row(&row);
        self.frame.row(row.luma);
        self.edges.row(row.luma);
        self.bars.row(row.shown);
        self.alpha.row(&row);
    }

    /// Everything measured, for the upright picture.
    pub(crate) fn finish(self) -> PixelFacts {
        let frame = self.frame.finish();
        let upright = frame.square().upright(self.header.orientation);
        let tone = tone::measure(&frame);
        let edges = self.edges.finish();
        PixelFacts {
            digest: self.digest.finish(self.alpha.any()),
            hash: hash::of(&upright),
            mirrored: hash::of(&upright.mirrored()),
            texture: hash::texture(&upright),
            quality: Quality {
                mean: tone.mean,
                spread: tone.spread,
                dark: tone.dark,
                bright: tone.bright,
                sharpness: edges.sharpness,
                blockiness: edges.blockiness,
                enlarged: edges.enlarged,
            },
            // Transparent margins are no bars: another measurement tells of them.
            border: if self.alpha.any() {
                None
            } else {
                self.bars.finish(&frame, self.header.orientation)
            },
            alpha: self.alpha.finish(),
            small: upright.into_luma(),
        }
    }
}
