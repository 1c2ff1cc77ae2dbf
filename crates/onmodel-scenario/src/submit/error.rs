//! Why a set was not submitted.

use std::path::PathBuf;

use super::order::OrderError;
use crate::ApiError;
use crate::api::ModelId;

/// Why a set was not submitted. Each message ends with the way out.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// The set cannot be ordered as it is.
    #[error(transparent)]
    Order(#[from] OrderError),
    /// The service would not, or could not be reached.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// There is no folder for the journal.
    #[error("this machine names no folder for onmodel's journal; set XDG_STATE_HOME to one")]
    NoStateFolder,
    /// The journal cannot be read or written.
    #[error("{}: {why}; without its journal nothing is sent", path.display())]
    Journal {
        /// The file.
        path: PathBuf,
        /// In words.
        why: String,
    },
    /// Another run has the set.
    #[error(
        "another onmodel is submitting this set right now; wait for it, or look with \
         `onmodel submit --status`"
    )]
    Locked,
    /// A picture is no longer what it was when the order was made.
    #[error("{}: changed while it was being submitted; run the same command again", .0.display())]
    Changed(PathBuf),
    /// A picture cannot be read.
    #[error("{}: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// In words.
        why: String,
    },
    /// The model holds pictures this set does not know.
    #[error(
        "{model} holds images that are not of this set ({}): training would include them; remove \
         them from the model at Scenario, then run the same command again", names.join(", ")
    )]
    Foreign {
        /// The model.
        model: ModelId,
        /// The pictures' names.
        names: Vec<String>,
    },
    /// The service did not take over what was sent.
    #[error(
        "Scenario did not take over {what} of {}; nothing was started, run the same command again",
        names.join(", ")
    )]
    NotTakenOver {
        /// The image or the caption.
        what: &'static str,
        /// The pictures' names.
        names: Vec<String>,
    },
    /// There is nothing of the kind asked for.
    #[error("{0}")]
    Nothing(String),
}
