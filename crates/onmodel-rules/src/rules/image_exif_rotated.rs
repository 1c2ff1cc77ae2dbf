//! `image-exif-rotated`

use onmodel_dataset::trainer::{Event, Outcome};

use crate::{Draft, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// An image is stored turned, with a tag that says how to show it.
    ///
    /// ## What it checks
    /// The EXIF orientation tag cameras write. Silent where the trainer obeys it.
    ///
    /// ## Why it matters
    /// You see the picture upright; a trainer that ignores the tag sees it on its side, and learns that.
    ///
    /// ## Example
    /// ```toml bad
    /// [dataset]
    /// trainer = "kohya"
    /// [[image]]
    /// file = "01.jpg"
    /// orientation = 6
    /// ```
    /// ```toml good
    /// [dataset]
    /// trainer = "kohya"
    /// [[image]]
    /// file = "01.jpg"
    /// ```
    ///
    /// ## How to fix
    /// Open the picture, save it upright (most programs do so on export), or turn it for good with
    /// `magick mogrify -auto-orient`.
    ///
    /// ## Sources
    /// - kohya-ss/sd-scripts#1316, kohya-ss/musubi-tuner#695: rotated photographs are trained rotated.
    pub struct ImageExifRotated = "image-exif-rotated" {
        scope: Image,
        level: Some(Severity::Warning),
        fix: None,
        part: Format,
    }
}

impl Rule for ImageExifRotated {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let Some(header) = image.header() else { return };
        let Some(how) = how_stored(header.orientation.0) else { return };
        let effect = image.context().effect(&Event::ExifRotated);
        if effect.outcome == Outcome::Harmless {
            return;
        }
        let message = format!("stored {how} ({} px), shown upright by its orientation tag", header.size);
        out.push(
            Draft::image(image.index, message)
                .effect(effect)
                .together("are stored turned and shown upright by their orientation tag"),
        );
    }
}

/// How a picture with this EXIF orientation lies in its file; `None` if upright or unknown.
fn how_stored(orientation: u8) -> Option<&'static str> {
    match orientation {
        2 => Some("mirrored"),
        3 => Some("upside down"),
        4 => Some("upside down and mirrored"),
        5 | 7 => Some("on its side and mirrored"),
        6 | 8 => Some("on its side"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn a_turned_photograph_is_an_error_where_the_tag_is_ignored() {
        expect![[r"
            error set/01.jpg: stored on its side (1600×1200 px), shown upright by its orientation tag
              = kohya ignores the orientation tag and trains this image as it is stored, turned
        "]].assert_eq(&check("image-exif-rotated", r#"
            [dataset]
            trainer = "kohya"
            [[image]]
            file = "01.jpg"
            orientation = 6
            size = [1600, 1200]
        "#));
    }
}
