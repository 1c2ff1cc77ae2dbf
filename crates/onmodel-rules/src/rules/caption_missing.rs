//! `caption-missing`

mod opening;

use std::collections::BTreeSet;

use onmodel_dataset::trainer::{Event, Family, Outcome};
use onmodel_dataset::{CaptionSource, Layout};

use super::caption_orphan::in_another_case;
use crate::{
    Context, Draft, DraftFix, Facts, ImageView, Operation, Out, Place, Rule, Severity, declare_rule,
};

declare_rule! {
    /// An image has no caption.
    ///
    /// ## What it checks
    /// That each image has a caption: a `.txt` or `.caption` file of the same name beside it, or a
    /// row of a metadata file. A set without any caption is told once.
    ///
    /// ## Why it matters
    /// The caption tells the model what of the picture is the character and what only happens to be
    /// there. Without one the pose, the clothes and the background all become the character. It
    /// matters most on SDXL and its relatives; FLUX forgives it sooner.
    ///
    /// ## Example
    /// ```toml bad
    /// [dataset]
    /// trigger = "krstl"
    /// [[image]]
    /// file = "01.png"
    /// ```
    /// ```toml good
    /// [dataset]
    /// trigger = "krstl"
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing in the rain"
    /// ```
    ///
    /// ## How to fix
    /// Write what changes from picture to picture into a text file with the picture's name:
    /// `01.txt` beside `01.png`, the trigger first. An editor offers to begin it with the words
    /// that the set's other captions begin with.
    ///
    /// ## Sources
    /// - `kohya_ss`#988, kohya-ss/sd-scripts#487: runs lost because captions were not found.
    pub struct CaptionMissing = "caption-missing" {
        scope: Dataset,
        level: Some(Severity::Error),
        fix: Assist,
        part: Captions,
        cost: Whole,
    }
}

impl Rule for CaptionMissing {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let bare = facts.all_images().filter(|image| image.file.caption.is_none());
        let mut missing: Vec<ImageView<'_>> = bare.collect();
        if missing.is_empty() {
            return;
        }
        let said_elsewhere: BTreeSet<usize> =
            in_another_case(facts).into_iter().map(|(_, image)| image).collect();
        missing.retain(|image| !said_elsewhere.contains(&image.index));
        if missing.len() > 1 && missing.len() == facts.dataset.images.len() {
            out.push(none_at_all(facts));
        } else {
            let opening = if missing.is_empty() { None } else { opening::shared(facts) };
            for image in &missing {
                out.push(one(image, opening.as_deref()));
            }
        }
    }
}

fn none_at_all(facts: &Facts) -> Draft {
    let count = facts.dataset.images.len();
    let draft = Draft::set(format!("none of the {count} images has a caption"));
    let draft = with_effect(draft, &facts.context);
    let draft = facts
        .all_images()
        .fold(draft, |draft, image| draft.related(Place::Image(image.index), "has no caption"));
    create_all(facts).into_iter().fold(draft, Draft::fix)
}

/// A caption file to begin with for every image.
fn create_all(facts: &Facts) -> Option<DraftFix> {
    let each: Option<Vec<DraftFix>> =
        facts.all_images().map(|image| create(&image, None)).collect();
    let operations = each?.into_iter().flat_map(|fix| fix.operations);
    let title = "create a caption for each with the trigger, and describe the pictures";
    Some(operations.fold(DraftFix::choice(title), DraftFix::operation))
}

fn one(image: &ImageView<'_>, opening: Option<&str>) -> Draft {
    let message = format!("{} has no caption", image.file_name());
    let draft = with_effect(Draft::image(image.index, message), image.context());
    match create(image, opening) {
        Some(fix) => draft.fix(fix),
        None => draft,
    }
}

/// FLUX was trained to go without captions now and then; whatever the base, an image that is
/// dropped or stops the run is an error.
fn with_effect(draft: Draft, context: &Context) -> Draft {
    let effect = context.effect(&Event::CaptionMissing);
    let is_flux = matches!(context.family(), Some(Family::Flux1 | Family::Flux2));
    let is_lost = effect.outcome >= Outcome::Dropped;
    let severity = if is_flux && !is_lost { Severity::Warning } else { Severity::Error };
    draft.says(effect).severity(severity)
}

/// A caption file to begin with, open at its end.
fn create(image: &ImageView<'_>, opening: Option<&str>) -> Option<DraftFix> {
    let facts = image.facts();
    if facts.dataset.layout == Layout::Metadata {
        return None;
    }
    let path = image.file.path.with_extension(extension(facts).trim_start_matches('.'));
    let text = format!("{} ", template(image, opening)?);
    let name = crate::facts::file_name(&path);
    let title = format!("create {name} with \"{text}\" and describe the picture");
    Some(DraftFix::choice(title).operation(Operation::Create { path, text }))
}

/// What the set's captions open with, if they name the trigger there; else the trigger, and the
/// class word where one is declared.
fn template(image: &ImageView<'_>, opening: Option<&str>) -> Option<String> {
    let context = image.context();
    let trigger = context.trigger_for(image.file.subset)?;
    if let Some(opening) = opening.filter(|opening| opening.starts_with(trigger.text())) {
        return Some(opening.to_owned());
    }
    let subset = image.file.subset.and_then(|index| context.settings.subsets.get(index));
    let class = subset.and_then(|subset| subset.class.as_deref());
    let class = class.or(context.settings.class.as_deref());
    Some(class.map_or_else(
        || format!("{},", trigger.text()),
        |class| format!("{} {class},", trigger.text()),
    ))
}

/// The extension the set's other captions have, else the first the trainer reads.
fn extension(facts: &Facts) -> String {
    let beside =
        facts.used_captions().find(|caption| caption.file.source == CaptionSource::Sidecar);
    let used = beside.and_then(|caption| Some(caption.file.path.extension()?.to_str()?.to_owned()));
    let own = || facts.context.trainer.caption_extensions(&facts.context.run()).into_iter().next();
    used.or_else(own).unwrap_or_else(|| ".txt".to_owned())
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn a_set_without_any_caption_is_told_once() {
        expect![[r#"
            error set: none of the 2 images has a caption
              = Scenario trains this image on an automatic caption, which does not know your trigger
              + set/1.png: has no caption
              + set/2.png: has no caption
        "#]]
        .assert_eq(&check(
            "caption-missing",
            "[[image]]\nfile = \"1.png\"\n[[image]]\nfile = \"2.png\"",
        ));
        let said = check(
            "caption-missing",
            "[dataset]\ntrigger = \"krstl\"\n[[image]]\nfile = \"1.png\"\n[[image]]\nfile = \"2.png\"",
        );
        assert!(said.contains("(Assist): create a caption for each with the trigger"), "{said}");
    }

    #[test]
    fn the_base_decides_how_bad_it_is() {
        let set = |base: &str| {
            format!(
                "[dataset]\ntrigger = \"krstl\"\nclass = \"woman\"\nbase = \"{base}\"\n\
                 [[image]]\nfile = \"1.png\"\n\
                 [[image]]\nfile = \"2.png\"\ncaption = \"krstl woman, standing\""
            )
        };
        let both = ["sdxl", "flux.1"].map(|base| check("caption-missing", &set(base)));
        expect![[r#"
            error set/1.png: 1.png has no caption
              = Scenario trains this image on an automatic caption, which does not know your trigger
              fix (Assist): create 1.txt with "krstl woman, " and describe the picture
            warning set/1.png: 1.png has no caption
              = Scenario trains this image on an automatic caption, which does not know your trigger
              fix (Assist): create 1.txt with "krstl woman, " and describe the picture
        "#]]
        .assert_eq(&both.concat());
    }
}
