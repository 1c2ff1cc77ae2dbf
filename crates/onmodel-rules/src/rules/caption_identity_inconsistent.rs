//! `caption-identity-inconsistent`

mod fixes;
mod voices;

use std::collections::BTreeSet;

use onmodel_caption::{IdentityKind, Span};
use onmodel_dataset::IdentityPolicy;

pub(super) use voices::{Character, Identities, Voices};

use crate::{
    CaptionView, Draft, DraftFix, Facts, Identified, Out, Place, Rule, Severity, declare_rule, mend,
};

declare_rule! {
    /// What never changes about the character is captioned in different ways.
    ///
    /// ## What it checks
    /// Hair colour, eye colour and hair length that differ from what most captions say, once at
    /// least half of them name it. And each trait that `[traits] identity` declares: it stands in
    /// all captions or in none (with `identity-captions = "mentioned"`: in all). Captions that say
    /// nothing, or cannot be read, do not count.
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
    /// Decide: name the trait everywhere in the same words, or nowhere. An editor offers both.
    ///
    /// ## Sources
    /// - Scenario's audit list: constants present in every caption; other guides omit them. Both
    ///   agree that it must be one or the other.
    pub struct CaptionIdentityInconsistent = "caption-identity-inconsistent" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: Assist,
        part: Captions,
    }
}

/// How many captions are shown as places.
const SHOWN: usize = 20;
/// What a character has one of.
const ONE_OF: [IdentityKind; 3] =
    [IdentityKind::HairColour, IdentityKind::EyeColour, IdentityKind::HairLength];

impl Rule for CaptionIdentityInconsistent {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        for character in facts.index::<Identities>().by_character.values() {
            for kind in ONE_OF {
                differing(facts, &character.telling, kind, out);
            }
            if facts.context.settings.identity_captions != IdentityPolicy::Unmentioned {
                partly_named(facts, &character.telling, out);
            }
        }
    }
}

/// The traits of the character a caption names.
pub(super) fn identity<'a>(view: &CaptionView<'a>) -> &'a [Identified] {
    view.fact.identity(&view.context.vocabulary)
}

/// Blames the captions that name another value than most do.
fn differing(facts: &Facts, telling: &Voices, kind: IdentityKind, out: &mut Out<'_>) {
    let values = || telling.naming.iter().filter(|((of, _), _)| *of == kind);
    let Some(((_, usual), agreeing)) = values().max_by_key(|(_, captions)| captions.len()) else {
        return;
    };
    let (all, naming, most) =
        (telling.captions.len(), telling.kinds.of(&kind).len(), agreeing.len());
    if naming == most || naming * 2 < all || most * 2 <= naming || most < 2 {
        return;
    }
    let others: BTreeSet<usize> =
        values().flat_map(|(_, captions)| captions.difference(agreeing)).copied().collect();
    for view in others.into_iter().map(|caption| facts.caption(caption)) {
        if let Some(other) = self::values(&view, kind).next() {
            out.push(differs(&view, other, usual, most));
        }
    }
}

/// What a caption says of one kind of trait.
fn values<'a>(
    view: &CaptionView<'a>,
    kind: IdentityKind,
) -> impl Iterator<Item = &'a Identified> + use<'a> {
    identity(view).iter().filter(move |one| one.kind == kind)
}

fn differs(view: &CaptionView<'_>, other: &Identified, usual: &str, most: usize) -> Draft {
    let written = other.span.of(view.text());
    let message =
        format!("\"{written}\" here, but {} is {usual} in {most} captions", what(other.kind));
    let draft = Draft::span(view.index, other.span, message)
        .consequence("the model learns two values for what never changes");
    let Some(value) = value_of(view.text(), other) else { return draft };
    let title = format!("write \"{usual}\" for \"{}\"", value.of(view.text()));
    draft.fix(DraftFix::choice(title).edit(view.index, value, usual))
}

/// What stands before and after a value in the words that name it.
const FRAMES: [(&str, &str); 8] = [
    ("", " hair"),
    ("", "_hair"),
    ("", "-haired"),
    ("hair is ", ""),
    ("", " eyes"),
    ("", "_eyes"),
    ("", "-eyed"),
    ("eyes are ", ""),
];

/// The bytes that say which value it is: "auburn-haired" becomes "red-haired". A value may be written
/// in another spelling than it is known by ("blond"): then it is what stands in its usual frame.
fn value_of(text: &str, named: &Identified) -> Option<Span> {
    let written = named.span.of(text).to_ascii_lowercase();
    let framed = || {
        FRAMES.iter().find_map(|(before, after)| {
            let value = written.strip_prefix(before)?.strip_suffix(after)?;
            (value.len() < written.len()).then_some((before.len(), value.len()))
        })
    };
    let plain = written.find(&*named.value).map(|at| (at, named.value.len()));
    let (at, length) = plain.or_else(framed)?;
    let start = named.span.start + at;
    Some(Span::new(start, start + length))
}

fn what(kind: IdentityKind) -> &'static str {
    match kind {
        IdentityKind::HairColour => "the hair colour",
        IdentityKind::EyeColour => "the eye colour",
        IdentityKind::HairLength => "the hair length",
        _ => "this trait",
    }
}

/// A declared trait: its kind and its value in one spelling.
type Trait<'a> = (IdentityKind, &'a str);

/// Tells of declared traits that some captions name and others do not: those that most name in one
/// finding, those that few name in another.
fn partly_named(facts: &Facts, telling: &Voices, out: &mut Out<'_>) {
    let must = facts.context.settings.identity_captions == IdentityPolicy::Mentioned;
    let all = telling.captions.len();
    let counts = telling.declared.iter().map(|((kind, value), by)| ((*kind, &**value), by.len()));
    let (usual, rare): (Vec<_>, Vec<_>) =
        counts.filter(|(_, count)| *count < all).partition(|(_, count)| must || count * 2 >= all);
    if usual.is_empty() && rare.is_empty() {
        return;
    }
    let captions: Vec<_> = telling.captions.iter().map(|&caption| facts.caption(caption)).collect();
    let lack = |view: &CaptionView<'_>, one: &Trait<'_>| lacks(view, *one);
    out.extend_with(Side { traits: usual, is_told: &lack, words: &LACKING }.draft(&captions, must));
    let name = |view: &CaptionView<'_>, one: &Trait<'_>| declared(view).any(|found| found == *one);
    out.extend_with(Side { traits: rare, is_told: &name, words: &NAMING }.draft(&captions, must));
}

fn declared<'a>(view: &CaptionView<'a>) -> impl Iterator<Item = Trait<'a>> + use<'a> {
    identity(view).iter().filter(|one| one.declared).map(|one| (one.kind, &*one.value))
}

/// Whether a caption leaves a trait out; one that says another value of it has been told so.
fn lacks(view: &CaptionView<'_>, (kind, value): Trait<'_>) -> bool {
    let says_other = ONE_OF.contains(&kind) && values(view, kind).next().is_some();
    !says_other && !declared(view).any(|found| found == (kind, value))
}

/// The smaller side of a disagreement, which is what there is to change.
struct Side<'a> {
    traits: Vec<(Trait<'a>, usize)>,
    /// Whether a caption is on this side, for a trait.
    is_told: &'a dyn Fn(&CaptionView<'_>, &Trait<'_>) -> bool,
    words: &'a Words,
}

/// How a side is told.
struct Words {
    one: &'static str,
    several: &'static str,
    here: &'static str,
}

const LACKING: Words = Words { one: "leaves out", several: "leave out", here: "does not name" };
const NAMING: Words = Words { one: "alone names", several: "alone name", here: "names" };

impl Side<'_> {
    fn draft(&self, captions: &[CaptionView<'_>], must: bool) -> Option<Draft> {
        let mut concerned: BTreeSet<&Trait<'_>> = BTreeSet::new();
        let mut told: Vec<(&CaptionView<'_>, Vec<&Trait<'_>>)> = Vec::new();
        for view in captions {
            let of = self.traits.iter().map(|(one, _)| one).filter(|one| (self.is_told)(view, one));
            let of: Vec<_> = of.collect();
            concerned.extend(&of);
            told.extend((!of.is_empty()).then_some((view, of)));
        }
        let names: Vec<String> = concerned.iter().map(|one| phrase(**one)).collect();
        let (count, all) = (told.len(), captions.len());
        let verb = match count {
            0 => return None,
            1 => self.words.one,
            _ => self.words.several,
        };
        let wanted = if must { "all must name them" } else { "name them in all, or in none" };
        let wanted =
            if names.len() == 1 { wanted.replace("them", "it") } else { wanted.to_owned() };
        let names = mend::listed(names.iter().map(String::as_str));
        let message = format!("{count} of {all} captions {verb} {names}: {wanted}");
        let draft = Draft::set(message).consequence(
            "what is named here and left out there is learnt half with the trigger, half with its own words",
        );
        let draft = told.iter().take(SHOWN).fold(draft, |draft, (view, of)| {
            let of: Vec<String> = of.iter().map(|one| phrase(**one)).collect();
            let says =
                format!("{} {}", self.words.here, mend::listed(of.iter().map(String::as_str)));
            draft.related(Place::Caption(view.index, None), says)
        });
        let traits: Vec<Trait<'_>> = concerned.into_iter().copied().collect();
        Some(fixes::offered(captions, &traits, must).into_iter().fold(draft, Draft::fix))
    }
}

/// The words for a declared trait.
fn phrase((kind, value): Trait<'_>) -> String {
    match kind {
        IdentityKind::HairColour => format!("{value} hair"),
        IdentityKind::EyeColour => format!("{value} eyes"),
        _ => value.to_owned(),
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
              fix (Assist): write "red" for "auburn"
        "#]]
        .assert_eq(&said(&["red hair", "red hair", "auburn hair", "standing"]));
        expect![[r#"
            warning set/2.txt:5-15: "Blond_Hair" here, but the hair colour is red in 2 captions
              = the model learns two values for what never changes
              fix (Assist): write "red" for "Blond"
        "#]]
        .assert_eq(&said(&["red hair", "red hair", "sit, Blond_Hair"]));
        assert_eq!(said(&["red hair", "blonde hair", "standing", "a", "b"]), "");
    }

    #[test]
    fn declared_traits_stand_in_all_captions_or_in_none() {
        let head = "[traits]\nidentity = [\"red hair\", \"blue jacket\"]";
        let said = |captions: &[&str]| check("caption-identity-inconsistent", &set(head, captions));
        let all = [
            vec!["red hair, blue jacket", "red hair", "standing", "red hair, blue jacket", ""],
            vec!["a", "b", "red hair, c"],
            vec!["krstl has red hair and sits.", "krstl stands."],
        ]
        .map(|captions| said(&captions));
        expect![[r#"
            warning set: 2 of 4 captions leave out "red hair" and "blue jacket": name them in all, or in none
              = what is named here and left out there is learnt half with the trigger, half with its own words
              + set/1.txt: does not name "blue jacket"
              + set/2.txt: does not name "red hair" and "blue jacket"
              fix (Assist): name them in all captions: add what 2 leave out
              fix (Assist): name them in no caption: take out what 3 name
            --
            warning set: 1 of 3 captions alone names "red hair": name it in all, or in none
              = what is named here and left out there is learnt half with the trigger, half with its own words
              + set/2.txt: names "red hair"
              fix (Assist): name it in all captions: add what 2 leave out
              fix (Assist): name it in no caption: take out what 1 name
            --
            warning set: 1 of 2 captions leaves out "red hair": name it in all, or in none
              = what is named here and left out there is learnt half with the trigger, half with its own words
              + set/1.txt: does not name "red hair"
              fix (Assist): name it in all captions: add what 1 leaves out
        "#]].assert_eq(&all.join("--\n"));
    }

    #[test]
    fn what_must_be_named_is_asked_for() {
        let head = "[traits]\nidentity = [\"red hair\"]\nidentity-captions = \"mentioned\"";
        expect![[r#"
            warning set: 2 of 3 captions leave out "red hair": all must name it
              = what is named here and left out there is learnt half with the trigger, half with its own words
              + set/0.txt: does not name "red hair"
              + set/1.txt: does not name "red hair"
              fix (Assist): name it in all captions: add what 2 leave out
        "#]].assert_eq(&check(
            "caption-identity-inconsistent",
            &set(head, &["a", "b", "red hair"]),
        ));
    }
}
