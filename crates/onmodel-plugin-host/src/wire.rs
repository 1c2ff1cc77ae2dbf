//! What a plugin's process and its supervisor say to each other: frames over pipes.
//!
//! A frame is its length (four bytes, little-endian) and as many bytes. The supervisor sends one
//! [`Request`]; the process answers with one frame, a sequence of [`Event`]s whose last is its end.
//! Both sides are the same program, but the supervisor trusts nothing of what comes: the plugin can
//! write into its process's memory and files at will.

use serde::{Deserialize, Serialize};

/// What is asked of a plugin's process.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Request<'a> {
    /// Make a rule with its options, a JSON object. Rules made are counted from 0.
    Make { rule: u32, options: &'a str },
    /// Show items to rules made, each to each, but for the pairs (item, place in `made`) in `skip`.
    Look {
        #[serde(borrow)]
        set: Set<'a>,
        made: Vec<u32>,
        items: Vec<Item<'a>>,
        skip: Vec<(u32, u32)>,
    },
    /// Show the set to rules made. Its items are kept under `key`; only those changed are sent again.
    Survey {
        key: u32,
        #[serde(borrow)]
        set: Set<'a>,
        made: Vec<u32>,
        count: u32,
        changed: Vec<(u32, Item<'a>)>,
    },
}

/// A dataset, but for its items.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Set<'a> {
    pub(crate) name: &'a str,
    pub(crate) path: &'a str,
    pub(crate) trigger: &'a str,
    pub(crate) class_word: &'a str,
    pub(crate) trainer: &'a str,
    pub(crate) base: &'a str,
}

/// An image with its caption, or one of them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Item<'a> {
    pub(crate) path: &'a str,
    pub(crate) caption: Option<&'a str>,
    pub(crate) caption_path: &'a str,
    pub(crate) trigger: &'a str,
    pub(crate) subset: &'a str,
    /// Whether there is an image at all.
    pub(crate) has_image: bool,
    /// What is known of it, where it was looked at.
    pub(crate) image: Option<Image>,
    /// Its pixels in the shared memory: the place, width and height.
    pub(crate) pixels: Option<(u32, u32, u32)>,
}

/// What is known of an image, in the header's terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Image {
    pub(crate) flags: u32,
    pub(crate) format: u32,
    pub(crate) colour: u32,
    pub(crate) bits: u32,
    pub(crate) orientation: u32,
    pub(crate) frames: u32,
    pub(crate) file_size: u64,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) sha256: [u8; 32],
    pub(crate) phash: u64,
    pub(crate) phash_mirrored: u64,
    /// `texture` to `transparent`, in the header's order.
    pub(crate) figures: [f32; 9],
}

/// One thing a plugin's process says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Event<'a> {
    /// It is loaded.
    Ready(#[serde(borrow)] Info<'a>),
    /// It cannot be loaded.
    Unfit(Unfit),
    /// A rule was made.
    Made,
    /// A rule refused its options.
    Refused(&'a str),
    /// A rule (its place among those asked) found something on an item (its place in the frame).
    Found { item: u32, made: u32, found: Found<'a> },
    /// What a rule reported was not taken.
    Nonsense { item: u32, made: u32, why: &'a str },
    /// A rule failed on an item.
    Failed { item: u32, made: u32, why: &'a str },
    /// Nothing more in this frame.
    End,
}

/// What a plugin says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Info<'a> {
    pub(crate) name: &'a str,
    pub(crate) version: &'a str,
    pub(crate) rules: Vec<RuleInfo<'a>>,
    pub(crate) confined: Confined,
}

/// How far a plugin's process is held back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confined {
    /// It cannot write files (Landlock).
    pub files: bool,
    /// It cannot use the network (seccomp).
    pub network: bool,
    /// It cannot reach into other processes nor start any (seccomp).
    pub processes: bool,
}

impl Confined {
    /// What it can do though nobody allowed it to.
    pub(crate) fn lacks(self, permissions: Permissions) -> Vec<&'static str> {
        let free = [
            (self.files || permissions.write, "writing files"),
            (self.network || permissions.network, "the network"),
            (self.processes, "other processes"),
        ];
        free.into_iter().filter(|(is_fine, _)| !is_fine).map(|(_, what)| what).collect()
    }
}

/// What a plugin may do beside looking: what its manifest asks for and its user granted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Write files.
    pub write: bool,
    /// Use the network.
    pub network: bool,
}

/// What a rule says of itself, in the header's terms.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RuleInfo<'a> {
    pub(crate) scope: u32,
    pub(crate) severity: u32,
    pub(crate) flags: u32,
    pub(crate) id: &'a str,
    pub(crate) summary: &'a str,
    pub(crate) docs_url: &'a str,
    pub(crate) schema: &'a str,
    pub(crate) docs: &'a str,
    /// Whether it has a `create`, and so may take options.
    pub(crate) is_made: bool,
}

/// Why a library is no plugin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Unfit {
    Loader(String),
    NoEntry,
    Declined,
    NotATable(String),
    Version(u16, u16),
    Malformed(String),
}

/// What a rule found, in the header's terms.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Found<'a> {
    pub(crate) severity: u32,
    pub(crate) place: u32,
    pub(crate) item: u64,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) message: &'a str,
    pub(crate) consequence: &'a str,
    #[serde(borrow)]
    pub(crate) fixes: Vec<Fix<'a>>,
    pub(crate) related: Vec<Related<'a>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Fix<'a> {
    pub(crate) flags: u32,
    pub(crate) title: &'a str,
    #[serde(borrow)]
    pub(crate) edits: Vec<Edit<'a>>,
    pub(crate) ops: Vec<Op<'a>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Edit<'a> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) text: &'a str,
    /// The item of the set it is in; its own where there is none.
    pub(crate) item: Option<u64>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Op<'a> {
    pub(crate) kind: u32,
    pub(crate) item: Option<u64>,
    pub(crate) text: &'a str,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Related<'a> {
    pub(crate) place: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) item: u64,
    pub(crate) message: &'a str,
}

/// A frame of one value.
pub(crate) fn frame<T: Serialize>(value: &T, into: Vec<u8>) -> Result<Vec<u8>, postcard::Error> {
    let mut frame = into;
    frame.clear();
    frame.extend([0; 4]);
    let mut frame = postcard::to_extend(value, frame)?;
    close(&mut frame);
    Ok(frame)
}

/// Writes the length of a frame into its first four bytes.
pub(crate) fn close(frame: &mut [u8]) {
    let length = (frame.len() - 4) as u32;
    frame[..4].copy_from_slice(&length.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_allowed_is_not_missed() {
        let none = Confined::default();
        let asked = |write, network| Permissions { write, network };
        let all = ["writing files", "the network", "other processes"];
        assert_eq!(none.lacks(asked(false, false)), all);
        assert_eq!(none.lacks(asked(true, true)), ["other processes"]);
        let confined = Confined { files: true, network: true, processes: true };
        assert_eq!(confined.lacks(asked(false, false)), [""; 0]);
    }
}
