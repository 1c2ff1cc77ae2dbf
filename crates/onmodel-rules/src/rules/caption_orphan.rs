//! `caption-orphan`

use std::collections::HashMap;
use std::path::Path;

use onmodel_dataset::CaptionSource;
use onmodel_dataset::trainer::Event;

use crate::facts::file_name;
use crate::{
    CaptionView, Draft, DraftFix, Facts, Operation, Out, Place, Rule, Severity, declare_rule,
};

declare_rule! {
    /// A caption belongs to no image.
    ///
    /// ## What it checks
    /// That beside each caption file there is an image of the same name, and that each row of a
    /// metadata file names an image of the set. A name that differs only in capital letters is said
    /// as such.
    ///
    /// ## Why it matters
    /// The image was probably renamed, removed or never copied: then a picture is missing, or is
    /// trained without the words written for it. Windows and macOS take `Kestrel.txt` and
    /// `kestrel.png` for a pair; the Linux machine that trains does not.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing"
    /// [[file]]
    /// name = "02.txt"
    /// text = "krstl, sitting"
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
    /// Bring the image back, give the caption the image's name, or remove the caption.
    pub struct CaptionOrphan = "caption-orphan" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: Unsafe,
        part: Captions,
    }
}

impl Rule for CaptionOrphan {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        let cased: HashMap<usize, usize> = in_another_case(facts).into_iter().collect();
        for orphan in facts.all_captions().filter(|caption| !caption.is_used()) {
            out.push(match (&orphan.file.source, cased.get(&orphan.index)) {
                (CaptionSource::Sidecar, Some(&image)) => in_case_only(facts, &orphan, image),
                (CaptionSource::Sidecar, None) => alone(&orphan),
                (CaptionSource::Row { names, .. }, _) => row(&orphan, names),
            });
        }
    }
}

/// Orphan caption files, each with the captionless image whose name differs in case only.
pub(super) fn in_another_case(facts: &Facts) -> Vec<(usize, usize)> {
    let mut orphans = facts
        .all_captions()
        .filter(|caption| !caption.is_used() && caption.file.source == CaptionSource::Sidecar)
        .peekable();
    if orphans.peek().is_none() {
        return Vec::new();
    }
    let bare = facts.all_images().filter(|image| image.file.caption.is_none());
    let by_name: HashMap<String, usize> =
        bare.map(|image| (folded(&image.file.relative), image.index)).collect();
    orphans
        .filter_map(|orphan| Some((orphan.index, *by_name.get(&folded(&orphan.file.relative))?)))
        .collect()
}

fn folded(relative: &Path) -> String {
    relative.with_extension("").to_string_lossy().to_lowercase()
}

fn alone(orphan: &CaptionView<'_>) -> Draft {
    let name = file_name(&orphan.file.path);
    let aside = Operation::MoveAside { path: orphan.file.path.clone() };
    Draft::caption(orphan.index, format!("there is no image for {name}"))
        .says(orphan.context.effect(&Event::OrphanCaption))
        .fix(DraftFix::review(format!("move {name} out of the set")).operation(aside))
}

fn row(orphan: &CaptionView<'_>, names: &str) -> Draft {
    Draft::caption(orphan.index, format!("this row names \"{names}\", which is not in the set"))
        .says(orphan.context.effect(&Event::OrphanCaption))
}

/// The image goes without the caption wherever case counts: as bad as having none.
fn in_case_only(facts: &Facts, orphan: &CaptionView<'_>, image: usize) -> Draft {
    let image = facts.image(image);
    let (name, shown) = (file_name(&orphan.file.path), image.file_name());
    let message = format!("{name} and {shown} differ in capital letters: they are no pair");
    let draft = Draft::caption(orphan.index, message)
        .effect(orphan.context.effect(&Event::CaptionMissing))
        .related(Place::Image(image.index), "is left without a caption");
    let extension = orphan.file.path.extension().unwrap_or_default();
    let to = image.file.path.with_extension(extension.to_ascii_lowercase());
    let title = format!("rename {name} to {}", file_name(&to));
    let from = orphan.file.path.clone();
    draft.fix(DraftFix::review(title).operation(Operation::Rename { from, to }))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn names_that_differ_in_case_only_are_said_as_such() {
        let set = r#"
            [[image]]
            file = "kestrel.png"
            [[file]]
            name = "Kestrel.TXT"
            text = "krstl"
            [[file]]
            name = "other.txt"
            text = "krstl"
        "#;
        expect![[r#"
            error set/Kestrel.TXT:0-5: Kestrel.TXT and kestrel.png differ in capital letters: they are no pair
              = Scenario trains this image on an automatic caption, which does not know your trigger
              + set/kestrel.png: is left without a caption
              fix (Unsafe): rename Kestrel.TXT to kestrel.txt
            warning set/other.txt:0-5: there is no image for other.txt
              = Scenario never sees a caption without its image
              fix (Unsafe): move other.txt out of the set
        "#]].assert_eq(&(check("caption-orphan", set) + &check("caption-missing", set)));
    }
}
