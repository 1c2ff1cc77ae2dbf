//! Judging captions: 10,000 of 40 words with all rules, and again after one of them changed.

use std::path::PathBuf;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use onmodel_caption::Span;
use onmodel_dataset::write::Snapshot;
use onmodel_dataset::{Body, CaptionFile, CaptionSource, Dataset, Encoding, Evidence, ImageFile, Layout, Settings};
use onmodel_engine::{OpenSet, today};
use onmodel_rules::Selection;

const CAPTIONS: usize = 10_000;

const POSES: [&str; 8] = ["standing", "sitting", "running", "jumping", "kneeling", "walking", "lying down", "crouching"];
const FACES: [&str; 5] = ["smiling", "neutral expression", "angry expression", "surprised", "laughing"];
const VIEWS: [&str; 4] = ["front view", "side view", "back view", "three-quarter view"];
const SHOTS: [&str; 4] = ["full body", "portrait", "upper body", "close-up"];
const PLACES: [&str; 6] = ["forest", "city street", "beach", "library", "white background", "throne room"];

/// A sound caption of about 40 words; the number makes it its own.
fn caption(index: usize) -> String {
    let pick = |list: &[&'static str], step: usize| list[(index / step) % list.len()];
    format!(
        "krstl, woman, red hair, green eyes, blue jacket with gold buttons and a white collar, {}, {}, {}, {}, {}, \
         holding lantern number {index}, leaves drifting past her boots, evening light from the left, \
         cel-shaded illustration, thick outlines",
        pick(&POSES, 1),
        pick(&FACES, 8),
        pick(&VIEWS, 3),
        pick(&SHOTS, 5),
        pick(&PLACES, 7),
    )
}

fn file(index: usize, text: &str) -> CaptionFile {
    let text: Arc<str> = Arc::from(text);
    let body = Body {
        text: Arc::clone(&text),
        encoding: Encoding::Utf8,
        bytes: text.len() as u64,
        snapshot: Snapshot::of_bytes(text.as_bytes()),
    };
    CaptionFile {
        path: PathBuf::from(format!("set/{index:05}.txt")),
        relative: PathBuf::from(format!("{index:05}.txt")),
        source: CaptionSource::Sidecar,
        body: Ok(Arc::new(body)),
        place: Some(Span::new(0, text.len())),
        text,
        image: Some(index),
    }
}

fn dataset() -> Dataset {
    let image = |index: usize| ImageFile {
        path: PathBuf::from(format!("set/{index:05}.png")),
        relative: PathBuf::from(format!("{index:05}.png")),
        caption: Some(index),
        other_captions: Vec::new(),
        subset: None,
        repeats: 1,
    };
    Dataset {
        root: PathBuf::from("set"),
        name: "set".to_owned(),
        evidence: Evidence::Named,
        layout: Layout::Plain,
        settings: Settings { trigger: Some("krstl".to_owned()), ..Settings::default() },
        images: (0..CAPTIONS).map(image).collect(),
        captions: (0..CAPTIONS).map(|index| file(index, &caption(index))).collect(),
        strays: Vec::new(),
        unreadable: Vec::new(),
    }
}

fn open(dataset: Dataset) -> OpenSet {
    OpenSet::open(dataset, &Selection::default()).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn captions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("captions");
    group.sample_size(10);
    group.bench_function("lint 10,000 with all rules", |bench| {
        bench.iter_batched(dataset, |dataset| open(dataset).judge(today()), BatchSize::PerIteration);
    });
    let mut set = open(dataset());
    set.judge(today());
    let mut turn = 0;
    group.bench_function("lint again after one changed", |bench| {
        bench.iter(|| {
            turn += 1;
            let text = format!("{} again {turn}", caption(5_000));
            set.set_caption(5_000, file(5_000, &text));
            set.judge(today())
        });
    });
    group.finish();
}

criterion_group!(benches, captions);
criterion_main!(benches);
