//! Which trainer a set is laid out for, with the evidence.

use std::path::Path;

use serde_json::Value;

use super::scan::Scan;
use crate::config::Settings;
use crate::discover::Options;
use crate::trainer::TrainerId;
use crate::{disk, paths, text};

/// The trainer that `trainer-config`, a trainer's own file in the root, or the layout shows, and how:
/// "found `10_krstl`".
pub(super) fn detect(
    root: &Path,
    scan: &Scan,
    settings: &Settings,
    options: &Options,
) -> Option<(TrainerId, String)> {
    let configured = settings.trainer_config.as_deref().and_then(|path| {
        let name = path.file_name()?.to_str()?;
        Some((by_file(path, name, options)?, format!("trainer-config names {name}")))
    });
    let beside = || {
        let names = scan.root_files().iter().filter_map(|name| name.to_str());
        names.into_iter().find_map(|name| {
            let trainer = by_file(&paths::join(root, name), name, options)?;
            Some((trainer, format!("found {name}")))
        })
    };
    let folders = || Some((TrainerId::Kohya, format!("found {}", scan.kohya_folder()?)));
    configured.or_else(folders).or_else(beside)
}

fn by_file(path: &Path, name: &str, options: &Options) -> Option<TrainerId> {
    let content = || Some(text::decode(&disk::read(path, &options.overlay).ok()?).text);
    let extension = Path::new(name).extension()?.to_str()?;
    match (name, extension) {
        ("multidatabackend.json", _) => Some(TrainerId::Simpletuner),
        ("metadata.jsonl" | "metadata.csv", _) => {
            content()?.contains("file_name").then_some(TrainerId::Diffusers)
        }
        ("onmodel.toml", _) => None,
        (_, "toml") => toml_datasets(&content()?),
        (_, "yaml" | "yml") => is_ai_toolkit(&content()?).then_some(TrainerId::AiToolkit),
        (_, "json") if name.starts_with("concept") => concepts(&content()?),
        _ => None,
    }
}

/// kohya and musubi both have `[[datasets]]`; musubi's name a folder each, kohya's have subsets.
fn toml_datasets(text: &str) -> Option<TrainerId> {
    let document: toml::Table = text.parse().ok()?;
    let datasets = document.get("datasets")?.as_array()?;
    let musubis = [
        "image_directory",
        "image_jsonl_file",
        "video_directory",
        "video_jsonl_file",
        "cache_directory",
    ];
    let is_musubi = |table: &toml::Value| musubis.iter().any(|key| table.get(key).is_some());
    let general = document.get("general");
    let musubi = datasets.iter().chain(general).any(is_musubi);
    Some(if musubi { TrainerId::Musubi } else { TrainerId::Kohya })
}

/// Words that only ai-toolkit's jobs have together; the file may also be JSON, which is YAML.
fn is_ai_toolkit(text: &str) -> bool {
    text.contains("process") && text.contains("datasets") && text.contains("folder_path")
}

/// `OneTrainer`'s concepts: a list of objects with a path.
fn concepts(text: &str) -> Option<TrainerId> {
    let concepts: Value = serde_json::from_str(text).ok()?;
    let mut concepts = concepts.as_array()?.iter();
    concepts.any(|concept| concept.get("path").is_some()).then_some(TrainerId::Onetrainer)
}
