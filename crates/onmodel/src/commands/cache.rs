//! `onmodel cache path` and `onmodel cache clear`

use anyhow::{Context, Result};
use onmodel_vision::cache;

use crate::args::Cache;
use crate::exit::Exit;

pub(super) fn run(args: &Cache) -> Result<Exit> {
    let folder = cache::default_folder()
        .context("this machine names no cache folder; set ONMODEL_CACHE_DIR")?;
    let file = cache::path(&folder);
    match args {
        Cache::Path => anstream::println!("{}", file.display()),
        Cache::Clear => {
            cache::clear(&folder).with_context(|| format!("cannot delete {}", file.display()))?;
            anstream::println!("deleted {}", file.display());
        }
    }
    Ok(Exit::Fine)
}
