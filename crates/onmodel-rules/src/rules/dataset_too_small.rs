//! `dataset-too-small`

use crate::{Context, Draft, Facts, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// The set shows too few different pictures.
    ///
    /// ## What it checks
    /// The number of distinct pictures: look-alikes count once.
    ///
    /// ## Why it matters
    /// From two or three pictures a model cannot tell the character from the picture: it repeats the
    /// poses and backgrounds it saw.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// [[image]]
    /// file = "02.png"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// [[image]]
    /// file = "02.png"
    /// [[image]]
    /// file = "03.png"
    /// [[image]]
    /// file = "04.png"
    /// [[image]]
    /// file = "05.png"
    /// ```
    ///
    /// ## How to fix
    /// Add pictures in other poses, views and framings.
    ///
    /// ## Options
    /// - `min`: the number of distinct pictures wanted.
    ///
    /// ## Sources
    /// - Scenario's guide for character models: 5 to 15 images.
    pub struct DatasetTooSmall = "dataset-too-small" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Size,
        cost: Nothing,
    }
    options {
        /// The number of distinct pictures wanted.
        min: Option<usize> = None,
    }
}

/// The number of distinct pictures wanted when no option says otherwise.
pub fn wanted_count(context: &Context) -> usize {
    context.trainer.set_size().0
}

impl Rule for DatasetTooSmall {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        let wanted = self.min.unwrap_or_else(|| wanted_count(&facts.context));
        let (distinct, all) = (facts.distinct_count(), facts.dataset.images.len());
        if distinct >= wanted {
            return;
        }
        let counted = if all == 1 {
            "1 image".to_owned()
        } else if distinct == all {
            format!("{all} images")
        } else {
            format!("{all} images, but only {distinct} different pictures")
        };
        out.push(
            Draft::set(format!("{counted}: a set needs at least {wanted}"))
                .consequence("the model learns these pictures by heart instead of the character"),
        );
    }
}
