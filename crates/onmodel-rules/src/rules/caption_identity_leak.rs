//! `caption-identity-leak`

use std::collections::BTreeMap;

use onmodel_caption::{IdentityKind, Span, edit::prose, edit::tags};
use onmodel_dataset::IdentityPolicy;

use super::caption_identity_inconsistent::{by_character, identity};
use crate::{CaptionView, Draft, DraftFix, Facts, Out, Place, Rule, Severity, declare_rule};

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
        for captions in by_character(facts).into_values().filter(|captions| captions.len() > 1) {
            let mut naming: BTreeMap<(IdentityKind, &str), Vec<(usize, Span)>> = BTreeMap::new();
            for view in &captions {
                for one in identity(view) {
                    if one.declared || (!is_any_declared && one.kind != IdentityKind::Class) {
                        let places = naming.entry((one.kind, &one.value)).or_default();
                        places.push((view.index, one.span));
                    }
                }
            }
            for places in naming.into_values() {
                out.extend_with(leak(facts, &captions, &places));
            }
        }
    }
}

fn leak(facts: &Facts, captions: &[CaptionView<'_>], places: &[(usize, Span)]) -> Option<Draft> {
    let mut naming: Vec<usize> = places.iter().map(|(caption, _)| *caption).collect();
    naming.dedup();
    let (count, all) = (naming.len(), captions.len());
    if count * 100 < all * MOST {
        return None;
    }
    let (first, span) = places.first()?;
    let word = span.of(facts.caption(*first).text());
    let mut draft = Draft::set(format!("\"{word}\" is named in {count} of {all} captions"))
        .consequence("it is learnt with that word instead of with the trigger");
    for (caption, span) in places {
        draft = draft.related(Place::Caption(*caption, Some(*span)), "names it");
    }
    let mut fix = DraftFix::review(format!("take \"{word}\" out of {count} captions"));
    for caption in naming {
        let spans = places.iter().filter(|(index, _)| *index == caption).map(|(_, span)| *span);
        fix = without(fix, &facts.caption(caption), spans.collect());
    }
    Some(draft.fix(fix))
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
