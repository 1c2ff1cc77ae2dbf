//! How much of anything is taken from a plugin. A right one never meets these.

use std::time::Duration;

/// Bytes of a message, a title or an edit's text; as the header says.
pub(crate) const TEXT: usize = 4096;
/// Findings about one item by one rule; as the header says.
pub(crate) const FINDINGS: usize = 1000;
/// Bytes of one rule's findings on one item: a thousand of them fit, but for the wordiest.
pub(crate) const VOLUME: usize = 1 << 20;
/// Edits or operations of one fix; as the header says.
pub(crate) const EDITS: usize = 256;
/// Fixes of one finding; as the header says.
pub(crate) const FIXES: usize = 16;
/// Related places of one finding; as the header says.
pub(crate) const RELATED: usize = 64;
/// Rules of one plugin; as the header says.
pub(crate) const RULES: usize = 1024;
/// Bytes of a rule's documentation, and of its options' schema.
pub(crate) const PAGE: usize = 1 << 18;
/// Refusals told of one item; further ones are counted.
pub(crate) const REFUSALS: u32 = 8;
/// Bytes of one frame, either way.
pub(crate) const FRAME: usize = 256 << 20;
/// Bytes of findings in one frame: further findings are refused.
pub(crate) const ANSWERS: usize = 64 << 20;
/// Bytes kept of what a plugin prints: a panic with its backtrace.
pub(crate) const STDERR: usize = 1 << 15;
/// Captions shown at a time: larger frames were not faster, and small ones keep the search for the
/// caption that killed a plugin short.
pub(crate) const CAPTIONS: usize = 256;
/// Captions asked about on the thread of whoever asks: as many as one keystroke, or a rename, changes.
pub(crate) const GLANCE: usize = 16;
/// Pictures shown at a time: their pixels share one stretch of memory.
pub(crate) const PICTURES: usize = 16;
/// The longer side of a picture shown, in pixels; as the header says.
pub(crate) const SIDE: u32 = 256;
/// Bytes a `plugin.toml` may have.
pub(crate) const MANIFEST: u64 = 1 << 20;
/// Bytes a trust file may have.
pub(crate) const TRUST: u64 = 4 << 20;
/// Bytes a library may have.
pub(crate) const LIBRARY: u64 = 512 << 20;

/// Deaths after which a plugin is left alone.
pub(crate) const STRIKES: usize = 3;
/// Processes started for one plugin to find the caption that kills it; more than any search needs.
pub(crate) const RESTARTS: usize = 48;

/// How long a plugin may make no progress.
pub(crate) const PATIENCE: Duration = Duration::from_millis(500);
/// How long it may take to load: constructors run then.
pub(crate) const LOADING: Duration = Duration::from_secs(2);
/// How long all of its rules may take to be made.
pub(crate) const MAKING: Duration = Duration::from_secs(10);
/// How long one call may take, whatever signs of life it gives.
pub(crate) const CALL: Duration = Duration::from_secs(3);
/// How long a plugin that waits for a processor is waited for: the machine is busy, not the plugin.
pub(crate) const STARVED: Duration = Duration::from_secs(20);
/// Memory a plugin's process may address, in bytes.
pub(crate) const MEMORY: u64 = 2 << 30;
