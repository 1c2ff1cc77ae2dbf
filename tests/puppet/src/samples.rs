//! The sample datasets under `tests/datasets`: one that is right, and two that have everything wrong with them.

mod flaw;
mod flawed;
mod kestrel;
mod kohya;
mod page;

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

/// Writes the samples and the page that explains them into `folder`, replacing what they held.
///
/// # Errors
/// When a folder cannot be emptied or a file cannot be written.
pub fn write_all(folder: &Path) -> io::Result<()> {
    write_folder(&folder.join("kestrel"), &kestrel::files())?;
    let (flawed, kohya) = (flawed::flaws(), kohya::flaws());
    write_flawed(&folder.join("kestrel-flawed"), flawed::configuration(), &flawed)?;
    write_flawed(&folder.join("kestrel-kohya"), kohya::configuration(), &kohya)?;
    let page = page::page(&[("kestrel-flawed", &flawed), ("kestrel-kohya", &kohya)]);
    std::fs::write(folder.join("README.md"), page)
}

fn write_flawed(folder: &Path, configuration: SampleFile, flaws: &[flaw::Flaw]) -> io::Result<()> {
    let of_flaws = flaws.iter().flat_map(|flaw| flaw.files.iter().cloned());
    write_folder(folder, &std::iter::once(configuration).chain(of_flaws).collect::<Vec<_>>())
}

fn write_folder(folder: &Path, files: &[SampleFile]) -> io::Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    for file in files {
        let path = folder.join(&file.name);
        std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
        std::fs::write(path, &file.bytes)?;
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
