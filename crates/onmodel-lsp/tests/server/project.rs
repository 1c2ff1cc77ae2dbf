//! A dataset on the disk, made for a test.

use std::path::{Path, PathBuf};

/// A folder with a configuration and as many images as captions; gone when dropped.
pub struct Project {
    folder: tempfile::TempDir,
}

/// A set with a trigger, judged by rules of captions and of the set.
pub const CONFIG: &str = "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\n\n[rules]\n\
    image-too-small = \"off\"\n";

impl Project {
    /// Captions `01.txt`, `02.txt`, … of these texts, each with its picture, and [`CONFIG`].
    pub fn new(captions: &[&str]) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("onmodel.toml", CONFIG);
        for (index, caption) in captions.iter().enumerate() {
            project.write(&format!("{:02}.txt", index + 1), caption);
            project.draw(&format!("{:02}.png", index + 1), index as u32 + 1);
        }
        project
    }

    /// The folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    /// A file of it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.root().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Draws a picture of its own for each number.
    pub fn draw(&self, name: &str, number: u32) {
        let shade = |x: u32, y: u32| (((x * number * 7) ^ (y * (number + 3) * 5)) % 256) as u8;
        let image = image::GrayImage::from_fn(64, 64, |x, y| image::Luma([shade(x, y)]));
        image.save(self.root().join(name)).unwrap();
    }

    /// Deletes a file.
    pub fn delete(&self, name: &str) -> PathBuf {
        let path = self.root().join(name);
        std::fs::remove_file(&path).unwrap();
        path
    }
}

impl AsRef<Path> for Project {
    fn as_ref(&self) -> &Path {
        self.folder.path()
    }
}
