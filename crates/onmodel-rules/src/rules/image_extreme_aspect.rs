//! `image-extreme-aspect`

use onmodel_dataset::trainer::Event;
use onmodel_vision::Size;

use crate::{Draft, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// An image is a strip: more than twice as long as it is wide.
    ///
    /// ## What it checks
    /// Each image's sides against each other; beyond 1:2 or 2:1 is told.
    ///
    /// ## Why it matters
    /// The trainers' lists of shapes end there: such a picture is cropped hard or shrunk until the face has
    /// a few pixels.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// size = [1024, 3000]
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// size = [1024, 2048]
    /// ```
    ///
    /// ## How to fix
    /// Crop it, or cut it into two pictures with a caption each.
    ///
    /// ## Sources
    /// - kohya's, musubi-tuner's and `OneTrainer`'s bucket lists.
    pub struct ImageExtremeAspect = "image-extreme-aspect" {
        scope: Image,
        level: Some(Severity::Warning),
        fix: None,
        part: Format,
    }
}

/// Longest side over shortest that trainers' lists of shapes hold.
const LONGEST: f64 = 2.0;

/// Whether a picture is a strip.
pub(crate) fn is_extreme(size: Size) -> bool {
    ratio(size) > LONGEST
}

/// The longer side over the shorter.
fn ratio(size: Size) -> f64 {
    f64::from(size.long()) / f64::from(size.short().max(1))
}

impl Rule for ImageExtremeAspect {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let Some(size) = image.shown().filter(|size| is_extreme(*size)) else { return };
        let message = format!("{size} px: the long side is {:.1} times the short one", ratio(size));
        out.push(
            Draft::image(image.index, message)
                .says(image.context().effect(&Event::ExtremeAspect))
                .together("are more than twice as long as they are wide"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn twice_is_fine_and_more_is_told() {
        expect![[r#"
            warning set/02.png: 3000×1024 px: the long side is 2.9 times the short one
              = Scenario does not promise to keep a picture this narrow whole: most of it may be cut off
        "#]]
        .assert_eq(&check(
            "image-extreme-aspect",
            r#"
            [[image]]
            file = "01.png"
            size = [1024, 2048]
            [[image]]
            file = "02.png"
            size = [3000, 1024]
        "#,
        ));
    }
}
