//! `image-in-two-sets`

use onmodel_vision::similar::Likeness;

use crate::neighbours::{Beside, Met};
use crate::{Draft, Facts, Out, Place, Rule, Severity, declare_rule};
use onmodel_dataset::paths::slashed;

declare_rule! {
    /// A picture of this set is in another character's set too.
    ///
    /// ## What it checks
    /// All pictures of all sets checked together: the same picture, byte for byte or pixel for pixel,
    /// and nearly the same one, recompressed, resized, slightly cropped or mirrored. Each set is told of
    /// its own. Sets whose trigger is written in one and the same file are one character's, and are not
    /// compared. With `--since`, sets not touched are read for comparison too.
    ///
    /// ## Why it matters
    /// Two models learn one picture: each character takes on something of the other, and a picture that
    /// was cleared for one use is trained on in another.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// [[neighbour]]
    /// name = "robin"
    /// image = [{ file = "07.png", copy_of = "01.png" }]
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// [[neighbour]]
    /// name = "robin"
    /// image = [{ file = "07.png" }]
    /// ```
    ///
    /// ## How to fix
    /// Take the picture out of the set it does not belong to. Where it belongs to both (a group picture,
    /// a prop), say so with an `[[ignore]]` and its reason.
    pub struct ImageInTwoSets = "image-in-two-sets" {
        scope: Repository,
        level: Some(Severity::Error),
        fix: None,
        part: Diversity,
        cost: Nothing,
    }
}

/// The rule's name.
pub const NAME: &str = "image-in-two-sets";

/// What follows for the models.
pub const CONSEQUENCE: &str =
    "two models learn one picture, and each character takes on something of the other";

impl Rule for ImageInTwoSets {
    fn repository(&self, _: &Facts, beside: &Beside<'_>, out: &mut Out<'_>) {
        let met = beside.meetings();
        for met in met.chunk_by(|one, next| one.image == next.image) {
            let Some(first) = met.first() else { continue };
            let draft = Draft::image(first.image, message(met)).consequence(CONSEQUENCE);
            out.push(met.iter().fold(draft, |draft, one| {
                let path = one.other.path(&one.other.images[one.there].0);
                draft.related(Place::File(path), where_found(one))
            }));
        }
    }
}

/// All that one picture meets, in a sentence without its full stop.
pub fn message(met: &[Met<'_>]) -> String {
    let Some(first) = met.first() else { return String::new() };
    let there = slashed(&first.other.images[first.there].0);
    let more = match met.len() - 1 {
        0 => String::new(),
        1 => ", and one more picture of another set".to_owned(),
        more => format!(", and {more} more pictures of other sets"),
    };
    format!("{} {there} of the set \"{}\"{more}", said(first), first.other.name)
}

/// What is said where the other picture lies.
pub fn where_found(met: &Met<'_>) -> String {
    format!("in the set \"{}\"", met.other.name)
}

/// How alike the two are: "the same picture as".
fn said(met: &Met<'_>) -> String {
    let mirrored = if met.mirrored { "in a mirror " } else { "" };
    match met.likeness {
        Likeness::Duplicate => "the same picture as".to_owned(),
        Likeness::NearDuplicate => format!("{mirrored}nearly the same picture as"),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn every_set_that_has_the_picture_is_named() {
        expect![[r#"
            error set/02.png: the same picture as 07.png of the set "robin", and one more picture of another set
              = two models learn one picture, and each character takes on something of the other
              + robin/07.png: in the set "robin"
              + wren/in/a.png: in the set "wren"
        "#]].assert_eq(&check(
            "image-in-two-sets",
            r#"
            [[image]]
            file = "01.png"
            caption = "krstl, standing"
            [[image]]
            file = "02.png"
            caption = "krstl, sitting"
            [[neighbour]]
            name = "robin"
            image = [{ file = "07.png", copy_of = "02.png" }, { file = "08.png", copy_of = "02.png" }]
            [[neighbour]]
            name = "wren"
            image = [{ file = "in/a.png", copy_of = "02.png" }]
        "#,
        ));
    }
}
