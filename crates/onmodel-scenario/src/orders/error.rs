//! Why an order came to nothing.

use std::path::PathBuf;

use crate::ApiError;
use crate::api::JobId;

/// Why an order came to nothing. Each message ends with the way out.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// The service would not, or could not be reached.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// There is no folder for the ledger.
    #[error(
        "this machine names no folder for what onmodel remembers of orders; set XDG_STATE_HOME to one"
    )]
    NoStateFolder,
    /// The ledger cannot be read or written.
    #[error("{}: {why}; without it nothing is ordered", path.display())]
    Ledger {
        /// The file.
        path: PathBuf,
        /// In words.
        why: String,
    },
    /// Another run is at it.
    #[error(
        "another onmodel is ordering from Scenario right now; run the same command when it is done"
    )]
    Locked,
    /// It was sent, no answer came, and the service's list of jobs does not tell.
    #[error(
        "{what}: it was ordered before, the answer was lost, and Scenario's list of jobs does not \
         tell whether it was carried out; look at your jobs there, then run the same command with \
         `--again` to order it anew"
    )]
    Doubtful {
        /// What was ordered.
        what: String,
    },
    /// The job failed.
    #[error("{what}: {job} failed: {why}{}", hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default())]
    Failed {
        /// What was ordered.
        what: String,
        /// The job.
        job: JobId,
        /// The service's reason.
        why: String,
        /// What the service says to do about it.
        hint: Option<String>,
    },
    /// The job is done, but its picture is not there.
    #[error(
        "{what}: {job} is paid for, but its picture cannot be fetched: {why}; run the same command \
         again, nothing is paid twice"
    )]
    NotFetched {
        /// What was ordered.
        what: String,
        /// The job.
        job: JobId,
        /// Why.
        why: String,
    },
    /// The job takes longer than anybody waits.
    #[error(
        "{what}: {job} is still at work; run the same command later, it is fetched and not ordered again"
    )]
    StillGoing {
        /// What was ordered.
        what: String,
        /// The job.
        job: JobId,
    },
}
