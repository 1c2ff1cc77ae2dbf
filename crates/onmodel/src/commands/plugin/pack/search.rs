//! Where a plugin's libraries were built.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Result, bail};
use onmodel_plugin_host::sniff;

/// Endings of shared libraries on the systems there are.
const ENDINGS: [&str; 3] = ["so", "dylib", "dll"];

/// A library that was built.
pub(super) struct Library {
    pub(super) path: PathBuf,
    /// The target it was built for, where the folder it lies in says so.
    pub(super) target: Option<String>,
    built: Option<SystemTime>,
}

impl Library {
    fn at(path: PathBuf, target: Option<String>) -> Self {
        let built = path.metadata().and_then(|known| known.modified()).ok();
        Self { path, target, built }
    }

    /// A library somebody named.
    pub(super) fn named(path: &Path) -> Result<Self> {
        if !path.is_file() {
            bail!("{} is no file", path.display());
        }
        Ok(Self::at(path.to_owned(), None))
    }
}

/// The newest library of the plugin called `name` for each computer.
pub(super) fn libraries(folder: &Path, name: &str) -> Vec<Library> {
    let mut found = built(folder, name, &["release"]);
    found.sort_by_key(|library| std::cmp::Reverse(library.built));
    let mut kept: Vec<(String, Library)> = Vec::new();
    for library in found {
        let target = library.target.clone().or_else(|| {
            let bytes = std::fs::read(&library.path).ok()?;
            sniff::computer(&bytes).ok()?.triple()
        });
        if let Some(target) = target
            && kept.iter().all(|(other, _)| *other != target)
        {
            kept.push((target, library));
        }
    }
    kept.sort_by(|(a, _), (b, _)| a.cmp(b));
    kept.into_iter().map(|(_, library)| library).collect()
}

/// The newest library of the plugin called `name` that this computer can load, packed or just built.
pub(in crate::commands::plugin) fn newest(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut found = built(folder, name, &["release", "debug"]);
    for packed in entries(&folder.join(super::BUILDS)) {
        found.extend(in_folder(&packed, name, None));
    }
    found.sort_by_key(|library| std::cmp::Reverse(library.built));
    let is_here = |bytes: Vec<u8>| sniff::computer(&bytes).is_ok_and(sniff::Computer::is_here);
    let is_for_here = |path: &PathBuf| std::fs::read(path).is_ok_and(is_here);
    found.into_iter().map(|library| library.path).find(is_for_here)
}

/// All libraries called `name` that cargo or a Makefile left, built with one of these profiles.
fn built(folder: &Path, name: &str, profiles: &[&str]) -> Vec<Library> {
    let mut found = in_folder(folder, name, None);
    for target in target_folders(folder) {
        for profile in profiles {
            found.extend(in_folder(&target.join(profile), name, None));
            for triple in entries(&target).filter(|path| path.is_dir()) {
                let label = triple.file_name().map(|name| name.to_string_lossy().into_owned());
                found.extend(in_folder(&triple.join(profile), name, label));
            }
        }
    }
    found
}

/// Cargo's target folders: the package's own, and that of a workspace round it.
fn target_folders(folder: &Path) -> Vec<PathBuf> {
    let here = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let above = here.ancestors().skip(1).filter(|above| above.join("Cargo.toml").is_file());
    let mut folders = vec![folder.join("target")];
    folders.extend(above.map(|above| above.join("target")));
    folders.extend(std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from));
    folders
}

fn in_folder(folder: &Path, name: &str, target: Option<String>) -> Vec<Library> {
    let is_its = |path: &PathBuf| is_library_of(path, name) && path.is_file();
    entries(folder).filter(is_its).map(|path| Library::at(path, target.clone())).collect()
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|one| one.path()).collect();
    paths.sort();
    paths.into_iter()
}

/// Whether a path is that of the library of a plugin: `libstudio_rules.so` or `studio-rules.dll` of
/// `studio-rules`.
fn is_library_of(path: &Path, name: &str) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let plain = |name: &str| name.replace('-', "_");
    let is_called = plain(stem) == plain(name)
        || stem.strip_prefix("lib").is_some_and(|stem| plain(stem) == plain(name));
    ENDINGS.contains(&ending) && is_called
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_is_called_by_its_plugin() {
        for file in
            ["libstudio_rules.so", "studio-rules.so", "studio_rules.dll", "libstudio-rules.dylib"]
        {
            assert!(is_library_of(Path::new(file), "studio-rules"), "{file}");
        }
        for file in ["libstudio_rules.a", "studio.so", "libother.so", "libstudio_rules.d"] {
            assert!(!is_library_of(Path::new(file), "studio-rules"), "{file}");
        }
    }
}
