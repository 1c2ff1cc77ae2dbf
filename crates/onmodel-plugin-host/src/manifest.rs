//! `plugin.toml`: what a plugin's folder says of itself, before anything in it is opened.
//!
//! It comes with the dataset and is believed in nothing that matters: a digest in it shows damage, not
//! trust, and what it asks to be allowed is allowed only if its user says so too.

use std::path::{Component, Path, PathBuf};

use serde::Deserialize;

use crate::{Fault, Permissions};

/// The file's name.
pub const FILE_NAME: &str = "plugin.toml";

/// What a plugin's folder says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The plugin's name: what stands before the slash in the names of its rules.
    pub name: String,
    /// Its version; empty where it has none.
    pub version: String,
    /// Where its documentation is.
    pub docs: Option<String>,
    /// What it asks to be allowed beside looking.
    pub needs: Permissions,
    /// Its libraries.
    pub builds: Vec<Build>,
}

/// A library for one kind of computer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Build {
    /// The target's triple; without one, any computer that loads such a file.
    pub target: Option<String>,
    /// The library, below the folder.
    pub file: PathBuf,
    /// Its SHA-256, to notice damage.
    pub sha256: Option<String>,
    /// Other files it loads, below the folder, copied beside it.
    #[serde(default)]
    pub companions: Vec<Companion>,
}

/// Another file a library loads.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Companion {
    /// The file, below the folder.
    pub file: PathBuf,
    /// Its SHA-256, to notice damage.
    pub sha256: Option<String>,
}

#[derive(Deserialize)]
struct Document {
    schema: Option<u32>,
    plugin: Head,
    #[serde(default)]
    build: Vec<Build>,
}

#[derive(Deserialize)]
struct Head {
    name: Option<String>,
    version: Option<String>,
    abi: Option<String>,
    docs: Option<String>,
    #[serde(default)]
    needs: Vec<Need>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Need {
    Network,
    Write,
}

/// Characters of a version that are shown.
const LONGEST_VERSION: usize = 64;

/// The form this onmodel reads.
const SCHEMA: u32 = 1;

impl Manifest {
    /// Reads the text of a `plugin.toml` in a folder of this name.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str, folder: &str) -> Result<Self, Fault> {
        let document: Document = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
            let what = error.message().replace('\n', "; ");
            Fault::Manifest(format!("line {line} of its {FILE_NAME}: {what}"))
        })?;
        if document.schema.is_some_and(|schema| schema > SCHEMA) {
            let message = format!("its {FILE_NAME} is of a newer form; update onmodel");
            return Err(Fault::Manifest(message));
        }
        let head = document.plugin;
        check_interface(head.abi.as_deref())?;
        let name = head.name.unwrap_or_else(|| folder.to_owned());
        let in_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || name.starts_with('-') || !name.chars().all(in_name) {
            let message = format!("`{}` in its {FILE_NAME} is no name", name.escape_debug());
            return Err(Fault::Manifest(message));
        }
        let mut needs = Permissions::default();
        for need in head.needs {
            match need {
                Need::Network => needs.network = true,
                Need::Write => needs.write = true,
            }
        }
        for build in &document.build {
            let companions = build.companions.iter().map(|companion| &companion.file);
            for file in companions.chain([&build.file]) {
                check_inside(file)?;
            }
        }
        let version = head.version.unwrap_or_default();
        // Shown beside the question whether to trust it: nothing in it may hide or turn the text round.
        let is_shown = |c: &char| c.is_ascii_graphic() || c.is_alphanumeric() || *c == ' ';
        let version = version.chars().filter(is_shown).take(LONGEST_VERSION).collect();
        Ok(Self { name, version, docs: head.docs, needs, builds: document.build })
    }
}

/// Only files of the folder itself are opened.
fn check_inside(file: &Path) -> Result<(), Fault> {
    let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if file.components().all(is_plain) && file.file_name().is_some() {
        return Ok(());
    }
    let message = format!("{} in its {FILE_NAME} is not below its folder", file.display());
    Err(Fault::Manifest(message))
}

/// Whether this onmodel has the interface asked for: "1.0".
fn check_interface(asked: Option<&str>) -> Result<(), Fault> {
    use onmodel_plugin::abi::{ABI_MAJOR, ABI_MINOR};
    let Some(asked) = asked else { return Ok(()) };
    let (major, minor) = asked.split_once('.').unwrap_or((asked, "0"));
    let number = |text: &str| text.trim().parse::<u16>().ok();
    let (Some(major), Some(minor)) = (number(major), number(minor)) else {
        let message = format!("`{asked}` in its {FILE_NAME} is no version of the interface");
        return Err(Fault::Manifest(message));
    };
    if major < ABI_MAJOR {
        return Err(crate::fault::version((major, minor), format!("{ABI_MAJOR}.{ABI_MINOR}")));
    }
    if (major, minor) > (ABI_MAJOR, ABI_MINOR) {
        let has = format!("{ABI_MAJOR}.{ABI_MINOR}");
        return Err(Fault::TooNew { needed: asked.to_owned(), has });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_needed() {
        let manifest = Manifest::parse("[plugin]\nname = \"studio\"\n", "x").expect("it is enough");
        assert_eq!((manifest.name.as_str(), manifest.version.as_str()), ("studio", ""));
        let text = "[plugin]\n[[build]]\nfile = \"a.so\"\n";
        assert_eq!(Manifest::parse(text, "folder").expect("it is enough").name, "folder");
    }

    #[test]
    fn a_version_hides_nothing() {
        let text = "[plugin]\nversion = \"1.0\\u202E\\u200B\\u001B[31m-rc 1\"\n";
        assert_eq!(Manifest::parse(text, "x").expect("it is enough").version, "1.0[31m-rc 1");
    }

    #[test]
    fn what_it_needs_is_read() {
        let text = "[plugin]\nname = \"a\"\nneeds = [\"network\"]\n";
        let needs = Manifest::parse(text, "x").expect("it is right").needs;
        assert_eq!(needs, Permissions { network: true, write: false });
    }

    #[test]
    fn what_is_wrong_is_told() {
        let fault = |text: &str| Manifest::parse(text, "x").expect_err("it is wrong").to_string();
        assert!(fault("[plugin]\nname = 1\n").contains("line 2"));
        assert!(fault("[plugin]\nabi = \"1.9\"\n").contains("update onmodel"));
        assert!(fault("[plugin]\nabi = \"0.9\"\n").contains("build the plugin again"));
        assert!(fault("[plugin]\nname = \"-f\"\n").contains("no name"));
        let outside = "[plugin]\n[[build]]\nfile = \"../a.so\"\n";
        assert!(fault(outside).contains("not below its folder"));
    }
}
