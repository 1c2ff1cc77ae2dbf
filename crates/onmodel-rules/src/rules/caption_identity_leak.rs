//! `caption-identity-leak`

use std::collections::BTreeSet;

use onmodel_caption::{IdentityKind, Span, edit::prose, edit::tags};
use onmodel_dataset::IdentityPolicy;

use super::caption_identity_inconsistent::{Character, Identities, identity};
use crate::{
    CaptionView, Draft, DraftFix, Facts, Identified, Out, Place, Rule, Severity, declare_rule,
};

declare_rule! {
    /// Captions name what the trigger alone should stand for.
    ///
    /// ## What it checks
    /// With `identity-captions = "unmentioned"`: traits that `[traits] identity` declares, or without
    /// any declared hair, eyes and marks, that at least 80 % of the captions name.
    ///
    /// ## Why it matters
    /// What a caption names is learnt with that word, not with the trigger: later the character has
    /// red hair only where the prompt says so.
    ///
    /// ## Example
    /// ```toml bad
    /// [traits]
    /// identity = ["red hair"]
    /// identity-captions = "unmentioned"
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, red hair, standing"
    /// [[image]]
    /// file = "2.png"
    /// caption = "krstl, red hair, sitting"
    /// ```
    /// ```toml good
    /// [traits]
    /// identity = ["red hair"]
    /// identity-captions = "unmentioned"
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "2.png"
    /// caption = "krstl, sitting"
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix --unsafe` takes the words out of all captions; read them over afterwards.
    ///
    /// ## Sources
    /// - atomantic/PortOS#1320: fragments shared by 80 % of the captions.
    pub struct CaptionIdentityLeak = "caption-identity-leak" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: Unsafe,
        part: Captions,
    }
}

/// Percent of the captions from which on a trait leaks.
const MOST: usize = 80;

impl Rule for CaptionIdentityLeak {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        if facts.context.settings.identity_captions != IdentityPolicy::Unmentioned {
            return;
        }
        let is_any_declared = !facts.context.settings.identity.is_empty();
        for character in facts.index::<Identities>().by_character.values() {
            let all = character.telling.captions.len() + character.mute.captions.len();
            if all > 1 {
                for leak in leaks(character, is_any_declared, all) {
                    out.extend_with(leak.draft(facts, all));
                }
            }
        }
    }
}

/// A trait that too many captions name.
struct Leak<'a> {
    kind: IdentityKind,
    value: &'a str,
    only_declared: bool,
    captions: BTreeSet<usize>,
}

fn leaks(character: &Character, only_declared: bool, all: usize) -> Vec<Leak<'_>> {
    let Character { telling, mute } = character;
    let (telling, mute) = if only_declared {
        (&telling.declared, &mute.declared)
    } else {
        (&telling.naming, &mute.naming)
    };
    let keys: BTreeSet<_> = telling.iter().chain(mute.iter()).map(|(key, _)| key).collect();
    let candidates = keys.into_iter().filter_map(|key| {
        let (telling, mute) = (telling.of(key), mute.of(key));
        let is_meant = only_declared || key.0 != IdentityKind::Class;
        let leaks = (telling.len() + mute.len()) * 100 >= all * MOST;
        (is_meant && leaks).then(|| Leak {
            kind: key.0,
            value: &key.1,
            only_declared,
            captions: telling.union(mute).copied().collect(),
        })
    });
    candidates.collect()
}

impl Leak<'_> {
    fn draft(&self, facts: &Facts, all: usize) -> Option<Draft> {
        let first = facts.caption(*self.captions.first()?);
        let word = self.spans(&first).next()?.of(first.text());
        let count = self.captions.len();
        let mut draft = Draft::set(format!("\"{word}\" is named in {count} of {all} captions"))
            .consequence("it is learnt with that word instead of with the trigger");
        let mut fix = DraftFix::review(format!("take \"{word}\" out of {count} captions"));
        for view in self.captions.iter().map(|&caption| facts.caption(caption)) {
            for span in self.spans(&view) {
                draft = draft.related(Place::Caption(view.index, Some(span)), "names it");
            }
            fix = without(fix, &view, self.spans(&view).collect());
        }
        Some(draft.fix(fix))
    }

    /// Where a caption names it.
    fn spans<'a>(&'a self, view: &CaptionView<'a>) -> impl Iterator<Item = Span> + use<'a> {
        let named = identity(view).iter();
        let is_it = |one: &&Identified| one.kind == self.kind && *one.value == *self.value;
        named.filter(is_it).filter(|one| one.declared || !self.only_declared).map(|one| one.span)
    }
}

/// Takes whole tags out with their commas, other words by themselves.
fn without(fix: DraftFix, view: &CaptionView<'_>, spans: Vec<Span>) -> DraftFix {
    let caption = view.caption();
    let tag_of = |span: &Span| caption.tags().iter().position(|tag| tag.span == *span);
    let whole: Vec<usize> = spans.iter().filter_map(tag_of).collect();
    let fix = fix.edits(view.index, tags::remove(caption, &whole));
    spans
        .into_iter()
        .filter(|span| tag_of(span).is_none())
        .fold(fix, |fix, span| fix.edits(view.index, prose::remove_words(view.text(), span)))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn the_words_go_with_their_commas() {
        expect![[r#"
            warning set: "red hair" is named in 2 of 2 captions
              = it is learnt with that word instead of with the trigger
              + set/1.txt: names it
              + set/2.txt: names it
              fix (Unsafe): take "red hair" out of 2 captions
        "#]]
        .assert_eq(&check(
            "caption-identity-leak",
            r#"
            [traits]
            identity-captions = "unmentioned"
            [[image]]
            file = "1.png"
            caption = "krstl, red hair, standing"
            [[image]]
            file = "2.png"
            caption = "krstl sits, her red hair is wet"
            "#,
        ));
    }
}
