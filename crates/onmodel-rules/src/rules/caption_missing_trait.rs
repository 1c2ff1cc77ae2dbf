//! `caption-missing-trait`

mod class;

use std::collections::BTreeMap;

use onmodel_caption::edit::tags;
use onmodel_caption::{Caption, GroupId, Span, Style, style_of};

use crate::coverage::{Coverage, first_naming, unnamed};
use crate::index::CaptionIndex;
use crate::{
    CaptionView, Context, Draft, DraftFix, Facts, Out, Rule, Severity, declare_rule, mend,
};

declare_rule! {
    /// A caption leaves out something that varies.
    ///
    /// ## What it checks
    /// The categories listed in `vary` under `[traits]` (pose, expression, a studio's own …): each
    /// caption should name something of each. Without `vary` nothing is asked for but the class word:
    /// where `class` is declared in `[dataset]` and at least half of the captions say what the character
    /// is ("krstl woman", "1girl"), each should.
    ///
    /// ## Why it matters
    /// What varies and is not named is learnt as part of the character: she comes out sitting whether
    /// asked to or not.
    ///
    /// ## Example
    /// ```toml bad
    /// [traits]
    /// vary = ["pose", "expression"]
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing"
    /// ```
    /// ```toml good
    /// [traits]
    /// vary = ["pose", "expression"]
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing, smiling"
    /// ```
    ///
    /// ## How to fix
    /// Say what the picture shows. An editor offers the words other captions of the set use.
    pub struct CaptionMissingTrait = "caption-missing-trait" {
        scope: Dataset,
        level: Some(Severity::Hint),
        fix: Assist,
        part: Captions,
    }
}

/// How many phrases are offered for a category.
const OFFERED: usize = 3;

impl Rule for CaptionMissingTrait {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        class::report(facts, out);
        let lacking = facts.index::<Lacking>();
        let coverage = facts.coverage();
        let mut phrases: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (&index, missing) in &lacking.captions {
            for &category in missing {
                phrases.entry(category).or_insert_with(|| common(facts, &coverage, category));
            }
            out.push(draft(&facts.caption(index), missing, &phrases));
        }
    }
}

/// The captions that say nothing of some categories that vary, with those.
struct Lacking {
    wanted: Vec<usize>,
    captions: BTreeMap<usize, Vec<usize>>,
}

impl CaptionIndex for Lacking {
    fn empty(context: &Context) -> Self {
        let vary = context.settings.vary.iter().flatten();
        let wanted = vary.filter_map(|id| Some(context.vocabulary.category(id)?.0));
        Self { wanted: wanted.collect(), captions: BTreeMap::new() }
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        let missing = unnamed(caption, &self.wanted);
        if !missing.is_empty() && caption.fact.gist().is_some() {
            self.captions.insert(caption.index, missing);
        }
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        self.captions.remove(&caption.index);
    }
}

fn draft(
    view: &CaptionView<'_>,
    missing: &[usize],
    phrases: &BTreeMap<usize, Vec<String>>,
) -> Draft {
    let vocabulary = &view.context.vocabulary;
    let nouns: Vec<String> =
        missing.iter().map(|&category| vocabulary.categories()[category].noun()).collect();
    let message = format!("says nothing of {}", mend::joined(&nouns));
    let draft = Draft::span(view.index, end_of(view.caption()), message)
        .consequence("what varies and is not named is learnt as part of the character");
    let phrases = missing.iter().filter_map(|category| phrases.get(category)).flatten();
    phrases.fold(draft, |draft, phrase| {
        let edits = tags::append(view.caption(), phrase);
        draft.fix(DraftFix::choice(format!("add \"{phrase}\"")).edits(view.index, edits))
    })
}

/// What is marked, for nothing is there to mark: the last tag, after which a fix writes; of a sentence
/// the last word.
fn end_of(caption: &Caption) -> Span {
    let last = caption.tags().iter().rev().find(|tag| !tag.span.is_empty());
    let last = last.filter(|tag| style_of(caption.tag_text(tag)) != Style::Prose);
    last.map(|tag| tag.span).or_else(|| caption.words().last()).unwrap_or(Span::at(0))
}

/// The set's commonest phrases for a category; where it names none, the vocabulary's first.
fn common(facts: &Facts, coverage: &Coverage, category: usize) -> Vec<String> {
    let vocabulary = &facts.context.vocabulary;
    let groups = || vocabulary.groups_of(category);
    let mut named: Vec<GroupId> =
        groups().map(|(id, _)| id).filter(|id| coverage.group(*id) > 0).collect();
    if named.is_empty() {
        let first = groups().filter_map(|(_, group)| group.phrases.first());
        return first.take(OFFERED).cloned().collect();
    }
    named.sort_by_key(|id| std::cmp::Reverse(coverage.group(*id)));
    named.into_iter().take(OFFERED).filter_map(|id| first_words(facts, coverage, id)).collect()
}

/// The words in which the set names a group first.
fn first_words(facts: &Facts, coverage: &Coverage, group: GroupId) -> Option<String> {
    let fact = &facts.captions[*coverage.naming(group).first()?];
    Some(first_naming(fact, group)?.of(fact.caption.text()).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn one_finding_lists_what_is_missing_and_offers_the_sets_own_words() {
        expect![[r#"
            hint set/01.txt:7-14: says nothing of pose and expression
              = what varies and is not named is learnt as part of the character
              fix (Assist): add "sitting"
              fix (Assist): add "grinning"
        "#]]
        .assert_eq(&check(
            "caption-missing-trait",
            r#"
            [dataset]
            trigger = "krstl"
            [traits]
            vary = ["pose", "expression"]
            [[image]]
            file = "01.png"
            caption = "krstl, red hat"
            [[image]]
            file = "02.png"
            caption = "krstl, sitting, grinning"
            [[image]]
            file = "03.png"
            caption = "krstl"
        "#,
        ));
    }

    #[test]
    fn of_a_sentence_the_last_word_is_marked() {
        let marked = |text: &str| {
            let caption = Caption::parse(text);
            end_of(&caption).of(caption.text()).to_owned()
        };
        assert_eq!(marked("A woman called krstl stands in a wide green park."), "park");
        assert_eq!(marked("krstl, red hat,\n"), "red hat");
        assert_eq!(marked(""), "");
    }

    #[test]
    fn without_vary_nothing_is_asked_for() {
        expect![].assert_eq(&check(
            "caption-missing-trait",
            r#"
            [[image]]
            file = "01.png"
            caption = "krstl, hat"
        "#,
        ));
    }
}
