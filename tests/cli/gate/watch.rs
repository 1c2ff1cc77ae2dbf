//! `--watch`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::repo::Repo;

/// A check that goes on, and the lines it prints.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

/// The machine may be busy; whoever waits this long waits for ever.
const PATIENCE: Duration = Duration::from_secs(60);

impl Watching {
    fn start(repo: &Repo, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onmodel"))
            .args(args)
            .current_dir(repo.path(""))
            .env("ONMODEL_CACHE_DIR", repo.path(".cache"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let out = BufReader::new(child.stdout.take().expect("its output"));
        let (tell, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if tell.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    /// Waits for a line that says so.
    fn until(&self, says: impl Fn(&str) -> bool, what: &str) {
        let end = Instant::now() + PATIENCE;
        let mut heard = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            if says(&line) {
                return;
            }
            heard.push(line);
        }
        panic!("{what} was never told: {heard:#?}");
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const WATCH: [&str; 6] =
    ["check", "--watch", "--format", "concise", "--format", "json=report.json"];

fn is_sound(line: &str) -> bool {
    line == "3 datasets: all ready; nothing found"
}

#[test]
fn what_changes_is_told_again_and_a_rename_save_too() {
    let repo = Repo::new();
    let watching = Watching::start(&repo, &WATCH);
    watching.until(is_sound, "the first check");
    let caption = repo.path("characters/kestrel/00.txt");
    std::fs::write(&caption, "standing, front view, ink drawing").unwrap();
    let missing = "characters/kestrel/00.txt:1:1: error[trigger-missing]";
    watching.until(|line| line.starts_with(missing), "a caption written");
    // As editors save: another file, put in the place of the first.
    let beside = repo.path("characters/kestrel/00.txt~");
    std::fs::write(&beside, "krstl, standing, front view, ink drawing").unwrap();
    std::fs::rename(&beside, &caption).unwrap();
    watching.until(is_sound, "a caption renamed into place");
    std::fs::remove_file(&caption).unwrap();
    watching.until(|line| line.contains("caption-missing"), "a caption deleted");
    std::fs::write(&caption, "krstl, standing, front view, ink drawing").unwrap();
    watching.until(is_sound, "a caption come back");
    std::fs::write(repo.path("characters/robin/onmodel.toml"), "[dataset]\nnam = 1\n").unwrap();
    watching.until(|line| line.contains("[config]"), "a configuration broken");
    assert!(repo.path("report.json").is_file());
}

#[test]
fn its_own_reports_do_not_wake_it() {
    let repo = Repo::new();
    let watching = Watching::start(&repo, &WATCH);
    watching.until(is_sound, "the first check");
    assert!(
        watching.lines.recv_timeout(Duration::from_secs(3)).is_err(),
        "it checked again though nothing changed"
    );
}
