//! `image-duplicate`

use onmodel_vision::similar::Likeness;

use crate::alike::tell;
use crate::{Facts, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// The same picture is in the set twice.
    ///
    /// ## What it checks
    /// Images with equal bytes, and images with equal pixels in other formats.
    ///
    /// ## Why it matters
    /// A picture that is there twice weighs twice, and with two captions it teaches two things at once.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// [[image]]
    /// file = "02.webp"
    /// copy_of = "01.png"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// [[image]]
    /// file = "02.webp"
    /// ```
    ///
    /// ## How to fix
    /// Keep one, which the finding names, and let `onmodel fix --unsafe` move the others aside. To show a
    /// picture more often on purpose, use the trainer's repeats.
    ///
    /// ## Sources
    /// - Scenario's audit list: no duplicates.
    pub struct ImageDuplicate = "image-duplicate" {
        scope: Dataset,
        level: Some(Severity::Error),
        fix: Unsafe,
        part: Diversity,
        cost: Nothing,
        supersedes: ["image-near-duplicate"],
    }
}

impl Rule for ImageDuplicate {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        tell(facts, Likeness::Duplicate, "the same picture as", out);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn a_copy_is_told_once() {
        expect![[r"
            error set/02.webp: the same picture as 01.png
              = Scenario shows this picture to the model more often than the others
              + set/01.png: the one to keep
              fix (Unsafe): move 02.webp aside, its caption with it
        "]]
        .assert_eq(&check(
            "image-duplicate",
            r#"
            [[image]]
            file = "01.png"
            caption = "krstl, standing"
            [[image]]
            file = "02.webp"
            copy_of = "01.png"
            caption = "krstl, sitting"
        "#,
        ));
    }
}
