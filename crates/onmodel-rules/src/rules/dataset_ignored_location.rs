//! `dataset-ignored-location`

use std::collections::BTreeMap;
use std::path::Path;

use onmodel_dataset::StrayKind;
use onmodel_dataset::trainer::{Event, Outcome};

use crate::{Draft, Facts, Out, Place, Rule, Severity, declare_rule};
use onmodel_dataset::paths::slashed;

declare_rule! {
    /// Images lie where the trainer does not look, or where it should not.
    ///
    /// ## What it checks
    /// For kohya's layout: images beside the `N_name` folders, in folders without a number, or
    /// deeper down. For trainers that read sub-folders too: images in folders named like what was
    /// put away (`old`, `backup`, `_bak`, `unused`) or is for regularisation (`reg`).
    ///
    /// ## Why it matters
    /// The trainer leaves the ones out and trains the others, and says nothing.
    ///
    /// ## Example
    /// ```toml bad
    /// layout = "kohya"
    /// [dataset]
    /// trainer = "kohya"
    /// [[image]]
    /// file = "10_krstl/1.png"
    /// [[file]]
    /// name = "2.png"
    /// kind = "unvisited"
    /// ```
    /// ```toml good
    /// layout = "kohya"
    /// [dataset]
    /// trainer = "kohya"
    /// [[image]]
    /// file = "10_krstl/1.png"
    /// [[image]]
    /// file = "10_krstl/2.png"
    /// ```
    ///
    /// ## How to fix
    /// Move them into an `N_name` folder, or out of the set's folder altogether.
    pub struct DatasetIgnoredLocation = "dataset-ignored-location" {
        scope: Dataset,
        level: Some(Severity::Error),
        fix: None,
        part: Format,
    }
}

/// Names of folders not meant for training, without the signs round them, in lower case.
const LEFTOVERS: [&str; 16] = [
    "reg",
    "regularization",
    "regularisation",
    "old",
    "bak",
    "backup",
    "backups",
    "unused",
    "rejected",
    "rejects",
    "discarded",
    "trash",
    "deleted",
    "archive",
    "tmp",
    "temp",
];
/// How many images are shown as places.
const SHOWN: usize = 20;

impl Rule for DatasetIgnoredLocation {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        out.extend_with(unvisited(facts));
        let effect = facts.context.effect(&Event::LeftoverFolder);
        if effect.outcome > Outcome::Harmless {
            for draft in leftovers(facts) {
                out.push(draft.effect(effect.clone()));
            }
        }
    }
}

fn unvisited(facts: &Facts) -> Option<Draft> {
    let strays = facts.dataset.strays.iter();
    let unvisited: Vec<&Path> = strays
        .filter(|stray| stray.kind == StrayKind::UnvisitedImage)
        .map(|stray| stray.relative.as_path())
        .collect();
    let what = match unvisited.len() {
        0 => return None,
        1 => "1 image lies".to_owned(),
        count => format!("{count} images lie"),
    };
    let name = facts.context.trainer.name();
    let draft = Draft::set(format!("{what} where {name} does not look"))
        .effect(facts.context.effect(&Event::UnvisitedImage));
    let root = &facts.dataset.root;
    let reached =
        |path: &Path| if root == Path::new(".") { path.to_owned() } else { root.join(path) };
    Some(
        unvisited
            .into_iter()
            .fold(draft, |draft, path| draft.related(Place::File(reached(path)), "is left out")),
    )
}

/// One finding for each folder of the set that sounds put away.
fn leftovers(facts: &Facts) -> Vec<Draft> {
    let mut images_in: BTreeMap<&Path, Vec<usize>> = BTreeMap::new();
    for image in facts.all_images() {
        let folders = image.file.relative.ancestors().skip(1);
        // The outermost such folder is the one to move.
        if let Some(folder) = folders.filter(|folder| sounds_put_away(folder)).last() {
            images_in.entry(folder).or_default().push(image.index);
        }
    }
    let draft = |(folder, images): (&Path, Vec<usize>)| {
        let lie = if images.len() == 1 {
            "1 image lies".into()
        } else {
            format!("{} images lie", images.len())
        };
        let folder = slashed(folder);
        let message = format!("{lie} in {folder}, which does not sound meant for training");
        let shown = images.into_iter().take(SHOWN);
        shown.fold(Draft::set(message), |draft, image| {
            draft.related(Place::Image(image), format!("lies in {folder}"))
        })
    };
    images_in.into_iter().map(draft).collect()
}

fn sounds_put_away(folder: &Path) -> bool {
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { return false };
    let name = name.to_lowercase();
    let whole = name.trim_matches(['_', '-', '.', ' ']);
    let last = whole.rsplit(['_', '-', '.', ' ']).next();
    let is_put_away = |word: &str| matches!(word, "bak" | "backup" | "old");
    LEFTOVERS.contains(&whole) || last.is_some_and(is_put_away)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn each_image_left_out_is_named() {
        expect![[r#"
            error set: 2 images lie where kohya does not look
              = kohya reads only images directly in N_name folders (10_krstl) and leaves this one out
              + set/1.png: is left out
              + set/old/2.png: is left out
        "#]].assert_eq(&check(
            "dataset-ignored-location",
            r#"
            layout = "kohya"
            [dataset]
            trainer = "kohya"
            [[file]]
            name = "1.png"
            kind = "unvisited"
            [[file]]
            name = "old/2.png"
            kind = "unvisited"
            "#,
        ));
    }

    #[test]
    fn folders_that_sound_put_away_are_told_where_they_are_trained() {
        let said = |trainer: &str| {
            let mut set = format!("[dataset]\ntrainer = \"{trainer}\"\n");
            for file in ["1.png", "reg/2.png", "art_old/deep/3.png", "_bak/4.png", "bold/5.png"] {
                let image = format!("[[image]]\nfile = \"{file}\"\n");
                set.push_str(&image);
            }
            check("dataset-ignored-location", &set)
        };
        expect![[r#"
            error set: 1 image lies in _bak, which does not sound meant for training
              = ai-toolkit reads sub-folders too and trains what lies in this one
              + set/_bak/4.png: lies in _bak
            error set: 1 image lies in art_old, which does not sound meant for training
              = ai-toolkit reads sub-folders too and trains what lies in this one
              + set/art_old/deep/3.png: lies in art_old
            error set: 1 image lies in reg, which does not sound meant for training
              = ai-toolkit reads sub-folders too and trains what lies in this one
              + set/reg/2.png: lies in reg
        "#]]
        .assert_eq(&said("ai-toolkit"));
        assert_eq!(said("musubi"), "");
    }
}
