//! From a path to its facts, through the cache.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::cache::{Stamp, Store};
use crate::decode::{Budget, decode};
use crate::probe::{pointer, probe};
use crate::read::{Content, read};
use crate::{ContentId, ImageFacts, Look, NotDecoded};

/// Looks at image files: reads each once, decodes each content once, remembers what it saw.
#[derive(Debug, Default)]
pub struct Examiner {
    store: Mutex<Store>,
    seen: Mutex<HashMap<ContentId, Slot>>,
    budget: Budget,
}

/// A content's facts, filled by the first thread that needs them while others wait for it.
type Slot = Arc<OnceLock<Arc<ImageFacts>>>;

/// Called after each file, with the number done and the number of all.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

impl Examiner {
    /// An examiner whose facts are kept in the cache file of `folder`.
    pub fn with_cache(folder: PathBuf) -> Self {
        Self { store: Mutex::new(Store::load(folder)), ..Self::default() }
    }

    /// An examiner that remembers nothing beyond its own life.
    pub fn without_cache() -> Self {
        Self::default()
    }

    /// The facts of one file. Never fails: what is wrong with the file is in the facts.
    pub fn examine(&self, path: &Path) -> Arc<ImageFacts> {
        if let Some(facts) = self.remembered(path) {
            return facts;
        }
        match read(path) {
            Ok(content) => self.look_once(&content),
            Err(fault) => Arc::new(ImageFacts {
                content: ContentId::UNREAD,
                bytes: 0,
                look: Look::Broken(None, fault),
            }),
        }
    }

    /// The facts of a content that lies in no file, such as an object of git's.
    pub fn examine_bytes(&self, bytes: Vec<u8>) -> Arc<ImageFacts> {
        self.look_once(&Content::of(bytes))
    }

    /// The facts of many files, in the order given, examined in parallel; equal contents are
    /// decoded once. `None` for those not reached when `cancel` was set.
    pub fn examine_all(
        &self,
        paths: &[&Path],
        progress: Progress<'_>,
        cancel: &AtomicBool,
    ) -> Vec<Option<Arc<ImageFacts>>> {
        let done = AtomicUsize::new(0);
        let examine = |path: &&Path| {
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            let facts = self.examine(path);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, paths.len());
            Some(facts)
        };
        paths.par_iter().map(examine).collect()
    }

    /// Writes what is new to the cache file, atomically, keeping what another run added meanwhile.
    ///
    /// # Errors
    /// If the cache folder cannot be written; the facts are still good.
    pub fn save(&self) -> io::Result<()> {
        self.store().save()
    }

    /// Forgets everything, in memory and on disk.
    ///
    /// # Errors
    /// If the cache file is there and cannot be removed.
    pub fn clear(&self) -> io::Result<()> {
        self.seen().clear();
        self.store().clear()
    }

    /// The cache file, if this examiner has one.
    pub fn path(&self) -> Option<PathBuf> {
        self.store().path()
    }

    /// Facts that need no reading: the file is as it was when it was last read.
    fn remembered(&self, path: &Path) -> Option<Arc<ImageFacts>> {
        let stamp = Stamp::of(path, &std::fs::metadata(path).ok()?)?;
        let content = self.store().content(&stamp)?;
        self.known(content)
    }

    /// Facts of a content that need no decoding.
    fn known(&self, content: ContentId) -> Option<Arc<ImageFacts>> {
        if let Some(facts) = self.seen().get(&content).and_then(|slot| slot.get().cloned()) {
            return Some(facts);
        }
        let facts = Arc::new(self.store().facts(content)?);
        Some(self.slot(content).get_or_init(|| facts).clone())
    }

    fn look_once(&self, content: &Content) -> Arc<ImageFacts> {
        if let Some((oid, size)) = pointer(&content.bytes) {
            let unseen =
                || ImageFacts { content: oid, bytes: size, look: Look::Pointer { oid, size } };
            return self.known(oid).unwrap_or_else(|| Arc::new(unseen()));
        }
        let (id, stamp) = (content.id, content.stamp);
        let facts = self.slot(id).get_or_init(|| self.kept_or_new(content)).clone();
        if let Some(stamp) = stamp {
            self.store().know(stamp, id);
        }
        facts
    }

    fn kept_or_new(&self, content: &Content) -> Arc<ImageFacts> {
        if let Some(facts) = self.store().facts(content.id) {
            return Arc::new(facts);
        }
        let facts =
            ImageFacts { content: content.id, bytes: content.length, look: self.look(content) };
        self.store().keep(&facts);
        Arc::new(facts)
    }

    fn look(&self, content: &Content) -> Look {
        match probe(&content.bytes) {
            Err(fault) => Look::Broken(None, fault),
            // Only a file too large to hold was not kept whole.
            Ok(header) if content.length > content.bytes.len() as u64 => {
                Look::Sized(header, NotDecoded::TooLarge)
            }
            Ok(header) => decode(&content.bytes, header, &self.budget),
        }
    }

    fn slot(&self, content: ContentId) -> Slot {
        self.seen().entry(content).or_default().clone()
    }

    // A panic elsewhere never leaves these maps half changed, so a poisoned lock is still good.
    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn seen(&self) -> MutexGuard<'_, HashMap<ContentId, Slot>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
