//! Reading one dataset: its files listed, images and captions paired, the trainer recognised.

mod captions;
mod detect;
pub(crate) mod json;
pub(crate) mod metadata;
mod pair;
mod rows;
mod scan;
pub(crate) mod sidecar;

use std::path::Path;

use crate::config::{ConfigError, Settings, configure};
use crate::discover::Options;
use crate::{Dataset, Evidence, Layout};

/// Reads the dataset in `root`.
pub(crate) fn load(
    root: &Path,
    evidence: &Evidence,
    options: &Options,
) -> Result<Dataset, Vec<ConfigError>> {
    read(root, evidence, options, pair::pair)
}

/// The same without opening a caption.
pub(crate) fn outline(
    root: &Path,
    evidence: &Evidence,
    options: &Options,
) -> Result<Dataset, Vec<ConfigError>> {
    read(root, evidence, options, |root, scan, layout, settings, _| {
        pair::images(root, scan, layout, settings)
    })
}

fn read(
    root: &Path,
    evidence: &Evidence,
    options: &Options,
    pair: impl Fn(&Path, &scan::Scan, Layout, &Settings, &Options) -> pair::Paired,
) -> Result<Dataset, Vec<ConfigError>> {
    let configuration = configure(root, options.config.as_deref(), &options.overlay);
    if !configuration.errors.is_empty() {
        return Err(configuration.errors);
    }
    let scan = scan::scan(root, evidence, &configuration.settings.exclude, options);
    let layout = scan.layout(evidence);
    let mut settings = configuration.settings;
    choose_trainer(&mut settings, configuration.trainer_named, root, &scan, options);
    let name = settings.name.clone().unwrap_or_else(|| folder_name(root));
    let paired = pair(root, &scan, layout, &settings, options);
    Ok(Dataset {
        root: root.to_owned(),
        name,
        evidence: evidence.clone(),
        layout,
        images: paired.images,
        captions: paired.captions,
        strays: paired.strays,
        unreadable: scan.unreadable,
        settings,
    })
}

/// `--trainer`, else the configuration, else what lies there, else the default.
fn choose_trainer(
    settings: &mut Settings,
    named: bool,
    root: &Path,
    scan: &scan::Scan,
    options: &Options,
) {
    if let Some(trainer) = options.trainer {
        settings.trainer = trainer;
        settings.trainer_evidence = format!("--trainer {trainer}");
    } else if !named
        && let Some((trainer, evidence)) = detect::detect(root, scan, settings, options)
    {
        settings.trainer = trainer;
        settings.trainer_evidence = evidence;
    }
}

fn folder_name(root: &Path) -> String {
    let absolute = crate::paths::absolute(root);
    let name = absolute.as_deref().and_then(Path::file_name);
    name.map_or_else(|| root.display().to_string(), |name| name.to_string_lossy().into_owned())
}

impl scan::Scan {
    fn layout(&self, evidence: &Evidence) -> Layout {
        match evidence {
            Evidence::KohyaFolders(_) => Layout::Kohya,
            _ if self.kohya_folder().is_some() => Layout::Kohya,
            Evidence::Metadata(_) => Layout::Metadata,
            Evidence::Named | Evidence::Given | Evidence::Pair(_) => Layout::Plain,
        }
    }
}
