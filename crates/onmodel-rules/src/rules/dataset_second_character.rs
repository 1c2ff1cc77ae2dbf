//! `dataset-second-character`

use crate::{CaptionView, Draft, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// A caption speaks of more than one figure.
    ///
    /// ## What it checks
    /// Words such as "two women", "2girls" or "character sheet" in a caption. A crowd behind the
    /// character is no second one.
    ///
    /// ## Why it matters
    /// The trigger stands for everything that always comes with it. With two figures in a picture
    /// the model cannot know which of them is meant, and blends them.
    ///
    /// ## Example
    /// ```caption bad
    /// krstl, two women talking in the rain
    /// ```
    /// ```caption good
    /// krstl, talking in the rain
    /// ```
    ///
    /// ## How to fix
    /// Crop the other figure out, or cut a sheet into one picture for each view.
    ///
    /// ## Sources
    /// - Scenario's audit list: crop out any second character.
    pub struct DatasetSecondCharacter = "dataset-second-character" {
        scope: Caption,
        level: Some(Severity::Warning),
        fix: None,
        part: Captions,
    }
}

impl Rule for DatasetSecondCharacter {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        if !view.is_used() {
            return;
        }
        if let Some(span) = view.context.vocabulary.multi_subject(view.caption()) {
            let word = span.of(view.text());
            out.push(
                Draft::span(view.index, span, format!("\"{word}\": more than one figure"))
                    .consequence("the model cannot know which of them is the character"),
            );
        }
    }
}
