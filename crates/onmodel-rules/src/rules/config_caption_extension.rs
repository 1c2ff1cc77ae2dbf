//! `config-caption-extension`

use onmodel_dataset::trainer::Event;

use super::dataset_mixed_caption_extensions::by_extension;
use super::trigger_common_word::config_place;
use crate::{Draft, Facts, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// The trainer does not read captions with this extension.
    ///
    /// ## What it checks
    /// Whether the captions end in what the trainer looks for: `caption-extension` in `[dataset]`
    /// where it is set, else the trainer's own default (`.caption` for kohya).
    ///
    /// ## Why it matters
    /// The captions are there and nobody reads them: the whole run is lost, and nothing says so.
    ///
    /// ## Example
    /// ```toml bad
    /// [dataset]
    /// trainer = "kohya"
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, standing"
    /// ```
    /// ```toml good
    /// [dataset]
    /// trainer = "kohya"
    /// caption-extension = ".txt"
    /// [[image]]
    /// file = "1.png"
    /// caption = "krstl, standing"
    /// ```
    ///
    /// ## How to fix
    /// Tell the trainer (kohya: `--caption_extension=.txt`), then write the same into `[dataset]`:
    /// `caption-extension = ".txt"`.
    ///
    /// ## Sources
    /// - `kohya_ss`#927, #988, kohya-ss/sd-scripts#487.
    pub struct ConfigCaptionExtension = "config-caption-extension" {
        scope: Dataset,
        level: Some(Severity::Error),
        fix: None,
        part: Captions,
    }
}

impl Rule for ConfigCaptionExtension {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        let by_extension = by_extension(facts);
        let read = facts.context.trainer.caption_extensions(&facts.context.run());
        if by_extension.keys().any(|extension| read.contains(extension)) {
            return;
        }
        let most = by_extension.iter().max_by_key(|(_, captions)| captions.len());
        let Some((extension, captions)) = most else { return };
        let name = facts.context.trainer.name();
        let count = match captions.len() {
            1 => "1 caption ends".to_owned(),
            several => format!("{several} captions end"),
        };
        let message = format!(
            "{count} in {extension}, which {name} does not read; if it is told to, set \
             caption-extension = \"{extension}\""
        );
        let place = config_place(facts, "caption-extension");
        out.push(
            Draft::at(place, message)
                .effect(facts.context.effect(&Event::CaptionExtension(extension))),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn unread_captions_are_not_missing() {
        let set = r#"
            [dataset]
            trainer = "kohya"
            caption-extension = ".caption"
            [[image]]
            file = "1.png"
            caption = "krstl, standing"
        "#;
        assert_eq!(check("caption-missing", set), "");
        expect![[r#"
            error set/onmodel.toml:30-40: 1 caption ends in .txt, which kohya does not read; if it is told to, set caption-extension = ".txt"
              = kohya looks for .caption files, does not read this .txt one and trains without it
        "#]].assert_eq(&check("config-caption-extension", set));
    }
}
