//! `image-alpha`

use onmodel_dataset::trainer::Event;
use onmodel_vision::ColourMode;

use crate::{Draft, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// An image has transparent pixels.
    ///
    /// ## What it checks
    /// Every pixel that is not opaque, and the colour hidden under it. More than 2 % of pixels that change
    /// clearly once transparency is dropped are an error.
    ///
    /// ## Why it matters
    /// Trainers do not blend transparency with white: they drop it, and whatever colour lies hidden under
    /// it (often black, sometimes garish) becomes the background.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// alpha = [0.4, 0.4]
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// ```
    ///
    /// ## How to fix
    /// Put the character on a background and save without transparency; plain grey or white is fine if it
    /// varies over the set.
    ///
    /// ## Sources
    /// - kohya-ss/sd-scripts#1269. Pillow converts to RGB by dropping the alpha channel.
    pub struct ImageAlpha = "image-alpha" {
        scope: Image,
        level: Some(Severity::Warning),
        fix: None,
        part: Format,
    }
}

/// Share of pixels that change from which the picture trained is clearly another.
pub(crate) const CLEARLY_ANOTHER: f32 = 0.02;

impl Rule for ImageAlpha {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let (Some(header), Some(alpha)) =
            (image.header(), image.pixels().and_then(|seen| seen.alpha))
        else {
            return;
        };
        let is_clear = alpha.changed > CLEARLY_ANOTHER;
        if !is_clear && header.colour == ColourMode::Palette {
            // A palette with a little transparency is `image-color-mode`'s business.
            return;
        }
        let [red, green, blue] = alpha.hidden;
        let message = format!(
            "{} of the pixels are transparent; the colour hidden under them is #{red:02x}{green:02x}{blue:02x}",
            percent(alpha.transparent)
        );
        let severity = if is_clear { Severity::Error } else { Severity::Warning };
        out.push(
            Draft::image(image.index, message)
                .says(image.context().effect(&Event::Alpha { changed: alpha.changed }))
                .severity(severity)
                .together("have transparent pixels"),
        );
    }
}

/// A share in words; what is there is never told as 0 %.
fn percent(share: f32) -> String {
    if share < 0.01 { "less than 1 %".to_owned() } else { format!("{:.0} %", share * 100.0) }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn what_changes_clearly_is_an_error() {
        expect![[r#"
            warning set/01.png: less than 1 % of the pixels are transparent; the colour hidden under them is #ff00ff
              = Scenario does not promise what it puts under transparency: the colours hidden there may show
            error set/02.png: 40 % of the pixels are transparent; the colour hidden under them is #ff00ff
              = Scenario does not promise what it puts under transparency: the colours hidden there may show
        "#]].assert_eq(&check("image-alpha", r#"
            [[image]]
            file = "01.png"
            alpha = [0.001, 0.0]
            [[image]]
            file = "02.png"
            alpha = [0.4, 0.4]
        "#));
    }
}
