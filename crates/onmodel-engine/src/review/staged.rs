//! What is staged, where the work tree has something else: a commit is judged by what it will hold.

use std::path::PathBuf;
use std::sync::Arc;

use onmodel_dataset::Overlay;
use onmodel_dataset::git::{Change, Git, GitError, Objects};

use super::before::is_image;

/// The texts as they are staged, by their absolute paths; and the files that stand in the work tree
/// otherwise than staged and cannot be read from there: pictures, and whatever is only in one of the
/// two.
pub(super) fn texts(git: &Git) -> Result<(Overlay, Vec<PathBuf>), GitError> {
    let mut objects = git.objects()?;
    let mut staged = Overlay::new();
    let mut others = git.untracked()?;
    for change in git.unstaged()? {
        match text(&change, &mut objects) {
            Some((path, text)) => drop(staged.insert(path, text)),
            None => others.extend(change.now.or(change.before)),
        }
    }
    others.sort();
    Ok((staged, others))
}

/// A changed text as it is staged.
fn text(change: &Change, objects: &mut Objects) -> Option<(PathBuf, Arc<str>)> {
    let path = change.now.as_ref().filter(|path| change.before.is_some() && !is_image(path))?;
    let text = String::from_utf8(objects.read(change.content.as_deref()?)?).ok()?;
    Some((path.clone(), text.into()))
}
