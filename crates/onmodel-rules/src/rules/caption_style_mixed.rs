//! `caption-style-mixed`

use std::collections::BTreeSet;

use onmodel_caption::{Style, style};
use onmodel_dataset::trainer::Family;

use crate::index::CaptionIndex;
use crate::{CaptionView, Context, Draft, Facts, Out, Place, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// Some captions are tag lists, others sentences.
    ///
    /// ## What it checks
    /// Whether the set's captions are all written in one way. Where they are, a hint says when the base
    /// model reads the other way better: FLUX and Qwen-Image sentences; Pony, Illustrious and `NoobAI`
    /// tags.
    ///
    /// ## Why it matters
    /// The way of writing becomes one more thing that varies: prompts in tags bring back one half of the
    /// set, sentences the other.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing, red coat, outdoors"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, sitting, red coat, indoors"
    /// [[image]]
    /// file = "03.png"
    /// caption = "krstl is running through the rain in a red coat."
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing, red coat, outdoors"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, sitting, red coat, indoors"
    /// ```
    ///
    /// ## How to fix
    /// Write the few captions named like the many.
    pub struct CaptionStyleMixed = "caption-style-mixed" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Captions,
        cost: Nothing,
    }
}

/// Bare tags besides the trigger from which on a list of them is one beyond doubt.
const CLEAR_TAGS: usize = 2;
/// How many captions are shown as places.
const SHOWN: usize = 20;

impl Rule for CaptionStyleMixed {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let Styles { tags, prose, bare } = &*facts.index::<Styles>();
        if !tags.is_empty() && !prose.is_empty() {
            out.push(mixed(tags, prose));
        } else {
            out.extend_with(unfit(facts, *bare, prose.len()));
        }
    }
}

/// The captions whose style is beyond doubt.
#[derive(Default)]
struct Styles {
    tags: BTreeSet<usize>,
    prose: BTreeSet<usize>,
    /// How many of the tag lists are bare.
    bare: usize,
}

impl CaptionIndex for Styles {
    fn empty(_: &Context) -> Self {
        Self::default()
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        match clear_style(caption) {
            Some(Style::Tags) => {
                self.tags.insert(caption.index);
                self.bare += usize::from(is_bare(caption));
            }
            Some(Style::Prose) => {
                self.prose.insert(caption.index);
            }
            _ => {}
        }
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        if self.tags.remove(&caption.index) {
            self.bare -= usize::from(is_bare(caption));
        }
        self.prose.remove(&caption.index);
    }
}

/// The style, where it is beyond doubt: "a photo of krstl, sitting on a bench in a park, side view" is
/// either.
fn clear_style(view: &CaptionView<'_>) -> Option<Style> {
    let caption = view.caption();
    let is_clear = match caption.style() {
        Style::Prose => reads_on(view),
        Style::Tags => is_list(view),
        Style::Empty | Style::Mixed => false,
    };
    is_clear.then_some(caption.style())
}

/// Whether sentences end, or the caption is a single one with a clause in it.
fn reads_on(view: &CaptionView<'_>) -> bool {
    let is_single = view.caption().tags().iter().filter(|tag| !tag.span.is_empty()).count() == 1;
    has_stop(view.text()) || (is_single && style::has_clause(view.text()))
}

/// Whether most of it are bare tags, two at least besides the trigger; all of them, where a full stop
/// ends it.
fn is_list(view: &CaptionView<'_>) -> bool {
    let (caption, trigger) = (view.caption(), mend::protected(view));
    let (mut all, mut bare, mut others) = (0, 0, 0);
    for tag in caption.tags().iter().filter(|tag| !tag.span.is_empty()) {
        let is_bare = style::is_bare_tag(caption.tag_text(tag));
        all += 1;
        bare += usize::from(is_bare);
        others += usize::from(is_bare && !trigger.iter().any(|span| span.overlaps(tag.span)));
    }
    let enough = if has_stop(view.text()) { bare == all } else { bare * 3 > all * 2 };
    others >= CLEAR_TAGS && enough
}

/// Whether a full stop or its like ends a sentence.
fn has_stop(text: &str) -> bool {
    text.split_whitespace().any(|word| word.ends_with(['.', '!', '?', '\u{3002}']))
}

/// Whether no tag is a phrase with its article: "a woman sitting in a cafe" reads like a sentence.
fn is_bare(view: &CaptionView<'_>) -> bool {
    let begins = |tag: &str| ["a ", "an ", "the "].iter().any(|article| tag.starts_with(article));
    !view.caption().tags().iter().any(|tag| begins(tag.span.of(view.text())))
}

fn mixed(tags: &BTreeSet<usize>, prose: &BTreeSet<usize>) -> Draft {
    let lists = if tags.len() == 1 { "caption is a tag list" } else { "captions are tag lists" };
    let told =
        if prose.len() == 1 { "is written in sentences" } else { "are written in sentences" };
    let message = format!("{} {lists}, {} {told}", tags.len(), prose.len());
    let (few, what) =
        if tags.len() < prose.len() { (tags, "a tag list") } else { (prose, "sentences") };
    let draft = Draft::set(message)
        .consequence("the model learns the way of writing as one more thing that varies");
    let shown = few.iter().take(SHOWN);
    shown.fold(draft, |draft, &index| draft.related(Place::Caption(index, None), what))
}

/// A hint where the base reads the other way better.
fn unfit(facts: &Facts, tags: usize, prose: usize) -> Option<Draft> {
    let base = facts.context.base()?;
    let message = match base.family {
        Family::Flux1 | Family::Flux2 | Family::QwenImage if tags > 0 => {
            format!("the captions are tag lists, and {} reads sentences better", base.name)
        }
        Family::Pony | Family::Illustrious | Family::Noobai if prose > 0 => {
            format!("the captions are sentences, and {} was trained on tags", base.name)
        }
        _ => return None,
    };
    Some(Draft::set(message).severity(Severity::Hint))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn the_few_are_named() {
        expect![[r#"
            warning set: 1 caption is a tag list, 2 are written in sentences
              = the model learns the way of writing as one more thing that varies
              + set/01.txt: a tag list
        "#]]
        .assert_eq(&check(
            "caption-style-mixed",
            r#"
            [[image]]
            file = "01.png"
            caption = "krstl, standing, red coat, outdoors"
            [[image]]
            file = "02.png"
            caption = "a photo of krstl"
            [[image]]
            file = "03.png"
            caption = "krstl is running through the rain in a red coat."
            [[image]]
            file = "04.png"
            caption = "krstl is sitting on a wall in a red coat."
        "#,
        ));
    }

    #[test]
    fn the_base_may_read_the_other_way_better() {
        expect![[r#"
            hint set: the captions are tag lists, and flux.1-dev reads sentences better
        "#]]
        .assert_eq(&check(
            "caption-style-mixed",
            r#"
            [dataset]
            base = "flux.1-dev"
            [[image]]
            file = "01.png"
            caption = "krstl, standing, red coat, outdoors"
        "#,
        ));
    }
}
