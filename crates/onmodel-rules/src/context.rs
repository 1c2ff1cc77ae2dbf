//! What every rule may know besides the image or caption it looks at.

use std::sync::{Arc, LazyLock};

use onmodel_caption::tokens::UnigramTokenizer;
use onmodel_caption::{CustomCategory, Trigger, Vocabulary};
use onmodel_dataset::trainer::{Effect, Event, Family, Outcome, Run};
use onmodel_dataset::{BaseModel, Settings, Trainer};

use crate::Severity;

/// The frame of judgement: the set's settings and the trainer asked about. It holds nothing of
/// other images or captions, so that what a rule said of one caption stays true while others
/// change.
#[derive(Clone)]
pub struct Context {
    /// What the configuration says.
    pub settings: Arc<Settings>,
    /// The trainer asked about.
    pub trainer: &'static dyn Trainer,
    /// The declared trigger of the set.
    pub trigger: Option<Arc<Trigger>>,
    /// The triggers of its subsets, by index; `None` where a subset has none of its own.
    pub subset_triggers: Vec<Option<Arc<Trigger>>>,
    /// The traits known, the studio's own among them.
    pub vocabulary: Arc<Vocabulary>,
    /// The T5 tokenizer `dataset.tokenizer` names, read by whoever may read files; without it T5
    /// tokens are estimated.
    pub t5: Option<Arc<UnigramTokenizer>>,
    /// Whether rules are to offer fixes; not where they are only asked if a fix leaves a sound text.
    pub offers_fixes: bool,
}

impl Context {
    /// The frame these settings make.
    pub fn of(settings: &Settings) -> Self {
        let trigger =
            |word: &Option<String>| word.as_deref().map(|word| Arc::new(Trigger::new(word)));
        Self {
            trainer: onmodel_dataset::trainer::behaviour(settings.trainer),
            trigger: trigger(&settings.trigger),
            subset_triggers: settings
                .subsets
                .iter()
                .map(|subset| trigger(&subset.trigger))
                .collect(),
            vocabulary: vocabulary(settings),
            t5: None,
            offers_fixes: true,
            settings: Arc::new(settings.clone()),
        }
    }

    /// The trigger that holds for an image of this subset.
    pub fn trigger_for(&self, subset: Option<usize>) -> Option<&Arc<Trigger>> {
        let own = subset.and_then(|index| self.subset_triggers.get(index)?.as_ref());
        own.or(self.trigger.as_ref())
    }

    /// The base model, if named.
    pub fn base(&self) -> Option<&BaseModel> {
        self.settings.base.as_ref()
    }

    /// The family of the base model, if named.
    pub fn family(&self) -> Option<Family> {
        self.base().map(|base| base.family)
    }

    /// The run as the trainer asks of it.
    pub fn run(&self) -> Run<'_> {
        Run {
            base: self.base(),
            resolution: self.settings.resolution,
            caption_extension: self.settings.caption_extension.as_deref(),
        }
    }

    /// What the trainer does in a situation.
    pub fn effect(&self, event: &Event<'_>) -> Effect {
        self.trainer.effect(event, &self.run())
    }
}

/// The severity an outcome deserves when a rule has no better reason: what stops a run, loses an
/// image or trains on something wrong is an error.
pub(crate) fn severity_of(outcome: Outcome) -> Severity {
    match outcome {
        Outcome::Harmless => Severity::Hint,
        Outcome::Worse => Severity::Warning,
        Outcome::Wrong | Outcome::Dropped | Outcome::Stops => Severity::Error,
    }
}

/// The standard vocabulary, with the studio's own traits where it declares some.
fn vocabulary(settings: &Settings) -> Arc<Vocabulary> {
    static STANDARD: LazyLock<Arc<Vocabulary>> =
        LazyLock::new(|| Arc::new(Vocabulary::with_custom(&[], &[])));
    if settings.custom.is_empty() && settings.identity.is_empty() {
        return Arc::clone(&STANDARD);
    }
    let custom = settings.custom.iter().map(|(id, values)| CustomCategory {
        id: id.clone(),
        title: None,
        groups: values.iter().map(|(value, phrases)| (value.clone(), phrases.clone())).collect(),
    });
    let custom: Vec<_> = custom.collect();
    Arc::new(Vocabulary::with_custom(&custom, &settings.identity))
}
