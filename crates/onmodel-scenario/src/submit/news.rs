//! What happens on the way, for whoever listens.

use super::steps::follow::Step;
use super::steps::score::TheirScore;
use crate::api::{JobId, ModelId};

/// Something happened.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// A model was made for the set.
    ModelMade(ModelId),
    /// The model made by an earlier run was found.
    ModelFound(ModelId),
    /// A picture is on its way.
    Uploading {
        /// Its file.
        file: String,
        /// Bytes of all pictures that are through.
        done: u64,
        /// Bytes of all pictures to be uploaded.
        all: u64,
    },
    /// Every picture is with the service: how many were uploaded now, and how many were there.
    Uploaded {
        /// Now.
        now: usize,
        /// Before.
        before: usize,
    },
    /// Pictures were taken off the model, because they left the set.
    Detached(usize),
    /// Captions were written: so many of so many.
    Captioned {
        /// Written.
        done: usize,
        /// To be written.
        all: usize,
    },
    /// The model holds each picture once, with its caption as it is on disk.
    Verified {
        /// Pictures.
        images: usize,
        /// Captions compared.
        captions: usize,
    },
    /// What the service itself thinks of the set.
    Scored(TheirScore),
    /// The training was started.
    Started {
        /// The model.
        model: ModelId,
        /// Its job.
        job: Option<JobId>,
    },
    /// The training is this far.
    Step(Step),
    /// The service did not answer while the training was followed; it is asked again.
    Silent,
}

/// Tells news.
pub(crate) type Tell<'a> = &'a (dyn Fn(News) + Sync);
