//! The name of an ICC colour profile: its `desc` tag, in the old form or the multilingual one.

use super::bytes::{code, slice, u32_be};
use crate::Profile;

/// What a profile calls itself; one without a name is named so.
pub(super) fn profile(icc: &[u8]) -> Profile {
    let name = description(icc).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    match name {
        Some(name) if is_srgb(&name) => Profile::Srgb,
        Some(name) => Profile::Other(name),
        None => Profile::Other("unnamed".to_owned()),
    }
}

/// "c2" is the name of a widespread minimal sRGB profile.
fn is_srgb(name: &str) -> bool {
    name.to_ascii_lowercase().contains("srgb") || name == "c2"
}

fn description(icc: &[u8]) -> Option<String> {
    let tags = u32_be(icc, 128)?.min(100) as usize;
    let entry = (0..tags).map(|tag| 132 + tag * 12).find(|&at| code(icc, at) == Some(*b"desc"))?;
    let data = slice(icc, u32_be(icc, entry + 4)? as usize, u32_be(icc, entry + 8)? as usize)?;
    match &code(data, 0)? {
        b"desc" => {
            let text = slice(data, 12, u32_be(data, 8)? as usize)?;
            Some(String::from_utf8_lossy(text).trim_end_matches('\0').to_owned())
        }
        // The first record: its length and offset stand after the count, record size and language.
        b"mluc" => utf16(slice(data, u32_be(data, 24)? as usize, u32_be(data, 20)? as usize)?),
        _ => None,
    }
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let units: Vec<u16> =
        bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}
