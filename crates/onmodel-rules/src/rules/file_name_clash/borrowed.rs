//! Images that a trainer gives another's caption because of their names.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use onmodel_dataset::trainer::{Event, Outcome};

use crate::naming::rename_pair;
use crate::{Draft, Facts, Out, Place};

/// How many parts kohya cuts off a name, at underscores, to find a face crop's caption.
const CUT: usize = 4;

/// Tells of each image without a caption whose cut name is another caption's.
pub(super) fn tell(facts: &Facts, out: &mut Out<'_>) {
    let effect = facts.context.effect(&Event::BorrowedCaption);
    let without = || facts.all_images().filter(|image| image.file.caption.is_none());
    if effect.outcome == Outcome::Harmless || without().next().is_none() {
        return;
    }
    let captions: HashMap<_, usize> = facts
        .used_captions()
        .map(|view| (view.file.relative.with_extension(""), view.index))
        .collect();
    for image in without() {
        let stem = image.file.relative.with_extension("");
        let Some(&caption) = cut(&stem).and_then(|cut| captions.get(&cut)) else { continue };
        let name = facts.caption(caption).relative();
        let message = format!("{} has no caption, and its name leads to {name}", image.file_name());
        let mut draft = Draft::image(image.index, message)
            .effect(effect.clone())
            .related(Place::Caption(caption, None), "another image's caption");
        let stem = image.file.path.file_stem().and_then(|stem| stem.to_str());
        draft.fixes.extend(stem.and_then(|stem| rename_pair(&image, &stem.replace('_', "-"))));
        out.push(draft);
    }
}

/// The name less its last four parts, where it has five or more.
fn cut(stem: &Path) -> Option<PathBuf> {
    stem.to_str()?.rsplitn(CUT + 1, '_').nth(CUT).map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn a_face_crop_without_a_caption_is_given_anothers() {
        let set = |trainer: &str| {
            let set = format!(
                "[dataset]\ntrainer = \"{trainer}\"\n\
                 [[image]]\nfile = \"hero.png\"\ncaption = \"krstl\"\n\
                 [[image]]\nfile = \"hero_10_20_30_40.png\"\n\
                 [[image]]\nfile = \"hero_1_2_3_4.png\"\ncaption = \"krstl, a\"\n\
                 [[image]]\nfile = \"other_1_2_3_4.png\""
            );
            check("file-name-clash", &set) + &check("caption-missing", &set)
        };
        let said = ["kohya", "musubi"].map(set);
        expect![[r#"
            error set/hero_10_20_30_40.png: hero_10_20_30_40.png has no caption, and its name leads to hero.txt
              = kohya finds no caption of this image's own, cuts four parts off its name and trains it on the caption it finds then
              + set/hero.txt: another image's caption
              fix (Unsafe): rename hero_10_20_30_40.png to hero-10-20-30-40.png
            error set/other_1_2_3_4.png: other_1_2_3_4.png has no caption
              = kohya trains this image on the words of its folder's name, or on an empty caption where there are none
            --
            error set/hero_10_20_30_40.png: hero_10_20_30_40.png has no caption
              = musubi lists only images that have a caption and leaves this one out without a word
            error set/other_1_2_3_4.png: other_1_2_3_4.png has no caption
              = musubi lists only images that have a caption and leaves this one out without a word
        "#]].assert_eq(&said.join("--\n"));
    }
}
