//! The mirror of `onmodel_plugin.h`, type by type and in its order. What a field means stands in the
//! header; a test has a C compiler prove that the layouts are equal.
//!
//! Everything is plain data. Pointers are borrowed as the header says: from the host until the call
//! returns, from the plugin until `report` returns, the table for ever.

#![allow(missing_docs, reason = "the header documents them, and is the one place that does")]

use core::ffi::c_void;

pub const MAGIC: u32 = 0x4C50_4D4F;
pub const ABI_MAJOR: u16 = 1;
pub const ABI_MINOR: u16 = 0;

/// `om_str`: UTF-8, not terminated; `ptr` may be null where `len` is 0.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Str {
    pub ptr: *const u8,
    pub len: usize,
}

impl Str {
    /// No text.
    pub const EMPTY: Self = Self { ptr: core::ptr::null(), len: 0 };

    /// Borrows `text`; whoever keeps the value keeps to the text's lifetime.
    pub const fn new(text: &str) -> Self {
        Self { ptr: text.as_ptr(), len: text.len() }
    }
}

/// `om_pixels`
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Pixels {
    pub struct_size: u32,
    pub format: u32,
    pub width: u32,
    pub height: u32,
    pub stride: usize,
    pub data: *const u8,
    pub reserved: [u64; 2],
}

pub const PIXELS_RGB8: u32 = 1;

pub const FORMAT_UNKNOWN: u32 = 0;
pub const FORMAT_PNG: u32 = 1;
pub const FORMAT_JPEG: u32 = 2;
pub const FORMAT_WEBP: u32 = 3;
pub const FORMAT_GIF: u32 = 4;
pub const FORMAT_BMP: u32 = 5;
pub const FORMAT_TIFF: u32 = 6;
pub const FORMAT_AVIF: u32 = 7;
pub const FORMAT_HEIC: u32 = 8;
pub const FORMAT_JXL: u32 = 9;

pub const COLOUR_UNKNOWN: u32 = 0;
pub const COLOUR_GREY: u32 = 1;
pub const COLOUR_GREY_ALPHA: u32 = 2;
pub const COLOUR_RGB: u32 = 3;
pub const COLOUR_RGBA: u32 = 4;
pub const COLOUR_PALETTE: u32 = 5;
pub const COLOUR_CMYK: u32 = 6;

/// `om_image`
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Image {
    pub struct_size: u32,
    pub flags: u32,
    pub format: u32,
    pub colour: u32,
    pub bits: u32,
    pub orientation: u32,
    pub frames: u32,
    pub reserved0: u32,
    pub file_size: u64,
    pub phash: u64,
    pub phash_mirrored: u64,
    pub texture: f32,
    pub mean: f32,
    pub spread: f32,
    pub dark: f32,
    pub bright: f32,
    pub sharpness: f32,
    pub blockiness: f32,
    pub enlarged: f32,
    pub transparent: f32,
    pub reserved1: f32,
    pub reserved: [u64; 4],
}

pub const IMAGE_DECODED: u32 = 1;
pub const IMAGE_BROKEN: u32 = 2;
pub const IMAGE_ALPHA: u32 = 4;

/// `om_item`
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Item {
    pub struct_size: u32,
    pub flags: u32,
    pub path: Str,
    pub caption: Str,
    pub pixels: *const Pixels,
    pub width: u32,
    pub height: u32,
    pub phash: u64,
    pub sha256: *const u8,
    pub image: *const Image,
    pub caption_path: Str,
    pub trigger: Str,
    pub subset: Str,
    pub dataset: *const Dataset,
    pub reserved: [u64; 4],
}

pub const ITEM_IMAGE: u32 = 1;
pub const ITEM_CAPTION: u32 = 2;

/// `om_dataset`
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Dataset {
    pub struct_size: u32,
    pub flags: u32,
    pub items: *const Item,
    pub n_items: usize,
    pub item_stride: usize,
    pub name: Str,
    pub path: Str,
    pub trigger: Str,
    pub class_word: Str,
    pub trainer: Str,
    pub base: Str,
    pub reserved: [u64; 4],
}

/// `om_edit`
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Edit {
    pub start: u32,
    pub end: u32,
    pub text: Str,
    pub flags: u32,
    pub reserved: u32,
    pub item: u64,
}

pub const EDIT_ITEM: u32 = 1;

/// `om_op`
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Op {
    pub kind: u32,
    pub flags: u32,
    pub item: u64,
    pub text: Str,
}

pub const OP_RENAME: u32 = 1;
pub const OP_CREATE_CAPTION: u32 = 2;
pub const OP_MOVE_ASIDE: u32 = 3;
pub const OP_ITEM: u32 = 1;

pub const FIX_REVIEW: u32 = 0;
pub const FIX_SAFE: u32 = 1;
pub const FIX_ASSIST: u32 = 2;

/// `om_fix`
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Fix {
    pub struct_size: u32,
    pub flags: u32,
    pub title: Str,
    pub edits: *const Edit,
    pub n_edits: usize,
    pub ops: *const Op,
    pub n_ops: usize,
    pub reserved: [u64; 2],
}

pub const PLACE_DEFAULT: u32 = 0;
pub const PLACE_CAPTION: u32 = 1;
pub const PLACE_IMAGE: u32 = 2;
pub const PLACE_SET: u32 = 3;

/// `om_related`
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Related {
    pub struct_size: u32,
    pub place: u32,
    pub start: u32,
    pub end: u32,
    pub item: u64,
    pub message: Str,
    pub reserved: [u64; 2],
}

pub const LEVEL_DEFAULT: u32 = 0;
pub const HINT: u32 = 1;
pub const WARNING: u32 = 2;
pub const ERROR: u32 = 3;
pub const OFF: u32 = 4;

/// `om_diag`
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Diag {
    pub struct_size: u32,
    pub severity: u32,
    pub start: u32,
    pub end: u32,
    pub item: u64,
    pub message: Str,
    pub edits: *const Edit,
    pub n_edits: usize,
    pub fix_title: Str,
    pub fix_flags: u32,
    pub place: u32,
    pub consequence: Str,
    pub related: *const Related,
    pub n_related: usize,
    pub related_stride: usize,
    pub fixes: *const Fix,
    pub n_fixes: usize,
    pub fix_stride: usize,
    pub reserved: [u64; 2],
}

/// `om_sink`
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Sink {
    pub struct_size: u32,
    pub reserved: u32,
    pub ctx: *mut c_void,
    pub report: Option<unsafe extern "C" fn(sink: *const Sink, diag: *const Diag) -> i32>,
    pub fail: Option<unsafe extern "C" fn(sink: *const Sink, why: Str)>,
    pub cancelled: Option<unsafe extern "C" fn(sink: *const Sink) -> i32>,
}

pub const SCOPE_CAPTION: u32 = 1;
pub const SCOPE_IMAGE: u32 = 2;
pub const SCOPE_DATASET: u32 = 3;

pub const RULE_PIXELS: u32 = 1;
pub const RULE_FIX_REVIEW: u32 = 2;
pub const RULE_FIX_SAFE: u32 = 4;
pub const RULE_FIX_ASSIST: u32 = 8;

/// `om_rule.create`
pub type Create = unsafe extern "C" fn(options_json: Str, sink: *const Sink) -> *mut c_void;
/// `om_rule.destroy`
pub type Destroy = unsafe extern "C" fn(rule: *mut c_void);
/// `om_rule.check_item`
pub type CheckItem =
    unsafe extern "C" fn(rule: *mut c_void, item: *const Item, sink: *const Sink) -> i32;
/// `om_rule.check_dataset`
pub type CheckDataset =
    unsafe extern "C" fn(rule: *mut c_void, dataset: *const Dataset, sink: *const Sink) -> i32;

/// `om_rule`
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    pub struct_size: u32,
    pub scope: u32,
    pub severity: u32,
    pub flags: u32,
    pub id: Str,
    pub summary: Str,
    pub docs_url: Str,
    pub options_schema: Str,
    pub create: Option<Create>,
    pub destroy: Option<Destroy>,
    pub check_item: Option<CheckItem>,
    pub check_dataset: Option<CheckDataset>,
    pub docs: Str,
    pub reserved: [u64; 4],
}

/// `om_plugin`; its first 16 bytes are the same in every version.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Plugin {
    pub magic: u32,
    pub abi_major: u16,
    pub abi_minor: u16,
    pub struct_size: u32,
    pub n_rules: u32,
    pub name: Str,
    pub version: Str,
    pub sdk: Str,
    pub rules: *const Rule,
    pub rule_stride: usize,
    pub reserved: [u64; 4],
}

/// Bytes of [`Plugin`] that never change.
pub const HEAD_SIZE: usize = 16;

/// The function a plugin exports.
pub type Entry = unsafe extern "C" fn(host_major: u16, host_minor: u16) -> *const Plugin;

/// Its name, as the loader is asked for it.
pub const ENTRY: &core::ffi::CStr = c"onmodel_plugin_entry";
