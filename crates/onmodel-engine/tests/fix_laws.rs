//! The laws of mending, tried on real sets of a few captions put together from nasty pieces.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

#[path = "../../onmodel-rules/src/nasty.rs"]
mod nasty;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use onmodel_dataset::Dataset;
use onmodel_dataset::discover::{self, discover};
use onmodel_engine::fix::{Mended, Mending, mend};
use onmodel_engine::{OpenSet, Plugins, today};
use onmodel_rules::{Finding, Selection};
use proptest::prelude::*;
use tempfile::TempDir;

use nasty::{caption, config, keeps_the_rest};

/// Captions, some with a byte order mark.
fn captions() -> impl Strategy<Value = Vec<String>> {
    let mark = prop::sample::select(&["", "", "", "", "\u{feff}"][..]);
    let one = (mark, caption()).prop_map(|(mark, text)| format!("{mark}{text}"));
    prop::collection::vec(one, 1..=4)
}

/// A set on disk. Its pictures are empty files nobody looks at.
struct Set {
    folder: TempDir,
}

impl Set {
    fn of<T: AsRef<[u8]>>(captions: &[T]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = "[dataset]\nname = \"krstl\"\ntrigger = \"krstl\"\n";
        fs::write(folder.path().join("onmodel.toml"), config).unwrap();
        for (index, caption) in captions.iter().enumerate() {
            fs::write(folder.path().join(format!("{index}.png")), "").unwrap();
            fs::write(folder.path().join(format!("{index}.txt")), caption).unwrap();
        }
        Self { folder }
    }

    fn dataset(&self) -> Dataset {
        let mut found = discover(&[self.folder.path()], &discover::Options::default());
        assert!(found.errors.is_empty() && found.problems.is_empty(), "{:?}", found.problems);
        found.datasets.remove(0)
    }

    fn findings(&self) -> Vec<Arc<Finding>> {
        OpenSet::open(self.dataset(), &Selection::default(), &Plugins::none())
            .unwrap()
            .judge(today())
            .findings
    }

    fn mended(&self) -> Mended {
        let dataset = self.dataset();
        let mending = Mending {
            selection: Selection::default(),
            unsafe_too: false,
            today: today(),
            plugins: Plugins::none(),
        };
        let seen = vec![None; dataset.images.len()];
        let mended = mend(&dataset, &seen, &discover::Options::default(), &mending).unwrap();
        assert_eq!(mended.endless, [""; 0], "rules of our own come to an end");
        mended
    }

    fn write(&self, mended: &Mended) {
        let failures = mended.write(self.folder.path(), None).failures;
        assert!(failures.is_empty(), "{failures:?}");
    }
}

/// How often each rule speaks of each caption.
fn counted(findings: &[Arc<Finding>]) -> BTreeMap<(String, PathBuf), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        let file = finding.path.file_name().unwrap_or_default();
        *counts.entry((finding.rule.clone(), PathBuf::from(file))).or_default() += 1;
    }
    counts
}

/// Rules that compare captions. What a mistake hid from them in one caption the others say already:
/// two captions that differed in nothing but what was mended are equal now, and a word that was hidden
/// joins its kind. No fix of one caption can know of that.
const COMPARE: [&str; 6] = [
    "caption-duplicate",
    "caption-identity-inconsistent",
    "caption-inconsistent-wording",
    "caption-style-mixed",
    "dataset-repeated-composition",
    "dataset-trait-dominant",
];

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn mending_a_mended_set_does_nothing(captions in captions()) {
        let set = Set::of(&captions);
        set.write(&set.mended());
        let again = set.mended();
        prop_assert!(again.is_empty(), "{:?}", again.files);
    }

    #[test]
    fn no_safe_fix_brings_a_finding(captions in captions()) {
        let set = Set::of(&captions);
        let before = counted(&set.findings());
        let mended = set.mended();
        set.write(&mended);
        for (key, count) in counted(&set.findings()) {
            let known = before.get(&key).copied().unwrap_or(0);
            let compares = captions.len() > 1 && COMPARE.contains(&key.0.as_str());
            prop_assert!(compares || count <= known, "{key:?}: {known} became {count}: {:?}", mended.files);
        }
    }

    #[test]
    fn line_ends_and_words_are_kept(captions in captions()) {
        let set = Set::of(&captions);
        let findings = set.findings();
        for file in set.mended().files {
            let before = std::str::from_utf8(&file.before).unwrap();
            let of_file = findings.iter().filter(|one| one.path.file_name() == file.path.file_name());
            let told: Vec<&str> = of_file
                .map(|one| one.message.as_str())
                .chain(file.titles.iter().map(String::as_str))
                .collect();
            keeps_the_rest(before, &file.after, &told.join(" "))?;
        }
    }

    #[test]
    fn whatever_bytes_a_caption_holds_it_is_judged_and_mended(
        captions in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 1..=3),
        mangled in caption(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let mut broken = mangled.into_bytes();
        for (at, byte) in cuts {
            let place = at.index(broken.len() + 1);
            broken.insert(place, byte);
        }
        let set = Set::of(&[captions, vec![broken]].concat());
        set.write(&set.mended());
        let left = set.mended();
        prop_assert!(left.is_empty(), "{:?}", left.files);
    }
}
