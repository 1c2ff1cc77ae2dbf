//! `image-not-square`

use onmodel_dataset::trainer::Event;
use onmodel_vision::Size;

use super::image_extreme_aspect;
use crate::{Draft, Facts, Out, Place, Rule, Severity, declare_rule};

declare_rule! {
    /// Images are not square, for a trainer made for squares.
    ///
    /// ## What it checks
    /// Each image's shape, once for the set. Landscape pictures among square ones are fine, as the guide
    /// says; portrait pictures, or nothing but landscape, are not. Silent for trainers that sort shapes into
    /// buckets.
    ///
    /// ## Why it matters
    /// The service decides itself what to cut off, and of a standing figure it cuts off the head or the feet.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// size = [1024, 1536]
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// [[image]]
    /// file = "02.png"
    /// size = [1536, 1024]
    /// ```
    ///
    /// ## How to fix
    /// Crop to a square round the character. Where the set is meant so, allow the shape.
    ///
    /// ## Options
    /// - `allow`: shapes that are fine: `"landscape"`, `"portrait"`.
    ///
    /// ## Sources
    /// - Scenario's dataset guide: square pictures; squares and landscape crops may be mixed.
    pub struct ImageNotSquare = "image-not-square" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Format,
    }
    options {
        /// Shapes that are fine.
        allow: Vec<Shape> = Vec::new(),
    }
}

/// Two sides this near to each other, as a share of the longer, are square to any eye.
const NEARLY_SQUARE: f64 = 0.02;

/// A shape that may be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Wider than high.
    Landscape,
    /// Higher than wide.
    Portrait,
}

impl Shape {
    /// The shape of a picture this size; `None` for a square.
    fn of(size: Size) -> Option<Self> {
        let difference = f64::from(size.long() - size.short());
        if difference <= f64::from(size.long()) * NEARLY_SQUARE {
            return None;
        }
        Some(if size.width > size.height { Self::Landscape } else { Self::Portrait })
    }

    fn word(self) -> &'static str {
        match self {
            Self::Landscape => "landscape",
            Self::Portrait => "portrait",
        }
    }
}

impl Rule for ImageNotSquare {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        if !facts.context.trainer.wants_square() {
            return;
        }
        let blamed = self.blamed(facts);
        if blamed.is_empty() {
            return;
        }
        let mut draft = Draft::set(message(blamed.len(), facts.dataset.images.len()))
            .says(facts.context.effect(&Event::NotSquare));
        for (index, size, shape) in blamed {
            draft = draft.related(Place::Image(index), format!("{size} px, {}", shape.word()));
        }
        out.push(draft);
    }
}

fn message(blamed: usize, all: usize) -> String {
    match blamed {
        1 => format!("{} is not square", crate::facts::count_of(1, all)),
        _ if blamed == all => format!("none of the {all} images is square"),
        _ => format!("{} are not square", crate::facts::count_of(blamed, all)),
    }
}

impl ImageNotSquare {
    /// The images whose shape is neither square nor fine among squares.
    fn blamed(&self, facts: &Facts) -> Vec<(usize, Size, Shape)> {
        let sized = || facts.all_images().filter_map(|image| Some((image.index, image.shown()?)));
        let has_squares = sized().any(|(_, size)| Shape::of(size).is_none());
        let is_fine =
            |shape: Shape| self.allow.contains(&shape) || shape == Shape::Landscape && has_squares;
        sized()
            // Strips are told as what they are by `image-extreme-aspect`.
            .filter(|(_, size)| !image_extreme_aspect::is_extreme(*size))
            .filter_map(|(index, size)| Some((index, size, Shape::of(size)?)))
            .filter(|(_, _, shape)| !is_fine(*shape))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn portraits_are_told_once() {
        expect![[r#"
            warning set: 2 of 4 images are not square
              = Scenario asks for square pictures and does not say what it crops off others
              + set/01.png: 1024×1536 px, portrait
              + set/02.png: 1200×1536 px, portrait
        "#]]
        .assert_eq(&check(
            "image-not-square",
            r#"
            [[image]]
            file = "01.png"
            size = [1024, 1536]
            [[image]]
            file = "02.png"
            size = [1200, 1536]
            [[image]]
            file = "03.png"
            [[image]]
            file = "04.png"
            size = [1536, 1024]
        "#,
        ));
    }

    #[test]
    fn nothing_but_landscape_is_told() {
        expect![[r#"
            warning set: none of the 2 images is square
              = Scenario asks for square pictures and does not say what it crops off others
              + set/01.png: 1536×1024 px, landscape
              + set/02.png: 1536×1024 px, landscape
        "#]]
        .assert_eq(&check(
            "image-not-square",
            r#"
            [[image]]
            file = "01.png"
            size = [1536, 1024]
            [[image]]
            file = "02.png"
            size = [1536, 1024]
        "#,
        ));
    }

    #[test]
    fn allowed_shapes_and_near_squares_are_fine() {
        expect![].assert_eq(&check(
            "image-not-square",
            r#"
            [rules]
            image-not-square = { allow = ["portrait"] }
            [[image]]
            file = "01.png"
            size = [1024, 1536]
            [[image]]
            file = "02.png"
            size = [1024, 1020]
        "#,
        ));
    }

    #[test]
    fn bucketing_trainers_do_not_care() {
        expect![].assert_eq(&check(
            "image-not-square",
            r#"
            [dataset]
            trainer = "kohya"
            [[image]]
            file = "01.png"
            size = [1024, 1536]
        "#,
        ));
    }
}
