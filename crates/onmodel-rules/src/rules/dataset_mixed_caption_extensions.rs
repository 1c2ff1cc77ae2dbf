//! `dataset-mixed-caption-extensions`

use std::collections::BTreeMap;

use onmodel_dataset::CaptionSource;
use onmodel_dataset::trainer::Event;

use crate::facts::file_name;
use crate::{
    CaptionView, Draft, DraftFix, Facts, Operation, Out, Place, Rule, Severity, declare_rule,
};

declare_rule! {
    /// Captions have different extensions, or one image has two captions.
    ///
    /// ## What it checks
    /// Whether all caption files of the set end alike (`.txt` or `.caption`), and whether an image
    /// has two captions that say different things.
    ///
    /// ## Why it matters
    /// Most trainers read one extension only. The other captions are not read, and nothing says so.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, sitting"
    /// caption_file = "02.caption"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, sitting"
    /// ```
    ///
    /// ## How to fix
    /// Give all captions the extension your trainer reads.
    ///
    /// ## Sources
    /// - `kohya_ss`#927: captions in `.txt` while the trainer looked for `.caption`.
    pub struct DatasetMixedCaptionExtensions = "dataset-mixed-caption-extensions" {
        scope: Dataset,
        level: Some(Severity::Error),
        fix: Unsafe,
        part: Captions,
    }
}

/// The used caption files of a set by extension, with its dot as written.
pub(super) fn by_extension(facts: &Facts) -> BTreeMap<String, Vec<CaptionView<'_>>> {
    let mut by_extension: BTreeMap<String, Vec<CaptionView<'_>>> = BTreeMap::new();
    for caption in facts.used_captions() {
        if caption.file.source == CaptionSource::Sidecar
            && let Some(extension) = caption.file.path.extension()
        {
            let extension = format!(".{}", extension.to_string_lossy());
            by_extension.entry(extension).or_default().push(caption);
        }
    }
    by_extension
}

impl Rule for DatasetMixedCaptionExtensions {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        let by_extension = by_extension(facts);
        if by_extension.len() > 1
            && let Some(kept) = kept(facts, &by_extension)
        {
            out.push(mixed(facts, &by_extension, &kept));
        }
    }

    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        for image in &facts.dataset.images {
            for &other in &image.other_captions {
                let Some(own) = image.caption.map(|own| facts.caption(own)) else { continue };
                let other = facts.caption(other);
                if other.text().trim() != own.text().trim() {
                    out.push(two(&own, &other));
                }
            }
        }
    }
}

/// The extension to keep: of those the trainer reads the one most captions have. `None` where it
/// reads none of them, which `config-caption-extension` tells.
fn kept(facts: &Facts, by_extension: &BTreeMap<String, Vec<CaptionView<'_>>>) -> Option<String> {
    let read = facts.context.trainer.caption_extensions(&facts.context.run());
    let read = by_extension.iter().filter(|(extension, _)| read.contains(extension));
    read.max_by_key(|(_, captions)| captions.len()).map(|(extension, _)| extension.clone())
}

fn mixed(
    facts: &Facts,
    by_extension: &BTreeMap<String, Vec<CaptionView<'_>>>,
    kept: &str,
) -> Draft {
    let counts: Vec<String> = by_extension
        .iter()
        .map(|(extension, captions)| format!("{} end in {extension}", captions.len()))
        .collect();
    let read = facts.context.trainer.caption_extensions(&facts.context.run());
    let mut draft = Draft::set(format!("of the captions {}", counts.join(", ")));
    let mut fix = DraftFix::review(format!("rename them all to {kept}"));
    let others = by_extension.iter().filter(|(extension, _)| *extension != kept);
    for (extension, captions) in others {
        draft = if read.contains(extension) {
            draft
                .severity(Severity::Warning)
                .consequence("most trainers read one extension only and skip the others")
        } else {
            draft.effect(facts.context.effect(&Event::CaptionExtension(extension)))
        };
        for caption in captions {
            let from = caption.file.path.clone();
            let to = from.with_extension(kept.trim_start_matches('.'));
            draft =
                draft.related(Place::Caption(caption.index, None), format!("ends in {extension}"));
            fix = fix.operation(Operation::Rename { from, to });
        }
    }
    draft.fix(fix)
}

fn two(own: &CaptionView<'_>, other: &CaptionView<'_>) -> Draft {
    let (own_name, other_name) = (file_name(&own.file.path), file_name(&other.file.path));
    let message = format!("{own_name} and {other_name} caption one image in different words");
    Draft::caption(other.index, message)
        .consequence("only one of them is trained, and which one depends on the trainer")
        .related(Place::Caption(own.index, None), "the other caption of the image")
        .fix(
            DraftFix::review(format!("move {other_name} out of the set"))
                .operation(Operation::MoveAside { path: other.file.path.clone() }),
        )
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn a_trainer_that_reads_one_extension_loses_the_others() {
        expect![[r#"
            error set: of the captions 1 end in .caption, 1 end in .txt
              = kohya looks for .txt files, does not read this .caption one and trains without it
              + set/2.caption: ends in .caption
              fix (Unsafe): rename them all to .txt
        "#]]
        .assert_eq(&check(
            "dataset-mixed-caption-extensions",
            r#"
            [dataset]
            trainer = "kohya"
            caption-extension = ".txt"
            [[image]]
            file = "1.png"
            caption = "krstl, standing"
            [[image]]
            file = "2.png"
            caption = "krstl, sitting"
            caption_file = "2.caption"
            "#,
        ));
    }

    #[test]
    fn two_captions_of_one_image_must_agree() {
        let set = |other: &str| {
            format!(
                "[[image]]\nfile = \"1.png\"\ncaption = \"krstl, standing\"\n\
                 other_caption = [\"1.caption\", \"{other}\"]"
            )
        };
        let both = ["krstl, standing\\n", "krstl, sitting"]
            .map(|other| check("dataset-mixed-caption-extensions", &set(other)));
        expect![[r#"
            --
            error set/1.caption:0-14: 1.txt and 1.caption caption one image in different words
              = only one of them is trained, and which one depends on the trainer
              + set/1.txt: the other caption of the image
              fix (Unsafe): move 1.caption out of the set
        "#]]
        .assert_eq(&both.join("--\n"));
    }
}
