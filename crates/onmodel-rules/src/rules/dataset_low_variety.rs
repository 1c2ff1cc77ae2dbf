//! `dataset-low-variety`

use crate::coverage::{Coverage, called, varied};
use crate::{Draft, Facts, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// The captions name too few different poses, expressions, views, framings or backgrounds.
    ///
    /// ## What it checks
    /// How many different values of each trait that `[traits] vary` lists the captions name. Without
    /// `vary` it looks at pose, expression, view, framing and background, as a hint. A trait that
    /// fewer than half of the captions name is left alone.
    ///
    /// ## Why it matters
    /// What never changes becomes part of the character: a model that only ever saw her standing
    /// cannot let her sit.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "2.png"
    /// caption = "krstl, standing, day"
    /// [[image]]
    /// file = "3.png"
    /// caption = "krstl, standing, night"
    /// [[image]]
    /// file = "4.png"
    /// caption = "krstl, sitting"
    /// [[image]]
    /// file = "5.png"
    /// caption = "krstl, standing, rain"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "2.png"
    /// caption = "krstl, sitting"
    /// [[image]]
    /// file = "3.png"
    /// caption = "krstl, running"
    /// [[image]]
    /// file = "4.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "5.png"
    /// caption = "krstl, jumping"
    /// ```
    ///
    /// ## How to fix
    /// Add pictures that show what is missing, or name it where it is shown already.
    ///
    /// ## Sources
    /// - Scenario's guide: at least three distinct poses even in a set of five to eight.
    pub struct DatasetLowVariety = "dataset-low-variety" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Diversity,
    }
}

/// The smallest set in which variety can be asked for.
const ENOUGH: usize = 5;
/// How many missing values are named.
const EXAMPLES: usize = 4;

impl Rule for DatasetLowVariety {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let coverage = facts.coverage();
        if coverage.captions < ENOUGH {
            return;
        }
        let (categories, severity) = varied(facts);
        for category in categories {
            if let Some(message) = lack(facts, &coverage, category) {
                out.push(
                    Draft::set(message)
                        .severity(severity)
                        .consequence("the model takes what never changes for the character"),
                );
            }
        }
    }
}

/// Whether the captions show as many different values of a category as a varied set does.
pub(super) fn is_varied(facts: &Facts, coverage: &Coverage, category: usize) -> bool {
    let vocabulary = &facts.context.vocabulary;
    let shown = vocabulary.groups_of(category).filter(|(id, _)| coverage.group(*id) > 0).count();
    vocabulary.categories().get(category).is_none_or(|known| shown >= known.min_distinct)
}

fn lack(facts: &Facts, coverage: &Coverage, category: usize) -> Option<String> {
    let named = coverage.category(category);
    if named * 2 < coverage.captions || is_varied(facts, coverage, category) {
        return None;
    }
    let vocabulary = &facts.context.vocabulary;
    let known = vocabulary.categories().get(category)?;
    let (mut shown, mut missing) = (Vec::new(), Vec::new());
    for (id, group) in vocabulary.groups_of(category) {
        let Some(phrase) = group.phrases.first() else { continue };
        match coverage.group(id) {
            0 => missing.push(phrase.as_str()),
            count => {
                let said = called(facts, coverage, id).unwrap_or_else(|| phrase.clone());
                shown.push(format!("{said} ({count})"));
            }
        }
    }
    missing.truncate(EXAMPLES);
    Some(format!(
        "{}: the captions name only {}; not one names {}",
        known.noun(),
        shown.join(", "),
        missing.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn what_is_missing_is_named_and_vary_makes_it_a_warning() {
        let image = |number| {
            format!("[[image]]\nfile = \"{number}.png\"\ncaption = \"krstl, sitting, smiling\"\n")
        };
        let images: String = (0..5).map(image).collect();
        let set = |head: &str| check("dataset-low-variety", &format!("{head}\n{images}"));
        expect![[r#"
            warning set: pose: the captions name only sitting (5); not one names standing, lying, kneeling, crouching
              = the model takes what never changes for the character
            hint set: expression: the captions name only smiling (5); not one names neutral expression, smirk, sad, angry
              = the model takes what never changes for the character
            hint set: pose: the captions name only sitting (5); not one names standing, lying, kneeling, crouching
              = the model takes what never changes for the character
        "#]].assert_eq(&(set("[traits]\nvary = [\"pose\"]") + &set("")));
    }
}
