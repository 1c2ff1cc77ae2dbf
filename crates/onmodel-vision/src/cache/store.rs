//! The cache in memory.

use std::collections::HashMap;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::file::{self, NAME, Saved, SavedFacts};
use crate::{ContentId, ImageFacts};

/// Most paths and most contents kept; the least recently used go first. A content takes about
/// 1.3 kB, so the file stays under 180 MB.
const MAX_ENTRIES: usize = 120_000;

/// A file changed this recently may change again without its modification time showing it (FAT
/// counts in steps of two seconds), so its time is not trusted.
const RACY: Duration = Duration::from_secs(2);

/// What tells, without reading it, whether a file is the one seen before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// A hash of the absolute path: the cache names no one's files.
    path: u128,
    size: u64,
    /// Modification time in nanoseconds since 1970.
    modified: i64,
}

impl Stamp {
    /// The stamp of a file, or `None` where the system tells no time.
    pub(crate) fn of(path: &Path, metadata: &Metadata) -> Option<Self> {
        let modified = match metadata.modified().ok()?.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_nanos()).ok()?,
            Err(before) => -i64::try_from(before.duration().as_nanos()).ok()?,
        };
        let path = std::path::absolute(path).ok()?;
        Some(Self {
            path: xxh3_128(path.as_os_str().as_encoded_bytes()),
            size: metadata.len(),
            modified,
        })
    }

    /// Whether the file was changed about `now`.
    fn is_racy(&self, now: SystemTime) -> bool {
        let now = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as i64);
        now.saturating_sub(self.modified).unsigned_abs() < RACY.as_nanos() as u64
    }
}

/// What a path held when it was last read.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Known {
    size: u64,
    modified: i64,
    content: ContentId,
    used: u32,
}

/// Facts of a content, packed, with the day they were last asked for.
#[derive(Debug)]
struct Kept {
    packed: Box<[u8]>,
    used: u32,
}

/// Facts by content and contents by path, with the file they come from.
#[derive(Debug, Default)]
pub(crate) struct Store {
    folder: Option<PathBuf>,
    paths: HashMap<u128, Known>,
    facts: HashMap<ContentId, Kept>,
    changed: bool,
}

impl Store {
    /// What the cache file of `folder` holds; nothing where there is none or it is unusable.
    pub(crate) fn load(folder: PathBuf) -> Self {
        let mut store = Self::default();
        store.absorb(&folder);
        store.folder = Some(folder);
        store
    }

    /// Where the file is.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        self.folder.as_deref().map(|folder| folder.join(NAME))
    }

    /// The content a file had when it was read, if it has not been touched since.
    pub(crate) fn content(&mut self, stamp: &Stamp) -> Option<ContentId> {
        let known = self.paths.get_mut(&stamp.path)?;
        if (known.size, known.modified) != (stamp.size, stamp.modified) {
            return None;
        }
        self.changed |= known.used != today();
        known.used = today();
        Some(known.content)
    }

    /// The facts kept of a content.
    pub(crate) fn facts(&mut self, content: ContentId) -> Option<ImageFacts> {
        let kept = self.facts.get_mut(&content)?;
        self.changed |= kept.used != today();
        kept.used = today();
        postcard::from_bytes(&kept.packed).ok()
    }

    /// Keeps a content's facts.
    pub(crate) fn keep(&mut self, facts: &ImageFacts) {
        if let Ok(packed) = postcard::to_stdvec(facts) {
            self.facts.insert(facts.content, Kept { packed: packed.into(), used: today() });
            self.changed = true;
        }
    }

    /// Keeps what a path holds, unless the file is too young for its time to be trusted.
    pub(crate) fn know(&mut self, stamp: Stamp, content: ContentId) {
        if !stamp.is_racy(SystemTime::now()) {
            let known =
                Known { size: stamp.size, modified: stamp.modified, content, used: today() };
            self.paths.insert(stamp.path, known);
            self.changed = true;
        }
    }

    /// Writes the file if anything is new, with what another process wrote in the meantime.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub(crate) fn save(&mut self) -> io::Result<()> {
        let Some(folder) = self.folder.clone() else { return Ok(()) };
        if !self.changed {
            return Ok(());
        }
        self.absorb(&folder);
        self.prune();
        let paths = self.paths.iter().map(|(&path, &known)| (path, known)).collect();
        let facts = self.facts.iter().map(|(&content, kept)| SavedFacts {
            content,
            used: kept.used,
            packed: &kept.packed,
        });
        file::write(&folder, &Saved { paths, facts: facts.collect() })?;
        self.changed = false;
        Ok(())
    }

    /// Forgets everything, on disk too.
    ///
    /// # Errors
    /// If the file is there and cannot be removed.
    pub(crate) fn clear(&mut self) -> io::Result<()> {
        let path = self.path();
        *self = Self { folder: self.folder.take(), ..Self::default() };
        match path.map(std::fs::remove_file) {
            Some(Err(error)) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Takes in what the file holds and this store does not.
    fn absorb(&mut self, folder: &Path) {
        let Ok(bytes) = std::fs::read(folder.join(NAME)) else { return };
        let Some(saved) = file::parse(&bytes) else { return };
        for (path, known) in saved.paths {
            self.paths.entry(path).or_insert(known);
        }
        for SavedFacts { content, used, packed } in saved.facts {
            self.facts.entry(content).or_insert_with(|| Kept { packed: packed.into(), used });
        }
    }

    fn prune(&mut self) {
        if let Some(oldest) = oldest_kept(self.paths.values().map(|known| known.used)) {
            self.paths.retain(|_, known| known.used >= oldest);
        }
        if let Some(oldest) = oldest_kept(self.facts.values().map(|kept| kept.used)) {
            self.facts.retain(|_, kept| kept.used >= oldest);
        }
    }
}

/// The first day whose entries stay, when there are too many: all of today's always do.
fn oldest_kept(used: impl Iterator<Item = u32>) -> Option<u32> {
    let mut used: Vec<u32> = used.collect();
    if used.len() <= MAX_ENTRIES {
        return None;
    }
    used.sort_unstable_by(|a, b| b.cmp(a));
    used.get(MAX_ENTRIES).map(|&day| (day + 1).min(today()))
}

/// Days since 1970: fine enough to tell what is still used, and a warm run changes nothing.
fn today() -> u32 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| (since.as_secs() / 86_400) as u32)
}
