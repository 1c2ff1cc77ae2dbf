//! The whole pipeline on a mixed set: cold against a plain loop with the same threads, and warm.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use criterion::{Criterion, criterion_group, criterion_main};
use image::{ImageFormat, Rgb, RgbImage};
use img_hash::HasherConfig;
use onmodel_vision::Examiner;
use rayon::prelude::*;

/// Files of the set: 60 % JPEG, 25 % PNG, 15 % WebP, as training sets are made up.
const FILES: u32 = 40;

fn benchmark(bench: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder for the set");
    let set: Vec<PathBuf> =
        (0..FILES).into_par_iter().map(|number| draw(folder.path(), number)).collect();
    let paths: Vec<&Path> = set.iter().map(PathBuf::as_path).collect();
    let examine =
        |examiner: &Examiner| examiner.examine_all(&paths, &|_, _| {}, &AtomicBool::new(false));

    let mut group = bench.benchmark_group("pipeline");
    group.sample_size(10).measurement_time(Duration::from_secs(15));
    group.bench_function("naive", |timer| timer.iter(|| naive(&paths)));
    group.bench_function("cold", |timer| timer.iter(|| examine(&Examiner::without_cache())));

    let cache = folder.path().join("cache");
    let first = Examiner::with_cache(cache.clone());
    examine(&first);
    first.save().expect("a cache file");
    group.bench_function("warm", |timer| {
        timer.iter(|| examine(&Examiner::with_cache(cache.clone())));
    });
    group.finish();
}

/// What one would write first: decode, then hash.
fn naive(paths: &[&Path]) -> Vec<[u8; 8]> {
    let hasher = || HasherConfig::with_bytes_type::<[u8; 8]>().preproc_dct().to_hasher();
    let hash = |hasher: &mut img_hash::Hasher<[u8; 8]>, path: &&Path| {
        hasher.hash_image(&image::open(path).expect("a sound picture")).into_inner()
    };
    paths.par_iter().map_init(hasher, hash).collect()
}

/// A picture of soft shapes under grain, of 1024 to 2048 pixels a side.
fn draw(folder: &Path, number: u32) -> PathBuf {
    let side = [1024, 1280, 1536, 2048][number as usize % 4];
    let image = RgbImage::from_fn(side, side * 3 / 4, |x, y| {
        let (u, v) = (x as f32 / side as f32, y as f32 / side as f32);
        let seed = number as f32;
        let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503))
            .wrapping_mul(2_246_822_519)
            >> 28;
        let shape = if (u * 9.0 + seed).sin() * (v * 7.0 - seed).cos() > 0.3 { 60.0 } else { 0.0 };
        let level = |phase: f32| {
            ((u * 5.0 + phase).sin() * 60.0 + (v * 4.0 + seed).cos() * 40.0 + 120.0 + shape) as u8
        };
        Rgb([level(seed), level(seed + 1.0), level(seed + 2.0)]
            .map(|value| value.saturating_add(grain as u8)))
    });
    let format = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP]
        [usize::from(number % 20 >= 12) + usize::from(number % 20 >= 17)];
    let path = folder.join(format!("{number}.{}", format.extensions_str()[0]));
    image.save_with_format(&path, format).expect("a folder to write to");
    // An hour old, so that the cache trusts its time.
    let file = File::options().write(true).open(&path).expect("the file just written");
    file.set_modified(SystemTime::now() - Duration::from_secs(3600))
        .expect("a time that can be set");
    path
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
