//! `trigger-collision`

use crate::neighbours::{Beside, Called, How, Neighbour};
use crate::{Draft, Facts, Out, Place, Rule, Severity, declare_rule};

declare_rule! {
    /// Two characters answer to one trigger, or one trigger contains the other.
    ///
    /// ## What it checks
    /// The triggers declared by all sets checked together, their subsets' too, whatever their capitals.
    /// A guessed trigger is none. Sets whose trigger is written in one and the same file are one
    /// character's, and share it on purpose.
    ///
    /// ## Why it matters
    /// A trigger is the one word that calls one character. Where two share it, whoever loads both models,
    /// or trains on both sets, gets a mixture; and a trainer that looks for the trigger inside the
    /// caption's letters finds `krs` in `krstl`.
    ///
    /// ## Example
    /// ```toml bad
    /// [dataset]
    /// trigger = "krstl"
    /// [[neighbour]]
    /// name = "robin"
    /// trigger = "krstl"
    /// ```
    /// ```toml good
    /// [dataset]
    /// trigger = "krstl"
    /// [[neighbour]]
    /// name = "robin"
    /// trigger = "rbnhd"
    /// ```
    ///
    /// ## How to fix
    /// Invent another word for one of the two, and rename it in its captions: `onmodel replace` changes
    /// it as a whole tag. Several sets of one character declare the trigger once, in a file above them.
    ///
    /// ## Sources
    /// - ai-toolkit looks for the trigger as a part of the caption, not as a word.
    pub struct TriggerCollision = "trigger-collision" {
        scope: Repository,
        level: Some(Severity::Error),
        fix: None,
        part: Captions,
        cost: Nothing,
    }
}

/// The rule's name.
pub const NAME: &str = "trigger-collision";

/// What follows for the models.
pub const CONSEQUENCE: &str =
    "whoever loads both models, or trains both sets together, gets a mixture of the two characters";

impl Rule for TriggerCollision {
    fn repository(&self, _: &Facts, beside: &Beside<'_>, out: &mut Out<'_>) {
        let met: Vec<_> = beside.collisions().collect();
        for met in met.chunk_by(|one, next| one.0 == next.0) {
            let Some((own, ..)) = met.first() else { continue };
            let place = Place::Config(own.file.clone(), own.span);
            let draft = Draft::at(place, message(met)).consequence(CONSEQUENCE);
            out.push(met.iter().fold(draft, |draft, (_, other, theirs, _)| {
                draft.related(Place::File(theirs.file.clone()), related(other, theirs))
            }));
        }
    }
}

/// What one trigger meets: itself, the other set, its trigger, and how.
pub type Collides<'a> = (&'a Called, &'a Neighbour, &'a Called, How);

/// All that one trigger meets, in a sentence without its full stop.
pub fn message(met: &[Collides<'_>]) -> String {
    let Some((own, other, theirs, how)) = met.first() else { return String::new() };
    let (own, theirs, name) = (&own.text, &theirs.text, &other.name);
    let more = match met.len() - 1 {
        0 => String::new(),
        1 => ", and one more collides with it".to_owned(),
        more => format!(", and {more} more collide with it"),
    };
    match how {
        How::Same => {
            format!("the trigger \"{own}\" is also the trigger of the set \"{name}\"{more}")
        }
        How::Part => format!(
            "the trigger \"{own}\" is part of \"{theirs}\", the trigger of the set \"{name}\"{more}"
        ),
        How::Whole => format!(
            "the trigger \"{own}\" contains \"{theirs}\", the trigger of the set \"{name}\"{more}"
        ),
    }
}

/// What is said where the other trigger is written.
pub fn related(other: &Neighbour, theirs: &Called) -> String {
    format!("\"{}\", the trigger of the set \"{}\"", theirs.text, other.name)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn a_trigger_inside_another_collides_too() {
        expect![[r#"
            error set/onmodel.toml:20-27: the trigger "krstl" is part of "krstl armor", the trigger of the set "wren", and one more collides with it
              = whoever loads both models, or trains both sets together, gets a mixture of the two characters
              + wren/onmodel.toml: "krstl armor", the trigger of the set "wren"
              + robin/onmodel.toml: "Krs", the trigger of the set "robin"
        "#]].assert_eq(&check(
            "trigger-collision",
            r#"
            [dataset]
            trigger = "krstl"
            [[neighbour]]
            name = "robin"
            trigger = "Krs"
            [[neighbour]]
            name = "wren"
            trigger = "krstl armor"
        "#,
        ));
    }

    #[test]
    fn a_set_without_a_trigger_collides_with_none() {
        expect![[r#""#]].assert_eq(&check(
            "trigger-collision",
            r#"
            [[image]]
            file = "01.png"
            caption = "krstl, standing"
            [[neighbour]]
            name = "robin"
            trigger = "krstl"
        "#,
        ));
    }
}
