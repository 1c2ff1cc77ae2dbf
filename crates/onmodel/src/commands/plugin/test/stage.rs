//! The temporary folder an example is checked in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result, bail};
use onmodel_engine::{Check, Engine, Options, today};
use onmodel_plugin_host::trust::Trust;
use onmodel_plugin_host::{Plugins, Policy};
use onmodel_rules::{Finding, Selection};
use onmodel_vision::{ContentId, Examiner};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use super::library::Built;

/// What is shown where an example has no picture.
const GREY: &[u8] = include_bytes!("../../../../templates/plugin/grey.png");

/// A small set.
pub(super) struct Set {
    pub(super) name: String,
    pub(super) trigger: Option<String>,
    pub(super) class: Option<String>,
    /// `[rules]`.
    pub(super) rules: Map<String, Value>,
    /// The one rule asked; all of the plugin's without.
    pub(super) only: Option<String>,
    pub(super) files: Vec<SetFile>,
    /// How files of it are called where they come from.
    pub(super) shown: BTreeMap<PathBuf, PathBuf>,
}

/// An image of it, with its caption.
pub(super) struct SetFile {
    /// From the set's folder.
    pub(super) image: PathBuf,
    /// The picture to show; a grey one without.
    pub(super) picture: Option<PathBuf>,
    pub(super) caption: Option<String>,
}

/// What became of a set.
pub(super) struct Outcome {
    /// Its folder.
    pub(super) root: PathBuf,
    pub(super) findings: Vec<Finding>,
    /// Why the plugin did not do its work.
    failures: Vec<String>,
    /// The captions after all fixes that need no choice.
    pub(super) fixed: Vec<String>,
}

impl Outcome {
    pub(super) fn failure(&self) -> Option<&str> {
        self.failures.first().map(String::as_str)
    }
}

/// The folder, with the library in it.
pub(super) struct Stage {
    folder: TempDir,
    plugins: Plugins,
    name: String,
}

impl Stage {
    /// Makes the folder and trusts the library, for this run: whoever tests a plugin means to run it.
    pub(super) fn set_up(built: &Built) -> Result<Self> {
        let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
        let root = folder.path();
        // Where no configuration above is looked for.
        make(&root.join(".git"))?;
        let library = built.path.file_name().unwrap_or_default();
        write(&root.join("plugin").join(library), &built.bytes)?;
        write(&root.join("plugin/plugin.toml"), built.manifest.as_bytes())?;
        for (file, bytes) in &built.companions {
            write(&root.join("plugin").join(file), bytes)?;
        }
        let mut trust = Trust::none();
        let companions = built.companions.iter().map(|(_, bytes)| bytes);
        for bytes in companions.chain([&built.bytes]) {
            trust.pin(&ContentId::of(bytes).to_string()).map_err(anyhow::Error::msg)?;
        }
        let policy = Policy {
            program: std::env::current_exe().context("cannot find this program")?,
            trust,
            cache: None,
            news: None,
            trust_file: None,
        };
        Ok(Self { plugins: Plugins::new(policy), name: built.name.clone(), folder })
    }

    /// Checks a set, and mends it if asked.
    pub(super) fn run(&self, name: &str, set: &Set, mend: bool) -> Result<Outcome> {
        let root = self.folder.path().join(name);
        self.lay(&root, set)?;
        let engine = self.engine(set);
        let (paths, never) = ([root.clone()], AtomicBool::new(false));
        let check = engine.check(&paths, &|_, _| {}, &never);
        let mut outcome = self.outcome(root, &check)?;
        if mend {
            let mended = engine.mend(&paths, true, &|_, _| {}, &never);
            let endless = mended.sets.iter().flat_map(|(_, set)| &set.endless);
            outcome.failures.extend(endless.cloned());
            let files: Vec<_> = mended.sets.iter().flat_map(|(_, set)| &set.files).collect();
            let text = |file: &SetFile| {
                let path = outcome.root.join(&file.image).with_extension("txt");
                let changed = files.iter().find(|changed| changed.path == path);
                let as_it_was = file.caption.clone().unwrap_or_default();
                changed.map_or(as_it_was, |changed| changed.after.clone())
            };
            outcome.fixed = set.files.iter().map(text).collect();
        }
        Ok(outcome)
    }

    fn engine(&self, set: &Set) -> Engine {
        let asked = set.only.clone().unwrap_or_else(|| format!("{}/*", self.name));
        let selection = Selection {
            select: vec![asked, "plugin-failed".to_owned(), "plugin-untrusted".to_owned()],
            ignore: Vec::new(),
        };
        let options = Options { trainer: None, selection, config: None, today: today() };
        Engine::new(options, Examiner::without_cache(), self.plugins.clone())
    }

    fn outcome(&self, root: PathBuf, check: &Check) -> Result<Outcome> {
        if let Some(error) = check.errors.first() {
            bail!("{}", error.message);
        }
        if let Some(problem) = check.problems.first() {
            return Err(anyhow::Error::new(problem.clone()));
        }
        let findings = check.sets.iter().flat_map(|set| &set.judgement.findings);
        let (own, others): (Vec<Finding>, Vec<Finding>) =
            findings.map(|finding| Finding::clone(finding)).partition(|finding| {
                finding.rule.split_once('/').is_some_and(|(of, _)| of == self.name)
            });
        let failures = others.into_iter().map(|finding| finding.message).collect();
        Ok(Outcome { root, findings: own, failures, fixed: Vec::new() })
    }

    fn lay(&self, root: &Path, set: &Set) -> Result<()> {
        let mut dataset = json!({ "name": set.name });
        for (key, word) in [("trigger", &set.trigger), ("class", &set.class)] {
            if let Some(word) = word {
                dataset[key] = word.as_str().into();
            }
        }
        let mut plugins = Map::new();
        plugins.insert(self.name.clone(), json!({ "path": "../plugin" }));
        let config = json!({ "dataset": dataset, "plugins": plugins, "rules": set.rules });
        let config = toml::to_string(&config).context("the example's options are no TOML")?;
        write(&root.join("onmodel.toml"), config.as_bytes())?;
        for file in &set.files {
            let image = root.join(&file.image);
            let picture = match &file.picture {
                Some(path) => super::read(path)?,
                None => GREY.to_vec(),
            };
            write(&image, &picture)?;
            if let Some(caption) = &file.caption {
                write(&image.with_extension("txt"), caption.as_bytes())?;
            }
        }
        Ok(())
    }
}

fn make(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    make(path.parent().unwrap_or(Path::new("")))?;
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
