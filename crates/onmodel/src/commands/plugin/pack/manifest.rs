//! `plugin.toml`, edited in place: comments and what this version does not know stay.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use onmodel_dataset::write::{self, Snapshot};
use onmodel_plugin::abi;
use onmodel_vision::ContentId;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TableLike, value};

use super::Build;

/// What a plugin's folder says of itself in.
const FILE: &str = "plugin.toml";

/// A plugin's `plugin.toml`.
pub(in crate::commands::plugin) struct Manifest {
    path: PathBuf,
    /// What the file held; `None` where there is no file yet.
    before: Option<Snapshot>,
    document: DocumentMut,
}

impl Manifest {
    /// Reads it; where a package has none, it is begun from `Cargo.toml`, whose version it follows.
    pub(in crate::commands::plugin) fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        let package = package(folder)?;
        let (before, mut document) = match std::fs::read_to_string(&path) {
            Ok(text) => (Some(Snapshot::of_bytes(text.as_bytes())), parse(&path, &text)?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let Some((name, _)) = &package else {
                    bail!(
                        "{} is no plugin's folder: it has no {FILE}; `onmodel plugin new` begins one",
                        folder.display()
                    );
                };
                (None, begun(name)?)
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        if let Some((_, Some(version))) = package {
            document["plugin"]["version"] = value(version);
        }
        let manifest = Self { path, before, document };
        manifest.check()?;
        Ok(manifest)
    }

    fn check(&self) -> Result<()> {
        let told = self.path.display();
        if self.document.get("schema").and_then(Item::as_integer) != Some(1) {
            bail!("{told}: `schema = 1` is missing");
        }
        if self.name().is_empty() || self.version().is_empty() {
            bail!("{told}: `[plugin]` needs a `name` and a `version`");
        }
        Ok(())
    }

    fn plugin(&self, key: &str) -> &str {
        self.document.get("plugin").and_then(|table| table.get(key)?.as_str()).unwrap_or_default()
    }

    pub(in crate::commands::plugin) fn name(&self) -> &str {
        self.plugin("name")
    }

    pub(super) fn version(&self) -> &str {
        self.plugin("version")
    }

    /// The builds there were for other computers, whose files are still what they were.
    pub(super) fn builds_elsewhere(&self, folder: &Path, packed: &[Build]) -> Vec<Build> {
        let tables = self.document.get("build").and_then(Item::as_array_of_tables);
        let builds = tables.into_iter().flatten().filter_map(|table| {
            let text = |key: &str| Some(table.get(key)?.as_str()?.to_owned());
            Some(Build { target: text("target")?, file: text("file")?, sha256: text("sha256")? })
        });
        let is_other = |build: &Build| packed.iter().all(|new| new.target != build.target);
        let is_there = |build: &Build| {
            let bytes = std::fs::read(folder.join(&build.file));
            bytes.is_ok_and(|bytes| ContentId::of(&bytes).to_string() == build.sha256)
        };
        builds.filter(|build| is_other(build) && is_there(build)).collect()
    }

    pub(super) fn set_builds<'a>(&mut self, builds: impl Iterator<Item = &'a Build>) {
        let mut builds: Vec<&Build> = builds.collect();
        builds.sort_by(|a, b| a.target.cmp(&b.target));
        let mut tables = ArrayOfTables::new();
        for build in builds {
            // What else was written of it stays.
            let mut table = self.build_for(&build.target).cloned().unwrap_or_default();
            table["target"] = value(&build.target);
            table["file"] = value(&build.file);
            table["sha256"] = value(&build.sha256);
            tables.push(table);
        }
        self.document["build"] = Item::ArrayOfTables(tables);
    }

    /// What it says of the build for a computer.
    fn build_for(&self, target: &str) -> Option<&Table> {
        let tables = self.document.get("build")?.as_array_of_tables()?;
        tables.iter().find(|table| table.get("target").and_then(Item::as_str) == Some(target))
    }

    /// Its text where `library`, for `target`, lies beside it, and the other files that are loaded
    /// with it, from the plugin's folder.
    pub(in crate::commands::plugin) fn beside(
        &self,
        library: &str,
        target: &str,
    ) -> (String, Vec<String>) {
        let own = self.build_for(target).and_then(|table| table.get("companions")).cloned();
        let files = own.as_ref().map(files).unwrap_or_default();
        let mut build = Table::new();
        build["file"] = value(library);
        if let Some(companions) = own {
            build["companions"] = companions;
        }
        let mut document = self.document.clone();
        document["build"] = Item::ArrayOfTables([build].into_iter().collect());
        (document.to_string(), files)
    }

    pub(super) fn save(&self) -> Result<()> {
        let text = self.document.to_string();
        match &self.before {
            Some(before) => write::replace(&self.path, before, text.as_bytes())?,
            None => write::create_new(&self.path, text.as_bytes())?,
        }
        Ok(())
    }
}

/// The `file` of each table in an array of them, however it is written.
fn files(tables: &Item) -> Vec<String> {
    let inline = tables.as_array().into_iter().flatten();
    let inline = inline.filter_map(|one| one.as_inline_table().map(|one| one as &dyn TableLike));
    let below = tables.as_array_of_tables().into_iter().flatten();
    let all = inline.chain(below.map(|one| one as &dyn TableLike));
    all.filter_map(|one| Some(one.get("file")?.as_str()?.to_owned())).collect()
}

/// Name and version of the package in a folder, where there is one.
fn package(folder: &Path) -> Result<Option<(String, Option<String>)>> {
    let path = folder.join("Cargo.toml");
    let Ok(text) = std::fs::read_to_string(&path) else { return Ok(None) };
    let document = parse(&path, &text)?;
    let text = |key: &str| Some(document.get("package")?.get(key)?.as_str()?.to_owned());
    Ok(text("name").map(|name| (name, text("version"))))
}

fn parse(path: &Path, text: &str) -> Result<DocumentMut> {
    text.parse().with_context(|| format!("{} is not TOML", path.display()))
}

fn begun(name: &str) -> Result<DocumentMut> {
    let text = format!(
        "schema = 1\n\n[plugin]\nname = {}\nversion = \"0.1.0\"\nabi = \"{}.{}\"\n",
        toml_edit::Value::from(name),
        abi::ABI_MAJOR,
        abi::ABI_MINOR
    );
    Ok(text.parse()?)
}
