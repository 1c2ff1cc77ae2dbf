//! `image-extension-mismatch`

use onmodel_dataset::trainer::Event;

use crate::naming::{better_name, format_name, suits};
use crate::{Draft, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// A file's extension does not say what the file is.
    ///
    /// ## What it checks
    /// The format found in the content against the file's extension: a WebP named `.png`, a PNG named `.jpg`.
    ///
    /// ## Why it matters
    /// Some tools go by the name, others by the content: a preview shows the picture, the next tool refuses
    /// it.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// format = "WebP"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.webp"
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix --unsafe` renames the file; its caption goes by the same stem and stays with it.
    ///
    /// ## Sources
    /// - `bmaltais/kohya_ss`#2164 and its like: errors far from their cause.
    pub struct ImageExtensionMismatch = "image-extension-mismatch" {
        scope: Image,
        level: Some(Severity::Warning),
        fix: Unsafe,
        part: Format,
    }
}

impl Rule for ImageExtensionMismatch {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let Some(header) = image.header() else { return };
        let extension = image.extension();
        if suits(header.format, &extension) {
            return;
        }
        let format = format_name(header.format);
        let message = format!("named \"{extension}\", but the content is {format}");
        let mut draft = Draft::image(image.index, message)
            .says(image.context().effect(&Event::MislabelledImage))
            .together(format!("are named \"{extension}\", but their content is {format}"));
        draft.fixes.extend(better_name(image, header.format));
        out.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn a_rename_is_offered_unless_the_name_is_taken() {
        expect![[r#"
            warning set/01.png: named ".png", but the content is WebP
              = Scenario does not promise to look past the file's name
              fix (Unsafe): rename 01.png to 01.webp
            warning set/02.png: named ".png", but the content is JPEG
              = Scenario does not promise to look past the file's name
        "#]]
        .assert_eq(&check(
            "image-extension-mismatch",
            r#"
            [[image]]
            file = "01.png"
            format = "WebP"
            [[image]]
            file = "02.png"
            format = "Jpeg"
            [[image]]
            file = "02.jpg"
            [[image]]
            file = "03.JFIF"
            format = "Jpeg"
        "#,
        ));
    }
}
