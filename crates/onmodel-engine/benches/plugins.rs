//! What a plugin costs: 10,000 captions shown to one, beside the same rule in Rust; one caption after
//! a keystroke; and the start of its process. Needs a C compiler.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use criterion::{BatchSize, Criterion};
use onmodel_caption::Span;
use onmodel_dataset::config::Layer;
use onmodel_dataset::write::Snapshot;
use onmodel_dataset::{
    Body, CaptionFile, CaptionSource, Dataset, Encoding, Evidence, Layout, Settings,
};
use onmodel_engine::{OpenSet, Plugins, Policy};
use onmodel_plugin_host::trust::Trust;
use onmodel_plugin_host::{Permissions, child, package::Package};
use onmodel_rules::{Draft, DraftFix, Selection};

const CAPTIONS: usize = 10_000;

/// A rule that bans two tags, each with a fix; most captions have one of them.
const SOURCE: &str = r#"
#include "onmodel_plugin.h"
static int32_t check(void *rule, const om_item *item, const om_sink *sink) {
    om_tag tag = { 0 };
    (void)rule;
    while (om_next_tag(item->caption, &tag)) {
        om_str text = { item->caption.ptr + tag.start, tag.end - tag.start };
        if (!om_str_is(text, "night") && !om_str_is(text, "blurry")) continue;
        om_edit edit = om_remove_tag(item->caption, tag);
        om_diag diag = { 0 };
        diag.struct_size = sizeof diag;
        diag.start = tag.start;
        diag.end = tag.end;
        diag.message = OM_STR("banned tag");
        diag.edits = &edit;
        diag.n_edits = 1;
        diag.fix_title = OM_STR("remove it");
        sink->report(sink, &diag);
    }
    return 0;
}
static const om_rule rules[] = { { .struct_size = sizeof(om_rule), .scope = OM_SCOPE_CAPTION,
    .id = OM_STR_INIT("bench/banned"), .summary = OM_STR_INIT("banned"), .check_item = check } };
static const om_plugin plugin = { .magic = OM_MAGIC, .abi_major = 1, .struct_size = sizeof(om_plugin),
    .n_rules = 1, .name = OM_STR_INIT("bench"), .version = OM_STR_INIT("1"), .rules = rules,
    .rule_stride = sizeof(om_rule) };
ONMODEL_EXPORT const om_plugin *onmodel_plugin_entry(uint16_t major, uint16_t minor) {
    (void)major, (void)minor;
    return &plugin;
}
"#;

/// The same rule, built in.
fn built_in(index: usize, text: &str, out: &mut Vec<Arc<Draft>>) {
    let mut at = 0;
    for field in text.split(',') {
        let tag = field.trim();
        if tag == "night" || tag == "blurry" {
            let start = at + (field.len() - field.trim_start().len());
            let span = Span::new(start, start + tag.len());
            let fix = DraftFix::review("remove it").edit(index, span, "");
            out.push(Arc::new(Draft::span(index, span, "banned tag").fix(fix)));
        }
        at += field.len() + 1;
    }
}

fn caption(index: usize) -> String {
    let banned = ["night", "blurry", "night, blurry", "day"][index % 4];
    format!(
        "krstl, woman, red hair, green eyes, blue jacket with gold buttons, standing, {banned}, smiling, \
         front view, full body, forest, holding lantern number {index}"
    )
}

fn file(index: usize) -> CaptionFile {
    let text: Arc<str> = caption(index).into();
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
        image: None,
    }
}

fn dataset(folder: &Path, captions: usize) -> Dataset {
    let config = b"[plugins.bench]\npath = \"plugin\"\n";
    let layer = Layer::parse(folder.join("onmodel.toml"), folder.to_owned(), config);
    let layer = layer.unwrap_or_else(|errors| panic!("{errors:?}"));
    Dataset {
        root: PathBuf::from("set"),
        name: "set".to_owned(),
        evidence: Evidence::Named,
        layout: Layout::Plain,
        settings: Settings { layers: vec![Arc::new(layer)], ..Settings::default() },
        images: Vec::new(),
        captions: (0..captions).map(file).collect(),
        strays: Vec::new(),
        unreadable: Vec::new(),
    }
}

fn build(folder: &Path) {
    let plugin = folder.join("plugin");
    std::fs::create_dir_all(&plugin).expect("a folder");
    let source = plugin.join("bench.c");
    std::fs::write(&source, SOURCE).expect("written");
    std::fs::write(plugin.join("plugin.toml"), "[plugin]\nname = \"bench\"\n").expect("written");
    let header = concat!(env!("CARGO_MANIFEST_DIR"), "/../onmodel-plugin/include");
    let done = Command::new("cc")
        .args(["-O2", "-shared", "-fPIC", "-I", header])
        .arg(&source)
        .arg("-o")
        .arg(plugin.join("libbench.so"))
        .status();
    assert!(done.is_ok_and(|status| status.success()), "a C compiler");
}

fn plugins(folder: &Path) -> Plugins {
    let mut trust = Trust::none();
    let package = Package::read(&folder.join("plugin")).expect("a plugin");
    trust.pin(package.sha256()).expect("a digest");
    let program = std::env::current_exe().expect("this program");
    let cache = Some(folder.join("cache"));
    Plugins::new(Policy { program, trust, trust_file: None, cache, news: None })
}

fn open(folder: &Path, plugins: &Plugins, captions: usize) -> OpenSet {
    let set = OpenSet::open(dataset(folder, captions), &Selection::default(), plugins);
    set.unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn bench(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    build(folder.path());
    let plugins = plugins(folder.path());
    let mut group = criterion.benchmark_group("plugins");
    group.sample_size(20);
    let texts: Vec<String> = (0..CAPTIONS).map(caption).collect();
    group.bench_function("10,000 captions, built in", |bench| {
        bench.iter(|| {
            let mut out = Vec::new();
            texts.iter().enumerate().for_each(|(index, text)| built_in(index, text, &mut out));
            out
        });
    });
    group.bench_function("10,000 captions, by a plugin", |bench| {
        bench.iter_batched_ref(
            || open(folder.path(), &plugins, CAPTIONS),
            |set| {
                set.ask_plugins();
                assert!(set.facts.testimony.of_caption(1).is_some());
            },
            BatchSize::PerIteration,
        );
    });
    let mut set = open(folder.path(), &plugins, 2);
    set.ask_plugins();
    group.bench_function("1 caption, by a plugin", |bench| {
        bench.iter_batched(
            || file(1),
            |file| {
                set.set_caption(1, file);
                set.ask_plugins();
            },
            BatchSize::SmallInput,
        );
    });
    group.bench_function("from its start to its first answer", |bench| {
        bench.iter_batched(
            || self::plugins(folder.path()),
            |plugins| open(folder.path(), &plugins, 0),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn main() {
    // A plugin's process is this program, as it is `onmodel` elsewhere.
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("plugin-host") {
        let library = arguments.next().unwrap_or_default();
        let page = arguments.nth(1).unwrap_or_default();
        let served = child::run(Path::new(&library), &page, Permissions::default());
        return served.unwrap_or_else(|error| panic!("{error}"));
    }
    let mut criterion = Criterion::default().configure_from_args();
    bench(&mut criterion);
    criterion.final_summary();
}
