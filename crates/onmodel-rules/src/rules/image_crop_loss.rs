//! `image-crop-loss`

use onmodel_dataset::trainer::{Event, Outcome};
use onmodel_vision::Size;

use crate::{Draft, ImageView, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// The trainer cuts off a good part of an image.
    ///
    /// ## What it checks
    /// The size each image is trained at, where the trainer publishes how it scales, and the share of the
    /// picture that does not fit into it: more than a tenth is a warning, more than 30 % an error.
    ///
    /// ## Why it matters
    /// Heads and feet go first. What is cut off is not learnt, while the caption goes on speaking of it.
    ///
    /// ## Example
    /// ```toml bad
    /// [dataset]
    /// trainer = "kohya"
    /// resolution = 1024
    /// [[image]]
    /// file = "01.png"
    /// size = [600, 6000]
    /// ```
    /// ```toml good
    /// [dataset]
    /// trainer = "kohya"
    /// resolution = 1024
    /// [[image]]
    /// file = "01.png"
    /// size = [832, 1216]
    /// ```
    ///
    /// ## How to fix
    /// Crop the picture yourself, to the shape the message names.
    ///
    /// ## Options
    /// - `max`: the share that may be lost, 0 to 1.
    ///
    /// ## Sources
    /// - The trainers' own bucket arithmetic; between 2:5 and 5:2 kohya loses 7 % at most.
    pub struct ImageCropLoss = "image-crop-loss" {
        scope: Image,
        level: Some(Severity::Warning),
        fix: None,
        part: Format,
        supersedes: ["image-extreme-aspect"],
    }
    options {
        /// The share that may be lost, 0 to 1.
        max: f64 = 0.10,
    }
}

/// The share lost from which it is an error.
const HALF_A_BODY: f64 = 0.30;

impl Rule for ImageCropLoss {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let Some(size) = trained_size(image) else { return };
        let context = image.context();
        let Some(bucket) = context.trainer.bucket(size, &context.run()) else { return };
        if bucket.crop_loss <= self.max {
            return;
        }
        let wide = size.aspect() > bucket.size.aspect();
        let edges = if wide { "left and right" } else { "top and bottom" };
        let percent = bucket.crop_loss * 100.0;
        let message =
            format!("{percent:.0} % is cut off {edges}: {size} px is trained at {}", bucket.size);
        let severity =
            if bucket.crop_loss > HALF_A_BODY { Severity::Error } else { Severity::Warning };
        out.push(
            Draft::image(image.index, message)
                .says(context.effect(&Event::CropLoss(bucket.crop_loss)))
                .severity(severity)
                .together(format!("lose more than {:.0} % to the crop", self.max * 100.0)),
        );
    }
}

/// The size the trainer sees: as stored where it ignores the orientation tag.
fn trained_size(image: &ImageView<'_>) -> Option<Size> {
    let header = image.header()?;
    let ignores_tag = image.context().effect(&Event::ExifRotated).outcome >= Outcome::Wrong;
    Some(if ignores_tag { header.size } else { header.shown() })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn the_edge_is_named_and_the_stored_size_counts() {
        expect![[r"
            warning set/01.png: 20 % is cut off top and bottom: 600×6000 px is trained at 256×2048
              = kohya cuts off 20 % of this image
            warning set/02.jpg: 20 % is cut off top and bottom: 600×6000 px is trained at 256×2048
              = kohya cuts off 20 % of this image
        "]].assert_eq(&check("image-crop-loss", r#"
            [dataset]
            trainer = "kohya"
            resolution = 1024
            [[image]]
            file = "01.png"
            size = [600, 6000]
            [[image]]
            file = "02.jpg"
            size = [600, 6000]
            orientation = 6
            [[image]]
            file = "03.png"
            size = [1000, 1500]
        "#));
    }

    #[test]
    fn an_unpublished_crop_is_not_guessed() {
        expect![].assert_eq(&check("image-crop-loss", r#"
            [[image]]
            file = "01.png"
            size = [600, 6000]
        "#));
    }
}
