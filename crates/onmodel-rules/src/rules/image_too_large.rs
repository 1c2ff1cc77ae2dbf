//! `image-too-large`

use onmodel_dataset::trainer::Event;
use onmodel_vision::MAX_PIXELS;

use crate::{Draft, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// An image has more pixels than trainers read.
    ///
    /// ## What it checks
    /// The number of pixels against the limits of Pillow, the library trainers read images with: over
    /// 89,478,485 it warns, over 178,956,970 it refuses.
    ///
    /// ## Why it matters
    /// A refused image stops the run; one below the limit costs gigabytes of memory for detail that is
    /// shrunk away.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// size = [10000, 10000]
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// size = [8000, 8000]
    /// ```
    ///
    /// ## How to fix
    /// Shrink the picture: 2048 px on the shorter side is plenty.
    ///
    /// ## Sources
    /// - Pillow: `Image.MAX_IMAGE_PIXELS` and its decompression bomb check.
    pub struct ImageTooLarge = "image-too-large" {
        scope: Image,
        level: Some(Severity::Warning),
        fix: None,
        part: Format,
    }
}

/// `PIL.Image.MAX_IMAGE_PIXELS`: 1 GiB in 24-bit pixels, divided by 4 for good measure.
const WARNED: u64 = 89_478_485;

impl Rule for ImageTooLarge {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let Some(size) = image.header().map(|header| header.size) else { return };
        if size.pixels() <= WARNED {
            return;
        }
        let refused = size.pixels() > MAX_PIXELS;
        let limit = if refused { MAX_PIXELS } else { WARNED };
        let million = |pixels: u64| pixels as f64 / 1e6;
        let message = format!(
            "{size} px are {:.0} million pixels; over {:.1} million are too many",
            million(size.pixels()),
            million(limit)
        );
        let severity = if refused { Severity::Error } else { Severity::Warning };
        out.push(
            Draft::image(image.index, message)
                .says(image.context().effect(&Event::HugeImage { refused }))
                .severity(severity),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn both_limits() {
        expect![[r#"
            warning set/01.png: 10000×10000 px are 100 million pixels; over 89.5 million are too many
              = Scenario does not say how it shrinks a picture of this many pixels
            error set/02.png: 20000×20000 px are 400 million pixels; over 179.0 million are too many
              = Scenario does not promise to take a picture of this many pixels
        "#]].assert_eq(&check("image-too-large", r#"
            [[image]]
            file = "01.png"
            size = [10000, 10000]
            [[image]]
            file = "02.png"
            size = [20000, 20000]
            [[image]]
            file = "03.png"
            size = [4096, 4096]
        "#));
    }
}
