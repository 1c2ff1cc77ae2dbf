//! What is remembered, and when it is not trusted.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use onmodel_vision::{ContentId, Examiner, Look};
use tempfile::TempDir;

use crate::pictures::{picture, png};

/// A picture's file whose modification time is an hour old, so that it is trusted.
fn old_file(folder: &Path, name: &str, seed: u64) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, png(&picture(seed, 64))).unwrap();
    set_age(&path, Duration::from_secs(3600));
    path
}

fn set_age(path: &Path, age: Duration) {
    File::options().write(true).open(path).unwrap().set_modified(SystemTime::now() - age).unwrap();
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Replaces a file's bytes but neither its size nor its time: only a cache does not see it.
fn swap_secretly(path: &Path) {
    let modified = fs::metadata(path).unwrap().modified().unwrap();
    let length = fs::read(path).unwrap().len();
    fs::write(path, vec![b'x'; length]).unwrap();
    File::options().write(true).open(path).unwrap().set_modified(modified).unwrap();
}

#[test]
fn a_second_run_reads_no_file() {
    let (home, cache) = (folder(), folder());
    let path = old_file(home.path(), "a.png", 1);
    let first = Examiner::with_cache(cache.path().into());
    let cold = first.examine(&path);
    first.save().unwrap();
    swap_secretly(&path);
    assert_eq!(Examiner::with_cache(cache.path().into()).examine(&path), cold);
}

#[test]
fn a_file_changed_just_now_is_read_again() {
    let (home, cache) = (folder(), folder());
    let path = old_file(home.path(), "a.png", 1);
    set_age(&path, Duration::ZERO);
    let examiner = Examiner::with_cache(cache.path().into());
    assert!(matches!(examiner.examine(&path).look, Look::Seen(..)));
    examiner.save().unwrap();
    swap_secretly(&path);
    assert!(matches!(
        Examiner::with_cache(cache.path().into()).examine(&path).look,
        Look::Broken(..)
    ));
}

#[test]
fn a_corrupt_or_foreign_cache_is_an_empty_one() {
    let (home, cache) = (folder(), folder());
    let path = old_file(home.path(), "a.png", 1);
    let examiner = Examiner::with_cache(cache.path().into());
    let facts = examiner.examine(&path);
    examiner.save().unwrap();
    let file = examiner.path().unwrap();
    let sound = fs::read(&file).unwrap();
    let spoilt = |at: usize| {
        let mut bytes = sound.clone();
        bytes[at] ^= 1;
        bytes
    };
    for bytes in [
        spoilt(0),
        spoilt(8),
        spoilt(13),
        spoilt(sound.len() - 1),
        sound[..sound.len() / 2].to_vec(),
        vec![],
    ] {
        fs::write(&file, bytes).unwrap();
        let examiner = Examiner::with_cache(cache.path().into());
        assert_eq!(examiner.examine(&path), facts);
        examiner.save().unwrap();
        assert_eq!(fs::read(&file).unwrap().len(), sound.len(), "rebuilt");
    }
}

#[test]
fn two_processes_lose_nothing_of_each_other() {
    let (home, cache) = (folder(), folder());
    let paths = [old_file(home.path(), "a.png", 1), old_file(home.path(), "b.png", 2)];
    let both = [0, 1].map(|_| Examiner::with_cache(cache.path().into()));
    for (examiner, path) in both.iter().zip(&paths) {
        examiner.examine(path);
    }
    for examiner in &both {
        examiner.save().unwrap();
    }
    for path in &paths {
        swap_secretly(path);
    }
    let third = Examiner::with_cache(cache.path().into());
    assert!(paths.iter().all(|path| matches!(third.examine(path).look, Look::Seen(..))));
}

#[test]
fn a_pointer_is_the_picture_it_stands_for_once_that_was_seen() {
    let (home, cache) = (folder(), folder());
    let path = old_file(home.path(), "a.png", 1);
    let bytes = fs::read(&path).unwrap();
    let (oid, size) = (ContentId::of(&bytes), bytes.len() as u64);
    let pointer = home.path().join("p.png");
    fs::write(
        &pointer,
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n"),
    )
    .unwrap();
    let examiner = Examiner::with_cache(cache.path().into());
    assert_eq!(examiner.examine(&pointer).look, Look::Pointer { oid, size });
    let facts = examiner.examine(&path);
    assert_eq!(examiner.examine(&pointer), facts);
    examiner.save().unwrap();
    assert_eq!(Examiner::with_cache(cache.path().into()).examine(&pointer), facts);
}

#[test]
fn clearing_forgets() {
    let (home, cache) = (folder(), folder());
    let path = old_file(home.path(), "a.png", 1);
    let examiner = Examiner::with_cache(cache.path().into());
    examiner.examine(&path);
    examiner.save().unwrap();
    examiner.clear().unwrap();
    assert!(!examiner.path().unwrap().exists());
    swap_secretly(&path);
    assert!(matches!(examiner.examine(&path).look, Look::Broken(..)));
    examiner.clear().unwrap();
}

#[test]
fn all_are_examined_in_order_until_cancelled() {
    let home = folder();
    let paths: Vec<_> =
        (0..6).map(|seed| old_file(home.path(), &format!("{seed}.png"), seed % 2)).collect();
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let (examiner, calls) = (Examiner::without_cache(), AtomicUsize::new(0));
    let count = |_, all| {
        assert_eq!(all, 6);
        calls.fetch_add(1, Ordering::Relaxed);
    };
    let facts = examiner.examine_all(&paths, &count, &AtomicBool::new(false));
    let contents: Vec<_> = facts.iter().flatten().map(|facts| facts.content).collect();
    assert_eq!((contents.len(), calls.into_inner()), (6, 6));
    assert!(contents[0] == contents[2] && contents[1] == contents[5] && contents[0] != contents[1]);
    let cancelled = examiner.examine_all(&paths, &|_, _| {}, &AtomicBool::new(true));
    assert!(cancelled.iter().all(Option::is_none));
}
