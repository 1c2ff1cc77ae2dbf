//! `image-letterboxed`

use onmodel_vision::Border;

use crate::{Draft, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// An image has bars of one colour round it.
    ///
    /// ## What it checks
    /// Straight bars of one colour, above and below, left and right or all round, of at least 2 % of the
    /// side together. A plain background behind the character is no bar.
    ///
    /// ## Why it matters
    /// Bars are learnt as part of the picture and come back in what the model draws.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// border = [0, 128, 0, 128]
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// border = [0, 4, 0, 4]
    /// ```
    ///
    /// ## How to fix
    /// Crop the bars away.
    pub struct ImageLetterboxed = "image-letterboxed" {
        scope: Image,
        level: Some(Severity::Warning),
        fix: None,
        part: Format,
    }
}

/// Share of the side that the bars must take together.
const WIDE: f64 = 0.02;

impl Rule for ImageLetterboxed {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let (Some(size), Some(border)) = (image.shown(), image.pixels().and_then(|seen| seen.border))
        else {
            return;
        };
        let is_wide = |one: u32, other: u32, side: u32| {
            f64::from(one) + f64::from(other) >= f64::from(side) * WIDE
        };
        if !is_wide(border.top, border.bottom, size.height) && !is_wide(border.left, border.right, size.width) {
            return;
        }
        let [red, green, blue] = border.colour;
        let message = format!("bars of #{red:02x}{green:02x}{blue:02x}: {}", sides(border));
        out.push(
            Draft::image(image.index, message)
                .consequence("the model learns the bars as part of the picture")
                .together("have bars of one colour round the picture"),
        );
    }
}

/// The bars there are, in pixels: "128 px above, 128 px below".
fn sides(border: Border) -> String {
    let all = [
        (border.top, "above"),
        (border.bottom, "below"),
        (border.left, "left"),
        (border.right, "right"),
    ];
    let told = all.into_iter().filter(|(width, _)| *width > 0);
    told.map(|(width, side)| format!("{width} px {side}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn the_bars_are_measured() {
        expect![[r"
            warning set/01.png: bars of #000000: 128 px above, 128 px below
              = the model learns the bars as part of the picture
            warning set/03.png: bars of #000000: 40 px above, 40 px below, 40 px left, 40 px right
              = the model learns the bars as part of the picture
        "]].assert_eq(&check("image-letterboxed", r#"
            [[image]]
            file = "01.png"
            border = [0, 128, 0, 128]
            [[image]]
            file = "02.png"
            border = [4, 4, 4, 4]
            [[image]]
            file = "03.png"
            border = [40, 40, 40, 40]
        "#));
    }
}
