//! `caption-missing-trait`

use std::collections::BTreeMap;

use onmodel_caption::edit::tags;
use onmodel_caption::{GroupId, Span};

use crate::{CaptionView, Draft, DraftFix, Facts, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A caption leaves out something that varies.
    ///
    /// ## What it checks
    /// The categories listed in `vary` under `[traits]` (pose, expression, a studio's own …): each
    /// caption should name something of each. Without `vary` the rule is silent.
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
        let Some(vary) = &facts.context.settings.vary else { return };
        let vocabulary = &facts.context.vocabulary;
        let wanted: Vec<usize> =
            vary.iter().filter_map(|id| Some(vocabulary.category(id)?.0)).collect();
        let lacking: Vec<(usize, Vec<usize>)> = facts
            .used_captions()
            .filter(|view| view.fact.gist().is_some())
            .map(|view| (view.index, missing(&view, &wanted)))
            .filter(|(_, missing)| !missing.is_empty())
            .collect();
        if lacking.is_empty() {
            return;
        }
        let common = Common::of(facts);
        for (index, missing) in lacking {
            out.push(draft(&facts.caption(index), &missing, &common));
        }
    }
}

/// The wanted categories the caption names nothing of.
fn missing(view: &CaptionView<'_>, wanted: &[usize]) -> Vec<usize> {
    let named = |category: usize| {
        let of = |group| view.context.vocabulary.category_of(group) == category;
        view.fact.traits.iter().any(|found| !found.negated && of(found.group))
    };
    wanted.iter().copied().filter(|&category| !named(category)).collect()
}

fn draft(view: &CaptionView<'_>, missing: &[usize], common: &Common) -> Draft {
    let vocabulary = &view.context.vocabulary;
    let nouns: Vec<String> =
        missing.iter().map(|&category| vocabulary.categories()[category].noun()).collect();
    let message = format!("says nothing of {}", mend::joined(&nouns));
    let draft = Draft::caption(view.index, message)
        .consequence("what varies and is not named is learnt as part of the character");
    let phrases = missing.iter().flat_map(|&category| common.phrases(view, category));
    phrases.fold(draft, |draft, phrase| {
        let edits = tags::append(view.caption(), &phrase);
        draft.fix(DraftFix::choice(format!("add \"{phrase}\"")).edits(view.index, edits))
    })
}

/// How often the set names each group, and its words for it.
struct Common {
    /// By group: how often, and in which words at first.
    used: BTreeMap<GroupId, (usize, String)>,
}

impl Common {
    fn of(facts: &Facts) -> Self {
        let mut used: BTreeMap<GroupId, (usize, usize, Span)> = BTreeMap::new();
        for view in facts.used_captions() {
            for found in view.fact.traits.iter().filter(|found| !found.negated) {
                used.entry(found.group).or_insert((0, view.index, found.span)).0 += 1;
            }
        }
        let words = |(count, index, span): (usize, usize, Span)| {
            (count, span.of(facts.caption(index).text()).to_owned())
        };
        Self { used: used.into_iter().map(|(group, use_)| (group, words(use_))).collect() }
    }

    /// The commonest phrases for a category; where the set names none, the vocabulary's first.
    fn phrases(&self, view: &CaptionView<'_>, category: usize) -> Vec<String> {
        let vocabulary = &view.context.vocabulary;
        let of_category =
            self.used.iter().filter(|(group, _)| vocabulary.category_of(**group) == category);
        let mut known: Vec<&(usize, String)> = of_category.map(|(_, used)| used).collect();
        known.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        if known.is_empty() {
            let first =
                vocabulary.groups_of(category).filter_map(|(_, group)| group.phrases.first());
            return first.take(OFFERED).cloned().collect();
        }
        known.into_iter().take(OFFERED).map(|(_, words)| words.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn one_finding_lists_what_is_missing_and_offers_the_sets_own_words() {
        expect![[r#"
            hint set/01.txt:0-14: says nothing of pose and expression
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
