//! `dataset-shared-stem`

use std::path::PathBuf;

use onmodel_dataset::CaptionSource;
use onmodel_dataset::trainer::Event;

use crate::facts::file_name;
use crate::{
    Draft, DraftFix, Facts, ImageView, Operation, Out, Place, Rule, Severity, declare_rule,
};

declare_rule! {
    /// Two images have the same name but for their extension.
    ///
    /// ## What it checks
    /// Images of one folder whose names differ only after the last dot: `01.jpg` and `01.png`.
    ///
    /// ## Why it matters
    /// The caption is found by that name, so both pictures get the same one; some trainers also keep
    /// what they computed of both in one file, and train one picture twice.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.jpg"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "01.png"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.jpg"
    /// caption = "krstl, standing"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, sitting"
    /// ```
    ///
    /// ## How to fix
    /// Remove the one you do not want, or give it another name and a caption of its own.
    pub struct DatasetSharedStem = "dataset-shared-stem" {
        scope: Dataset,
        level: Some(Severity::Error),
        fix: Unsafe,
        part: Captions,
        cost: SetToo,
    }
}

impl Rule for DatasetSharedStem {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        for group in facts.groups_of_one_stem() {
            let Some((&first, others)) = group.split_first() else { continue };
            let names: Vec<String> =
                group.iter().map(|&index| facts.image(index).file_name()).collect();
            let message = format!("{} share one name and so one caption", names.join(" and "));
            let mut draft =
                Draft::image(first, message).effect(facts.context.effect(&Event::SharedStem));
            for &other in others {
                draft = draft.related(Place::Image(other), "has the same name");
            }
            if let [other] = others {
                draft.fixes.extend(rename(&facts.image(*other)));
            }
            out.push(draft);
        }
    }
}

/// Gives the image a name of its own and a copy of the caption.
fn rename(image: &ImageView<'_>) -> Option<DraftFix> {
    let path = &image.file.path;
    let stem = path.file_stem()?.to_str()?;
    let to = |extension: &str| path.with_file_name(format!("{stem}-{extension}"));
    let extension = path.extension()?.to_str()?;
    let new = PathBuf::from(format!("{}.{extension}", to(extension).display()));
    if image.facts().dataset.images.iter().any(|other| other.path == new) {
        return None;
    }
    let title = format!("rename {} to {}", image.file_name(), file_name(&new));
    let mut fix = DraftFix::review(title)
        .operation(Operation::Rename { from: path.clone(), to: new.clone() });
    if let Some(caption) = image.caption() {
        if caption.file.source != CaptionSource::Sidecar {
            return None;
        }
        let extension = caption.file.path.extension()?;
        let text = caption.text().to_owned();
        fix.title.push_str(" and copy the caption");
        fix = fix.operation(Operation::Create { path: new.with_extension(extension), text });
    }
    Some(fix)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn the_names_are_told() {
        expect![[r#"
            error set/01.jpg: 01.jpg and 01.png share one name and so one caption
              = Scenario gets the same caption for both images
              + set/01.png: has the same name
              fix (Unsafe): rename 01.png to 01-png.png and copy the caption
        "#]]
        .assert_eq(&check(
            "dataset-shared-stem",
            r#"
            [[image]]
            file = "01.jpg"
            caption = "krstl, standing"
            [[image]]
            file = "01.png"
            [[image]]
            file = "b/01.png"
            "#,
        ));
    }
}
