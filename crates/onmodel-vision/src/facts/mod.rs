//! What is known of an image: plain values, kept in the cache, read by rules.

mod as_bytes;
mod content;
mod fault;
mod header;
mod look;
mod pixels;

pub use content::ContentId;
pub use fault::{Fault, FaultKind, MAX_PIXELS, NotDecoded};
pub use header::{ColourMode, Format, Header, Orientation, Profile, Size};
pub use look::{ImageFacts, Look};
pub use pixels::{Alpha, Border, Hash64, PixelFacts, Quality, SMALL_SIDE};
