//! Small sets written in TOML, for rules' tests and for the examples in their documentation.
//!
//! The keys are those of `onmodel.toml`, and besides:
//!
//! ```toml
//! [[image]]
//! file = "01.png"            # format by extension
//! size = [1024, 1024]        # as stored
//! caption = "krstl, smiling" # none without it
//! [[file]]                   # a caption without image, or another file
//! name = "02.txt"
//! text = "krstl"
//! ```
//!
//! `[[absent]]` is a plugin that did not run ([`AbsentSpec`]). [`ImageSpec`] lists what else an image may be.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_caption::Span;
use onmodel_dataset::config::{Overlay, configure};
use onmodel_dataset::{
    Body, CaptionFile, CaptionSource, Dataset, Encoding, Evidence, ImageFile, Layout, Settings,
    Stray, StrayKind,
};
use onmodel_vision::similar::{Likeness, LookAlikes, Pair, Similarity};
use onmodel_vision::{
    Alpha, Border, ColourMode, ContentId, Fault, FaultKind, Format, Hash64, Header, ImageFacts,
    Look, NotDecoded, Orientation, PixelFacts, Profile, Quality, SMALL_SIDE, Size,
};
use serde::Deserialize;

use crate::config::{self, Date};
use crate::judge::{Judgement, Memo, judge};
use crate::neighbours::{Called, Neighbour, Neighbourhood};
use crate::rules::RULES;
use crate::{
    Absent, CaptionFact, Context, Derived, Facts, Finding, Place, Reason, Selection, Testimony,
};

/// The folder every fixture pretends to lie in.
const ROOT: &str = "set";

/// An image of a fixture. What is left out is sound, square, 1024 px, RGB, without a caption.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ImageSpec {
    file: String,
    size: [u32; 2],
    caption: Option<String>,
    caption_file: Option<String>,
    other_caption: Option<(String, String)>,
    encoding: String,
    format: Option<Format>,
    colour: ColourMode,
    bits: u8,
    float: bool,
    orientation: u8,
    frames: u32,
    profile: Option<String>,
    /// Shares of pixels: transparent, and changed once alpha is dropped.
    alpha: Option<(f32, f32)>,
    border: Option<[u32; 4]>,
    mean: f32,
    spread: f32,
    sharpness: f32,
    blockiness: f32,
    enlarged: f32,
    /// Same bytes as this image.
    copy_of: Option<String>,
    /// Looks like this image.
    looks_like: Option<String>,
    /// Looks like this image in a mirror.
    mirror_of: Option<String>,
    fault: Option<FaultKind>,
    pointer: bool,
    /// Detail from edge to edge instead of one grey.
    busy: bool,
    repeats: u32,
    subset: Option<usize>,
}

impl Default for ImageSpec {
    fn default() -> Self {
        Self {
            file: String::new(),
            size: [1024, 1024],
            caption: None,
            caption_file: None,
            other_caption: None,
            encoding: "utf-8".to_owned(),
            format: None,
            colour: ColourMode::Rgb,
            bits: 8,
            float: false,
            orientation: 1,
            frames: 1,
            profile: None,
            alpha: None,
            border: None,
            mean: 128.0,
            spread: 50.0,
            sharpness: 10.0,
            blockiness: 1.0,
            enlarged: 1.0,
            copy_of: None,
            looks_like: None,
            mirror_of: None,
            fault: None,
            pointer: false,
            busy: false,
            repeats: 1,
            subset: None,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSpec {
    name: String,
    /// The text of an orphan caption; other files have none.
    text: Option<String>,
    #[serde(default)]
    kind: Option<String>,
}

/// A plugin that `[plugins]` names and that did not run, told of on the file's first table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AbsentSpec {
    plugin: String,
    /// The command that trusts it.
    untrusted: Option<String>,
    /// Why it could not be run.
    failed: Option<String>,
}

#[derive(Debug, Deserialize, Default)]
#[serde(default)]
struct Spec {
    absent: Vec<AbsentSpec>,
    image: Vec<ImageSpec>,
    file: Vec<FileSpec>,
    neighbour: Vec<NeighbourSpec>,
    layout: Option<String>,
}

/// Another set of the repository. Its images are sound unless they are copies of this set's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NeighbourSpec {
    name: String,
    trigger: Option<String>,
    #[serde(default)]
    image: Vec<ImageSpec>,
}

/// What the named rule says of a set, in the form the rules' tests show.
pub(crate) fn check(rule: &str, set: &str) -> String {
    shown(&findings(rule, set))
}

/// What the named rule says of the one caption of a set whose trigger is `krstl`.
pub(crate) fn check_caption(rule: &str, caption: &str) -> String {
    check(rule, &with_caption(caption))
}

/// The caption after the rule's first fix, `None` where it offers none. The edits are applied as
/// they stand in the finding: bytes of the file.
pub(crate) fn fix_caption(rule: &str, caption: &str) -> Option<String> {
    let findings = findings(rule, &with_caption(caption));
    let mut edits: Vec<_> = findings.iter().filter_map(|one| one.fixes.first().cloned()).collect();
    let mut text = caption.to_owned();
    let mut all: Vec<_> = edits.drain(..).flat_map(|fix| fix.edits).collect();
    if all.is_empty() {
        return None;
    }
    all.sort_by_key(|edit| std::cmp::Reverse((edit.start, edit.end)));
    for edit in all {
        text.replace_range(edit.start..edit.end, &edit.text);
    }
    Some(text)
}

/// What the named rule finds in a set, while all others run too, so that what supersedes it does.
pub(crate) fn findings(rule: &str, set: &str) -> Vec<Arc<Finding>> {
    let is_off =
        RULES.iter().any(|known| (known.meta)().name == rule && (known.meta)().level.is_none());
    let select = if is_off { vec![rule.to_owned()] } else { Vec::new() };
    let mut findings = judgement(set, &Selection { select, ignore: Vec::new() }).findings;
    findings.retain(|finding| finding.rule == rule);
    findings
}

/// Judges a set.
pub(crate) fn judgement(set: &str, selection: &Selection) -> Judgement {
    let facts = facts(set);
    let config = config::read(&facts.context.settings, Path::new(ROOT), Vec::new(), selection)
        .unwrap_or_else(|errors| panic!("the fixture's configuration is wrong: {}", errors[0]));
    let today = Date { year: 2026, month: 1, day: 1 };
    let all = neighbourhood(set, &facts);
    let beside = all.is_company().then(|| all.beside(0));
    let (rules, suppressions) = (&config.rules, &config.suppressions);
    judge(&facts, beside.as_ref(), rules, suppressions, today, &mut Memo::default())
}

/// The set first, then the neighbours its specification names.
fn neighbourhood(set: &str, facts: &Facts) -> Neighbourhood {
    let spec: Spec = toml::from_str(set).expect("a fixture is TOML");
    let mut unlike = facts.images.len();
    let mut neighbour = |other: &NeighbourSpec| {
        let file = Path::new(&other.name).join("onmodel.toml");
        let called = |text: &String| Called {
            text: text.clone(),
            file: file.clone(),
            span: Span::new(0, 1),
        };
        let mut image = |image: &ImageSpec| {
            let copied = |name: &String| spec.image.iter().position(|own| own.file == *name);
            let seen = image.copy_of.as_ref().and_then(copied).map(|own| facts.images[own].clone());
            unlike += 1;
            let new = || Some(Arc::new(self::seen(unlike, image)));
            (PathBuf::from(&image.file), seen.unwrap_or_else(new))
        };
        Neighbour {
            root: PathBuf::from(&other.name),
            name: other.name.clone(),
            images: other.image.iter().map(&mut image).collect(),
            triggers: other.trigger.iter().map(called).collect(),
        }
    };
    let mut sets = vec![Neighbour::of(facts)];
    sets.extend(spec.neighbour.iter().map(&mut neighbour));
    Neighbourhood::of(sets)
}

/// A set of one image with this caption and the trigger `krstl`.
fn with_caption(caption: &str) -> String {
    let quoted = toml::Value::String(caption.to_owned()).to_string();
    format!("[dataset]\ntrigger = \"krstl\"\n[[image]]\nfile = \"01.png\"\ncaption = {quoted}\n")
}

fn shown(findings: &[Arc<Finding>]) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    for one in findings {
        let path = onmodel_dataset::paths::slashed(&one.path);
        let at = one
            .range
            .map(|range| format!(":{}-{}", range.start.offset, range.end.offset))
            .unwrap_or_default();
        let _ = writeln!(out, "{} {path}{at}: {}", one.severity.word(), one.message);
        if let Some(consequence) = &one.consequence {
            let _ = writeln!(out, "  = {consequence}");
        }
        for related in &one.related {
            let _ = writeln!(
                out,
                "  + {}: {}",
                onmodel_dataset::paths::slashed(&related.path),
                related.message
            );
        }
        for fix in &one.fixes {
            let _ = writeln!(out, "  fix ({:?}): {}", fix.safety, fix.title);
        }
    }
    out
}

/// The facts of a set.
pub(crate) fn facts(set: &str) -> Facts {
    let spec: Spec = toml::from_str(set).expect("a fixture is TOML");
    let settings = settings(set);
    let context = Context::of(&settings);
    let mut dataset = dataset(&spec, &settings);
    dataset.captions.sort_by(|a, b| a.path.cmp(&b.path));
    pair(&mut dataset);
    let captions = (0..dataset.captions.len())
        .map(|index| Arc::new(CaptionFact::read(&dataset, index, &context)))
        .collect();
    let images = spec
        .image
        .iter()
        .enumerate()
        .map(|(index, image)| Some(Arc::new(seen(index, image))))
        .collect();
    let similarity = Arc::new(similarity(&spec));
    Facts {
        dataset: Arc::new(dataset),
        context,
        images,
        captions,
        similarity,
        derived: Derived::default(),
        testimony: testimony(&spec),
    }
}

fn testimony(spec: &Spec) -> Testimony {
    let mut testimony = Testimony::default();
    let absent = spec.absent.iter().map(|absent| Absent {
        plugin: absent.plugin.clone(),
        reason: match &absent.untrusted {
            Some(command) => {
                let (command, path) = (command.clone(), PathBuf::from("plugins"));
                let sha256 = "9f2c4ab1".repeat(8);
                Reason::Untrusted { command, sha256, companion: None, path }
            }
            None => Reason::Failed(absent.failed.clone().unwrap_or_default()),
        },
        place: Place::Config(Path::new(ROOT).join("onmodel.toml"), Span::new(0, 16)),
        related: Vec::new(),
    });
    testimony.miss(absent.collect());
    testimony
}

fn settings(set: &str) -> Settings {
    let mut table: toml::Table = toml::from_str(set).expect("a fixture is TOML");
    for key in ["image", "file", "layout", "neighbour", "absent"] {
        table.remove(key);
    }
    let file = Path::new(ROOT).join("onmodel.toml");
    let at = std::path::absolute(&file).expect("there is a working folder");
    let overlay = Overlay::from([(at, Arc::from(table.to_string()))]);
    let configuration = configure(Path::new(ROOT), Some(&file), &overlay);
    assert!(configuration.errors.is_empty(), "{}", configuration.errors[0]);
    configuration.settings
}

fn dataset(spec: &Spec, settings: &Settings) -> Dataset {
    let path = |name: &str| Path::new(ROOT).join(name);
    let mut captions = Vec::new();
    let mut images = Vec::new();
    for image in &spec.image {
        images.push(ImageFile {
            path: path(&image.file),
            relative: PathBuf::from(&image.file),
            caption: None,
            other_captions: Vec::new(),
            subset: image.subset,
            repeats: image.repeats,
        });
        if let Some(text) = &image.caption {
            let name = image.caption_file.clone();
            let name = name.unwrap_or_else(|| {
                Path::new(&image.file).with_extension("txt").display().to_string()
            });
            captions.push(caption(&name, text, &image.encoding));
        }
        if let Some((name, text)) = &image.other_caption {
            captions.push(caption(name, text, "utf-8"));
        }
    }
    let orphans =
        spec.file.iter().filter_map(|file| Some(caption(&file.name, file.text.as_ref()?, "utf-8")));
    captions.extend(orphans);
    let strays = spec.file.iter().filter(|file| file.text.is_none());
    Dataset {
        root: PathBuf::from(ROOT),
        name: ROOT.to_owned(),
        evidence: Evidence::Given,
        layout: if spec.layout.as_deref() == Some("kohya") { Layout::Kohya } else { Layout::Plain },
        settings: settings.clone(),
        images,
        captions,
        strays: strays
            .map(|file| Stray {
                relative: PathBuf::from(&file.name),
                kind: stray_kind(file.kind.as_deref()),
            })
            .collect(),
        unreadable: Vec::new(),
    }
}

fn stray_kind(kind: Option<&str>) -> StrayKind {
    match kind {
        Some("litter") => StrayKind::Litter,
        Some("mask") => StrayKind::Mask,
        Some("cache") => StrayKind::TrainerCache,
        Some("unvisited") => StrayKind::UnvisitedImage,
        _ => StrayKind::Other,
    }
}

fn caption(name: &str, text: &str, encoding: &str) -> CaptionFile {
    let encoding = match encoding {
        "utf-8-bom" => Encoding::Utf8Bom,
        "utf-16-le" => Encoding::Utf16Le(true),
        "utf-16-be" => Encoding::Utf16Be(true),
        "windows-1252" => Encoding::Windows1252,
        _ => Encoding::Utf8,
    };
    let text: Arc<str> = Arc::from(text);
    let snapshot = onmodel_dataset::write::Snapshot::of_bytes(text.as_bytes());
    let body = Body { text: Arc::clone(&text), encoding, bytes: text.len() as u64, snapshot };
    CaptionFile {
        path: Path::new(ROOT).join(name),
        relative: PathBuf::from(name),
        source: CaptionSource::Sidecar,
        body: Ok(Arc::new(body)),
        place: Some(Span::new(0, text.len())),
        text,
        image: None,
    }
}

/// Pairs by stem; the caption file that sorts last by extension (`.txt`) is the image's own.
fn pair(dataset: &mut Dataset) {
    for (index, caption) in dataset.captions.iter_mut().enumerate() {
        let stem = caption.relative.with_extension("");
        for (number, image) in dataset.images.iter_mut().enumerate() {
            if image.relative.with_extension("") == stem {
                caption.image.get_or_insert(number);
                image.other_captions.extend(image.caption.replace(index));
            }
        }
    }
}

fn seen(index: usize, spec: &ImageSpec) -> ImageFacts {
    let mut content = [0; 32];
    content[..8].copy_from_slice(&(index as u64).to_le_bytes());
    let content = ContentId(content);
    let look = if spec.pointer {
        Look::Pointer { oid: content, size: 1_000_000 }
    } else if let Some(kind) = spec.fault {
        Look::Broken(None, Fault { kind, detail: "half of the file is missing".to_owned() })
    } else {
        let header = header(spec);
        let decoded = !matches!(header.format, Format::Avif | Format::Heic | Format::Jxl);
        if decoded {
            Look::Seen(header, pixels(index, spec))
        } else {
            Look::Sized(header, NotDecoded::Format)
        }
    };
    ImageFacts { content, bytes: 1_000_000, look }
}

fn header(spec: &ImageSpec) -> Header {
    let extension =
        Path::new(&spec.file).extension().map(|text| text.to_string_lossy().to_lowercase());
    let by_name = match extension.as_deref() {
        Some("jpg" | "jpeg" | "jfif") => Format::Jpeg,
        Some("webp") => Format::WebP,
        Some("gif") => Format::Gif,
        Some("bmp") => Format::Bmp,
        Some("tif" | "tiff") => Format::Tiff,
        Some("avif") => Format::Avif,
        Some("heic") => Format::Heic,
        Some("jxl") => Format::Jxl,
        _ => Format::Png,
    };
    Header {
        format: spec.format.unwrap_or(by_name),
        size: Size { width: spec.size[0], height: spec.size[1] },
        colour: spec.colour,
        bits: spec.bits,
        float: spec.float,
        alpha: spec.alpha.is_some(),
        orientation: Orientation(spec.orientation),
        frames: spec.frames,
        profile: spec.profile.clone().map_or(Profile::Srgb, Profile::Other),
    }
}

fn pixels(index: usize, spec: &ImageSpec) -> PixelFacts {
    // A Walsh code: any two differ in half of their bits, as the hashes of unlike pictures do.
    let is_set = |bit: &usize| !(bit & index).count_ones().is_multiple_of(2);
    let hash = (0..64).filter(is_set).fold(0, |hash, bit| hash | 1 << bit);
    PixelFacts {
        digest: index as u128,
        hash: Hash64(hash),
        mirrored: Hash64(!hash),
        texture: 50.0,
        small: small(spec.busy),
        quality: Quality {
            mean: spec.mean,
            spread: spec.spread,
            dark: 0.1,
            bright: 0.1,
            sharpness: spec.sharpness,
            blockiness: spec.blockiness,
            enlarged: spec.enlarged,
        },
        alpha: spec.alpha.map(|(transparent, changed)| Alpha {
            transparent,
            changed,
            hidden: [255, 0, 255],
        }),
        border: spec.border.map(|[left, top, right, bottom]| Border {
            left,
            top,
            right,
            bottom,
            colour: [0; 3],
        }),
    }
}

/// A small frame of one grey, or with a step at every cell.
fn small(busy: bool) -> Vec<u8> {
    let luma = |at: usize| if busy && at.is_multiple_of(2) { 40 } else { 128 };
    (0..SMALL_SIDE * SMALL_SIDE).map(luma).collect()
}

/// The look-alikes as the specification states them, not measured.
fn similarity(spec: &Spec) -> Similarity {
    let find = |name: &String| {
        spec.image.iter().position(|image| image.file == *name).expect("a file of the fixture")
    };
    let mut similarity = Similarity { compared: spec.image.len(), ..Similarity::default() };
    for (b, image) in spec.image.iter().enumerate() {
        let like = [
            (&image.copy_of, Likeness::Duplicate, 0, false),
            (&image.looks_like, Likeness::NearDuplicate, 4, false),
            (&image.mirror_of, Likeness::NearDuplicate, 2, true),
        ];
        for (other, likeness, distance, mirrored) in like {
            if let Some(a) = other.as_ref().map(find) {
                similarity.pairs.push(Pair {
                    a: a.min(b),
                    b: a.max(b),
                    likeness,
                    distance,
                    mirrored,
                });
                similarity.groups.push(LookAlikes {
                    likeness,
                    keep: a,
                    members: vec![a.min(b), a.max(b)],
                });
            }
        }
    }
    similarity.distinct = (spec.image.len() - similarity.pairs.len()) as f64;
    similarity
}
