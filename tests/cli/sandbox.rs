//! A folder of its own for each test, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::Command;

use image::{Rgb, RgbImage};
use serde_json::Value;
use tempfile::TempDir;

/// A temporary folder with a cache of its own.
pub struct Sandbox {
    folder: TempDir,
}

/// How one run of the program ended.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Sandbox {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A sandbox with a sound set called `set`: `count` different pictures with good captions.
    pub fn with_set(count: u64) -> Self {
        let sandbox = Self::new();
        let config = "[dataset]\nname = \"set\"\ntrigger = \"krstl\"\nbase = \"flux.1-dev\"\n";
        sandbox.file("set/onmodel.toml", config);
        let poses = [
            "standing",
            "sitting",
            "running",
            "jumping",
            "kneeling",
            "walking",
            "lying down",
            "crouching",
        ];
        let views = ["front view", "side view", "back view"];
        for index in 0..count {
            sandbox.image(&format!("set/{index:02}.png"), index);
            let pose = poses[index as usize % poses.len()];
            let view = views[index as usize % views.len()];
            let caption =
                format!("krstl, {pose}, {view}, scene number {index}, cel-shaded illustration");
            sandbox.file(&format!("set/{index:02}.txt"), caption);
        }
        sandbox
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a name in the sandbox")).expect("a folder");
        std::fs::write(path, content).expect("a file");
        self
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("a file")
    }

    pub fn remove(&self, name: &str) -> &Self {
        std::fs::remove_file(self.path(name)).expect("a file to remove");
        self
    }

    /// A sharp 1024 px picture, another one for each seed.
    pub fn image(&self, name: &str, seed: u64) -> &Self {
        self.picture(name, seed, 1024)
    }

    pub fn picture(&self, name: &str, seed: u64, side: u32) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a name in the sandbox")).expect("a folder");
        drawing(seed, side).save(path).expect("a picture");
        self
    }

    /// Runs the program here.
    pub fn run(&self, args: &[&str]) -> Run {
        self.run_by(Command::new(env!("CARGO_BIN_EXE_onmodel")), args)
    }

    /// Runs a program given with whatever else it needs, as [`Self::run`] does.
    pub fn run_by(&self, program: Command, args: &[&str]) -> Run {
        self.run_in(self.folder.path(), program, args)
    }

    /// The same in another folder.
    pub fn run_in(&self, folder: &Path, mut program: Command, args: &[&str]) -> Run {
        let output = program
            .args(args)
            .current_dir(folder)
            .env("ONMODEL_CACHE_DIR", self.path(".cache"))
            .env_remove("NO_COLOR")
            .output()
            .expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
        let run = Run {
            code: output.status.code().expect("the program ends by itself"),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        assert!(!run.err.contains("panicked at"), "{}", run.err);
        run
    }

    /// `check --format json` of everything here.
    pub fn check(&self) -> Run {
        self.run(&["check", "--format", "json"])
    }
}

impl Run {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.out, self.err))
    }

    /// The findings of every dataset as `rule path`.
    pub fn findings(&self) -> Vec<String> {
        let json = self.json();
        let sets = json["datasets"].as_array().expect("datasets").iter();
        let findings = sets.flat_map(|set| set["findings"].as_array().expect("findings").clone());
        findings
            .map(|one| {
                format!("{} {}", one["rule"].as_str().unwrap(), one["path"].as_str().unwrap())
            })
            .collect()
    }

    /// Asserts that the rule spoke of the path.
    pub fn says(&self, rule: &str, path: &str) -> &Self {
        let findings = self.findings();
        assert!(
            findings.contains(&format!("{rule} {path}")),
            "no {rule} on {path} in {findings:#?}"
        );
        self
    }

    /// Asserts that the rule spoke of nothing.
    pub fn is_silent_on(&self, rule: &str) -> &Self {
        let findings = self.findings();
        assert!(!findings.iter().any(|one| one.starts_with(&format!("{rule} "))), "{findings:#?}");
        self
    }
}

/// Blocks along each side of a drawing.
const CELLS: u32 = 6;

/// Sharp blocks of colour, placed by the seed.
fn drawing(seed: u64, side: u32) -> RgbImage {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let colours: Vec<[u8; 3]> =
        (0..CELLS * CELLS).map(|_| next().to_le_bytes()[..3].try_into().unwrap()).collect();
    RgbImage::from_fn(side, side, |x, y| {
        let cell = (y * CELLS / side) * CELLS + x * CELLS / side;
        Rgb(colours[cell as usize])
    })
}

/// The samples that ship with the project.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/datasets")
}
