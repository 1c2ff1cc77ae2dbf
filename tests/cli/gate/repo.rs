//! A studio's repository, made by the test that asks for it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sandbox::{Run, Sandbox};

/// The name of a set with a space and an emoji.
pub const EAGLE: &str = "characters/sea eagle 🦅";

/// The variables by which git tells a hook what it runs for; the tests themselves may run in one.
const OF_A_HOOK: [&str; 4] = ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"];

/// A repository in a sandbox, on its branch `main`.
pub struct Repo {
    pub sandbox: Sandbox,
}

impl Repo {
    /// Three sound sets under `characters`, committed.
    pub fn new() -> Self {
        let repo = Self { sandbox: Sandbox::new() };
        repo.git(&["init", "--quiet", "--initial-branch=main"]);
        repo.file(
            "onmodel.toml",
            "[dataset]\nbase = \"flux.1-dev\"\n[rules]\nimage-too-small = { min = 64 }\nimage-low-quality = \"off\"\ncaption-style-mixed = \"off\"\ndataset-too-small = \"off\"\ndataset-low-variety = \"off\"\n",
        );
        repo.file(".gitignore", ".cache\n*.json\n*.md\n*.sarif\n");
        repo.set("characters/kestrel", "kestrel", "krstl", 10);
        repo.set("characters/robin", "robin", "rbnhd", 20);
        repo.set(EAGLE, "eagle", "sglx", 30);
        repo.commit("start");
        repo
    }

    /// A sound set of three pictures.
    pub fn set(&self, folder: &str, name: &str, trigger: &str, seed: u64) {
        let config = format!("[dataset]\nname = \"{name}\"\ntrigger = \"{trigger}\"\n");
        self.file(&format!("{folder}/onmodel.toml"), config);
        let poses = ["standing, front view", "sitting, side view", "running, back view"];
        for (number, pose) in poses.into_iter().enumerate() {
            self.image(&format!("{folder}/0{number}.png"), seed + number as u64);
            self.file(
                &format!("{folder}/0{number}.txt"),
                format!("{trigger}, {pose}, ink drawing"),
            );
        }
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        self.sandbox.file(name, content);
        self
    }

    /// A small picture, another one for each seed.
    pub fn image(&self, name: &str, seed: u64) -> &Self {
        self.sandbox.picture(name, seed, 256);
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.sandbox.path(name)
    }

    /// Runs git here; it must succeed.
    pub fn git(&self, args: &[&str]) -> String {
        git_in(&self.path(""), args)
    }

    /// Commits everything.
    pub fn commit(&self, message: &str) -> &Self {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
        self
    }

    /// Goes on in a branch.
    pub fn branch(&self, name: &str) -> &Self {
        self.git(&["switch", "--quiet", "--create", name]);
        self
    }

    /// Runs onmodel here.
    pub fn onmodel(&self, args: &[&str]) -> Run {
        self.onmodel_in("", args, &[])
    }

    /// Runs onmodel in a folder, with these variables set.
    pub fn onmodel_in(&self, folder: &str, args: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut program = Command::new(env!("CARGO_BIN_EXE_onmodel"));
        for name in OF_A_HOOK {
            program.env_remove(name);
        }
        program.envs(variables.iter().copied());
        self.sandbox.run_in(&self.path(folder), program, args)
    }

    /// `check --format json --since main` with more arguments.
    pub fn since_main(&self, more: &[&str]) -> Run {
        self.onmodel(&[&["check", "--format", "json", "--since", "main"], more].concat())
    }
}

/// Runs git in a folder, whatever the user's own configuration says; it must succeed.
pub fn git_in(folder: &Path, args: &[&str]) -> String {
    let mut git = Command::new("git");
    for name in OF_A_HOOK {
        git.env_remove(name);
    }
    let output = git
        .args(["-c", "protocol.file.allow=always", "-c", "commit.gpgsign=false"])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs(["AUTHOR", "COMMITTER"].into_iter().flat_map(|who| {
            [(format!("GIT_{who}_NAME"), "An Artist"), (format!("GIT_{who}_EMAIL"), "a@studio")]
        }))
        .output()
        .expect("git runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "git {args:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

impl Run {
    /// The paths of the datasets told of.
    pub fn datasets(&self) -> Vec<String> {
        let json = self.json();
        let sets = json["datasets"].as_array().expect("datasets").iter();
        sets.map(|set| set["path"].as_str().expect("a path").to_owned()).collect()
    }
}
