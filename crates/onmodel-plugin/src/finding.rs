//! What a rule found.

use crate::{Fix, Level, Span, abi};

/// Where something is. `item` is an index into the set; outside of `check_dataset`, and without one,
/// it is the item looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "said above")]
pub enum Place {
    /// These bytes of a caption.
    Caption { item: Option<usize>, span: Span },
    /// An image.
    Image { item: Option<usize> },
    /// The set as a whole.
    Set,
}

/// A place as the interface writes it: kind, item, start, end.
pub(crate) type RawPlace = (u32, u64, u32, u32);

impl Place {
    pub(crate) fn raw(self) -> RawPlace {
        let number = |item: Option<usize>| item.unwrap_or_default() as u64;
        match self {
            Self::Caption { item, span } => {
                (abi::PLACE_CAPTION, number(item), span.start as u32, span.end as u32)
            }
            Self::Image { item } => (abi::PLACE_IMAGE, number(item), 0, 0),
            Self::Set => (abi::PLACE_SET, 0, 0, 0),
        }
    }
}

/// One thing a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What is wrong: one line, plain words.
    pub message: String,
    /// Its own level, where it is not the rule's.
    pub level: Option<Level>,
    /// What it does to the trained model.
    pub consequence: Option<String>,
    /// Other places that matter for it, each with what about it.
    pub related: Vec<(Place, String)>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// Something wrong at a place.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            message: message.into(),
            level: None,
            consequence: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Something wrong with these bytes of the caption looked at.
    pub fn at(span: impl Into<Span>, message: impl Into<String>) -> Self {
        Self::new(Place::Caption { item: None, span: span.into() }, message)
    }

    /// Something wrong with these bytes of the caption of an item of the set.
    pub fn at_item(item: usize, span: impl Into<Span>, message: impl Into<String>) -> Self {
        Self::new(Place::Caption { item: Some(item), span: span.into() }, message)
    }

    /// Something wrong with the image looked at.
    pub fn on_image(message: impl Into<String>) -> Self {
        Self::new(Place::Image { item: None }, message)
    }

    /// Something wrong with the set as a whole.
    pub fn on_set(message: impl Into<String>) -> Self {
        Self::new(Place::Set, message)
    }

    /// The level of this case; what the user configured wins.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// What it does to the trained model.
    #[must_use]
    pub fn consequence(mut self, text: impl Into<String>) -> Self {
        self.consequence = Some(text.into());
        self
    }

    /// Another place that matters for it.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push((place, message.into()));
        self
    }

    /// A way to mend it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }
}
