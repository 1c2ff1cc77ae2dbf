//! `image-color-mode`

use onmodel_dataset::trainer::Event;
use onmodel_vision::{ColourMode, Header};

use super::image_alpha;
use crate::{Draft, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// An image stores its colours in a way trainers convert badly.
    ///
    /// ## What it checks
    /// 16-bit grey and floating-point images (errors), CMYK, black-and-white 1-bit images, and palettes with
    /// transparency. Ordinary grey, 16-bit RGB and plain palettes convert well.
    ///
    /// ## Why it matters
    /// All trainers read through one library that turns everything into 8-bit RGB: 16-bit grey turns white,
    /// CMYK shifts, palette transparency turns into a colour nobody chose.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// colour = "Grey"
    /// bits = 16
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// colour = "Grey"
    /// ```
    ///
    /// ## How to fix
    /// Save the picture as 8-bit RGB.
    ///
    /// ## Sources
    /// - Pillow's `convert("RGB")`, which every trainer calls.
    pub struct ImageColorMode = "image-color-mode" {
        scope: Image,
        level: Some(Severity::Warning),
        fix: None,
        part: Format,
        supersedes: ["image-color-profile"],
    }
}

impl Rule for ImageColorMode {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let Some((what, is_deep)) = image.header().and_then(|header| trouble(header, image)) else {
            return;
        };
        let (event, severity) = if is_deep {
            (Event::DeepGrey, Severity::Error)
        } else {
            (Event::OddColourMode, Severity::Warning)
        };
        out.push(
            Draft::image(image.index, format!("stored as {what}; 8-bit RGB is wanted"))
                .says(image.context().effect(&event))
                .severity(severity)
                .together(format!("are stored as {what}; 8-bit RGB is wanted")),
        );
    }
}

/// What is odd about the colours, and whether they are deeper than 8 bits can tell.
fn trouble(header: &Header, image: &ImageView<'_>) -> Option<(&'static str, bool)> {
    let changed = image.pixels().and_then(|seen| seen.alpha).map(|alpha| alpha.changed);
    match header.colour {
        _ if header.float => Some(("floating-point numbers", true)),
        ColourMode::Grey | ColourMode::GreyAlpha if header.bits >= 16 => {
            Some(("16-bit grey", true))
        }
        ColourMode::Cmyk => Some(("CMYK", false)),
        ColourMode::Grey if header.bits == 1 => Some(("black and white, 1 bit", false)),
        // What clearly changes the picture is `image-alpha`'s business.
        ColourMode::Palette
            if changed.is_some_and(|share| share <= image_alpha::CLEARLY_ANOTHER) =>
        {
            Some(("a palette with transparency", false))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn deep_grey_is_an_error_and_the_rest_warns() {
        expect![[r#"
            error set/01.png: stored as 16-bit grey; 8-bit RGB is wanted
              = Scenario does not promise to read more than 8 bits of grey: common readers turn such a picture white
            warning set/02.jpg: stored as CMYK; 8-bit RGB is wanted
              = Scenario does not promise how it turns these colours into RGB: they may shift
            warning set/05.png: stored as a palette with transparency; 8-bit RGB is wanted
              = Scenario does not promise how it turns these colours into RGB: they may shift
            error set/06.tif: stored as floating-point numbers; 8-bit RGB is wanted
              = Scenario does not promise to read more than 8 bits of grey: common readers turn such a picture white
            warning set/07.png: stored as black and white, 1 bit; 8-bit RGB is wanted
              = Scenario does not promise how it turns these colours into RGB: they may shift
        "#]]
        .assert_eq(&check(
            "image-color-mode",
            r#"
            [[image]]
            file = "01.png"
            colour = "Grey"
            bits = 16
            [[image]]
            file = "02.jpg"
            colour = "Cmyk"
            [[image]]
            file = "03.png"
            colour = "Rgb"
            bits = 16
            [[image]]
            file = "04.png"
            colour = "Palette"
            [[image]]
            file = "05.png"
            colour = "Palette"
            alpha = [0.01, 0.0]
            [[image]]
            file = "06.tif"
            float = true
            [[image]]
            file = "07.png"
            colour = "Grey"
            bits = 1
        "#,
        ));
    }
}
