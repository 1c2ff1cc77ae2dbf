//! `dataset-too-large`

use crate::{Draft, Facts, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// The set has more images than do it good.
    ///
    /// ## What it checks
    /// The number of images: more than the trainer takes (50 on Scenario) is an error; from 21 on, a set of
    /// which fewer than 60 % are different pictures gets a hint. With `max` set, more than that is a warning.
    ///
    /// ## Why it matters
    /// More of the same teaches nothing new and drowns the pictures that are different; a service refuses
    /// what is over its limit.
    ///
    /// ## Example
    /// ```toml bad
    /// [rules]
    /// dataset-too-large = { max = 1 }
    /// [[image]]
    /// file = "01.png"
    /// [[image]]
    /// file = "02.png"
    /// ```
    /// ```toml good
    /// [rules]
    /// dataset-too-large = { max = 2 }
    /// [[image]]
    /// file = "01.png"
    /// [[image]]
    /// file = "02.png"
    /// ```
    ///
    /// ## How to fix
    /// Keep the best picture of each pose, view and framing.
    ///
    /// ## Options
    /// - `max`: the most images wanted; where it is set, more are a warning.
    ///
    /// ## Sources
    /// - Scenario's guide for character models: 5 to 15 images, 50 at most.
    pub struct DatasetTooLarge = "dataset-too-large" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Size,
        cost: Nothing,
    }
    options {
        /// The most images wanted.
        max: Option<usize> = None,
    }
}

/// Share of different pictures below which a larger set is crowded.
const DISTINCT_SHARE: f64 = 0.6;

impl Rule for DatasetTooLarge {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        let count = facts.dataset.images.len();
        let (_, fine, most) = facts.context.trainer.set_size();
        if let Some(most) = most.filter(|most| count > *most) {
            let name = facts.context.trainer.name();
            out.push(
                Draft::set(format!("{count} images: {most} are the most this trainer takes"))
                    .consequence(format!("{name} refuses a set of more than {most} images"))
                    .severity(Severity::Error),
            );
        } else if let Some(max) = self.max {
            if count > max {
                out.push(Draft::set(format!("{count} images: {max} are the most wanted here")));
            }
        } else if count > fine {
            crowded(facts, count, out);
        }
    }
}

fn crowded(facts: &Facts, count: usize, out: &mut Out<'_>) {
    let distinct = facts.distinct_count();
    if (distinct as f64) < count as f64 * DISTINCT_SHARE {
        out.push(
            Draft::set(format!("{count} images, but only {distinct} different pictures"))
                .consequence("what is shown most often drowns the rest")
                .severity(Severity::Hint),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    fn set(head: &str, count: usize, copies: usize) -> String {
        use std::fmt::Write;
        let mut set = head.to_owned();
        for index in 0..count {
            let _ = writeln!(set, "[[image]]\nfile = \"{index:02}.png\"");
            if index > 0 && index <= copies {
                let _ = writeln!(set, "copy_of = \"00.png\"");
            }
        }
        set
    }

    #[test]
    fn fifty_one_are_too_many_for_the_service_alone() {
        let kohya = "[dataset]\ntrainer = \"kohya\"\n";
        expect![[r"
            error set: 51 images: 50 are the most this trainer takes
              = Scenario refuses a set of more than 50 images
        "]]
        .assert_eq(&check("dataset-too-large", &set("", 51, 0)));
        expect![].assert_eq(&check("dataset-too-large", &set("", 50, 0)));
        expect![].assert_eq(&check("dataset-too-large", &set(kohya, 51, 0)));
    }

    #[test]
    fn a_crowd_of_copies_is_a_hint() {
        expect![[r"
            hint set: 21 images, but only 9 different pictures
              = what is shown most often drowns the rest
        "]]
        .assert_eq(&check("dataset-too-large", &set("", 21, 12)));
        expect![].assert_eq(&check("dataset-too-large", &set("", 20, 12)));
    }
}
