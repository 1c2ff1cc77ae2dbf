//! `onmodel plugin new NAME`

use std::path::Path;

use anyhow::{Context, Result, bail};
use onmodel_dataset::write;

use crate::args::plugin::{Language, New};
use crate::commands::plugin::templates::{self, Template};
use crate::exit::Exit;

/// Longest name of a plugin, in bytes; it becomes a folder, a file and the prefix of every rule.
const LONGEST_NAME: usize = 64;

pub(super) fn run(args: &New) -> Result<Exit> {
    let folder = args.path.as_path();
    let name = name_of(folder)?;
    if holds_something(folder)? {
        bail!("{} is there already; it stays as it is", folder.display());
    }
    let files = match args.lang {
        Language::Rust => templates::rust(),
        Language::C => templates::c(),
    };
    for file in &files {
        write_file(folder, name, file)?;
    }
    tell(args, name, &files);
    Ok(Exit::Fine)
}

/// The last part of the path, where it is a name a plugin can have.
fn name_of(folder: &Path) -> Result<&str> {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_fine = name.len() <= LONGEST_NAME
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        && !name.ends_with('-');
    if !is_fine {
        bail!(
            "`{}` cannot be a plugin's name: a name is of a-z, 0-9 and -, begins with a letter and \
             is at most {LONGEST_NAME} long, like `studio-rules`",
            folder.display()
        );
    }
    Ok(name)
}

fn holds_something(folder: &Path) -> Result<bool> {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_some()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot look into {}", folder.display())),
    }
}

fn write_file(folder: &Path, name: &str, file: &Template) -> Result<()> {
    let path = folder.join(file.path.as_ref());
    let parent = path.parent().unwrap_or(folder);
    std::fs::create_dir_all(parent)
        .with_context(|| format!("cannot make the folder {}", parent.display()))?;
    write::create_new(&path, file.filled(name).as_bytes())
        .with_context(|| format!("cannot write {}", path.display()))
}

fn tell(args: &New, name: &str, files: &[Template]) {
    let folder = args.path.display();
    outln!("made the plugin {name} in {folder}: {} files", files.len());
    let build = match args.lang {
        Language::Rust => "cargo build --release",
        Language::C => "make",
    };
    outln!("next:");
    outln!("  cd {folder}");
    outln!("  {build}");
    outln!("  onmodel plugin test .");
}
