//! Reading ten thousand captions, and counting their tokens.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use onmodel_caption::{Caption, Trigger, Vocabulary, tokens};

/// Ten thousand captions of about forty words, tags and prose by turns, no two alike.
fn captions() -> Vec<String> {
    let tags = "krstl, 1girl, solo, long_red_hair, green eyes, blue jacket, standing, arms crossed, smiling, open mouth, \
                looking_at_viewer, three-quarter view, cowboy shot, outdoors, city street, night, neon lights, rim lighting, \
                depth of field, anime style, from below, boots, gloves, choker";
    let prose = "A cowboy shot of krstl, a young woman with long red hair and green eyes, standing on a rooftop at night in a \
                 blue jacket. She is smiling at the viewer with her arms crossed, lit from behind by neon lights, the city \
                 blurred behind her.";
    (0..10_000).map(|n| format!("{}, picture {n}", if n % 2 == 0 { tags } else { prose })).collect()
}

fn reading(c: &mut Criterion) {
    let texts = captions();
    let vocabulary = Vocabulary::standard();
    c.bench_function("parse 10,000 captions", |b| {
        b.iter(|| {
            texts.iter().map(|text| Caption::parse(text.as_str()).tags().len()).sum::<usize>()
        });
    });
    c.bench_function("parse 10,000 captions and find their traits", |b| {
        b.iter(|| {
            texts
                .iter()
                .map(|text| vocabulary.find(&Caption::parse(text.as_str())).len())
                .sum::<usize>()
        });
    });
    let parsed: Vec<Caption> = texts.iter().map(|text| Caption::parse(text.as_str())).collect();
    c.bench_function("identity of 10,000 captions", |b| {
        b.iter(|| parsed.iter().map(|caption| vocabulary.identity(caption).len()).sum::<usize>());
    });
    c.bench_function("contradictions in 10,000 captions", |b| {
        b.iter(|| {
            parsed
                .iter()
                .map(|caption| vocabulary.contradictions(caption, &vocabulary.find(caption)).len())
                .sum::<usize>()
        });
    });
    let trigger = Trigger::new("krstl");
    c.bench_function("the trigger in 10,000 captions", |b| {
        b.iter(|| parsed.iter().map(|caption| trigger.find(caption).exact.len()).sum::<usize>());
    });
}

fn counting(c: &mut Criterion) {
    let texts = captions();
    tokens::clip("built before it is measured");
    c.bench_function("CLIP tokens of 10,000 captions", |b| {
        b.iter(|| texts.iter().map(|text| tokens::clip(black_box(text))).sum::<usize>());
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = reading, counting
}
criterion_main!(benches);
