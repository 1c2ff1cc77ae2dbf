//! The law of judging again: after any changes of captions a judgement with a memory equals one from
//! scratch.

use std::fmt::Write;
use std::path::Path;

use proptest::prelude::*;

use crate::config::{self, Date};
use crate::judge::{Judgement, Memo, judge};
use crate::{Facts, RuleSet, Selection, fixture};

/// What sets are about; each wakes other rules.
const HEADS: [&str; 5] = [
    "[dataset]\ntrigger = \"krstl\"\n[traits]\nvary = [\"pose\", \"background\"]\nidentity = [\"red hair\"]",
    "[dataset]\nbase = \"flux.1-dev\"",
    "[dataset]\ntrigger = \"krstl\"\nbase = \"sdxl\"\n[traits]\nidentity = [\"red hair\"]\n\
     identity-captions = \"unmentioned\"",
    "[dataset]\ntrigger = \"krstl\"\ntrainer = \"kohya\"\n[[ignore]]\nfiles = [\"1.txt\", \"*.png\"]\n\
     rules = [\"caption-*\", \"image-not-square\"]\nreason = \"so it is\"",
    "[dataset]\ntrigger = \"krstl\"\n[traits]\nidentity-captions = \"mentioned\"\n[rules]\n\
     caption-tag-order = { order = [\"trigger\", \"pose\"] }",
];

/// What else the images of every set are, in turn: the rules that read words and pixels together
/// have something to say.
const IMAGES: [&str; 6] = [
    "",
    "busy = true",
    "looks_like = \"0.png\"",
    "size = [1024, 1536]",
    "other_caption = [\"4.caption\", \"krstl, other\"]",
    "fault = \"Truncated\"",
];

/// Words that captions are made of: what one caption says bears on what is said of others.
const WORDS: [&str; 24] = [
    "krstl",
    "krstl",
    "krstll",
    "Krstl",
    "standing",
    "standng",
    "sitting",
    "red hair",
    "auburn hair",
    "close-up",
    "closeup",
    "tight shot",
    "looking_at_viewer",
    "looking at viewer",
    "front view",
    "white background",
    "forest",
    "anime style",
    "photo",
    "smiling",
    "beautiful",
    "a red coat\n",
    "lantern",
    "krstl is walking through the rain. She is smiling.",
];

fn caption() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..7);
    words.prop_map(|words| words.join(", "))
}

fn set(head: &str, captions: &[String]) -> String {
    let mut set = format!("{head}\n");
    for (index, caption) in captions.iter().enumerate() {
        let more = IMAGES[index % IMAGES.len()];
        let caption = toml::Value::String(caption.clone());
        let _ = writeln!(set, "[[image]]\nfile = \"{index}.png\"\ncaption = {caption}\n{more}");
    }
    set + "[[image]]\nfile = \"bare.png\"\n[[image]]\nfile = \"0.webp\"\n[[file]]\nname = \"orphan.txt\"\ntext = \"krstl\"\n"
}

/// A set with what judges it.
struct Desk {
    facts: Facts,
    rules: RuleSet,
    suppressions: Vec<config::Suppression>,
}

impl Desk {
    fn new(set: &str) -> Self {
        let facts = fixture::facts(set);
        let root = Path::new(&facts.dataset.root);
        let config = config::read(&facts.context.settings, root, Vec::new(), &Selection::default());
        let config = config.unwrap_or_else(|errors| panic!("{}", errors[0]));
        Self { facts, rules: config.rules, suppressions: config.suppressions }
    }

    fn judge(&self, memo: &mut Memo) -> Judgement {
        let today = Date { year: 2026, month: 1, day: 1 };
        judge(&self.facts, None, &self.rules, &self.suppressions, today, memo)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn judging_again_equals_judging_anew(
        head in prop::sample::select(HEADS.to_vec()),
        captions in prop::collection::vec(caption(), 3..9),
        changes in prop::collection::vec((any::<prop::sample::Index>(), caption()), 1..8),
    ) {
        let mut captions = captions;
        let mut desk = Desk::new(&set(head, &captions));
        let mut memo = Memo::default();
        desk.judge(&mut memo);
        for (which, text) in changes {
            let image = which.index(captions.len());
            captions[image] = text;
            let anew = Desk::new(&set(head, &captions));
            let index = anew.facts.dataset.images[image].caption.expect("it has one");
            desk.facts.set_caption(index, anew.facts.dataset.captions[index].clone());
            let again = desk.judge(&mut memo);
            prop_assert_eq!(again, anew.judge(&mut Memo::default()));
        }
    }
}
