//! The sample datasets under `tests/datasets`: one that is right, and one that has everything wrong with it.

mod flawed;
mod kestrel;

use std::io;
use std::path::Path;

use crate::{Background, Expression, Framing, Pose, Puppet, View};

/// The side of a sample picture in pixels.
const SIDE: u32 = 1024;

/// A file of a sample: its name and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SampleFile {
    name: String,
    bytes: Vec<u8>,
}

impl SampleFile {
    fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

/// A picture described by its four variable traits, pose first.
fn scene(
    pose: Pose,
    expression: Expression,
    view: View,
    framing: Framing,
    background: Background,
) -> Puppet {
    Puppet { pose, expression, view, framing, background, ..Puppet::default() }
}

/// Writes both samples and the page that explains them into `folder`, replacing what they held.
///
/// # Errors
/// When a folder cannot be emptied or a file cannot be written.
pub fn write_all(folder: &Path) -> io::Result<()> {
    write_folder(&folder.join("kestrel"), &kestrel::files())?;
    let flaws = flawed::flaws();
    write_folder(&folder.join("kestrel-flawed"), &flawed::files(&flaws))?;
    std::fs::write(folder.join("README.md"), flawed::readme(&flaws))
}

fn write_folder(folder: &Path, files: &[SampleFile]) -> io::Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    for file in files {
        std::fs::write(folder.join(&file.name), &file.bytes)?;
    }
    Ok(())
}
