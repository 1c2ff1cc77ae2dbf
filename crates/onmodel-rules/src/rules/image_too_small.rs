//! `image-too-small`

use onmodel_dataset::trainer::{Event, Family};

use crate::{Context, Draft, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// An image has fewer pixels than it is trained at.
    ///
    /// ## What it checks
    /// The shorter side of each image against the side the run trains at: `resolution` in
    /// `[dataset]` where it is set, else 1024 px (512 px for Stable Diffusion 1.5). Less than half of
    /// it is an error.
    ///
    /// ## Why it matters
    /// A small image is enlarged before training, and the model learns the blur: soft edges, smeared
    /// eyes, mushy hands.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// size = [700, 700]
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// size = [1024, 1024]
    /// ```
    ///
    /// ## How to fix
    /// Export the picture again from the original at 1024 px or more on the shorter side. Enlarging
    /// the small one does not bring the detail back.
    ///
    /// ## Options
    /// - `min`: the shorter side wanted, in pixels.
    ///
    /// ## Sources
    /// - Scenario's dataset guide: 1024 px or more on every side.
    /// - kohya's bucketing enlarges what is smaller than the bucket.
    pub struct ImageTooSmall = "image-too-small" {
        scope: Image,
        level: Some(Severity::Warning),
        fix: None,
        part: Resolution,
        cost: Nothing,
    }
    options {
        /// The shorter side wanted, in pixels.
        min: Option<u32> = None,
    }
}

/// The shorter side wanted when no option says otherwise, in pixels: what the base model was trained
/// at, or what the run sets.
pub fn wanted_side(context: &Context) -> u32 {
    let native = context.family().and_then(Family::native_side).unwrap_or(1024);
    context.settings.resolution.unwrap_or(native)
}

impl Rule for ImageTooSmall {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let Some(size) = image.shown() else { return };
        let wanted = self.min.unwrap_or_else(|| wanted_side(image.context()));
        let short = size.short();
        if short >= wanted {
            return;
        }
        let upscale = f64::from(wanted) / f64::from(short.max(1));
        let message = format!("{size} px: the short side has {short} of the {wanted} px wanted");
        let severity = if short * 2 < wanted { Severity::Error } else { Severity::Warning };
        out.push(
            Draft::image(image.index, message)
                .says(image.context().effect(&Event::TooSmall { upscale }))
                .severity(severity)
                .together(format!("are under {wanted} px on the short side")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn less_than_half_is_an_error() {
        expect![[r#"
            error set/a.png: 1024×511 px: the short side has 511 of the 1024 px wanted
              = Scenario asks for 1024 pixels or more on every side: this image would have to be enlarged 2.0 times
            warning set/b.png: 512×2048 px: the short side has 512 of the 1024 px wanted
              = Scenario asks for 1024 pixels or more on every side: this image would have to be enlarged 2.0 times
        "#]]
        .assert_eq(&check(
            "image-too-small",
            r#"
            [[image]]
            file = "a.png"
            size = [1024, 511]
            [[image]]
            file = "b.png"
            size = [512, 2048]
        "#,
        ));
    }

    #[test]
    fn the_run_sets_the_side() {
        expect![].assert_eq(&check(
            "image-too-small",
            r#"
            [dataset]
            resolution = 512
            [[image]]
            file = "a.png"
            size = [600, 600]
        "#,
        ));
    }
}
