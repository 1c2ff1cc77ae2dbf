//! `image-animated`

use onmodel_dataset::trainer::Event;

use crate::{Draft, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// An image is an animation.
    ///
    /// ## What it checks
    /// Files with more than one frame: GIF, animated WebP and PNG, TIFF with several pages.
    ///
    /// ## Why it matters
    /// Only the first frame is trained, and it is rarely the one you would choose.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.gif"
    /// frames = 12
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.gif"
    /// ```
    ///
    /// ## How to fix
    /// Save the frame you want as a PNG of its own.
    pub struct ImageAnimated = "image-animated" {
        scope: Image,
        level: Some(Severity::Warning),
        fix: None,
        part: Format,
    }
}

impl Rule for ImageAnimated {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let frames = image.header().map_or(1, |header| header.frames);
        if frames > 1 {
            out.push(
                Draft::image(image.index, format!("{frames} frames in one file"))
                    .says(image.context().effect(&Event::Animated))
                    .together("have several frames"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn the_frames_are_counted() {
        expect![[r#"
            warning set/01.webp: 12 frames in one file
              = Scenario does not promise which frame it trains
        "#]]
        .assert_eq(&check(
            "image-animated",
            r#"
            [[image]]
            file = "01.webp"
            frames = 12
            [[image]]
            file = "02.png"
        "#,
        ));
    }
}
