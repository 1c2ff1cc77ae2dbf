//! A plugin's folder, read: its manifest, the bytes of the library for this computer, and their
//! digests. Nothing is loaded here.

use std::path::{Path, PathBuf};

use crate::fault::unreadable;
use crate::manifest::{Build, FILE_NAME, Manifest};
use crate::{Fault, caps, hex, sniff};

/// A plugin's folder, read.
#[derive(Debug, Clone)]
pub struct Package {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The files that would be loaded: the library first, then those it loads itself.
    pub files: Vec<Loaded>,
}

/// A file that would be loaded.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Where it was read.
    pub path: PathBuf,
    /// Its bytes, as they were read: these and no others are trusted and loaded.
    pub bytes: std::sync::Arc<[u8]>,
    /// Their SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

impl Package {
    /// Reads the plugin at `path`: its folder, its `plugin.toml`, or the library alone.
    ///
    /// # Errors
    /// Why there is no plugin for this computer.
    pub fn read(path: &Path) -> Result<Self, Fault> {
        let is_manifest = path.file_name().is_some_and(|name| name == FILE_NAME);
        if path.is_file() && !is_manifest {
            return Self::of_library(path);
        }
        let folder = if is_manifest { path.parent().unwrap_or(Path::new("")) } else { path };
        let bytes = read(folder, Path::new(FILE_NAME), caps::MANIFEST)?;
        let text = String::from_utf8(bytes);
        let text = text.map_err(|_| Fault::Manifest(format!("its {FILE_NAME} is not UTF-8")))?;
        let manifest = Manifest::parse(&text, &name_of(folder))?;
        let build = build_for_here(&manifest, folder)?;
        let mut files = vec![load(folder, &build.file, build.sha256.as_deref())?];
        for companion in &build.companions {
            files.push(load(folder, &companion.file, companion.sha256.as_deref())?);
        }
        sniff::check(&files[0].path, &files[0].bytes)?;
        Ok(Self { manifest, files })
    }

    /// A library without a manifest: beside it, or of its own name.
    fn of_library(path: &Path) -> Result<Self, Fault> {
        let folder = path.parent().unwrap_or(Path::new(""));
        if let Ok(package) = Self::read(folder)
            && package.files[0].path.file_name() == path.file_name()
        {
            return Ok(package);
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let manifest = Manifest {
            name: name_in(stem.strip_prefix("lib").unwrap_or(&stem)),
            version: String::new(),
            docs: None,
            needs: crate::Permissions::default(),
            builds: Vec::new(),
        };
        let file = Path::new(path.file_name().unwrap_or_default());
        let loaded = load(folder, file, None)?;
        sniff::check(&loaded.path, &loaded.bytes)?;
        Ok(Self { manifest, files: vec![loaded] })
    }

    /// The digest of its library: what `--trust-sha256` takes.
    pub fn sha256(&self) -> &str {
        self.files.first().map_or("", |file| &file.sha256)
    }

    /// Its name, with its version where it has one.
    pub fn title(&self) -> String {
        let Manifest { name, version, .. } = &self.manifest;
        if version.is_empty() { name.clone() } else { format!("{name} {version}") }
    }
}

/// A name as a command line takes it.
fn name_in(stem: &str) -> String {
    let in_name = |c: char| if c.is_alphanumeric() { c } else { '-' };
    stem.chars().map(in_name).collect::<String>().trim_start_matches('-').to_owned()
}

/// A folder's own name.
pub(crate) fn name_of(folder: &Path) -> String {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    absolute.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The build for this computer: the one whose target says so, else one without a target, else the one
/// library that lies in a folder that names none.
fn build_for_here(manifest: &Manifest, folder: &Path) -> Result<Build, Fault> {
    let builds = &manifest.builds;
    let own = builds.iter().find(|build| build.target.as_deref().is_some_and(sniff::is_here));
    let any = || builds.iter().find(|build| build.target.is_none() && is_library(&build.file));
    if let Some(build) = own.or_else(any).or_else(|| builds.iter().find(|one| one.target.is_none()))
    {
        return Ok(build.clone());
    }
    let none = |has: String| Err(Fault::NoBuild { needed: sniff::needed(), has });
    if !builds.is_empty() {
        let targets: Vec<&str> = builds.iter().filter_map(|one| one.target.as_deref()).collect();
        return none(targets.join(", "));
    }
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut libraries: Vec<PathBuf> = entries
        .filter_map(|entry| Some(PathBuf::from(entry.ok()?.file_name())))
        .filter(|file| is_library(file))
        .collect();
    libraries.sort();
    match &libraries[..] {
        [file] => {
            Ok(Build { target: None, file: file.clone(), sha256: None, companions: Vec::new() })
        }
        [] => none(
            "none at all; build it, then `onmodel plugin pack` names it in plugin.toml".to_owned(),
        ),
        _ => none("several libraries, and its plugin.toml does not say which".to_owned()),
    }
}

fn is_library(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == std::env::consts::DLL_EXTENSION)
}

/// Reads a file that would be loaded.
fn load(folder: &Path, file: &Path, said: Option<&str>) -> Result<Loaded, Fault> {
    let path = folder.join(file);
    let bytes = read(folder, file, caps::LIBRARY)?;
    let sha256 = hex::sha256(&bytes);
    if let Some(what) = sniff::pointer(&bytes) {
        return Err(Fault::NotALibrary { path, what: what.to_owned() });
    }
    if let Some(said) = said
        && hex::digest(said).is_none_or(|said| said != sha256)
    {
        let head = |digest: &str| digest.chars().take(8).collect();
        return Err(Fault::Damaged { path, said: head(said), found: head(&sha256) });
    }
    Ok(Loaded { path, bytes: bytes.into(), sha256 })
}

fn folder_or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// The bytes of a file of the folder, unless a link leads out of it.
fn read(folder: &Path, file: &Path, most: u64) -> Result<Vec<u8>, Fault> {
    let path = folder.join(file);
    let real = path.canonicalize().map_err(|error| unreadable(&path, &error))?;
    let home = folder_or_here(folder).canonicalize().map_err(|error| unreadable(folder, &error))?;
    if !real.starts_with(&home) {
        let why = format!("it is a link that leads out of {}", folder_or_here(folder).display());
        return Err(Fault::Unreadable { path, why });
    }
    onmodel_dataset::read_file(&real, most).map_err(|error| unreadable(path, &error))
}
