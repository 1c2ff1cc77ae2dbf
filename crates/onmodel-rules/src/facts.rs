//! All that is known of one dataset, with no IO left to do.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use onmodel_caption::{Caption, IdentityKind, Span, TraitMatch, Trigger, TriggerUse, Vocabulary};
use onmodel_dataset::paths::slashed;
use onmodel_dataset::{CaptionFile, Dataset, ImageFile};
use onmodel_vision::similar::Similarity;
use onmodel_vision::{Header, ImageFacts, Look, PixelFacts, Size};

use crate::Context;
use crate::coverage::Coverage;
use crate::derived::Derived;
use crate::gist::Gist;
use crate::index::{CaptionIndex, Noted, Reading};
use crate::spelling::Spelling;
use crate::tags::NamedTag;
use crate::testimony::{Said, Testimony};

/// How a caption uses the trigger that holds for it.
#[derive(Debug)]
pub struct Triggered {
    /// The trigger.
    pub trigger: Arc<Trigger>,
    /// Where it stands, exact or misspelt.
    pub used: TriggerUse,
}

/// A trait of the character itself, as a caption names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identified {
    /// The words that name it.
    pub span: Span,
    /// What they tell of.
    pub kind: IdentityKind,
    /// The value in one spelling.
    pub value: Box<str>,
    /// Whether the project declares it.
    pub declared: bool,
}

/// One caption's text with everything read from it once.
#[derive(Debug)]
pub struct CaptionFact {
    /// The text, its tags and sentences.
    pub caption: Caption,
    /// The traits it names.
    pub traits: Vec<TraitMatch>,
    /// How it uses the declared trigger; `None` without one.
    pub trigger: Option<Triggered>,
    tokens: OnceLock<usize>,
    gist: OnceLock<Gist>,
    parts: OnceLock<Box<[String]>>,
    identity: OnceLock<Vec<Identified>>,
    spellings: OnceLock<Vec<Spelling>>,
    tags: OnceLock<Vec<NamedTag>>,
}

impl CaptionFact {
    /// Reads the caption at `index` of the dataset against the set's frame.
    ///
    /// # Panics
    /// If the dataset has no such caption.
    pub fn read(dataset: &Dataset, index: usize, context: &Context) -> Self {
        let file = &dataset.captions[index];
        let subset = file.image.and_then(|image| dataset.images[image].subset);
        Self::of(Arc::clone(&file.text), context.trigger_for(subset), &context.vocabulary)
    }

    /// The same caption with another text, as a fix would leave it.
    pub(crate) fn with_text(&self, text: String, vocabulary: &Vocabulary) -> Self {
        let trigger = self.trigger.as_ref().map(|found| &found.trigger);
        Self::of(text.into(), trigger, vocabulary)
    }

    fn of(text: Arc<str>, trigger: Option<&Arc<Trigger>>, vocabulary: &Vocabulary) -> Self {
        let mut caption = Caption::parse(text);
        let trigger = trigger.map(|trigger| Triggered {
            used: trigger.find(&caption),
            trigger: Arc::clone(trigger),
        });
        if let Some(Triggered { used, .. }) = &trigger {
            caption = caption.naming(used.in_any_form());
        }
        let traits = vocabulary.find(&caption);
        Self {
            caption,
            traits,
            trigger,
            tokens: OnceLock::new(),
            gist: OnceLock::new(),
            parts: OnceLock::new(),
            identity: OnceLock::new(),
            spellings: OnceLock::new(),
            tags: OnceLock::new(),
        }
    }

    /// The traits of the character it names, negations aside; looked for at the first question.
    pub fn identity(&self, vocabulary: &Vocabulary) -> &[Identified] {
        self.identity.get_or_init(|| {
            let found = vocabulary.identity(&self.caption);
            let named = found.into_iter().filter(|one| !one.negated).map(|one| Identified {
                span: one.span,
                kind: one.kind,
                value: one.value.into(),
                declared: one.declared,
            });
            named.collect()
        })
    }

    /// Its tags with what each tells of, found at the first question. `vocabulary` is that of the
    /// frame the caption was read against.
    pub fn tags(&self, vocabulary: &Vocabulary) -> &[NamedTag] {
        self.tags.get_or_init(|| crate::tags::of_caption(self, vocabulary))
    }

    /// Content tokens CLIP reads it as; counted at the first question.
    pub fn clip_tokens(&self) -> usize {
        *self.tokens.get_or_init(|| onmodel_caption::tokens::clip(self.caption.text()))
    }

    /// What the caption says, whatever the order of its tags, its trigger and its commas: equal for
    /// captions that teach the same. `None` where it says nothing but the trigger.
    pub fn gist(&self) -> Option<u64> {
        self.whole_gist().whole
    }

    /// Numbers of which two long captions that differ in a single tag or word share one; empty for a
    /// short caption.
    pub(crate) fn near_gists(&self) -> &[u64] {
        &self.whole_gist().nearly
    }

    /// What [`crate::gist::parts`] reads of it, kept for whoever compares it with many at every
    /// judgement.
    pub(crate) fn parts(&self) -> &[String] {
        self.parts.get_or_init(|| crate::gist::parts(self).into())
    }

    fn whole_gist(&self) -> &Gist {
        self.gist.get_or_init(|| crate::gist::of(self))
    }

    /// How each tag of a tag list is spelt; the trigger is not among them.
    pub(crate) fn spellings(&self) -> &[Spelling] {
        self.spellings.get_or_init(|| crate::spelling::of(self))
    }
}

/// All that is known of one dataset.
#[derive(Clone)]
pub struct Facts {
    /// The set as it lies on disk.
    pub dataset: Arc<Dataset>,
    /// Settings, trainer, trigger, vocabulary.
    pub context: Context,
    /// What each of the dataset's images is; `None` while nobody has looked.
    pub images: Vec<Option<Arc<ImageFacts>>>,
    /// What each of the dataset's captions says.
    pub captions: Vec<Arc<CaptionFact>>,
    /// Who looks like whom, by index of the images.
    pub similarity: Arc<Similarity>,
    /// What several rules ask of all captions together.
    pub derived: Derived,
    /// What plugins said of it.
    pub testimony: Testimony,
}

impl Facts {
    /// One image with all that is known of it.
    pub fn image(&self, index: usize) -> ImageView<'_> {
        ImageView { facts: self, index, file: &self.dataset.images[index] }
    }

    /// All images.
    pub fn all_images(&self) -> impl Iterator<Item = ImageView<'_>> {
        (0..self.dataset.images.len()).map(|index| self.image(index))
    }

    /// One caption with all that is known of it.
    pub fn caption(&self, index: usize) -> CaptionView<'_> {
        CaptionView {
            context: &self.context,
            index,
            file: &self.dataset.captions[index],
            fact: &self.captions[index],
            subset: self.subset_of(index),
            said: self.testimony.of_caption(index),
        }
    }

    fn subset_of(&self, caption: usize) -> Option<usize> {
        let image = self.dataset.captions[caption].image?;
        self.dataset.images[image].subset
    }

    /// Puts another text in place of one caption, by its index. The file stays its image's caption;
    /// nothing else is read again.
    pub fn set_caption(&mut self, index: usize, file: CaptionFile) {
        let mut derived = std::mem::take(&mut self.derived);
        let is_used = self.is_used(index);
        if is_used {
            derived.indexes.remove(&self.caption(index));
        }
        let known = &mut Arc::make_mut(&mut self.dataset).captions[index];
        *known = CaptionFile { image: known.image, ..file };
        let fact = CaptionFact::read(&self.dataset, index, &self.context);
        self.captions[index] = Arc::new(fact);
        let of_it = |(_, image): &(usize, &ImageFile)| image.caption == Some(index);
        let images = self.dataset.images.iter().enumerate().filter(of_it).map(|(image, _)| image);
        self.testimony.forget_caption(index, images);
        if is_used {
            derived.indexes.add(&self.caption(index));
            derived.indexes.settle(&self.context);
        }
        self.derived = derived;
    }

    /// All captions, orphans too.
    pub fn all_captions(&self) -> impl Iterator<Item = CaptionView<'_>> {
        (0..self.dataset.captions.len()).map(|index| self.caption(index))
    }

    /// What the captions say together, in the respect that `I` looks at.
    pub fn index<I: CaptionIndex>(&self) -> Arc<I> {
        self.derived.indexes.get(self)
    }

    /// What a rule of its own reading finds in the captions.
    pub(crate) fn noted<K: Ord + Clone + Send + Sync + 'static>(
        &self,
        reading: &Reading<K>,
    ) -> Arc<Noted<K>> {
        self.derived.indexes.noted(reading, self)
    }

    /// Which traits the captions name.
    pub(crate) fn coverage(&self) -> Arc<Coverage> {
        self.index()
    }

    /// The captions that are an image's own: what the set trains on. One that two images share
    /// comes once, with the first.
    pub fn used_captions(&self) -> impl Iterator<Item = CaptionView<'_>> {
        (0..self.captions.len())
            .filter(|&index| self.is_used(index))
            .map(|index| self.caption(index))
    }

    /// Whether a caption is an image's own.
    fn is_used(&self, caption: usize) -> bool {
        let first = self.dataset.captions[caption].image;
        first.is_some_and(|image| self.dataset.images[image].caption == Some(caption))
    }

    /// How many distinct pictures the set shows: look-alikes count once, unreadable files are none.
    pub fn distinct_count(&self) -> usize {
        let groups = self.groups_of_look_alikes();
        groups.iter().filter(|group| group.iter().any(|image| !self.is_broken(*image))).count()
    }

    /// Whether somebody looked at the image and could not read it.
    pub fn is_broken(&self, image: usize) -> bool {
        self.image(image).seen().is_some_and(|seen| matches!(seen.look, Look::Broken(..)))
    }

    /// The images grouped so that look-alikes stand together, by first member; most groups have one.
    pub fn groups_of_look_alikes(&self) -> &[Vec<usize>] {
        &self.derived.pictures(self).groups
    }

    /// The picture an image shows, as its index in [`Self::groups_of_look_alikes`].
    pub fn picture_of(&self, image: usize) -> usize {
        self.derived.pictures(self).of[image]
    }

    /// The images that share folder and stem, and so a sidecar, where there are several.
    pub fn groups_of_one_stem(&self) -> &[Vec<usize>] {
        self.derived.stems(self)
    }
}

/// One image, as a rule sees it.
#[derive(Clone, Copy)]
pub struct ImageView<'a> {
    facts: &'a Facts,
    /// Its index in the dataset.
    pub index: usize,
    /// The file.
    pub file: &'a ImageFile,
}

impl<'a> ImageView<'a> {
    /// Settings, trainer, trigger, vocabulary.
    pub fn context(&self) -> &'a Context {
        &self.facts.context
    }

    /// The set it belongs to.
    pub fn facts(&self) -> &'a Facts {
        self.facts
    }

    /// What was seen, once somebody has looked.
    pub fn seen(&self) -> Option<&'a ImageFacts> {
        self.facts.images[self.index].as_deref()
    }

    /// The header, where one could be read.
    pub fn header(&self) -> Option<&'a Header> {
        self.seen().and_then(ImageFacts::header)
    }

    /// What decoding left behind.
    pub fn pixels(&self) -> Option<&'a PixelFacts> {
        self.seen().and_then(ImageFacts::pixels)
    }

    /// Size as a person sees it.
    pub fn shown(&self) -> Option<Size> {
        self.header().map(Header::shown)
    }

    /// The file's name; U+FFFD for what is not Unicode.
    pub fn file_name(&self) -> String {
        file_name(&self.file.path)
    }

    /// Its extension as written, with the dot: `.Jpg`; empty without one.
    pub fn extension(&self) -> String {
        let extension = self.file.path.extension();
        extension.map(|text| format!(".{}", text.to_string_lossy())).unwrap_or_default()
    }

    /// Its path in the set, with forward slashes.
    pub fn relative(&self) -> String {
        slashed(&self.file.relative)
    }

    /// Its caption.
    pub fn caption(&self) -> Option<CaptionView<'a>> {
        self.file.caption.map(|index| self.facts.caption(index))
    }
}

/// One caption, as a rule sees it: itself and the set's frame, nothing of the others.
#[derive(Clone, Copy)]
pub struct CaptionView<'a> {
    /// Settings, trainer, trigger, vocabulary.
    pub context: &'a Context,
    /// Its index in the dataset.
    pub index: usize,
    /// The file or row.
    pub file: &'a CaptionFile,
    /// What it says.
    pub fact: &'a CaptionFact,
    /// The subset its image belongs to.
    pub subset: Option<usize>,
    /// What plugins said of it; `None` while they have not.
    pub said: Option<&'a Said>,
}

impl<'a> CaptionView<'a> {
    /// The text.
    pub fn text(&self) -> &'a str {
        self.fact.caption.text()
    }

    /// The text, parsed.
    pub fn caption(&self) -> &'a Caption {
        &self.fact.caption
    }

    /// Its tags with what each tells of.
    pub fn tags(&self) -> &'a [NamedTag] {
        self.fact.tags(&self.context.vocabulary)
    }

    /// Its path in the set, with forward slashes.
    pub fn relative(&self) -> String {
        slashed(&self.file.relative)
    }

    /// Whether an image is trained on it.
    pub fn is_used(&self) -> bool {
        self.file.image.is_some()
    }
}

/// "all 9 images", "3 of 9 images", "the one image".
pub(crate) fn count_of(some: usize, all: usize) -> String {
    match (some, all) {
        (1, 1) => "the only image".to_owned(),
        _ if some == all => format!("all {all} images"),
        _ => format!("{some} of {all} images"),
    }
}

/// A path's last part; U+FFFD for what is not Unicode.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
