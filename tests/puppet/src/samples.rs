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

#[cfg(test)]
mod tests {
    use super::*;

    fn committed(sample: &str) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../datasets").join(sample);
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn the_good_sample_is_committed_as_it_is_drawn() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../datasets/kestrel");
        for file in kestrel::captions_and_configuration() {
            let on_disk = std::fs::read_to_string(folder.join(&file.name)).unwrap();
            assert_eq!(on_disk.replace("\r\n", "\n").as_bytes(), file.bytes, "{}", file.name);
        }
    }

    #[test]
    fn no_two_names_clash_on_a_disk_that_ignores_case() {
        let names = committed("kestrel-flawed");
        let mut names: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
