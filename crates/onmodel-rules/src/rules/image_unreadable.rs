//! `image-unreadable`

use onmodel_dataset::trainer::Event;
use onmodel_vision::Look;

use crate::aside::move_aside;
use crate::{Draft, Facts, ImageView, Out, Place, Rule, Severity, declare_rule};

declare_rule! {
    /// An image cannot be read.
    ///
    /// ## What it checks
    /// Every image is decoded to its last pixel, not just its header: empty files, files cut off in the
    /// middle, damaged ones, and files that are no image at all. Git LFS pointers whose pictures are not on
    /// this machine are told once for the whole set.
    ///
    /// ## Why it matters
    /// Most trainers stop at such a file, hours into the preparation and often without naming it; some
    /// leave it out without a word.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// fault = "Truncated"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// ```
    ///
    /// ## How to fix
    /// Export or download the picture again, or move the file out of the set. For Git LFS pointers run
    /// `git lfs pull`.
    ///
    /// ## Sources
    /// - `bmaltais/kohya_ss`#2164, #1574, #2324: training dies on a broken image without naming it.
    pub struct ImageUnreadable = "image-unreadable" {
        scope: Image,
        level: Some(Severity::Error),
        fix: Unsafe,
        part: Format,
        supersedes: ["image-*"],
    }
}

impl Rule for ImageUnreadable {
    fn image(&self, image: &ImageView<'_>, out: &mut Out<'_>) {
        let Some(Look::Broken(_, fault)) = image.seen().map(|seen| &seen.look) else { return };
        let mut draft = Draft::image(image.index, &fault.detail)
            .effect(image.context().effect(&Event::UnreadableImage));
        draft.fixes.extend(move_aside(image.facts(), &[image.index]));
        out.push(draft);
    }

    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        let is_pointer = |image: &ImageView<'_>| {
            matches!(image.seen().map(|seen| &seen.look), Some(Look::Pointer { .. }))
        };
        let pointers: Vec<usize> =
            facts.all_images().filter(is_pointer).map(|image| image.index).collect();
        if pointers.is_empty() {
            return;
        }
        let whose = crate::facts::count_of(pointers.len(), facts.dataset.images.len());
        let message = format!(
            "{whose} {} here only as Git LFS pointers, without their pictures: run `git lfs pull`",
            if pointers.len() == 1 { "is" } else { "are" }
        );
        let mut draft = Draft::set(message).says(facts.context.effect(&Event::LfsPointer));
        for index in pointers {
            draft = draft.related(Place::Image(index), "a pointer");
        }
        out.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn a_broken_image_is_named_with_what_is_wrong() {
        expect![[r"
            error set/01.png: half of the file is missing
              = Scenario refuses the upload of an image it cannot read
              fix (Unsafe): move 01.png aside, its caption with it
        "]]
        .assert_eq(&check(
            "image-unreadable",
            r#"
            [[image]]
            file = "01.png"
            fault = "Truncated"
            caption = "krstl"
            [[image]]
            file = "02.png"
        "#,
        ));
    }

    #[test]
    fn pointers_are_one_finding_for_the_set() {
        expect![[r"
            error set: 2 of 3 images are here only as Git LFS pointers, without their pictures: run `git lfs pull`
              = Scenario refuses the upload: the file holds no picture
              + set/01.png: a pointer
              + set/02.png: a pointer
        "]].assert_eq(&check("image-unreadable", r#"
            [[image]]
            file = "01.png"
            pointer = true
            [[image]]
            file = "02.png"
            pointer = true
            [[image]]
            file = "03.png"
        "#));
    }
}
