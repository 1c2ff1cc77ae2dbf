//! Caption files beside images: whose is whose, by name.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};

use crate::config::Settings;
use crate::names;
use crate::trainer::behaviour;

/// Read whatever the trainer reads.
const USUAL: [&str; 2] = [".txt", ".caption"];

/// The caption extensions of a set in the order they are preferred: the configured one, the
/// trainer's own, then the usual ones.
pub(super) fn extensions(settings: &Settings) -> Vec<String> {
    let own = behaviour(settings.trainer).caption_extensions(&settings.run());
    let all = settings.caption_extension.iter().cloned().chain(own).chain(USUAL.map(str::to_owned));
    let mut extensions: Vec<String> = Vec::new();
    for extension in all {
        if !extensions.contains(&extension) {
            extensions.push(extension);
        }
    }
    extensions
}

/// A name without `extension`, comparable, and whether the extension is written in the same case.
pub(super) fn stem(name: &OsStr, extension: &str) -> Option<(Vec<u8>, bool)> {
    let bytes = name.as_encoded_bytes();
    let at = bytes.len().checked_sub(extension.len())?;
    let (stem, end) = bytes.split_at(at);
    let same = end == extension.as_bytes();
    let is_caption = !stem.is_empty() && end.eq_ignore_ascii_case(extension.as_bytes());
    is_caption.then(|| (names::comparable(stem), same))
}

/// The first image (of the names given) that has a caption beside it.
pub(crate) fn first_pair<'f>(files: &'f [OsString], configured: Option<&str>) -> Option<&'f OsStr> {
    let stems_of = |extension: &str| {
        files
            .iter()
            .filter_map(|name| Some(stem(name, extension).filter(|(_, same)| *same)?.0))
            .collect::<Vec<_>>()
    };
    let captions: HashSet<Vec<u8>> =
        configured.into_iter().chain(USUAL).flat_map(stems_of).collect();
    if captions.is_empty() {
        return None;
    }
    let is_paired = |name: &&OsString| {
        names::is_image(name)
            && !names::is_hidden(name)
            && captions.contains(&names::image_stem(name))
    };
    files.iter().find(is_paired).map(OsString::as_os_str)
}
