//! `image-ignored-extension`

use onmodel_dataset::trainer::Event;

use crate::naming::better_name;
use crate::{Draft, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// An image has an extension the trainer does not look for.
    ///
    /// ## What it checks
    /// The file name of every sound image against the extensions the trainer lists, upper and lower case
    /// where it matters.
    ///
    /// ## Why it matters
    /// A file that is not listed is left out without a word: the set trains on fewer pictures than you see.
    ///
    /// ## Example
    /// ```toml bad
    /// [dataset]
    /// trainer = "kohya"
    /// [[image]]
    /// file = "01.Jpg"
    /// ```
    /// ```toml good
    /// [dataset]
    /// trainer = "kohya"
    /// [[image]]
    /// file = "01.jpg"
    /// ```
    ///
    /// ## How to fix
    /// Where a new name will do, `onmodel fix --unsafe` renames the file; otherwise save the picture as PNG.
    ///
    /// ## Sources
    /// - kohya's scripts look for each extension in all lower or ALL UPPER case, never mixed.
    pub struct ImageIgnoredExtension = "image-ignored-extension" {
        scope: Image,
        level: Some(Severity::Error),
        fix: Unsafe,
        part: Format,
        supersedes: ["image-extension-mismatch"],
    }
}

impl Rule for ImageIgnoredExtension {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let Some(header) = image.header() else { return };
        if image.context().trainer.lists(&image.file_name()) {
            return;
        }
        let extension = image.extension();
        let message = format!("\"{extension}\" is not an extension this trainer looks for");
        let mut draft = Draft::image(image.index, message)
            .effect(image.context().effect(&Event::UnlistedExtension(&extension)))
            .together(format!("end in {extension}, which this trainer does not look for"));
        draft.fixes.extend(better_name(image, header.format));
        out.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn a_new_name_is_offered_only_where_it_helps() {
        expect![[r#"
            error set/01.Jpg: ".Jpg" is not an extension this trainer looks for
              = kohya looks for .jpg and .JPG, not .Jpg, and leaves this image out without a word
              fix (Unsafe): rename 01.Jpg to 01.jpg
            error set/02.tiff: ".tiff" is not an extension this trainer looks for
              = kohya does not look for .tiff files and leaves this image out without a word
            error set/04.avif: ".avif" is not an extension this trainer looks for
              = kohya does not look for .avif files and leaves this image out without a word
            error set/05.jfif: ".jfif" is not an extension this trainer looks for
              = kohya does not look for .jfif files and leaves this image out without a word
              fix (Unsafe): rename 05.jfif to 05.jpg
        "#]].assert_eq(&check("image-ignored-extension", r#"
            [dataset]
            trainer = "kohya"
            [[image]]
            file = "01.Jpg"
            [[image]]
            file = "02.tiff"
            [[image]]
            file = "03.PNG"
            [[image]]
            file = "04.avif"
            [[image]]
            file = "05.jfif"
        "#));
    }
}
