//! The merge gate on a repository of 2,000 datasets of which a change touches three: what a pull
//! request waits for once the pictures were seen.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use criterion::{Criterion, criterion_group, criterion_main};
use onmodel_dataset::git::Since;
use onmodel_engine::{Asked, Check, Engine, Options, Plugins, today};
use onmodel_rules::Selection;
use onmodel_vision::Examiner;

/// Datasets of the repository.
const SETS: u64 = 2000;
/// Pictures of each.
const PICTURES: u64 = 8;

fn benchmark(bench: &mut Criterion) {
    let repository = tempfile::tempdir().expect("room for a repository");
    make(repository.path());
    let cache = repository.path().join(".cache");
    let engine = || {
        let options = Options {
            trainer: None,
            selection: Selection::default(),
            config: None,
            today: today(),
        };
        Engine::new(options, Examiner::with_cache(cache.clone()), Plugins::none())
    };
    let check = |asked: &Asked| -> Check {
        let paths = [repository.path().to_owned()];
        let check = engine().check_asked(&paths, asked, &|_, _| {}, &AtomicBool::new(false));
        check.expect("git tells what changed")
    };
    assert_eq!(check(&Asked::default()).sets.len() as u64, SETS, "the cache is warm from here on");
    let since = Some(Since::Reference("main".to_owned()));
    let touched = Asked { since: since.clone(), ..Asked::default() };
    let compared = Asked { since, compare: true, ..Asked::default() };
    assert_eq!(check(&touched).sets.len(), 3);
    let mut group = bench.benchmark_group("gate");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    group.bench_function("3 of 2,000 datasets touched", |timer| timer.iter(|| check(&touched)));
    group.bench_function("3 of 2,000 datasets touched, compared with before", |timer| {
        timer.iter(|| check(&compared));
    });
    group.bench_function("all of 2,000 datasets", |timer| timer.iter(|| check(&Asked::default())));
    group.finish();
}

/// Sets with captions, on `main`; then three of them changed.
fn make(folder: &Path) {
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    write(&folder.join("onmodel.toml"), b"[dataset]\nbase = \"flux.1-dev\"\n");
    write(&folder.join(".gitignore"), b".cache\n");
    let poses =
        ["standing", "sitting", "running", "kneeling", "jumping", "lying", "walking", "waving"];
    for set in 0..SETS {
        let own = folder.join(format!("characters/{:02}/{set:04}", set % 40));
        let config = format!("[dataset]\nname = \"set-{set}\"\ntrigger = \"trg{set:04}x\"\n");
        write(&own.join("onmodel.toml"), config.as_bytes());
        for (number, pose) in (0..PICTURES).zip(poses) {
            write(&own.join(format!("{number:02}.bmp")), &picture(set * PICTURES + number));
            let caption = format!("trg{set:04}x, a woman {pose}, front view, red hair, night");
            write(&own.join(format!("{number:02}.txt")), caption.as_bytes());
        }
    }
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "start"]);
    git(folder, &["switch", "--quiet", "--create", "change"]);
    write(&folder.join("characters/00/0000/00.txt"), b"a woman standing");
    write(&folder.join("characters/01/0001/08.bmp"), &picture(SETS * PICTURES));
    std::fs::remove_file(folder.join("characters/02/0002/03.bmp")).expect("a picture to remove");
}

/// A bitmap of 32 × 32 blocks that differ for every number, as old as the cache trusts.
fn picture(number: u64) -> Vec<u8> {
    const SIDE: u32 = 32;
    let mut state = (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut bytes = b"BM".to_vec();
    bytes.extend((54 + SIDE * SIDE * 3).to_le_bytes());
    bytes.extend([0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0]);
    bytes.extend(SIDE.to_le_bytes());
    bytes.extend(SIDE.to_le_bytes());
    bytes.extend([1, 0, 24, 0]);
    bytes.extend([0; 24]);
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    let blocks: Vec<[u8; 8]> = (0..64).map(|_| next()).collect();
    for at in 0..SIDE * SIDE {
        let block = (at / SIDE / 4) * 8 + at % SIDE / 4;
        bytes.extend(&blocks[block as usize][..3]);
    }
    bytes
}

/// Writes a file an hour old: the cache trusts no time of a moment ago.
fn write(path: &PathBuf, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a path with a folder")).expect("a folder");
    std::fs::write(path, bytes).expect("a file");
    let file = std::fs::File::options().write(true).open(path).expect("the file");
    file.set_modified(SystemTime::now() - Duration::from_secs(3600)).expect("its time");
}

fn git(folder: &Path, args: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"])
        .args(args)
        .current_dir(folder)
        .status();
    assert!(done.expect("git runs").success(), "git {args:?}");
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
