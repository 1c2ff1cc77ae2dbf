//! The pixels: what an image is, how good it is, and what it looks like.
//!
//! The way of one file: [`examine`] reads its bytes once, [`probe`](probe::probe)s the header,
//! decodes it behind one seam ([`decode`](decode::decode)) into a small frame and numbers, and keeps
//! the resulting [`ImageFacts`] in the [`cache`] by content. [`similar`] compares facts: duplicates,
//! near-duplicates and the effective number of distinct pictures.
//!
//! No full frame outlives its decode, and nothing here knows captions or rules.

pub mod cache;
pub mod decode;
pub mod examine;
mod facts;
pub mod probe;
mod read;
pub mod similar;
mod small;
mod survey;

pub use examine::Examiner;
pub use facts::{
    Alpha, Border, ColourMode, ContentId, Fault, FaultKind, Format, Hash64, Header, ImageFacts,
    Look, MAX_PIXELS, NotDecoded, Orientation, PixelFacts, Profile, Quality, SMALL_SIDE, Size,
};
pub use small::{Small, small};
