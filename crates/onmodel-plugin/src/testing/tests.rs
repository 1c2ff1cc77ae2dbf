//! The harness shows what onmodel shows, and rules see it.

use super::*;
use crate::options::NoOptions;
use crate::{Dataset, Fix, Item, Place};

/// Says all it sees of an item.
struct Seer<const SCOPE: u8>;

impl<const SCOPE: u8> Rule for Seer<SCOPE> {
    type Options = NoOptions;
    const ID: &'static str = "test/seer";
    const SUMMARY: &'static str = "What it sees";
    const SCOPE: Scope = [Scope::Caption, Scope::Image, Scope::Pixels][SCOPE as usize];

    fn new(_: NoOptions) -> Result<Self, String> {
        Ok(Self)
    }

    fn check(&self, item: Item<'_>, report: &mut Report<'_>) {
        let pixels =
            item.pixels().map(|pixels| (pixels.get(1, 0), pixels.get(0, 2), pixels.iter().count()));
        report.push(Finding::on_image(format!(
            "{} {} {} {:?} {:?} {:?}",
            item.folder(),
            item.stem(),
            item.trigger(),
            item.size(),
            item.image().map(crate::Image::format),
            pixels
        )));
    }
}

fn seen<const SCOPE: u8>() -> String {
    let sample = Sample::image("10_aoi/01.front.png")
        .trigger("aoi")
        .picture(2, 2, |x, y| [x as u8, y as u8, 9]);
    check_item(&Seer::<SCOPE>, &sample).remove(0).message
}

#[test]
fn a_rule_sees_what_its_scope_promises() {
    assert_eq!(seen::<0>(), "10_aoi 01.front aoi None None None");
    assert_eq!(seen::<1>(), "10_aoi 01.front aoi Some((1024, 1024)) Some(Png) None");
    assert_eq!(
        seen::<2>(),
        "10_aoi 01.front aoi Some((1024, 1024)) Some(Png) Some((Some([1, 0, 9]), None, 4))"
    );
}

/// Wants every caption to say what the first one says first.
struct SameStart;

impl Rule for SameStart {
    type Options = NoOptions;
    const ID: &'static str = "test/same-start";
    const SUMMARY: &'static str = "Captions that begin otherwise";
    const SCOPE: Scope = Scope::Dataset;

    fn new(_: NoOptions) -> Result<Self, String> {
        Ok(Self)
    }

    fn check_dataset(&self, set: Dataset<'_>, report: &mut Report<'_>) {
        let first = |item: Item<'_>| item.caption().tags().next().map(|tag| tag.text().to_owned());
        let Some(wanted) = set.get(0).and_then(first) else { return };
        for (index, item) in set.items().filter(|(_, item)| first(*item).as_ref() != Some(&wanted))
        {
            let fix = Fix::review("begin it alike").edit_in(index, item.caption().prepend(&wanted));
            report.push(
                Finding::at_item(index, 0..0, format!("{}: {wanted}", set.trigger())).fix(fix),
            );
        }
    }
}

#[test]
fn a_set_is_seen_whole() {
    let samples = ["a, b", "c", "a"].map(Sample::captioned);
    let found = check_dataset(&SameStart, &Set::of(samples).trigger("krstl"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "krstl: a");
    assert_eq!(found[0].place, Place::Caption { item: Some(1), span: (0..0).into() });
    assert_eq!(found[0].fixes[0].edits, [(Some(1), crate::Edit::insert(0, "a, "))]);
}

#[test]
fn options_are_refused_as_onmodel_would() {
    let error = with_options::<SameStart>(r#"{"strict": true}"#).err();
    assert_eq!(
        error.as_deref(),
        Some("strict: there is no option `strict`; this rule has no options")
    );
}
