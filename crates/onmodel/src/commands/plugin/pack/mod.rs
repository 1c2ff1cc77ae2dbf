//! `onmodel plugin pack DIR`

mod manifest;
mod search;

use std::path::Path;

use anyhow::{Context, Result, bail};
use onmodel_dataset::write;
use onmodel_plugin_host::sniff;
use onmodel_vision::ContentId;

use crate::args::plugin::Pack;
use crate::exit::Exit;
pub(super) use manifest::Manifest;
pub(super) use search::newest;

/// The folder in a plugin that its packed libraries lie in, a folder for each computer they are for.
const BUILDS: &str = "builds";

pub(super) fn run(args: &Pack) -> Result<Exit> {
    let folder = args.folder.as_path();
    let mut manifest = Manifest::open(folder)?;
    let found = if args.libraries.is_empty() {
        search::libraries(folder, manifest.name())
    } else {
        args.libraries.iter().map(|file| search::Library::named(file)).collect::<Result<_>>()?
    };
    let packed =
        found.iter().map(|library| pack(folder, library)).collect::<Result<Vec<Build>>>()?;
    let before = manifest.builds_elsewhere(folder, &packed);
    if packed.is_empty() {
        bail!(
            "no library called {} was found in {}: build it first (`cargo build --release`, `make`), \
             or name it: `onmodel plugin pack {} FILE`",
            manifest.name(),
            folder.display(),
            folder.display()
        );
    }
    manifest.set_builds(before.iter().chain(&packed));
    manifest.save()?;
    outln!("packed {} {}:", manifest.name(), manifest.version());
    for build in &packed {
        outln!("  {}  {}  sha256 {}", build.target, build.file, build.sha256);
    }
    for build in &before {
        outln!("  {}  {}  as it was", build.target, build.file);
    }
    outln!(
        "next: `{}` lets onmodel run it on this computer",
        onmodel_plugin_host::trust::command(folder)
    );
    Ok(Exit::Fine)
}

/// One `[[build]]`.
struct Build {
    target: String,
    /// From the plugin's folder, with `/`.
    file: String,
    sha256: String,
}

/// The target triple of a library's bytes.
fn target(path: &Path, bytes: &[u8]) -> Result<String> {
    let shown = path.display();
    match sniff::computer(bytes).map(sniff::Computer::triple) {
        Ok(Some(triple)) => Ok(triple),
        Ok(None) => bail!("{shown} is a library for a computer onmodel does not run on"),
        Err(what) => bail!("{shown} is not a library: {what}"),
    }
}

/// Puts a library where packed ones lie.
fn pack(folder: &Path, library: &search::Library) -> Result<Build> {
    let bytes = std::fs::read(&library.path)
        .with_context(|| format!("cannot read {}", library.path.display()))?;
    let target = match &library.target {
        Some(target) => target.clone(),
        None => target(&library.path, &bytes)?,
    };
    let name = library.path.file_name().unwrap_or_default().to_string_lossy();
    let file = format!("{BUILDS}/{target}/{name}");
    let path = folder.join(&file);
    let parent = path.parent().unwrap_or(folder);
    std::fs::create_dir_all(parent)
        .with_context(|| format!("cannot make the folder {}", parent.display()))?;
    if std::fs::read(&path).ok().as_deref() != Some(&bytes) {
        write::output(&path, &bytes)?;
    }
    Ok(Build { target, file, sha256: ContentId::of(&bytes).to_string() })
}
