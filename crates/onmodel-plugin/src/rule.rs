//! What a rule is.

use crate::options::Options;
use crate::{Dataset, Item, Report, abi};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The rule sleeps unless the configuration wakes it. Of no meaning for a finding.
    Off,
    /// Worth knowing.
    Hint,
    /// Likely to make the model worse.
    Warning,
    /// Will spoil or stop the run.
    Error,
}

impl Level {
    pub(crate) const fn raw(self) -> u32 {
        match self {
            Self::Off => abi::OFF,
            Self::Hint => abi::HINT,
            Self::Warning => abi::WARNING,
            Self::Error => abi::ERROR,
        }
    }
}

/// What a rule looks at, at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One caption, before anyone looks at its image: [`Rule::check`] gets no image facts.
    Caption,
    /// One image with its caption: [`Rule::check`].
    Image,
    /// As `Image`, with the picture's pixels, which cost a decoding of every image.
    Pixels,
    /// The set as a whole: [`Rule::check_dataset`].
    Dataset,
}

impl Scope {
    pub(crate) const fn raw(self) -> u32 {
        match self {
            Self::Caption => abi::SCOPE_CAPTION,
            Self::Image | Self::Pixels => abi::SCOPE_IMAGE,
            Self::Dataset => abi::SCOPE_DATASET,
        }
    }
}

/// The best fix a rule may offer, told to users in lists of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offers {
    /// None.
    Nothing,
    /// One to be reviewed first.
    Review,
    /// One that may run on save.
    Safe,
    /// Choices for a person.
    Choice,
}

impl Offers {
    pub(crate) const fn flags(self) -> u32 {
        match self {
            Self::Nothing => 0,
            Self::Review => abi::RULE_FIX_REVIEW,
            Self::Safe => abi::RULE_FIX_SAFE,
            Self::Choice => abi::RULE_FIX_ASSIST,
        }
    }
}

/// A rule: its answer depends on its options and on what it is shown, and on nothing else.
pub trait Rule: Sized + 'static {
    /// What can be set in `[rules."studio/…"]`: a struct declared by
    /// [`options!`](crate::options!), often the rule itself, or
    /// [`NoOptions`](crate::options::NoOptions).
    type Options: Options;

    /// The plugin's name, `/`, and a name of a-z, 0-9 and `-`: `studio/banned-tag`.
    const ID: &'static str;
    /// What is wrong when it fires, in one line.
    const SUMMARY: &'static str;
    /// What it looks at.
    const SCOPE: Scope = Scope::Caption;
    /// Its level, unless configured.
    const LEVEL: Level = Level::Warning;
    /// The best fix it may offer.
    const OFFERS: Offers = Offers::Nothing;
    /// Markdown for `onmodel explain` and the editor: why it matters, an example, how to fix it.
    /// `include_str!` keeps it in a file.
    const DOCS: &'static str = "";
    /// A page that says more.
    const DOCS_URL: &'static str = "";

    /// Makes the rule.
    ///
    /// # Errors
    /// What is wrong with the options, in words; best begun with the place: `banned[2]: is empty`.
    fn new(options: Self::Options) -> Result<Self, String>;

    /// Looks at one caption or one image, by [`Self::SCOPE`].
    fn check(&self, item: Item<'_>, report: &mut Report<'_>) {
        let _ = (item, report);
    }

    /// Looks at the set as a whole.
    fn check_dataset(&self, set: Dataset<'_>, report: &mut Report<'_>) {
        let _ = (set, report);
    }
}
