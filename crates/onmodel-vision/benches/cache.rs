//! Loading and saving the cache of a studio: 100,000 pictures.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use onmodel_vision::Examiner;

const PICTURES: u32 = 100_000;

fn benchmark(bench: &mut Criterion) {
    let home = tempfile::tempdir().expect("a folder for the pictures");
    let cache = home.path().join("cache");
    let paths: Vec<PathBuf> = (0..PICTURES).map(|number| draw(home.path(), number)).collect();
    let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let examiner = Examiner::with_cache(cache.clone());
    examiner.examine_all(&paths, &|_, _| {}, &AtomicBool::new(false));
    examiner.save().expect("a cache file");
    drop(examiner);

    let mut group = bench.benchmark_group("cache of 100,000");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    group.bench_function("load", |timer| timer.iter(|| Examiner::with_cache(cache.clone())));
    let mut number = PICTURES;
    group.bench_function("save one more", |timer| {
        let changed = || {
            let examiner = Examiner::with_cache(cache.clone());
            number += 1;
            examiner.examine(&draw(home.path(), number));
            examiner
        };
        timer.iter_batched(changed, |examiner| examiner.save(), BatchSize::PerIteration);
    });
    group.finish();
}

/// A picture of two pixels, another for every number, an hour old so that the cache trusts its time.
fn draw(folder: &Path, number: u32) -> PathBuf {
    let mut file =
        b"BM\x3e\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\x01\0\0\0\x01\0\x18\0".to_vec();
    file.resize(54, 0);
    file.extend(number.to_le_bytes());
    file.extend([0; 4]);
    let path = folder.join(format!("{number}.bmp"));
    std::fs::write(&path, file).expect("a folder to write to");
    let written = File::options().write(true).open(&path).expect("the file just written");
    written
        .set_modified(SystemTime::now() - Duration::from_secs(3600))
        .expect("a time that can be set");
    path
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
