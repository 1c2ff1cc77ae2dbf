//! One dataset kept open.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use onmodel_dataset::config::ConfigError;
use onmodel_dataset::{CaptionFile, Dataset};
use onmodel_rules::config::{Date, RuleConfig, Suppression};
use onmodel_rules::judge::{Judgement, Memo, judge};
use onmodel_rules::neighbours::Beside;
use onmodel_rules::rules::image_in_two_sets;
use onmodel_rules::{CaptionFact, Context, Derived, Facts, RuleSet, Selection, Testimony};
use onmodel_vision::similar::{Similarity, compare};
use onmodel_vision::{Examiner, ImageFacts};

/// One dataset with everything known of it, and what was said at the last judgement.
pub struct OpenSet {
    /// All that is known.
    pub facts: Facts,
    /// The rules that run on it.
    pub rules: RuleSet,
    suppressions: Vec<Suppression>,
    memo: Memo,
}

impl OpenSet {
    /// Opens a dataset: reads its captions and its rules' configuration. Its images are not looked
    /// at yet.
    ///
    /// # Errors
    /// Everything wrong with the tables that configure rules, and a tokenizer that cannot be read.
    pub fn open(dataset: Dataset, selection: &Selection) -> Result<Self, Vec<ConfigError>> {
        let declared = onmodel_rules::declared::rules(&dataset.settings, &dataset.root)?;
        let config =
            onmodel_rules::config::read(&dataset.settings, &dataset.root, declared, selection);
        let (RuleConfig { rules, suppressions, .. }, t5) =
            both(config, crate::tokenizer::named(&dataset.settings))?;
        let context = Context { t5, ..Context::of(&dataset.settings) };
        let captions = 0..dataset.captions.len();
        let captions =
            captions.map(|index| Arc::new(CaptionFact::read(&dataset, index, &context))).collect();
        let facts = Facts {
            images: vec![None; dataset.images.len()],
            dataset: Arc::new(dataset),
            context,
            captions,
            similarity: Arc::new(Similarity::default()),
            derived: Derived::default(),
            testimony: Testimony::default(),
        };
        Ok(Self { facts, rules, suppressions, memo: Memo::default() })
    }

    /// Looks at the images.
    pub fn look(
        &mut self,
        examiner: &Examiner,
        progress: &(dyn Fn(usize, usize) + Sync),
        cancel: &AtomicBool,
    ) {
        let paths: Vec<&Path> =
            self.facts.dataset.images.iter().map(|image| image.path.as_path()).collect();
        let seen = examiner.examine_all(&paths, progress, cancel);
        self.see(seen);
    }

    /// Takes over what others saw of the images, in their order.
    pub fn see(&mut self, seen: Vec<Option<Arc<ImageFacts>>>) {
        let known: Vec<Option<&ImageFacts>> = seen.iter().map(Option::as_deref).collect();
        self.facts.similarity = Arc::new(compare(&known));
        self.facts.images = seen;
        self.facts.derived.forget_pictures();
        self.facts.testimony.forget_images();
    }

    /// Whether a rule that runs on it compares its pictures with those of other sets.
    pub fn compares_pictures(&self) -> bool {
        self.rules.rules().iter().any(|rule| rule.meta.name == image_in_two_sets::NAME)
    }

    /// Puts another text in place of one caption, by its index; nothing else is read again.
    pub fn set_caption(&mut self, index: usize, file: CaptionFile) {
        self.facts.set_caption(index, file);
    }

    /// Judges the set as it stands, by itself.
    pub fn judge(&mut self, today: Date) -> Judgement {
        self.judge_beside(None, today)
    }

    /// Judges the set as it stands, in its place among the sets of its repository.
    pub fn judge_beside(&mut self, beside: Option<&Beside<'_>>, today: Date) -> Judgement {
        judge(&self.facts, beside, &self.rules, &self.suppressions, today, &mut self.memo)
    }
}

/// Both values, or the errors of both.
fn both<A, B>(
    a: Result<A, Vec<ConfigError>>,
    b: Result<B, ConfigError>,
) -> Result<(A, B), Vec<ConfigError>> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Ok(_), Err(error)) => Err(vec![error]),
        (Err(errors), b) => Err(errors.into_iter().chain(b.err()).collect()),
    }
}
