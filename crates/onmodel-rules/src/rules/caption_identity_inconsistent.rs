//! `caption-identity-inconsistent`

use std::collections::BTreeMap;

use onmodel_caption::IdentityKind;
use onmodel_dataset::IdentityPolicy;

use crate::{CaptionView, Draft, Facts, Identified, Out, Place, Rule, Severity, declare_rule};

declare_rule! {
    /// What never changes about the character is captioned in different ways.
    ///
    /// ## What it checks
    /// Hair colour, eye colour and hair length that differ from what most captions say, once at
    /// least half of them name it. And each trait that `[traits] identity` declares: it stands in
    /// all captions or in none (with `identity-captions = "mentioned"`: in all).
    ///
    /// ## Why it matters
    /// A trait named here and left out there is half learnt with the trigger and half with its own
    /// word; "red hair" and "auburn hair" teach two colours.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, red hair, standing"
    /// [[image]]
    /// file = "2.png"
    /// caption = "krstl, red hair, sitting"
    /// [[image]]
    /// file = "3.png"
    /// caption = "krstl, blonde hair, running"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, red hair, standing"
    /// [[image]]
    /// file = "2.png"
    /// caption = "krstl, red hair, sitting"
    /// [[image]]
    /// file = "3.png"
    /// caption = "krstl, running"
    /// ```
    ///
    /// ## How to fix
    /// Decide: name the trait everywhere in the same words, or nowhere.
    ///
    /// ## Sources
    /// - Scenario's audit list: constants present in every caption; other guides omit them. Both
    ///   agree that it must be one or the other.
    pub struct CaptionIdentityInconsistent = "caption-identity-inconsistent" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Captions,
    }
}

/// What a character has one of.
const ONE_OF: [IdentityKind; 3] =
    [IdentityKind::HairColour, IdentityKind::EyeColour, IdentityKind::HairLength];

impl Rule for CaptionIdentityInconsistent {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        for captions in by_character(facts).into_values() {
            for kind in ONE_OF {
                differing(&captions, kind, out);
            }
            if facts.context.settings.identity_captions != IdentityPolicy::Unmentioned {
                partly_named(facts, &captions, out);
            }
        }
    }
}

/// The captions of each subset: a subset may be another character. Captions of several figures
/// say nothing of one.
pub(super) fn by_character(facts: &Facts) -> BTreeMap<Option<usize>, Vec<CaptionView<'_>>> {
    let mut by_character: BTreeMap<Option<usize>, Vec<CaptionView<'_>>> = BTreeMap::new();
    for view in facts.used_captions() {
        let subset = view.file.image.and_then(|image| facts.dataset.images[image].subset);
        by_character.entry(subset).or_default().push(view);
    }
    by_character
}

/// The traits of the character a caption names.
pub(super) fn identity<'a>(view: &CaptionView<'a>) -> &'a [Identified] {
    view.fact.identity(&view.context.vocabulary)
}

/// Blames the captions that name another value than most do.
fn differing(captions: &[CaptionView<'_>], kind: IdentityKind, out: &mut Out<'_>) {
    let values = |view: &CaptionView<'_>| -> Vec<Identified> {
        identity(view).iter().filter(|one| one.kind == kind).cloned().collect()
    };
    let mut counts: BTreeMap<Box<str>, usize> = BTreeMap::new();
    let mut naming = 0;
    for view in captions {
        let mut named: Vec<Box<str>> = values(view).into_iter().map(|one| one.value).collect();
        named.sort();
        named.dedup();
        naming += usize::from(!named.is_empty());
        named.into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
    }
    let Some((usual, most)) = counts.into_iter().max_by_key(|(_, count)| *count) else { return };
    if naming * 2 < captions.len() || most * 2 <= naming || most < 2 {
        return;
    }
    for view in captions {
        let named = values(view);
        if named.iter().any(|one| one.value == usual) {
            continue;
        }
        if let Some(other) = named.first() {
            let written = other.span.of(view.text());
            let what = what(kind);
            let message = format!("\"{written}\" here, but {what} is {usual} in {most} captions");
            out.push(
                Draft::span(view.index, other.span, message)
                    .consequence("the model learns two values for what never changes"),
            );
        }
    }
}

fn what(kind: IdentityKind) -> &'static str {
    match kind {
        IdentityKind::HairColour => "the hair colour",
        IdentityKind::EyeColour => "the eye colour",
        IdentityKind::HairLength => "the hair length",
        _ => "this trait",
    }
}

/// Tells of declared traits that some captions name and others do not.
fn partly_named(facts: &Facts, captions: &[CaptionView<'_>], out: &mut Out<'_>) {
    let must = facts.context.settings.identity_captions == IdentityPolicy::Mentioned;
    let mut naming: BTreeMap<(IdentityKind, &str), Vec<usize>> = BTreeMap::new();
    for view in captions {
        for one in identity(view).iter().filter(|one| one.declared) {
            let indices = naming.entry((one.kind, &one.value)).or_default();
            if indices.last() != Some(&view.index) {
                indices.push(view.index);
            }
        }
    }
    for ((kind, value), indices) in naming {
        let lacking = captions.iter().filter(|view| !indices.contains(&view.index));
        let differs = |view: &&CaptionView<'_>| {
            ONE_OF.contains(&kind) && identity(view).iter().any(|one| one.kind == kind)
        };
        let lacking: Vec<usize> =
            lacking.filter(|view| !differs(view)).map(|view| view.index).collect();
        if lacking.is_empty() {
            continue;
        }
        let (count, all) = (indices.len(), captions.len());
        let name = match kind {
            IdentityKind::HairColour => format!("{value} hair"),
            IdentityKind::EyeColour => format!("{value} eyes"),
            _ => value.to_owned(),
        };
        let wanted = if must { "all must name it" } else { "all should, or none" };
        let draft = Draft::set(format!("{count} of {all} captions name \"{name}\": {wanted}"))
            .consequence("the trait is half learnt with the trigger and half with its own word");
        // The smaller side is what there is to change.
        let (side, says) = if must || lacking.len() <= count {
            (lacking, "does not name it")
        } else {
            (indices, "names it")
        };
        out.push(
            side.into_iter()
                .fold(draft, |draft, index| draft.related(Place::Caption(index, None), says)),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    fn set(head: &str, captions: &[&str]) -> String {
        let image = |(number, caption): (usize, &&str)| {
            format!("[[image]]\nfile = \"{number}.png\"\ncaption = \"{caption}\"\n")
        };
        let images: String = captions.iter().enumerate().map(image).collect();
        format!("{head}\n{images}")
    }

    #[test]
    fn only_captions_that_differ_are_blamed() {
        let said = |captions: &[&str]| check("caption-identity-inconsistent", &set("", captions));
        expect![[r#"
            warning set/2.txt:0-11: "auburn hair" here, but the hair colour is red in 2 captions
              = the model learns two values for what never changes
        "#]]
        .assert_eq(&said(&["red hair", "red hair", "auburn hair", "standing"]));
        assert_eq!(said(&["red hair", "blonde hair", "standing", "a", "b"]), "");
    }

    #[test]
    fn declared_traits_stand_in_all_captions_or_in_none() {
        let head = "[traits]\nidentity = [\"red hair\", \"blue jacket\"]";
        let captions = ["red hair, blue jacket", "red hair", "red hair, blue jacket"];
        expect![[r#"
            warning set: 2 of 3 captions name "blue jacket": all should, or none
              = the trait is half learnt with the trigger and half with its own word
              + set/1.txt: does not name it
        "#]]
        .assert_eq(&check("caption-identity-inconsistent", &set(head, &captions)));
    }
}
