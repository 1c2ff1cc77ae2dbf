//! `onmodel cache path` and `onmodel cache clear`

use anyhow::{Context, Result};
use onmodel_vision::{Examiner, cache};

use crate::args::Cache;
use crate::exit::Exit;

pub(super) fn run(args: &Cache) -> Result<Exit> {
    let folder = cache::default_folder()
        .context("this machine names no cache folder; set ONMODEL_CACHE_DIR")?;
    let examiner = Examiner::with_cache(folder);
    let file = examiner.path().unwrap_or_default();
    match args {
        Cache::Path => outln!("{}", file.display()),
        Cache::Clear => {
            examiner.clear().with_context(|| format!("cannot delete {}", file.display()))?;
            outln!("deleted {}", file.display());
        }
    }
    Ok(Exit::Fine)
}
