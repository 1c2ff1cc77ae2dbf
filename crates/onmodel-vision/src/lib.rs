//! The pixels: what an image is, how good it is, and what it looks like.
//!
//! The way of one file: [`read`](examine) its bytes once, [`probe`] the header, decode it behind
//! one seam ([`decode`]) into a small frame and numbers, and keep the resulting [`ImageFacts`] in
//! the [`cache`] by content. [`similar`] compares facts: duplicates, near-duplicates and the
//! effective number of distinct pictures.
//!
//! No full frame outlives its decode, and nothing here knows captions or rules.

pub mod examine;
mod facts;

pub use facts::{
    Alpha, Border, ColourMode, ContentId, Fault, FaultKind, Format, Hash64, Header, ImageFacts, Look,
    NotDecoded, Orientation, PixelFacts, Profile, Quality, Size, SMALL_SIDE,
};
pub mod similar;
pub use examine::Examiner;
