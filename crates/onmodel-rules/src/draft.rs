//! How a rule says what it found.

use std::borrow::Cow;
use std::sync::Arc;

use onmodel_caption::{Span, edit::TextEdit};
use onmodel_dataset::trainer::Effect;

use crate::{ActiveRule, Operation, Place, Safety, Severity};

/// A finding as a rule states it: where and what, in terms of facts. [`crate::judge`] turns it into
/// a [`crate::Finding`].
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Where.
    pub place: Place,
    /// What is wrong, in a sentence without its full stop.
    pub message: String,
    /// What the trainer will do with it.
    pub consequence: Option<Cow<'static, str>>,
    /// The severity found, where it depends on the case; a level set by the user wins.
    pub severity: Option<Severity>,
    /// Other places concerned, each with what about it.
    pub related: Vec<(Place, String)>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<DraftFix>,
    /// When several images say the same: what they say together, after "9 of 12 images".
    pub together: Option<Cow<'static, str>>,
    /// Whether it silences nothing, whatever its rule supersedes.
    pub beside: bool,
}

impl Draft {
    /// A finding at `place`.
    pub fn at(place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            message: message.into(),
            consequence: None,
            severity: None,
            related: Vec::new(),
            fixes: Vec::new(),
            together: None,
            beside: false,
        }
    }

    /// A finding on the set.
    pub fn set(message: impl Into<String>) -> Self {
        Self::at(Place::Set, message)
    }

    /// A finding on an image.
    pub fn image(index: usize, message: impl Into<String>) -> Self {
        Self::at(Place::Image(index), message)
    }

    /// A finding on a whole caption.
    pub fn caption(index: usize, message: impl Into<String>) -> Self {
        Self::at(Place::Caption(index, None), message)
    }

    /// A finding on some bytes of a caption's text.
    pub fn span(index: usize, span: Span, message: impl Into<String>) -> Self {
        Self::at(Place::Caption(index, Some(span)), message)
    }

    /// What the trainer will do, in a sentence without its full stop.
    #[must_use]
    pub fn consequence(mut self, says: impl Into<Cow<'static, str>>) -> Self {
        self.consequence = Some(says.into());
        self
    }

    /// What the trainer will do; the severity follows how bad that is.
    #[must_use]
    pub fn effect(mut self, effect: Effect) -> Self {
        self.severity = Some(crate::context::severity_of(effect.outcome));
        self.consequence = Some(effect.says);
        self
    }

    /// What the trainer will do; the severity stays the rule's.
    #[must_use]
    pub fn says(mut self, effect: Effect) -> Self {
        self.consequence = Some(effect.says);
        self
    }

    /// The severity of this case.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Another place concerned.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push((place, message.into()));
        self
    }

    /// A way to mend it.
    #[must_use]
    pub fn fix(mut self, fix: DraftFix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// Leaves the findings its rule supersedes standing: this case does not explain them.
    #[must_use]
    pub fn beside(mut self) -> Self {
        self.beside = true;
        self
    }

    /// Whether its place, a related one or a fix is in this caption.
    pub(crate) fn mentions(&self, caption: usize) -> bool {
        let edits = |fix: &DraftFix| {
            fix.edits.iter().any(|(index, _)| *index == caption)
                || fix.raw.iter().any(|(index, ..)| *index == caption)
        };
        self.place.is_in_caption(caption)
            || self.related.iter().any(|(place, _)| place.is_in_caption(caption))
            || self.fixes.iter().any(edits)
    }

    /// Three or more images with the same words become one finding on the set: "9 of 12 images
    /// {together}".
    #[must_use]
    pub fn together(mut self, together: impl Into<Cow<'static, str>>) -> Self {
        self.together = Some(together.into());
        self
    }
}

/// A fix as a rule states it.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftFix {
    /// What it does, in the imperative.
    pub title: String,
    /// How freely it may be applied.
    pub safety: Safety,
    /// Edits of captions' texts, by index.
    pub edits: Vec<(usize, TextEdit)>,
    /// Replacements of a caption file's raw bytes, byte order mark and encoding included: by index,
    /// first byte, one past the last byte, new text.
    pub raw: Vec<(usize, usize, usize, String)>,
    /// File operations.
    pub operations: Vec<Operation>,
}

impl DraftFix {
    fn new(safety: Safety, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            safety,
            edits: Vec::new(),
            raw: Vec::new(),
            operations: Vec::new(),
        }
    }

    /// A fix that may run on save.
    pub fn safe(title: impl Into<String>) -> Self {
        Self::new(Safety::Safe, title)
    }

    /// A fix to be reviewed first.
    pub fn review(title: impl Into<String>) -> Self {
        Self::new(Safety::Unsafe, title)
    }

    /// One of several choices.
    pub fn choice(title: impl Into<String>) -> Self {
        Self::new(Safety::Assist, title)
    }

    /// Replaces bytes of a caption's text.
    #[must_use]
    pub fn edit(mut self, caption: usize, span: Span, text: impl Into<String>) -> Self {
        self.edits.push((caption, TextEdit { span, text: text.into() }));
        self
    }

    /// Adds edits of one caption's text.
    #[must_use]
    pub fn edits(mut self, caption: usize, edits: impl IntoIterator<Item = TextEdit>) -> Self {
        self.edits.extend(edits.into_iter().map(|edit| (caption, edit)));
        self
    }

    /// Replaces raw bytes of a caption's file.
    #[must_use]
    pub fn raw(mut self, caption: usize, bytes: Span, text: impl Into<String>) -> Self {
        self.raw.push((caption, bytes.start, bytes.end, text.into()));
        self
    }

    /// Adds a file operation.
    #[must_use]
    pub fn operation(mut self, operation: Operation) -> Self {
        self.operations.push(operation);
        self
    }
}

/// Where a rule puts what it finds.
pub struct Out<'a> {
    rule: &'a ActiveRule,
    drafts: &'a mut Vec<(usize, Arc<Draft>)>,
    index: usize,
}

impl<'a> Out<'a> {
    /// An outlet for the rule at `index` of its rule set.
    pub(crate) fn new(
        index: usize,
        rule: &'a ActiveRule,
        drafts: &'a mut Vec<(usize, Arc<Draft>)>,
    ) -> Self {
        Self { rule, drafts, index }
    }

    /// States a finding.
    pub fn push(&mut self, draft: Draft) {
        self.drafts.push((self.index, Arc::new(draft)));
    }

    /// States a finding somebody else keeps: it is the same one at the next judgement.
    pub(crate) fn share(&mut self, draft: Arc<Draft>) {
        self.drafts.push((self.index, draft));
    }

    /// States a finding if there is one.
    pub fn extend_with(&mut self, draft: Option<Draft>) {
        if let Some(draft) = draft {
            self.push(draft);
        }
    }

    /// The rule's level, for rules whose words depend on it.
    pub fn level(&self) -> Severity {
        self.rule.level
    }
}
