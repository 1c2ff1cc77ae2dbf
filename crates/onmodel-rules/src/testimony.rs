//! What was found by others than the rules of this crate: what a plugin says of a set.
//!
//! A rule is a pure function of facts, so a plugin's findings are facts: whoever runs plugins gathers
//! them, caption by caption, before the set is judged, and a [`Witness`] states them as its own. A
//! caption nobody has spoken of yet is simply silent; what was said of it is forgotten with its text.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use onmodel_caption::Span;

use crate::{CaptionView, Draft, Facts, ImageView, Out, Place, Rule};

/// A draft with the name of the rule that stated it.
pub type Statement = (Arc<str>, Arc<Draft>);

/// What was said of one subject.
pub type Said = Arc<[Statement]>;

/// A plugin that should have looked at a set and has not, or not at all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// The plugin, with its version where it is known: `studio-rules 0.3.1`.
    pub plugin: String,
    /// Why.
    pub reason: Reason,
    /// Where to tell of it.
    pub place: Place,
    /// Other places concerned, each with what about it.
    pub related: Vec<(Place, String)>,
}

/// Why a plugin said nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Its user has not trusted these bytes.
    Untrusted {
        /// The command that trusts them.
        command: String,
        /// The SHA-256 of its library, in hexadecimal digits.
        sha256: String,
        /// Where the library is trusted: the first file it loads that is not, and its SHA-256.
        companion: Option<(String, String)>,
        /// Its folder or its library, as reached.
        path: PathBuf,
    },
    /// It could not be run, in words: what happened, why, and the way out.
    Failed(String),
}

/// What was said of a set by others than the rules of this crate.
#[derive(Debug, Clone, Default)]
pub struct Testimony {
    captions: BTreeMap<usize, Said>,
    images: BTreeMap<usize, Said>,
    /// By who said it, for it is said anew as a whole.
    set: BTreeMap<usize, Said>,
    absent: Arc<[Absent]>,
}

impl Testimony {
    /// What was said of the caption at `index`.
    pub fn of_caption(&self, index: usize) -> Option<&Said> {
        self.captions.get(&index)
    }

    /// What was said of the image at `index`.
    pub fn of_image(&self, index: usize) -> Option<&Said> {
        self.images.get(&index)
    }

    /// What was said of the set as a whole.
    pub fn of_set(&self) -> impl Iterator<Item = &Said> {
        self.set.values()
    }

    /// The plugins that should have spoken and have not.
    pub fn absent(&self) -> &Arc<[Absent]> {
        &self.absent
    }

    /// Takes down what was said of the caption at `index`, beside what was before.
    pub fn hear_caption(&mut self, index: usize, said: Vec<Statement>) {
        add(self.captions.entry(index), said);
    }

    /// Takes down what was said of the image at `index`, beside what was before.
    pub fn hear_image(&mut self, index: usize, said: Vec<Statement>) {
        add(self.images.entry(index), said);
    }

    /// Takes down what `who` said of the set as a whole, instead of what they said before.
    pub fn hear_set(&mut self, who: usize, said: Said) {
        self.set.insert(who, said);
    }

    /// Takes down who should have spoken and has not; the same list keeps its address.
    pub fn miss(&mut self, absent: Vec<Absent>) {
        if *self.absent != *absent {
            self.absent = absent.into();
        }
    }

    /// Forgets what was said of the images, whose pictures are others now.
    pub fn forget_images(&mut self) {
        self.images.clear();
    }

    /// Forgets what was said of a caption's text, wherever: that text is gone, and with it what was
    /// said of the images it is the caption of.
    pub(crate) fn forget_caption(&mut self, index: usize, images: impl Iterator<Item = usize>) {
        self.captions.remove(&index);
        for image in images {
            self.images.remove(&image);
        }
        let mentions = |(_, draft): &Statement| draft.mentions(index);
        // What was said of one caption or image mentions no other.
        for said in self.set.values_mut() {
            if said.iter().any(mentions) {
                *said = said.iter().filter(|one| !mentions(one)).cloned().collect();
            }
        }
        if self.absent.iter().any(|one| one.place.is_in_caption(index)) {
            let left = self.absent.iter().filter(|one| !one.place.is_in_caption(index));
            self.absent = left.cloned().collect();
        }
    }
}

fn add(known: std::collections::btree_map::Entry<'_, usize, Said>, said: Vec<Statement>) {
    use std::collections::btree_map::Entry;
    match known {
        Entry::Vacant(place) => {
            place.insert(said.into());
        }
        Entry::Occupied(mut known) => {
            let all = known.get().iter().cloned().chain(said).collect();
            known.insert(all);
        }
    }
}

impl Absent {
    /// What is told of it, in a line.
    pub fn message(&self) -> String {
        match &self.reason {
            Reason::Untrusted { command, sha256, companion, .. } => {
                let companion = companion.as_ref().map(|(file, sha256)| {
                    format!(": its library is, but {file} beside it is not (SHA-256 {sha256})")
                });
                format!(
                    "the plugin {} ({}…) is not trusted here{}, so its rules were not run; if you \
                     know where it comes from: `{command}`",
                    self.plugin,
                    sha256.get(..8).unwrap_or(sha256),
                    companion.unwrap_or_default(),
                )
            }
            Reason::Failed(why) => format!("{}: {why}", self.plugin),
        }
    }

    /// A plugin that could not be run, told of on the line that names it.
    pub fn failed(plugin: impl Into<String>, why: impl Into<String>, at: (PathBuf, Span)) -> Self {
        Self {
            plugin: plugin.into(),
            reason: Reason::Failed(why.into()),
            place: Place::Config(at.0, at.1),
            related: Vec::new(),
        }
    }
}

/// A rule that states what was said in its name.
pub struct Witness {
    name: Arc<str>,
    schema: Option<serde_json::Value>,
}

impl Witness {
    /// The rule of this name. `schema` is the JSON Schema of its options, where it has one: without,
    /// any option is handed to it.
    pub fn new(name: impl Into<Arc<str>>, schema: Option<serde_json::Value>) -> Self {
        Self { name: name.into(), schema }
    }

    fn state<'s>(&self, said: impl IntoIterator<Item = &'s Said>, out: &mut Out<'_>) {
        for (name, draft) in said.into_iter().flat_map(|said| said.iter()) {
            if *name == self.name {
                out.share(Arc::clone(draft));
            }
        }
    }
}

impl Rule for Witness {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        self.state(image.facts().testimony.of_image(image.index), out);
    }

    fn caption(&self, caption: &CaptionView<'_>, out: &mut Out<'_>) {
        self.state(caption.said, out);
    }

    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        self.state(facts.testimony.of_set(), out);
    }

    fn options(&self) -> Option<&serde_json::Value> {
        self.schema.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::config::Date;
    use crate::judge::{Judgement, Memo, judge};
    use crate::{ActiveRule, Cost, FixKind, Meta, Part, RuleSet, Scope, Severity, Source, fixture};

    const NAME: &str = "studio/word";

    fn rules() -> RuleSet {
        let meta = Meta {
            name: NAME.into(),
            doc: "A word.".into(),
            scope: Scope::Caption,
            level: Some(Severity::Warning),
            fix: FixKind::None,
            part: Part::Captions,
            cost: Cost::Severity,
            supersedes: &[],
        };
        RuleSet::new(vec![ActiveRule {
            meta: Cow::Owned(meta),
            rule: Box::new(Witness::new(NAME, None)),
            level: Severity::Error,
            level_is_set: true,
            source: Source::Plugin("studio".to_owned()),
        }])
    }

    fn said(draft: Draft) -> Vec<Statement> {
        vec![(NAME.into(), Arc::new(draft))]
    }

    fn judged(facts: &Facts, memo: &mut Memo) -> Judgement {
        let today = Date { year: 2026, month: 1, day: 1 };
        judge(facts, None, &rules(), &[], today, memo)
    }

    fn told(judgement: &Judgement) -> Vec<String> {
        let findings = judgement.findings.iter();
        findings
            .map(|one| format!("{} {} {}", one.source, one.severity.word(), one.message))
            .collect()
    }

    const SET: &str = "[[image]]\nfile = \"1.png\"\ncaption = \"a word\"\n\
                       [[image]]\nfile = \"2.png\"\ncaption = \"another\"\n";

    #[test]
    fn what_a_plugin_says_later_is_found_later() {
        let mut facts = fixture::facts(SET);
        let mut memo = Memo::default();
        assert!(judged(&facts, &mut memo).findings.is_empty());
        facts.testimony.hear_caption(0, said(Draft::span(0, Span::new(2, 6), "a word")));
        facts.testimony.hear_image(1, said(Draft::image(1, "a picture")));
        let found = judged(&facts, &mut memo);
        assert_eq!(
            told(&found),
            ["plugin:studio error a word", "plugin:studio error a picture"],
            "in the order of the files"
        );
        assert_eq!(
            found,
            judged(&facts, &mut Memo::default()),
            "judging again equals judging anew"
        );
    }

    #[test]
    fn what_was_said_of_a_text_goes_with_it() {
        let mut facts = fixture::facts(SET);
        let mut memo = Memo::default();
        facts.testimony.hear_caption(0, said(Draft::span(0, Span::new(2, 6), "a word")));
        let both =
            Draft::set("they differ").related(Place::Caption(0, Some(Span::new(2, 6))), "this");
        facts.testimony.hear_set(0, said(both).into());
        facts.testimony.hear_caption(1, said(Draft::caption(1, "stays")));
        assert_eq!(judged(&facts, &mut memo).findings.len(), 3);
        let file =
            onmodel_dataset::CaptionFile { text: "a".into(), ..facts.dataset.captions[0].clone() };
        facts.set_caption(0, file);
        let found = judged(&facts, &mut memo);
        assert_eq!(told(&found), ["plugin:studio error stays"]);
        assert_eq!(found, judged(&facts, &mut Memo::default()));
    }
}
