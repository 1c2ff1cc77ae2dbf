//! Which file shows which finding.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_dataset::ConfigError;
use onmodel_dataset::config::FILE_NAME;
use onmodel_engine::workspace::{SetView, View, cleaned};
use onmodel_rules::Finding;

use crate::abilities::ImageFindings;

/// The rule about images without a caption: nothing to show it on but the set.
const CAPTION_MISSING: &str = "caption-missing";

/// Something shown on a file.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    /// A finding.
    Finding(Arc<Finding>, At),
    /// A fault of a configuration.
    Fault(ConfigError),
}

/// Where on its file a finding is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// At its own range, else at the file's beginning.
    Own,
    /// Where this caption begins, whose picture it is about.
    Caption(usize),
    /// Where the set is named.
    Set,
}

impl Item {
    /// Whether both are the same, without comparing their words.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Finding(a, here), Self::Finding(b, there)) => {
                here == there && (Arc::ptr_eq(a, b) || a == b)
            }
            (Self::Fault(a), Self::Fault(b)) => a == b,
            _ => false,
        }
    }
}

/// Items by the file that shows them. Paths are compared by their bytes: comparing them part by part
/// takes longer than the judgement of a keystroke.
type ByFile = BTreeMap<OsString, Vec<Item>>;

/// What one set shows.
struct OfSet {
    set: Arc<SetView>,
    items: ByFile,
}

/// Everything found, by the file it is shown on.
#[derive(Default)]
pub(crate) struct Files {
    sets: Vec<Arc<OfSet>>,
    faults: ByFile,
}

impl Files {
    /// Sorts the findings of a view by file. Sets that were not judged again are taken over from
    /// `before`.
    pub(crate) fn of(view: &View, images: ImageFindings, before: &Self) -> Self {
        let sets = view.sets.iter().map(|set| {
            let known = before.sets.iter().find(|known| Arc::ptr_eq(&known.set, set));
            known.cloned().unwrap_or_else(|| Arc::new(OfSet::of(set, images)))
        });
        let mut faults = ByFile::new();
        for error in &view.errors {
            let file = cleaned(&error.place.path).into_os_string();
            faults.entry(file).or_default().push(Item::Fault(error.clone()));
        }
        Self { sets: sets.collect(), faults }
    }

    /// Every file on which something is shown, in order.
    pub(crate) fn paths(&self) -> BTreeSet<&OsStr> {
        let of_sets = self.sets.iter().flat_map(|set| set.items.keys());
        of_sets.chain(self.faults.keys()).map(OsString::as_os_str).collect()
    }

    /// What is shown on a file, with the set it is of.
    pub(crate) fn items(
        &self,
        path: &Path,
    ) -> impl Iterator<Item = (Option<&Arc<SetView>>, &Item)> {
        let faults =
            self.faults.get(path.as_os_str()).into_iter().flatten().map(|item| (None, item));
        let of_sets =
            self.sets.iter().filter_map(move |of| Some((&of.set, of.items.get(path.as_os_str())?)));
        let found =
            of_sets.flat_map(|(set, items)| items.iter().map(move |item| (Some(set), item)));
        faults.chain(found)
    }
}

impl OfSet {
    fn of(set: &Arc<SetView>, images: ImageFindings) -> Self {
        let mut items = ByFile::new();
        for finding in &set.judgement.findings {
            if let Some((path, at)) = place(set, finding, images) {
                items
                    .entry(path.into_os_string())
                    .or_default()
                    .push(Item::Finding(Arc::clone(finding), at));
            }
        }
        Self { set: Arc::clone(set), items }
    }
}

/// The file that shows a finding, and where on it. `None` for a set with no file to show it on.
fn place(set: &SetView, finding: &Finding, images: ImageFindings) -> Option<(PathBuf, At)> {
    let own = || Some((finding.path.clone(), At::Own));
    if !set.captions_in(&finding.path).is_empty() {
        return own();
    }
    let file = cleaned(&finding.path);
    if set.is_configured_by(&file) {
        return Some((file, At::Own));
    }
    let Some(image) = set.image_at(&finding.path) else { return of_set(set) };
    if finding.rule == CAPTION_MISSING {
        return of_set(set);
    }
    if images == ImageFindings::Picture {
        return own();
    }
    let dataset = &set.facts.dataset;
    let caption = dataset.images.get(image).and_then(|image| image.caption);
    match caption.and_then(|index| Some((index, dataset.captions.get(index)?))) {
        Some((index, caption)) => Some((caption.path.clone(), At::Caption(index))),
        None => of_set(set),
    }
}

/// The file that stands for the set as a whole: its configuration, else its first caption, else its
/// first image.
fn of_set(set: &SetView) -> Option<(PathBuf, At)> {
    let dataset = &set.facts.dataset;
    let own = dataset.root.join(FILE_NAME);
    if set.is_configured_by(&own) {
        return Some((own, At::Set));
    }
    let caption = dataset.captions.first().map(|caption| (caption.path.clone(), At::Caption(0)));
    caption.or_else(|| dataset.images.first().map(|image| (image.path.clone(), At::Own)))
}
