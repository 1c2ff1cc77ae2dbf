//! Laws of the score, on generated sets.

use std::fmt::Write;
use std::path::Path;

use proptest::prelude::*;

use crate::fixture::judgement;
use crate::nasty::config;
use crate::{Fix, Operation, Part, Selection};

/// An image of a generated set.
#[derive(Debug, Clone)]
struct Picture {
    name: String,
    caption: Option<String>,
    /// Lines of TOML that say what else it is.
    traits: Vec<&'static str>,
    copy_of: Option<String>,
}

const TRAITS: [&str; 10] = [
    "size = [512, 512]",
    "size = [1024, 1536]",
    "size = [400, 3000]",
    "alpha = [0.1, 0.1]",
    "alpha = [0.1, 0.0]",
    "frames = 3",
    "fault = \"Truncated\"",
    "format = \"WebP\"",
    "orientation = 6",
    "border = [40, 40, 40, 40]",
];
const CAPTIONS: [&str; 4] = ["krstl, smiling", "smiling", "krstll, smiling", ""];

fn toml(trainer: &str, set: &[Picture]) -> String {
    let mut text =
        format!("[dataset]\ntrigger = \"krstl\"\ntrainer = \"{trainer}\"\nresolution = 1024\n");
    for picture in set {
        let _ = writeln!(text, "[[image]]\nfile = \"{}\"", picture.name);
        for line in &picture.traits {
            let _ = writeln!(text, "{line}");
        }
        if let Some(caption) = &picture.caption {
            let _ = writeln!(text, "caption = {}", toml::Value::String(caption.clone()));
        }
        if let Some(original) = &picture.copy_of {
            let _ = writeln!(text, "copy_of = \"{original}\"");
        }
    }
    text
}

fn total(trainer: &str, set: &[Picture]) -> f64 {
    judgement(&toml(trainer, set), &Selection::default()).score.total
}

/// Up to eight pictures, up to three copies of some, each with a caption of its own, and now and then
/// another picture that shares the first one's name and caption.
fn sets() -> impl Strategy<Value = Vec<Picture>> {
    (originals_and_copies(), any::<bool>()).prop_map(|(mut set, twin)| {
        if twin && set[0].caption.is_some() {
            let (name, caption, copy_of) = ("0.jpg".to_owned(), None, None);
            set.push(Picture { name, caption, copy_of, traits: Vec::new() });
        }
        set
    })
}

fn originals_and_copies() -> impl Strategy<Value = Vec<Picture>> {
    let caption = || prop::option::of(prop::sample::select(CAPTIONS.to_vec()));
    let one = (caption(), prop::option::of(prop::sample::select(TRAITS.to_vec())));
    let copies = prop::collection::vec((any::<prop::sample::Index>(), caption()), 0..=3);
    (prop::collection::vec(one, 1..=8), copies).prop_map(|(originals, copies)| {
        let mut set: Vec<Picture> = Vec::new();
        for (index, (caption, look)) in originals.into_iter().enumerate() {
            set.push(Picture {
                name: format!("{index}.png"),
                caption: caption.map(str::to_owned),
                traits: look.into_iter().collect(),
                copy_of: None,
            });
        }
        let count = set.len();
        for (number, (original, caption)) in copies.into_iter().enumerate() {
            let original = set[original.index(count)].clone();
            // Unreadable files are nobody's copies.
            if original.traits != ["fault = \"Truncated\""] {
                set.push(Picture {
                    name: format!("copy{number}.png"),
                    caption: caption.map(str::to_owned),
                    copy_of: Some(original.name),
                    traits: original.traits,
                });
            }
        }
        set
    })
}

fn named(path: &Path, picture: &Picture) -> bool {
    path.file_name().is_some_and(|name| name == picture.name.as_str())
}

/// The set after a fix.
fn mended(set: &[Picture], fix: &Fix) -> Vec<Picture> {
    let mut set = set.to_vec();
    for edit in &fix.edits {
        let stem = edit.path.file_stem();
        for picture in &mut set {
            if Path::new(&picture.name).file_stem() == stem
                && let Some(caption) = &mut picture.caption
            {
                caption.replace_range(edit.start..edit.end, &edit.text);
            }
        }
    }
    for operation in &fix.operations {
        match operation {
            Operation::MoveAside { path } => {
                leave_caption(&mut set, path);
                set.retain(|picture| !named(path, picture));
            }
            Operation::Rename { from, to } => {
                leave_caption(&mut set, from);
                rename(&mut set, from, to);
            }
            Operation::Create { path, text } => {
                for picture in &mut set {
                    if Path::new(&picture.name).file_stem() == path.file_stem() {
                        picture.caption = Some(text.clone());
                    }
                }
            }
        }
    }
    set
}

/// The caption of a picture that goes stays with the other of its name, if there is one.
fn leave_caption(set: &mut [Picture], gone: &Path) {
    let Some(at) = set.iter().position(|picture| named(gone, picture)) else { return };
    let is_twin = |picture: &Picture| {
        !named(gone, picture) && Path::new(&picture.name).file_stem() == gone.file_stem()
    };
    if let Some(twin) = set.iter().position(is_twin) {
        let caption = set[at].caption.take();
        set[twin].caption = set[twin].caption.take().or(caption);
    }
}

fn rename(set: &mut [Picture], from: &Path, to: &Path) {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (old, new) = (name(from), name(to));
    for picture in set {
        if picture.name == old {
            picture.name.clone_from(&new);
        } else if picture.copy_of.as_ref() == Some(&old) {
            picture.copy_of = Some(new.clone());
        }
    }
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn removing_a_copy_never_lowers_the_score(set in sets(), trainer in prop::sample::select(vec!["scenario", "kohya"])) {
        let before = total(trainer, &set);
        for copy in (0..set.len()).filter(|&index| set[index].copy_of.is_some()) {
            let mut fewer = set.clone();
            fewer.remove(copy);
            let after = total(trainer, &fewer);
            prop_assert!(after >= before, "{before} became {after} without {}", set[copy].name);
        }
    }

    #[test]
    fn mending_a_finding_by_its_own_fix_never_lowers_the_score(set in sets(), trainer in prop::sample::select(vec!["scenario", "kohya"])) {
        let before = judgement(&toml(trainer, &set), &Selection::default());
        // Where nothing is left of the captions' part, a caption for each of two images has nothing to
        // set off the hint that there are now enough of them to compare.
        let is_spent = before.score.parts.iter().any(|one| one.part == Part::Captions && one.score == 0.0);
        for finding in &before.findings {
            // The fix of a missing caption begins one that a person has yet to write.
            let is_begun = finding.rule == "caption-missing";
            if is_begun || (is_spent && finding.rule == "dataset-shared-stem") { continue }
            let Some(fix) = finding.fixes.first() else { continue };
            let after = mended(&set, fix);
            // A set without a picture has no score to compare.
            if after.is_empty() { continue }
            let after = total(trainer, &after);
            prop_assert!(after >= before.score.total, "{} became {after} by \"{}\"", before.score.total, fix.title);
        }
    }
}
