//! Comparing many pictures: drawings of one character on white, which all resemble each other a
//! little, and photographs, which do not.

use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use image::{ImageFormat, Rgb, RgbImage};
use onmodel_vision::decode::{Budget, decode};
use onmodel_vision::probe::probe;
use onmodel_vision::similar::{Shown, across, compare};
use onmodel_vision::{ContentId, ImageFacts};
use rayon::prelude::*;

/// A picture's side in pixels: facts keep 32 cells of it.
const SIDE: u32 = 64;

fn benchmark(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("similar");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    let drawings: Vec<ImageFacts> = (0..1000).map(|number| facts(number, drawing)).collect();
    let drawings: Vec<_> = drawings.iter().map(Some).collect();
    group.bench_function("1,000 drawings on white", |timer| timer.iter(|| compare(&drawings)));
    let photographs: Vec<ImageFacts> =
        (0..10_000).map(|number| facts(number, photograph)).collect();
    let photographs: Vec<_> = photographs.iter().map(Some).collect();
    group.bench_function("10,000 photographs", |timer| timer.iter(|| compare(&photographs)));
    let many = of_many_sets();
    let pictures: Vec<Shown<'_>> =
        many.iter().map(|(set, facts)| Shown { set: *set, facts: Some(facts) }).collect();
    group.bench_function("100,000 photographs of 5,000 sets, all asking", |timer| {
        timer.iter(|| across(&pictures, |_| true));
    });
    group.bench_function("100,000 photographs of 5,000 sets, three asking", |timer| {
        timer.iter(|| across(&pictures, |set| set < 3));
    });
    group.finish();
}

/// Twenty photographs for each of 5,000 sets, every thousandth one also in the next set.
fn of_many_sets() -> Vec<(usize, ImageFacts)> {
    let picture = |number: u32| {
        let drawn = if number.is_multiple_of(1000) { number + 20 } else { number };
        (number as usize / 20, facts(drawn, photograph))
    };
    (0..100_000).into_par_iter().map(picture).collect()
}

fn facts(number: u32, draw: fn(u32) -> RgbImage) -> ImageFacts {
    let mut file = std::io::Cursor::new(Vec::new());
    draw(number).write_to(&mut file, ImageFormat::Bmp).expect("memory to write to");
    let bytes = file.into_inner();
    let header = probe(&bytes).expect("a sound picture");
    let look = decode(&bytes, header, &Budget::default());
    ImageFacts { content: ContentId::of(&bytes), bytes: bytes.len() as u64, look }
}

/// A number from 0 to 1 that differs for every `number` and `salt` as chance would have it.
fn chance(number: u32, salt: u32) -> f32 {
    let mixed = (number ^ salt.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
    let mixed = (mixed ^ mixed >> 13).wrapping_mul(0xc2b2_ae35);
    (mixed >> 8) as f32 / (1 << 24) as f32
}

/// A figure on white: a head and a trunk that stay, arms and legs that move.
fn drawing(number: u32) -> RgbImage {
    let angle = |limb: u32| std::f32::consts::TAU * chance(number, limb);
    let limbs: Vec<(f32, f32, f32)> = [(0.4, 0.38), (0.6, 0.38), (0.44, 0.66), (0.56, 0.66)]
        .into_iter()
        .zip(1_u32..)
        .map(|((x, y), limb)| (x, y, angle(limb)))
        .collect();
    RgbImage::from_fn(SIDE, SIDE, |x, y| {
        let (x, y) = ((x as f32 + 0.5) / SIDE as f32, (y as f32 + 0.5) / SIDE as f32);
        let within = |cx: f32, cy: f32, radius: f32| (x - cx).hypot(y - cy) < radius;
        let limb = |&(from_x, from_y, angle): &(f32, f32, f32)| {
            let (dx, dy) = (angle.cos(), angle.sin());
            let along = ((x - from_x) * dx + (y - from_y) * dy).clamp(0.0, 0.26);
            within(from_x + dx * along, from_y + dy * along, 0.04)
        };
        let level = if limbs.iter().any(limb) {
            40
        } else if within(0.5, 0.2, 0.1) {
            200
        } else if (0.4..0.6).contains(&x) && (0.32..0.68).contains(&y) {
            90
        } else {
            255
        };
        Rgb([level; 3])
    })
}

/// Waves of chance lengths and directions, the long ones strongest, as in photographs.
fn photograph(number: u32) -> RgbImage {
    let waves: Vec<[f32; 4]> = (0_u32..12)
        .map(|wave| {
            let at = |salt| chance(number, wave * 8 + salt);
            [at(1) * 6.0 - 3.0, at(2) * 6.0 - 3.0, at(3) * std::f32::consts::TAU, at(4)]
        })
        .collect();
    RgbImage::from_fn(SIDE, SIDE, |x, y| {
        let (x, y) = (x as f32 / SIDE as f32, y as f32 / SIDE as f32);
        let wave = |[across, down, phase, height]: &[f32; 4]| {
            (std::f32::consts::TAU * (across * x + down * y) + phase).sin() * height
                / (1.0 + across.hypot(*down))
        };
        let sum: f32 = waves.iter().map(wave).sum();
        Rgb([(128.0 + 60.0 * sum).clamp(0.0, 255.0) as u8; 3])
    })
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
