//! `trust.toml`: read, and changed without touching what else stands in it.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use crate::{Permissions, caps, hex};

/// A plugin trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// For people.
    pub name: String,
    /// For people.
    pub version: String,
    /// The bytes trusted: 64 hexadecimal digits. The only thing compared.
    pub sha256: String,
    /// When, for people.
    pub trusted_at: String,
    /// Where it came from, for people.
    pub note: String,
    /// What it may do beside looking.
    pub allow: Permissions,
}

/// Why a trust file is of no use.
#[derive(Debug, thiserror::Error)]
#[error("the trust file {}: {why}", path.display())]
pub struct TrustError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong, in words.
    pub why: String,
}

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    plugin: Vec<Written>,
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    name: String,
    #[serde(default)]
    version: String,
    sha256: String,
    #[serde(default)]
    trusted_at: Option<toml::Value>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    allow: Vec<String>,
}

fn fault(path: &Path, why: impl Into<String>) -> TrustError {
    TrustError { path: path.to_owned(), why: why.into() }
}

/// Its entries; none where it is not there, or lies in a home that is somebody else's (a service that
/// runs as another user): then nobody is trusted, so nothing runs.
pub(super) fn read(path: &Path) -> Result<Vec<Entry>, TrustError> {
    let is_denied = |error: std::io::Error| error.kind() == std::io::ErrorKind::PermissionDenied;
    if path.metadata().is_err_and(is_denied) {
        return Ok(Vec::new());
    }
    let Some(text) = text(path)? else { return Ok(Vec::new()) };
    let document: Document =
        toml::from_str(&text).map_err(|error| fault(path, error.message().replace('\n', "; ")))?;
    document.plugin.into_iter().map(|written| entry(path, written)).collect()
}

fn entry(path: &Path, written: Written) -> Result<Entry, TrustError> {
    let sha256 = hex::digest(&written.sha256)
        .ok_or_else(|| fault(path, format!("`{}` is no SHA-256", written.sha256)))?;
    let mut allow = Permissions::default();
    for what in &written.allow {
        match what.as_str() {
            "write" => allow.write = true,
            "network" => allow.network = true,
            other => return Err(fault(path, format!("it allows `{other}`, which does not exist"))),
        }
    }
    let trusted_at = match written.trusted_at {
        Some(toml::Value::String(at)) => at,
        Some(at) => at.to_string(),
        None => String::new(),
    };
    let Written { name, version, note, .. } = written;
    Ok(Entry { name, version, sha256, trusted_at, note, allow })
}

/// Its text, `None` where it is not there. One that anyone may write to is nobody's word.
fn text(path: &Path) -> Result<Option<String>, TrustError> {
    match onmodel_dataset::read_file(path, caps::TRUST) {
        Ok(bytes) => {
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                let mode = path.metadata().map_or(0, |metadata| metadata.permissions().mode());
                if mode & 0o002 != 0 {
                    let why = format!("anyone may write to it; `chmod 600 {}`", path.display());
                    return Err(fault(path, why));
                }
            }
            String::from_utf8(bytes).map(Some).map_err(|_| fault(path, "it is not UTF-8"))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(fault(path, onmodel_dataset::words(&error))),
    }
}

/// Adds entries, each in place of one of the same digest.
pub(super) fn add(path: &Path, entries: &[Entry]) -> Result<(), TrustError> {
    change(path, |plugins| {
        for entry in entries {
            plugins.retain(|table| digest_of(table).as_deref() != Some(&entry.sha256));
            plugins.push(written(entry));
        }
    })
}

/// Takes out what `is_meant`; what that was.
pub(super) fn remove(
    path: &Path,
    is_meant: impl Fn(&Entry) -> bool,
) -> Result<Vec<Entry>, TrustError> {
    let gone: Vec<Entry> = read(path)?.into_iter().filter(|entry| is_meant(entry)).collect();
    if !gone.is_empty() {
        change(path, |plugins| {
            plugins.retain(|table| {
                let digest = digest_of(table);
                !gone.iter().any(|entry| digest.as_deref() == Some(&entry.sha256))
            });
        })?;
    }
    Ok(gone)
}

fn digest_of(table: &Table) -> Option<String> {
    hex::digest(table.get("sha256")?.as_str()?)
}

fn written(entry: &Entry) -> Table {
    let mut table = Table::new();
    table["name"] = value(&entry.name);
    if !entry.version.is_empty() {
        table["version"] = value(&entry.version);
    }
    table["sha256"] = value(&entry.sha256);
    match entry.trusted_at.parse::<toml_edit::Datetime>() {
        Ok(at) => table["trusted_at"] = value(at),
        Err(_) => table["trusted_at"] = value(&entry.trusted_at),
    }
    table["note"] = value(&entry.note);
    let allow = [("write", entry.allow.write), ("network", entry.allow.network)];
    let allow: toml_edit::Array =
        allow.into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect();
    if !allow.is_empty() {
        table["allow"] = value(allow);
    }
    table
}

fn change(path: &Path, change: impl FnOnce(&mut ArrayOfTables)) -> Result<(), TrustError> {
    // One of no use stays as it is, and nobody is told that something in it counts.
    read(path)?;
    let text = text(path)?.unwrap_or_default();
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| fault(path, error.message().to_owned()))?;
    let plugins = document.entry("plugin").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(plugins) = plugins.as_array_of_tables_mut() else {
        return Err(fault(path, "`plugin` is no list of tables"));
    };
    let opening = opening(plugins);
    change(plugins);
    if let Some(opening) = opening {
        match plugins.get_mut(0) {
            Some(first) if prefix(first).is_some_and(|own| own.starts_with(&opening)) => {}
            Some(first) => {
                let own = prefix(first).unwrap_or("\n").to_owned();
                first.decor_mut().set_prefix(format!("{opening}{own}"));
            }
            None => document.set_trailing(opening),
        }
    }
    write(path, &document.to_string()).map_err(|error| fault(path, onmodel_dataset::words(&error)))
}

/// What stands before the first entry: a comment there is the file's, and outlives the entry.
fn opening(plugins: &ArrayOfTables) -> Option<String> {
    let text = prefix(plugins.get(0)?)?;
    (!text.trim().is_empty()).then(|| text.to_owned())
}

fn prefix(table: &Table) -> Option<&str> {
    table.decor().prefix()?.as_str()
}

/// Writes it whole or not at all, for its owner only; where a link leads elsewhere, there.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let path = &followed(path);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    // Made with mode 0600.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Links followed one after the other at most, as the system does.
const LINKS: usize = 40;

/// Where a path leads in the end, whether there is a file yet or not.
fn followed(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let Ok(next) = std::fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(next);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, digit: char) -> Entry {
        Entry {
            name: name.to_owned(),
            version: "0.3.1".to_owned(),
            sha256: digit.to_string().repeat(64),
            trusted_at: "2026-11-23T05:40:00Z".to_owned(),
            note: "from /data".to_owned(),
            allow: Permissions { network: true, write: false },
        }
    }

    #[test]
    fn what_is_trusted_is_read_back_and_comments_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/trust.toml");
        assert_eq!(read(&path).expect("not there is no fault"), []);
        add(&path, &[entry("a", 'a'), entry("b", 'b')]).expect("written");
        let text = std::fs::read_to_string(&path).expect("it is there");
        std::fs::write(&path, format!("# mine\n{text}")).expect("written");
        add(&path, &[entry("a", 'a')]).expect("written again");
        assert_eq!(read(&path).expect("it is right"), [entry("b", 'b'), entry("a", 'a')]);
        assert_eq!(remove(&path, |entry| entry.name == "b").expect("removed").len(), 1);
        assert_eq!(read(&path).expect("it is right"), [entry("a", 'a')]);
        let text = std::fs::read_to_string(&path).expect("it is there");
        assert!(text.starts_with("# mine"), "{text}");
        remove(&path, |_| true).expect("removed");
        let text = std::fs::read_to_string(&path).expect("it is there");
        assert_eq!(text.trim(), "# mine");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let (path, between) = (folder.path().join("trust.toml"), folder.path().join("between"));
        let real = folder.path().join("dotfiles/trust.toml");
        symlink("between", &path).and_then(|()| symlink("dotfiles/trust.toml", between)).expect("");
        for there in ["not yet", "already"] {
            add(&path, &[entry("a", 'a')]).expect("written");
            assert!(path.is_symlink(), "{there}");
            assert_eq!(read(&real).expect("it is right"), [entry("a", 'a')], "{there}");
        }
        assert_eq!(remove(&path, |_| true).expect("removed").len(), 1);
        assert!(path.is_symlink() && read(&real).expect("it is right").is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("trust.toml");
        add(&path, &[entry("a", 'a')]).expect("written");
        let mode = path.metadata().expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o666)).expect("opened");
        assert!(read(&path).expect_err("anyone may write").to_string().contains("chmod 600"));
    }

    #[test]
    fn nonsense_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("trust.toml");
        for text in ["[[plugin]]\nname = \"a\"\n", "[[plugin]]\nsha256 = \"9f\"\n", "plugin = 1\n"]
        {
            std::fs::write(&path, text).expect("written");
            assert!(read(&path).is_err(), "{text}");
            let refused = add(&path, &[entry("a", 'a')]).expect_err("it would not count");
            assert!(refused.to_string().contains("trust.toml"), "{refused}");
            assert_eq!(std::fs::read_to_string(&path).expect("it is there"), text);
        }
    }
}
