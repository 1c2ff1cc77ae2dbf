//! `file-name-clash`

mod borrowed;
mod portable;

use std::collections::HashMap;

use onmodel_dataset::trainer::{Event, Outcome};
use onmodel_dataset::{Layout, MASK_ENDINGS, StrayKind};

use crate::naming::rename_pair;
use crate::{
    Draft, DraftFix, Facts, ImageView, Operation, Out, Place, Rule, Severity, declare_rule,
};

declare_rule! {
    /// Names that a trainer or another system takes for something else.
    ///
    /// ## What it checks
    /// - Images of one folder whose names differ only in capital letters.
    /// - Names that Windows cannot hold: control characters, `< > : " | ? *`, a folder that ends in
    ///   a full stop or a space.
    /// - Images named like a mask, `x-masklabel.png` or `x-condlabel.png`, with no `x` beside them.
    /// - Images without a caption for which kohya takes another's: it cuts four parts off
    ///   `hero_1_2_3_4` and reads `hero.txt`.
    /// - `Thumbs.db` and its like where the trainer opens every file as a picture.
    ///
    /// ## Why it matters
    /// Copied to Windows or macOS, one of two such files overwrites the other, and a forbidden name
    /// is not copied at all. A trainer that takes a picture for a mask never trains it.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "Front.png"
    /// [[image]]
    /// file = "front.jpg"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "front.png"
    /// [[image]]
    /// file = "back.png"
    /// ```
    ///
    /// ## How to fix
    /// Rename one of them, and its caption with it.
    ///
    /// ## Sources
    /// - Nerogar/OneTrainer keeps both endings for masks; kohya-ss/sd-scripts cuts the names of
    ///   face crops.
    pub struct FileNameClash = "file-name-clash" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: Unsafe,
        part: Format,
        supersedes: ["caption-missing"],
    }
}

impl Rule for FileNameClash {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        for group in groups(facts) {
            out.extend_with(in_other_capitals(facts, &group));
        }
        for image in facts.all_images() {
            out.extend_with(portable::finding(&image));
            out.extend_with(mask(&image));
        }
        borrowed::tell(facts, out);
        out.extend_with(litter(facts));
    }
}

/// The images whose stems are equal but for case; equal stems are `dataset-shared-stem`'s.
fn groups(facts: &Facts) -> Vec<Vec<usize>> {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, image) in facts.dataset.images.iter().enumerate() {
        let folded = image.relative.with_extension("").to_string_lossy().to_lowercase();
        by_name.entry(folded).or_default().push(index);
    }
    let stem = |index: &usize| facts.dataset.images[*index].relative.with_extension("");
    let is_clash = |group: &Vec<usize>| group.windows(2).any(|two| stem(&two[0]) != stem(&two[1]));
    let mut groups: Vec<Vec<usize>> =
        by_name.into_values().filter(|group| group.len() > 1).filter(is_clash).collect();
    groups.sort();
    groups
}

fn in_other_capitals(facts: &Facts, group: &[usize]) -> Option<Draft> {
    let (&first, others) = group.split_first()?;
    let names: Vec<String> = group.iter().map(|&index| facts.image(index).file_name()).collect();
    let message = format!("{} differ only in capital letters", names.join(" and "));
    let draft = Draft::image(first, message).says(facts.context.effect(&Event::NameClash)).beside();
    let mut draft = others.iter().fold(draft, |draft, &other| {
        draft.related(Place::Image(other), "has the same name in other letters")
    });
    if let [other] = others {
        let stem =
            facts.image(*other).file.path.file_stem()?.to_str().map(|stem| format!("{stem}-2"));
        draft.fixes.extend(stem.and_then(|stem| rename_pair(&facts.image(*other), &stem)));
    }
    Some(draft)
}

/// An image that bears a mask's name and is none: its own picture is not there.
fn mask(image: &ImageView<'_>) -> Option<Draft> {
    let stem = image.file.path.file_stem()?.to_str()?;
    let (ending, stem) =
        MASK_ENDINGS.iter().find_map(|ending| Some((ending, stem.strip_suffix(ending)?)))?;
    let effect = image.context().effect(&Event::MaskName);
    let message = format!("the name ends in {ending}, as masks do");
    let mut draft = Draft::image(image.index, message).effect(effect).beside();
    draft.fixes.extend(rename_pair(image, stem));
    Some(draft)
}

/// What desktops leave behind, where the trainer opens it.
fn litter(facts: &Facts) -> Option<Draft> {
    let litter = facts.dataset.strays.iter().filter(|stray| stray.kind == StrayKind::Litter);
    let paths: Vec<_> = litter.map(|stray| facts.dataset.root.join(&stray.relative)).collect();
    let effect = facts.context.effect(&Event::Litter);
    // A metadata file names the images: the trainer opens no others.
    if paths.is_empty()
        || facts.dataset.layout == Layout::Metadata
        || effect.outcome == Outcome::Harmless
    {
        return None;
    }
    let count = paths.len();
    let what = if count == 1 {
        "1 file is no picture".to_owned()
    } else {
        format!("{count} files are no pictures")
    };
    let draft = Draft::set(what).effect(effect);
    let fix = DraftFix::review("move them aside");
    let fix = paths
        .iter()
        .fold(fix, |fix, path| fix.operation(Operation::MoveAside { path: path.clone() }));
    let draft = paths
        .into_iter()
        .fold(draft, |draft, path| draft.related(Place::File(path), "is no picture"));
    Some(draft.fix(fix))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    fn set(trainer: &str, files: &[&str]) -> String {
        let mut set = format!("[dataset]\ntrainer = \"{trainer}\"\n");
        for file in files {
            let image = format!("[[image]]\nfile = '{file}'\ncaption = \"krstl\"\n");
            set.push_str(&image);
        }
        check("file-name-clash", &set)
    }

    #[test]
    fn a_pair_in_other_capitals_can_be_renamed() {
        expect![[r#"
            warning set/Front.png: Front.png and front.jpg differ only in capital letters
              = Scenario shows both under one name, and a download overwrites one
              + set/front.jpg: has the same name in other letters
              fix (Unsafe): rename front.jpg to front-2.jpg, its caption with it
        "#]]
        .assert_eq(&set("scenario", &["Front.png", "front.jpg"]));
    }

    #[test]
    fn a_mask_of_nothing_is_told_for_whom_it_matters() {
        let said = ["scenario", "onetrainer"].map(|trainer| set(trainer, &["a-masklabel.png"]));
        expect![[r#"
            warning set/a-masklabel.png: the name ends in -masklabel, as masks do
              = Scenario trains this image, but OneTrainer takes a file of this name for a mask and leaves it out
              fix (Unsafe): rename a-masklabel.png to a.png, its caption with it
            --
            error set/a-masklabel.png: the name ends in -masklabel, as masks do
              = OneTrainer takes a file of this name for a mask and never trains it
              fix (Unsafe): rename a-masklabel.png to a.png, its caption with it
        "#]].assert_eq(&said.join("--\n"));
    }

    #[test]
    fn what_a_desktop_leaves_matters_where_every_file_is_opened() {
        let said = ["scenario", "diffusers"].map(|trainer| {
            let head = format!("[dataset]\ntrainer = \"{trainer}\"\n");
            check("file-name-clash", &(head + "[[file]]\nname = \"Thumbs.db\"\nkind = \"litter\""))
        });
        expect![[r#"
            --
            error set: 1 file is no picture
              = diffusers' DreamBooth scripts open every file of --instance_data_dir as a picture and stop at this one
              + set/Thumbs.db: is no picture
              fix (Unsafe): move them aside
        "#]].assert_eq(&said.join("--\n"));
    }
}
