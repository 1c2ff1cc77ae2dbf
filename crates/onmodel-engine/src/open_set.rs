//! One dataset kept open.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use onmodel_dataset::config::ConfigError;
use onmodel_dataset::{CaptionFile, Dataset};
use onmodel_plugin_host::{Desk, Plugins};
use onmodel_rules::config::{Date, Extra, RuleConfig, Suppression};
use onmodel_rules::judge::{Judgement, Memo, judge};
use onmodel_rules::neighbours::Beside;
use onmodel_rules::rules::image_in_two_sets;
use onmodel_rules::{CaptionFact, Context, Derived, Facts, RuleSet, Selection, Testimony};
use onmodel_vision::similar::{Similarity, compare};
use onmodel_vision::{Examiner, ImageFacts};

/// How long a plugin that was asked little may take before others go on beside it: most answer about
/// one caption in a thousandth of it.
pub(crate) const GLANCE: Duration = Duration::from_millis(10);

/// One dataset with everything known of it, and what was said at the last judgement.
pub struct OpenSet {
    /// All that is known.
    pub facts: Facts,
    /// The rules that run on it.
    pub rules: RuleSet,
    suppressions: Vec<Suppression>,
    memo: Memo,
    /// The plugins it names, and what they were asked.
    desk: Desk,
}

impl OpenSet {
    /// Opens a dataset: reads its captions and its rules' configuration, and brings in those of its
    /// plugins that `plugins` may run. Its images are not looked at yet, and no plugin is asked.
    ///
    /// # Errors
    /// Everything wrong with the tables that configure rules and name plugins, and a tokenizer that
    /// cannot be read.
    pub fn open(
        dataset: Dataset,
        selection: &Selection,
        plugins: &Plugins,
    ) -> Result<Self, Vec<ConfigError>> {
        let (settings, root) = (&dataset.settings, &dataset.root);
        let declared = onmodel_rules::declared::rules(settings, root);
        let (mut rules, mut brought) = both(declared, plugins.bring(settings, selection))?;
        brought.yield_to(&rules);
        rules.append(&mut brought.rules);
        let unknown = std::mem::take(&mut brought.unknown);
        let extra = Extra { rules, unknown, expects_plugins: brought.is_expected() };
        let config = onmodel_rules::config::read(settings, root, extra, selection);
        let t5 = crate::tokenizer::named(settings).map_err(|error| vec![error]);
        let (RuleConfig { rules, suppressions, given }, t5) = both(config, t5)?;
        let desk = Desk::new(plugins, brought, &rules, given);
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
        Ok(Self { facts, rules, suppressions, memo: Memo::default(), desk })
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
        self.desk.forget_images();
    }

    /// Whether a rule that runs on it compares its pictures with those of other sets.
    pub fn compares_pictures(&self) -> bool {
        self.rules.rules().iter().any(|rule| rule.meta.name == image_in_two_sets::NAME)
    }

    /// Puts another text in place of one caption, by its index; nothing else is read again.
    pub fn set_caption(&mut self, index: usize, file: CaptionFile) {
        let images = self.facts.dataset.images.iter().enumerate();
        let of_it = images.filter(|(_, image)| image.caption == Some(index));
        let of_it: Vec<usize> = of_it.map(|(image, _)| image).collect();
        self.desk.forget_caption(index, &of_it);
        self.facts.set_caption(index, file);
    }

    /// Asks the set's plugins about all they have not spoken of, and waits for their answers. A set
    /// judged without stays silent in their names.
    pub fn ask_plugins(&mut self) {
        self.desk.ask(&self.facts, Instant::now() + GLANCE);
        self.desk.wait();
        self.desk.hear(&mut self.facts);
    }

    /// Asks the set's plugins and takes in what they have answered by `until`, to this question or an
    /// earlier one; whether that is news. Where a plugin is behind already nobody waits: one that
    /// hangs is waited for once, not at every keystroke.
    pub fn glance_at_plugins(&mut self, until: Instant) -> bool {
        let until = if self.desk.is_behind() { Instant::now() } else { until };
        self.desk.ask(&self.facts, until);
        self.desk.wait_until(until);
        self.desk.hear(&mut self.facts)
    }

    /// Whether a file that changed may be one of a plugin's.
    pub fn may_load(&self, path: &Path) -> bool {
        self.desk.may_load(path)
    }

    /// Whether a plugin came up since the set was opened: it is to be opened again.
    pub fn is_outdated(&self) -> bool {
        self.desk.is_outdated()
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
    b: Result<B, Vec<ConfigError>>,
) -> Result<(A, B), Vec<ConfigError>> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (a, b) => {
            let errors = a.err().into_iter().chain(b.err());
            Err(errors.flatten().collect())
        }
    }
}
