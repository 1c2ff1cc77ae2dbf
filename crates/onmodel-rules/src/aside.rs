//! Taking images out of a set, their captions with them.

use std::collections::BTreeSet;

use onmodel_dataset::CaptionSource;

use crate::{DraftFix, Facts, Operation};

/// A fix that moves images out of the set with the captions that are theirs alone. `None` where a
/// metadata row names one of them: the row would be left behind.
pub(crate) fn move_aside(facts: &Facts, images: &[usize]) -> Option<DraftFix> {
    let files = &facts.dataset.images;
    let captions_of =
        |image: usize| files[image].caption.iter().chain(&files[image].other_captions);
    let theirs: BTreeSet<usize> =
        images.iter().flat_map(|&image| captions_of(image)).copied().collect();
    let captions = &facts.dataset.captions;
    if theirs.iter().any(|&caption| captions[caption].source != CaptionSource::Sidecar) {
        return None;
    }
    let stays = |caption: &usize| {
        (0..files.len()).any(|image| {
            !images.contains(&image) && captions_of(image).any(|other| other == caption)
        })
    };
    let moved = theirs.into_iter().filter(|caption| !stays(caption));
    let paths = images
        .iter()
        .map(|&image| files[image].path.clone())
        .chain(moved.map(|caption| captions[caption].path.clone()));
    let fix = DraftFix::review(title(facts, images));
    Some(paths.fold(fix, |fix, path| fix.operation(Operation::MoveAside { path })))
}

fn title(facts: &Facts, images: &[usize]) -> String {
    match images {
        [one] => format!("move {} aside, its caption with it", facts.image(*one).file_name()),
        _ => format!("move {} images aside, their captions with them", images.len()),
    }
}
