//! From a keystroke to fresh diagnostics, on a set of 1,000 captions, through the whole protocol: all
//! rules, and none for comparison. The percentiles are printed below criterion's mean; then the time
//! from start to the first diagnostics.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on may panic")]

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/server/client.rs"]
mod client;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use client::{Client, neovim_07};
use criterion::{Criterion, criterion_group, criterion_main};
use onmodel_rules::Selection;

const CAPTIONS: usize = 1_000;

const POSES: [&str; 8] =
    ["standing", "sitting", "running", "jumping", "kneeling", "walking", "lying down", "crouching"];
const FACES: [&str; 5] =
    ["smiling", "neutral expression", "angry expression", "surprised", "laughing"];
const VIEWS: [&str; 4] = ["front view", "side view", "back view", "three-quarter view"];

/// A caption of about 30 words; the numbers make it its own, in more than a single tag.
fn caption(index: usize) -> String {
    let pick = |list: &[&'static str], step: usize| list[(index / step) % list.len()];
    format!(
        "krstl, woman, red hair, green eyes, blue jacket with gold buttons, {}, {}, {}, full body, \
         holding lantern number {index}, leaves drifting past {index} boots, cel-shaded illustration",
        pick(&POSES, 1),
        pick(&FACES, 8),
        pick(&VIEWS, 3),
    )
}

/// The set on the disk; each picture is tiny and of its own.
fn set(root: &Path) -> PathBuf {
    let config = "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\n";
    std::fs::write(root.join("onmodel.toml"), config).unwrap();
    for index in 0..CAPTIONS {
        std::fs::write(root.join(format!("{index:04}.txt")), caption(index)).unwrap();
        let shade = |x: u32, y: u32| {
            let number = index as u32 + 1;
            (((x * number * 7) ^ (y * (number + 3) * 5)) % 256) as u8
        };
        let image = image::GrayImage::from_fn(32, 32, |x, y| image::Luma([shade(x, y)]));
        image.save(root.join(format!("{index:04}.png"))).unwrap();
    }
    root.join("0500.txt")
}

/// Types into one caption, one change at a time; how long each took to be answered for.
struct Typist {
    client: Client,
    path: PathBuf,
    version: i32,
}

impl Typist {
    fn new(root: &Path, path: &Path, selection: Selection) -> Self {
        let mut client = Client::start_with(neovim_07(), &[root], selection);
        client.open(path, &caption(500));
        client.settle();
        Self { client, path: path.to_owned(), version: 1 }
    }

    fn type_once(&mut self) -> Duration {
        self.version += 1;
        let version = self.version;
        let begun = Instant::now();
        self.client.change(&self.path, version, &format!("{}, again {version}", caption(500)));
        self.client.pushed(&self.path, |params| params["version"] == version);
        begun.elapsed()
    }
}

fn percentiles(name: &str, mut all: Vec<Duration>) {
    all.sort_unstable();
    let at = |share: f64| all[((all.len() - 1) as f64 * share) as usize];
    println!("{name}: p50 {:?}, p99 {:?} of {}", at(0.5), at(0.99), all.len());
}

fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.unwrap_or("memory: unknown on this system").to_owned()
}

fn latency(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let path = set(&root);
    // Files changed this recently are not trusted to be as they were: a warm start needs older ones.
    std::thread::sleep(Duration::from_millis(2500));
    let mut group = criterion.benchmark_group("change to diagnostics");
    let none = Selection { select: Vec::new(), ignore: vec!["*".to_owned()] };
    for (name, selection) in [("all rules", Selection::default()), ("no rules", none)] {
        let mut typist = Typist::new(&root, &path, selection);
        let mut all = Vec::new();
        group.bench_function(name, |bench| {
            bench.iter_custom(|times| {
                (0..times)
                    .map(|_| {
                        let took = typist.type_once();
                        all.push(took);
                        took
                    })
                    .sum()
            });
        });
        percentiles(name, all);
        typist.client.quiet();
    }
    group.finish();
    let begun = Instant::now();
    let mut client = Client::start(neovim_07(), &[&root]);
    client.pushed(&path, |_| true);
    println!("start to first diagnostics: {:?}; peak {}", begun.elapsed(), memory());
    client.quiet();
}

criterion_group!(benches, latency);
criterion_main!(benches);
