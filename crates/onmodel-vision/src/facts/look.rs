//! Everything known of one file, sound or not.

use serde::{Deserialize, Serialize};

use super::{ContentId, Fault, Header, NotDecoded, PixelFacts, Size};

/// The outcome of looking at a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Look {
    /// Sound and decoded.
    Seen(Header, PixelFacts),
    /// Sound as far as its header says; not decoded.
    Sized(Header, NotDecoded),
    /// A Git LFS pointer whose content was never seen on this machine.
    Pointer {
        /// SHA-256 of the picture it stands for.
        oid: ContentId,
        /// Bytes of the picture it stands for.
        size: u64,
    },
    /// Unreadable; the header where it could be read.
    Broken(Option<Header>, Fault),
}

/// Everything known of one image file's content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImageFacts {
    /// SHA-256 of the content (of the picture itself for an LFS pointer whose facts are cached).
    pub content: ContentId,
    /// Size in bytes.
    pub bytes: u64,
    /// What was seen.
    pub look: Look,
}

impl ImageFacts {
    /// The header, where one could be read.
    pub fn header(&self) -> Option<&Header> {
        match &self.look {
            Look::Seen(header, _) | Look::Sized(header, _) => Some(header),
            Look::Broken(header, _) => header.as_ref(),
            Look::Pointer { .. } => None,
        }
    }

    /// The pixels' facts, where the image was decoded.
    pub fn pixels(&self) -> Option<&PixelFacts> {
        match &self.look {
            Look::Seen(_, pixels) => Some(pixels),
            _ => None,
        }
    }

    /// Size as a person sees it.
    pub fn shown(&self) -> Option<Size> {
        self.header().map(Header::shown)
    }
}
