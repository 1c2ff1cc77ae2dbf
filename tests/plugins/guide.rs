//! The guide is true: every command in it is run, in its order, and says what it shows.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sandbox::{Sandbox, samples};

/// One fenced block of a page.
struct Block<'a> {
    language: &'a str,
    /// The file it is, from the folder the reader began in.
    file: Option<&'a str>,
    text: String,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let (language, file) = info.split_once(' ').map_or((info, None), |(a, b)| (a, Some(b)));
        blocks.push(Block { language, file, text: text.join("\n") + "\n" });
    }
    blocks
}

/// A reader who types what a page says.
struct Reader {
    sandbox: Sandbox,
    folder: PathBuf,
    commands: usize,
}

impl Reader {
    fn new(sandbox: Sandbox) -> Self {
        Self { folder: sandbox.path("."), sandbox, commands: 0 }
    }

    fn follow(&mut self, block: &Block<'_>) {
        match (block.language, block.file) {
            ("console", _) => self.type_in(&block.text),
            (_, Some(file)) => {
                self.sandbox.file(file, &block.text);
            }
            (language, None) => panic!("a block of {language} that is no file:\n{}", block.text),
        }
    }

    /// Types each `$` line; the lines below it must be among what it prints, in their order.
    fn type_in(&mut self, session: &str) {
        for step in session.split("$ ").skip(1) {
            let mut lines = step.lines();
            let command = lines.next().unwrap_or_default();
            let printed = self.run(command);
            let mut rest = printed.as_str();
            for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
                let at = rest.find(line);
                let at =
                    at.unwrap_or_else(|| panic!("`{command}` does not say {line:?}:\n{printed}"));
                rest = &rest[at + line.len()..];
            }
        }
    }

    fn run(&mut self, command: &str) -> String {
        self.commands += 1;
        if let Some(folder) = command.strip_prefix("cd ") {
            self.folder = self.folder.join(folder).canonicalize().expect("a folder to go to");
            return String::new();
        }
        let program = Path::new(env!("CARGO_BIN_EXE_onmodel"));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = [program.parent().expect("a folder").to_owned()];
        let path = std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&path)));
        let output = Command::new("sh")
            .args(["-c", command])
            .current_dir(&self.folder)
            .env("PATH", path.expect("a path"))
            .env("ONMODEL_CACHE_DIR", self.sandbox.path(".cache"))
            .env("ONMODEL_TRUST_FILE", self.sandbox.path("trust.toml"))
            .env("CARGO_NET_OFFLINE", "true")
            .env_remove("CARGO_TARGET_DIR")
            .output()
            .expect("a shell");
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        let may_fail = command.contains("echo \"exit $?\"") || command.contains("--diff");
        assert!(may_fail || output.status.success(), "`{command}`:\n{text}");
        text
    }
}

#[test]
fn the_guide_is_true() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/first-studio-rule.md");
    let page = std::fs::read_to_string(page).expect("the guide");
    let sandbox = Sandbox::new();
    for file in std::fs::read_dir(samples().join("kestrel")).expect("a sample").flatten() {
        let bytes = std::fs::read(file.path()).expect("a file");
        sandbox.file(&format!("kestrel/{}", file.file_name().to_string_lossy()), bytes);
    }
    let mut reader = Reader::new(sandbox);
    let blocks = blocks(&page);
    for block in &blocks {
        reader.follow(block);
    }
    assert!(reader.commands > 15, "the guide has lost its commands");
}
