//! Memory shared with a plugin's process: one page that says how far it is, and the pixels it looks
//! at.
//!
//! The plugin can write anything into the page. It is believed in nothing but in which item and rule
//! are to be blamed for a death, and there only within the bounds of what was asked.

#![cfg(target_os = "linux")]

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::sync::atomic::{AtomicU64, Ordering};

use memmap2::{MmapMut, MmapOptions, MmapRaw};

use crate::caps;

/// Bytes of the page.
const PAGE: usize = 4096;
/// Bytes of one picture's pixels.
pub(crate) const PICTURE: usize = (caps::SIDE * caps::SIDE * 3) as usize;
/// Bytes of all pixels.
const PIXELS: usize = PICTURE * caps::PICTURES;

/// How far a plugin's process is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Progress {
    /// Changes with every step.
    pub(crate) step: u64,
    /// Place of the item in its frame, and of the rule among those asked.
    pub(crate) at: (u32, u32),
    /// Whether it is inside a call of the plugin's.
    pub(crate) is_inside: bool,
    /// Whether it is loaded.
    pub(crate) is_loaded: bool,
}

/// The words of the page.
#[repr(C)]
struct Words {
    step: AtomicU64,
    at: AtomicU64,
    state: AtomicU64,
}

const INSIDE: u64 = 1;
const LOADED: u64 = 2;

/// The supervisor's side: a new stretch of memory.
pub(crate) struct Shared {
    file: OwnedFd,
    page: MmapRaw,
    pixels: MmapMut,
}

impl Shared {
    /// Makes the memory. Its size is sealed: a plugin that cut it short would kill the supervisor.
    pub(crate) fn new() -> io::Result<Self> {
        let flags = libc::MFD_CLOEXEC | libc::MFD_ALLOW_SEALING;
        // SAFETY: the name is a terminated string; the call has no other argument to be wrong.
        let raw = unsafe { libc::memfd_create(c"onmodel-plugin".as_ptr(), flags) };
        if raw < 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the descriptor was just made and belongs to nobody else.
        let file = unsafe { OwnedFd::from_raw_fd(raw) };
        let size: libc::off_t = const { (PAGE + PIXELS) as u32 as libc::off_t };
        let seals = libc::F_SEAL_SHRINK | libc::F_SEAL_GROW | libc::F_SEAL_SEAL;
        // SAFETY: both calls take a descriptor that is open and numbers.
        let is_sized = unsafe {
            libc::ftruncate(raw, size) == 0 && libc::fcntl(raw, libc::F_ADD_SEALS, seals) == 0
        };
        if !is_sized {
            return Err(io::Error::last_os_error());
        }
        let page = MmapOptions::new().len(PAGE).map_raw(&file)?;
        // SAFETY: nobody maps this part to write: the other side maps it to read only, and a plugin
        // that maps it again changes only what it is shown itself.
        let pixels = unsafe { MmapOptions::new().offset(PAGE as u64).len(PIXELS).map_mut(&file)? };
        Ok(Self { file, page, pixels })
    }

    /// Where the other process finds it.
    pub(crate) fn path(&self) -> String {
        format!("/proc/{}/fd/{}", std::process::id(), self.file.as_raw_fd())
    }

    /// How far the other process is.
    pub(crate) fn progress(&self) -> Progress {
        let words = words(&self.page);
        let (at, state) = (words.at.load(Ordering::Acquire), words.state.load(Ordering::Acquire));
        Progress {
            step: words.step.load(Ordering::Acquire),
            at: ((at >> 32) as u32, at as u32),
            is_inside: state & INSIDE != 0,
            is_loaded: state & LOADED != 0,
        }
    }

    /// Puts pixels at a place; longer ones than a place holds are cut.
    pub(crate) fn put(&mut self, place: usize, pixels: &[u8]) {
        let to = &mut self.pixels[place * PICTURE..(place + 1) * PICTURE];
        let length = pixels.len().min(to.len());
        to[..length].copy_from_slice(&pixels[..length]);
    }
}

/// The plugin's side.
pub(crate) struct Page {
    page: MmapRaw,
    pixels: memmap2::Mmap,
}

impl Page {
    /// Maps the memory made by the supervisor.
    pub(crate) fn open(path: &str) -> io::Result<Self> {
        let file = std::fs::OpenOptions::new().read(true).write(true).open(path)?;
        let page = MmapOptions::new().len(PAGE).map_raw(&file)?;
        // SAFETY: the supervisor writes pixels only between two frames, while none is looked at.
        let pixels = unsafe { MmapOptions::new().offset(PAGE as u64).len(PIXELS).map(&file)? };
        Ok(Self { page, pixels })
    }

    /// A sign of life.
    pub(crate) fn step(&self) {
        words(&self.page).step.fetch_add(1, Ordering::AcqRel);
    }

    /// The library is loaded.
    pub(crate) fn loaded(&self) {
        words(&self.page).state.store(LOADED, Ordering::Release);
        self.step();
    }

    /// Enters a call about an item by a rule.
    pub(crate) fn enter(&self, item: u32, rule: u32) {
        let words = words(&self.page);
        words.at.store(u64::from(item) << 32 | u64::from(rule), Ordering::Release);
        words.state.store(LOADED | INSIDE, Ordering::Release);
        self.step();
    }

    /// Is back from the call.
    pub(crate) fn leave(&self) {
        words(&self.page).state.store(LOADED, Ordering::Release);
        self.step();
    }

    /// The pixels at a place.
    pub(crate) fn pixels(&self, place: u32, length: usize) -> Option<&[u8]> {
        let start = (place as usize).checked_mul(PICTURE)?;
        self.pixels.get(start..start.checked_add(length)?)
    }
}

fn words(page: &MmapRaw) -> &Words {
    // SAFETY: the mapping is a page long, begins on a page's boundary, and lives as long as the
    // reference; atomics may be changed by another process at any time.
    #[allow(clippy::cast_ptr_alignment, reason = "a page's boundary is a word's")]
    unsafe {
        &*page.as_ptr().cast::<Words>()
    }
}
