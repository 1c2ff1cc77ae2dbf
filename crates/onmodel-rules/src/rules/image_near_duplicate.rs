//! `image-near-duplicate`

use onmodel_vision::similar::Likeness;

use crate::alike::tell;
use crate::{Facts, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// Two images show nearly the same picture.
    ///
    /// ## What it checks
    /// The pictures themselves, seen small: the same picture recompressed, resized, slightly cropped,
    /// retouched or mirrored. Other poses of one character on one background are not meant.
    ///
    /// ## Why it matters
    /// What is shown twice weighs twice: the model learns that pose and that background as part of the
    /// character.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// [[image]]
    /// file = "02.png"
    /// looks_like = "01.png"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// [[image]]
    /// file = "02.png"
    /// ```
    ///
    /// ## How to fix
    /// Keep the best one, which the finding names, and let `onmodel fix --unsafe` move the others aside.
    ///
    /// ## Sources
    /// - Scenario's dataset guide: drop near-duplicates, repetition teaches the composition.
    pub struct ImageNearDuplicate = "image-near-duplicate" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: Unsafe,
        part: Diversity,
        cost: Nothing,
    }
}

impl Rule for ImageNearDuplicate {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        tell(facts, Likeness::NearDuplicate, "nearly the same picture as", out);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn the_larger_one_is_kept_and_mirrors_are_told() {
        expect![[r"
            warning set/02.png: nearly the same picture as 01.png
              = Scenario shows this picture to the model more often than the others
              + set/01.png: the one to keep: 2048×2048 px, the other 1024×1024 px
              fix (Unsafe): move 02.png aside, its caption with it
            warning set/04.png: nearly the same picture as 03.png, in a mirror
              = Scenario shows this picture to the model more often than the others
              + set/03.png: the one to keep
              fix (Unsafe): move 04.png aside, its caption with it
        "]]
        .assert_eq(&check(
            "image-near-duplicate",
            r#"
            [[image]]
            file = "01.png"
            size = [2048, 2048]
            [[image]]
            file = "02.png"
            looks_like = "01.png"
            caption = "krstl"
            [[image]]
            file = "03.png"
            [[image]]
            file = "04.png"
            mirror_of = "03.png"
        "#,
        ));
    }
}
