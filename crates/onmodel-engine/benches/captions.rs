//! Judging captions: 10,000 of 40 words with all rules, again after one of them changed, and so for
//! a set with much to say about it.

use std::path::PathBuf;
use std::sync::Arc;

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, criterion_group, criterion_main};
use onmodel_caption::Span;
use onmodel_dataset::write::Snapshot;
use onmodel_dataset::{
    Body, CaptionFile, CaptionSource, Dataset, Encoding, Evidence, ImageFile, Layout, Settings,
};
use onmodel_engine::{OpenSet, Plugins, today};
use onmodel_rules::Selection;

const CAPTIONS: usize = 10_000;

const POSES: [&str; 8] =
    ["standing", "sitting", "running", "jumping", "kneeling", "walking", "lying down", "crouching"];
const FACES: [&str; 5] =
    ["smiling", "neutral expression", "angry expression", "surprised", "laughing"];
const VIEWS: [&str; 4] = ["front view", "side view", "back view", "three-quarter view"];
const SHOTS: [&str; 4] = ["full body", "portrait", "upper body", "close-up"];
const PLACES: [&str; 6] =
    ["forest", "city street", "beach", "library", "white background", "throne room"];

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

/// A set of these captions.
fn dataset(texts: &[String]) -> Dataset {
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
        images: (0..texts.len()).map(image).collect(),
        captions: texts.iter().enumerate().map(|(index, text)| file(index, text)).collect(),
        strays: Vec::new(),
        unreadable: Vec::new(),
    }
}

/// 10,000 sound captions.
fn sound() -> Dataset {
    dataset(&(0..CAPTIONS).map(caption).collect::<Vec<_>>())
}

/// 1,000 captions as people bring them: more than a third have something wrong with them, and half of
/// that shows only beside the others.
fn flawed() -> Dataset {
    let flawed = |index: usize| {
        let text = caption(index);
        match index % 20 {
            1 => text.replace("krstl", "krstll"),
            3 => format!("{text}, {}", POSES[index % POSES.len()]),
            5 => text.replace("red hair", "auburn hair"),
            7 => text.replace("close-up", "closeup").replace("full body", "full_body"),
            9 => text.replace("krstl, ", ""),
            11 => caption(index - 11),
            13 => {
                format!("A picture of krstl who stands in forest number {index}. She is smiling.")
            }
            15 => format!("{text},, beautiful"),
            _ => text,
        }
    };
    dataset(&(0..1_000).map(flawed).collect::<Vec<_>>())
}

fn open(dataset: Dataset) -> OpenSet {
    OpenSet::open(dataset, &Selection::default(), &Plugins::none())
        .unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// Writes a few more words into one caption, another time other ones, and judges again.
fn again(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, dataset: Dataset) {
    let mut set = open(dataset);
    set.judge(today());
    let index = set.facts.captions.len() / 2;
    let text = set.facts.captions[index].caption.text().to_owned();
    let mut turn = 0;
    group.bench_function(name, |bench| {
        bench.iter(|| {
            turn += 1;
            set.set_caption(index, file(index, &format!("{text} again {turn}")));
            set.judge(today())
        });
    });
}

fn captions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("captions");
    group.sample_size(10);
    group.bench_function("lint 10,000 with all rules", |bench| {
        bench.iter_batched(sound, |dataset| open(dataset).judge(today()), BatchSize::PerIteration);
    });
    again(&mut group, "lint again after one changed", sound());
    again(&mut group, "lint 1,000 flawed ones again after one changed", flawed());
    group.finish();
}

criterion_group!(benches, captions);
criterion_main!(benches);
