//! Keeping a plugin to itself, where the kernel can: Landlock keeps it from writing files (`files`),
//! seccomp from the network, from other processes and from what Landlock does not know (`calls`). A
//! process that could not be confined runs all the same, and says so: a plugin runs only because its
//! user trusts it.

mod calls;
mod files;

use crate::{Confined, Permissions};

/// Confines this process for good; what of it worked.
pub(super) fn confine(permissions: Permissions) -> Confined {
    let is_closed = permissions.write || files::forbid_writing().unwrap_or(false);
    let is_filtered = calls::filter(permissions).unwrap_or(false);
    Confined {
        files: !permissions.write && is_closed && is_filtered,
        network: !permissions.network && is_filtered,
        processes: is_filtered,
    }
}
