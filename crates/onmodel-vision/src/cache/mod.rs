//! What was seen before: facts by content, contents by path.
//!
//! One file in the user's cache folder. It may be deleted at any time, several processes may use it
//! at once, and one that is corrupt or of another version counts as empty. Saving first takes in what
//! others saved; of two that save within the same instant the later may win, and what the other saw
//! is looked at again.

mod file;
mod store;

use std::ffi::OsString;
use std::path::PathBuf;

pub(crate) use store::{Stamp, Store};

/// The folder the cache lives in when none is given: `ONMODEL_CACHE_DIR`, else `onmodel` in the
/// system's cache folder. `None` on a machine that has no such place.
pub fn default_folder() -> Option<PathBuf> {
    chosen(std::env::var_os("ONMODEL_CACHE_DIR"))
}

fn chosen(variable: Option<OsString>) -> Option<PathBuf> {
    let named = variable.filter(|value| !value.is_empty()).map(PathBuf::from);
    named.or_else(|| Some(dirs::cache_dir()?.join("onmodel")))
}
