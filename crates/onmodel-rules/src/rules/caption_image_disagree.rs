//! `caption-image-disagree`

mod backdrop;
mod twins;

use crate::{Facts, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// A caption and its picture seem to disagree.
    ///
    /// ## What it checks
    /// Pictures that look nearly the same while their captions name different poses, and captions that
    /// say "simple background" or "white background" of a picture whose edges are full of detail.
    ///
    /// ## Why it matters
    /// One of the two is wrong, most often the caption: words that do not fit the picture teach the
    /// model the wrong thing.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing, outdoors"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, kneeling, outdoors"
    /// looks_like = "01.png"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing, outdoors"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, kneeling, outdoors"
    /// ```
    ///
    /// ## How to fix
    /// Look at the picture and correct whichever is wrong.
    pub struct CaptionImageDisagree = "caption-image-disagree" {
        scope: Dataset,
        level: Some(Severity::Hint),
        fix: None,
        part: Captions,
    }
}

/// Each kind of evidence is a file of its own, and better silent than wrong.
impl Rule for CaptionImageDisagree {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        out.extend_with(backdrop::look(image));
    }

    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        twins::look(facts, out);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn twins_in_different_poses_disagree() {
        expect![[r#"
            hint set/02.txt:7-15: "kneeling", but 01.txt looks nearly the same and says "standing"
              + set/01.txt: says "standing"
        "#]]
        .assert_eq(&check(
            "caption-image-disagree",
            r#"
            [[image]]
            file = "01.png"
            caption = "krstl, standing, outdoors"
            [[image]]
            file = "02.png"
            caption = "krstl, kneeling, outdoors"
            looks_like = "01.png"
            [[image]]
            file = "03.png"
            caption = "krstl, standing, hat"
            looks_like = "01.png"
        "#,
        ));
    }

    #[test]
    fn a_simple_background_on_a_busy_picture_disagrees() {
        expect![[r#"
            hint set/01.txt:7-24: "simple background", but the edges of 01.png are full of detail
        "#]]
        .assert_eq(&check(
            "caption-image-disagree",
            r#"
            [[image]]
            file = "01.png"
            caption = "krstl, simple background"
            busy = true
            [[image]]
            file = "02.png"
            caption = "krstl, simple background"
            [[image]]
            file = "03.png"
            caption = "krstl, no simple background"
            busy = true
        "#,
        ));
    }
}
