//! `studio-style/palette`

use std::collections::BTreeMap;

use onmodel_plugin::{Finding, Item, Pixels, Report, Rule, Scope, options};

options! {
    /// One colour of the model sheet.
    pub struct Swatch {
        /// As on the web: `#2a4d8f`.
        colour: String,
        /// The share of the picture it covers at least, 0 to 1.
        at_least: f64 = 0.01,
    }
}

options! {
    /// The colours of the model sheet.
    pub struct PaletteOptions {
        /// Each colour by what has it: `jacket`.
        colours: BTreeMap<String, Swatch>,
        /// How far a pixel may be from a colour to count, 0 to 255. Shading needs some room.
        tolerance: u32 = 48,
    }
}

/// The rule, its colours read.
pub struct Palette {
    colours: Vec<(String, [u8; 3], f64)>,
    tolerance: u32,
}

impl Rule for Palette {
    type Options = PaletteOptions;
    const ID: &'static str = "studio-style/palette";
    const SUMMARY: &'static str = "A colour of the model sheet is not in the picture";
    const SCOPE: Scope = Scope::Pixels;
    const DOCS: &'static str = include_str!("../docs/palette.md");

    fn new(options: PaletteOptions) -> Result<Self, String> {
        let mut colours = Vec::new();
        for (name, swatch) in options.colours {
            let colour = hex(&swatch.colour).ok_or_else(|| {
                format!("colours.{name}.colour: `{}` is not a colour like `#2a4d8f`", swatch.colour)
            })?;
            if !(0.0..=1.0).contains(&swatch.at_least) {
                return Err(format!("colours.{name}.at-least: a share is 0 to 1"));
            }
            colours.push((name, colour, swatch.at_least));
        }
        Ok(Self { colours, tolerance: options.tolerance })
    }

    fn check(&self, item: Item<'_>, report: &mut Report<'_>) {
        let Some(pixels) = item.pixels() else { return };
        for (name, colour, at_least) in &self.colours {
            let share = self.share(pixels, *colour);
            if share < *at_least {
                let [red, green, blue] = colour;
                report.push(
                    Finding::on_image(format!(
                        "the colour of \"{name}\", #{red:02x}{green:02x}{blue:02x}, covers {:.1} % of \
                         the picture; {:.1} % is asked",
                        share * 100.0,
                        at_least * 100.0
                    ))
                    .consequence("the model learns another colour for it, or none"),
                );
            }
        }
    }
}

impl Palette {
    /// The share of pixels near `colour`.
    #[allow(clippy::cast_precision_loss, reason = "at most 256 × 256 pixels")]
    fn share(&self, pixels: Pixels<'_>, colour: [u8; 3]) -> f64 {
        let near = pixels.iter().filter(|pixel| distance(*pixel, colour) <= self.tolerance).count();
        near as f64 / (pixels.width() * pixels.height()).max(1) as f64
    }
}

/// The greatest difference in a channel: what shading changes least.
fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    let differences = a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)));
    differences.max().unwrap_or_default()
}

/// `#2a4d8f` as red, green, blue.
fn hex(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

#[cfg(test)]
mod tests {
    use onmodel_plugin::testing::{Sample, check_item, with_options};

    use super::*;

    const BLUE: [u8; 3] = [0x2a, 0x4d, 0x8f];

    fn messages(blue_columns: u32) -> Vec<String> {
        let json = r##"{"colours": {"jacket": {"colour": "#2a4d8f", "at-least": 0.2}}}"##;
        let rule: Palette = with_options(json).unwrap();
        let sample = Sample::image("01.png")
            .picture(10, 4, |x, _| if x < blue_columns { BLUE } else { [200, 200, 200] });
        check_item(&rule, &sample).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_missing_colour_is_named_with_its_share() {
        assert_eq!(
            messages(1),
            ["the colour of \"jacket\", #2a4d8f, covers 10.0 % of the picture; 20.0 % is asked"]
        );
        assert_eq!(messages(2), [""; 0]);
    }

    #[test]
    fn shading_is_not_another_colour() {
        assert!(distance([0x20, 0x40, 0x80], BLUE) < 48 && distance([0x8f, 0x4d, 0x2a], BLUE) > 48);
    }

    #[test]
    fn a_colour_that_is_none_is_refused() {
        let json = r#"{"colours": {"jacket": {"colour": "blue"}}}"#;
        assert_eq!(
            with_options::<Palette>(json).err().as_deref(),
            Some("colours.jacket.colour: `blue` is not a colour like `#2a4d8f`")
        );
    }
}
