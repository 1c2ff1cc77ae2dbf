//! `image-color-profile`

use onmodel_dataset::trainer::Event;
use onmodel_vision::Profile;

use crate::{Draft, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// An image has a colour profile that is not sRGB.
    ///
    /// ## What it checks
    /// The embedded colour profile, by its own name: Adobe RGB, Display P3 and others.
    ///
    /// ## Why it matters
    /// You see the colours through the profile; the trainer ignores it and sees others, mostly paler.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.jpg"
    /// profile = "Adobe RGB (1998)"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.jpg"
    /// ```
    ///
    /// ## How to fix
    /// Convert to sRGB (not just assign it) and save.
    pub struct ImageColorProfile = "image-color-profile" {
        scope: Image,
        level: Some(Severity::Hint),
        fix: None,
        part: Format,
    }
}

impl Rule for ImageColorProfile {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let Some(Profile::Other(name)) = image.header().map(|header| &header.profile) else {
            return;
        };
        let message = format!("the colour profile is \"{name}\", not sRGB");
        out.push(
            Draft::image(image.index, message)
                .says(image.context().effect(&Event::ColourProfile))
                .together(format!("have the colour profile \"{name}\", not sRGB")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn the_profile_is_named_and_many_are_one() {
        expect![[r#"
            hint set: 3 of 4 images have the colour profile "Display P3", not sRGB
              = Scenario does not promise to obey the colour profile: the colours trained may not be the colours you see
              + set/01.jpg: the colour profile is "Display P3", not sRGB
              + set/02.jpg: the colour profile is "Display P3", not sRGB
              + set/03.jpg: the colour profile is "Display P3", not sRGB
        "#]].assert_eq(&check("image-color-profile", r#"
            [[image]]
            file = "01.jpg"
            profile = "Display P3"
            [[image]]
            file = "02.jpg"
            profile = "Display P3"
            [[image]]
            file = "03.jpg"
            profile = "Display P3"
            [[image]]
            file = "04.jpg"
        "#));
    }
}
