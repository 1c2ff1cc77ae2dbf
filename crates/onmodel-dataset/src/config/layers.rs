//! Which files configure a folder, and what they say together.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_caption::Span;

use super::declared::Declared;
use super::{ConfigError, FILE_NAME, Layer, Place, Settings, join};
use crate::paths;

/// Unsaved texts of open documents by absolute path; they stand for the files on disk.
pub type Overlay = BTreeMap<PathBuf, Arc<str>>;

/// What the configuration of one folder says, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Configuration {
    /// All layers joined. `trainer` is the default where `trainer_named` is false: the layout may
    /// say more.
    pub settings: Settings,
    /// Whether `dataset.trainer` is set.
    pub trainer_named: bool,
    /// The faults of all layers; a dataset with any is left out.
    pub errors: Vec<ConfigError>,
}

/// Reads the configuration that concerns the dataset in `folder`: the files named `onmodel.toml`
/// from there up to the folder that holds `.git` (else the file system's root), or only the file
/// `explicit`; each with what it extends just below it.
pub fn configure(folder: &Path, explicit: Option<&Path>, overlay: &Overlay) -> Configuration {
    let mut stack = Stack { overlay, files: Vec::new(), errors: Vec::new() };
    let own = paths::absolute(folder).map(|folder| folder.join(FILE_NAME));
    match explicit {
        Some(path) => stack.add_explicit(path),
        None => own.iter().for_each(|own| stack.add_upwards(own, folder.is_absolute())),
    }
    let mut configuration = join::join(stack.files, stack.errors);
    configuration.settings.name = own.and_then(|own| own_name(&own, overlay));
    configuration
}

/// Whether `folder` has a configuration of its own with `dataset.name`, however faulty the rest.
pub(crate) fn own_name(file: &Path, overlay: &Overlay) -> Option<String> {
    let bytes = read(file, overlay).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let (table, _) = toml::de::DeTable::parse_recoverable(&text);
    let name = table.get_ref().get("dataset")?.get_ref().get("name")?.get_ref().as_str()?;
    Some(name.to_owned()).filter(|name| !name.trim().is_empty())
}

/// Bytes a configuration may have.
const MOST: u64 = 4 << 20;

fn read(file: &Path, overlay: &Overlay) -> io::Result<Vec<u8>> {
    let on_disk = || crate::read_file(file, MOST);
    overlay.get(file).map_or_else(on_disk, |text| Ok(text.as_bytes().to_vec()))
}

/// One file read: its absolute path, its text and what it says.
pub(super) struct File {
    at: PathBuf,
    pub(super) layer: Arc<Layer>,
    pub(super) declared: Declared,
}

struct Stack<'o> {
    overlay: &'o Overlay,
    files: Vec<File>,
    errors: Vec<ConfigError>,
}

impl Stack<'_> {
    fn add_explicit(&mut self, path: &Path) {
        let added = paths::absolute(path).map(|at| self.add(&at, path.to_owned(), &mut Vec::new()));
        if let Some(Err(fault)) = added {
            self.errors.push(unreadable(path.to_owned(), &fault));
        }
    }

    fn add_upwards(&mut self, own: &Path, absolute: bool) {
        for folder in own.ancestors().skip(1) {
            let at = folder.join(FILE_NAME);
            let shown = if absolute { at.clone() } else { paths::shown(&at) };
            match self.add(&at, shown.clone(), &mut Vec::new()) {
                Err(fault) if fault.kind() != io::ErrorKind::NotFound => {
                    self.errors.push(unreadable(shown, &fault));
                }
                _ => {}
            }
            if folder.join(".git").exists() {
                break;
            }
        }
    }

    /// Adds the file at `at` unless a nearer one is the same, and after it what it extends. `chain`
    /// holds the files on the way here, each extending the next.
    fn add(&mut self, at: &Path, shown: PathBuf, chain: &mut Vec<PathBuf>) -> io::Result<()> {
        if self.files.iter().any(|file| file.at == at) {
            return Ok(());
        }
        let bytes = read(at, self.overlay)?;
        let folder = at.parent().unwrap_or(at).to_owned();
        match Layer::parse(shown, folder, &bytes) {
            Ok(layer) => self.add_layer(at, layer, chain),
            Err(faults) => self.errors.extend(faults),
        }
        Ok(())
    }

    fn add_layer(&mut self, at: &Path, layer: Layer, chain: &mut Vec<PathBuf>) {
        let (declared, faults) = Declared::read(&layer);
        self.errors.extend(faults);
        let extends = declared.extends.clone();
        let layer = Arc::new(layer);
        self.files.push(File { at: at.to_owned(), layer: Arc::clone(&layer), declared });
        if let Some(extends) = extends {
            chain.push(at.to_owned());
            self.extend(&layer, &extends.value, extends.span, chain);
            chain.pop();
        }
    }

    fn extend(&mut self, layer: &Layer, path: &str, span: Span, chain: &mut Vec<PathBuf>) {
        let shown = layer.resolve(path);
        let Some(at) = paths::absolute(&layer.folder.join(path)) else { return };
        if chain.contains(&at) {
            let message = format!("`{path}` extends this file in turn, which never ends");
            self.errors.push(layer.error(
                span,
                message,
                Some("take one of the `extends` out".to_owned()),
            ));
        } else if let Err(fault) = self.add(&at, shown, chain) {
            let message =
                format!("the file to extend cannot be read: {path}: {}", crate::words(&fault));
            let help = Some("the path is relative to the file that names it".to_owned());
            self.errors.push(layer.error(span, message, help));
        }
    }
}

fn unreadable(path: PathBuf, fault: &io::Error) -> ConfigError {
    let message = format!("this configuration cannot be read: {}", crate::words(fault));
    ConfigError { place: Place { path, span: Span::at(0) }, text: "".into(), message, help: None }
}
