//! A text file's bytes made text, whatever they are.

use std::sync::Arc;

use encoding_rs::{Encoding as Codec, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::write::Snapshot;
use crate::{Body, Encoding};

/// Reads any bytes: by their mark, else as UTF-16 where every second byte is NUL, else as UTF-8,
/// else as Windows-1252. A NUL inside UTF-8 is kept.
pub fn decode(bytes: &[u8]) -> Body {
    let (text, encoding) = decode_text(bytes);
    Body { text, encoding, bytes: bytes.len() as u64, snapshot: Snapshot::of_bytes(bytes) }
}

fn decode_text(bytes: &[u8]) -> (Arc<str>, Encoding) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf")
        && let Ok(text) = std::str::from_utf8(rest)
    {
        return (text.into(), Encoding::Utf8Bom);
    }
    if let Some((codec, encoding, rest)) = utf16(bytes) {
        return (with(codec, rest), encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.into(), Encoding::Utf8),
        Err(_) => (with(WINDOWS_1252, bytes), Encoding::Windows1252),
    }
}

fn with(codec: &'static Codec, bytes: &[u8]) -> Arc<str> {
    codec.decode_without_bom_handling(bytes).0.into()
}

fn utf16(bytes: &[u8]) -> Option<(&'static Codec, Encoding, &[u8])> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Some((UTF_16LE, Encoding::Utf16Le(true), rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Some((UTF_16BE, Encoding::Utf16Be(true), rest));
    }
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    match nul_share(bytes) {
        (even, odd) if odd > MOSTLY && even < RARELY => {
            Some((UTF_16LE, Encoding::Utf16Le(false), bytes))
        }
        (even, odd) if even > MOSTLY && odd < RARELY => {
            Some((UTF_16BE, Encoding::Utf16Be(false), bytes))
        }
        _ => None,
    }
}

/// Latin letters in UTF-16 have a NUL beside each; a text of more than these is not guessed at.
const MOSTLY: f64 = 0.6;
const RARELY: f64 = 0.05;

/// Share of NULs at even and at odd places.
fn nul_share(bytes: &[u8]) -> (f64, f64) {
    let pairs = bytes.chunks_exact(2);
    let all = pairs.len().max(1) as f64;
    // Every chunk has two bytes.
    let (even, odd) = pairs.fold((0usize, 0usize), |(even, odd), pair| {
        (even + usize::from(pair[0] == 0), odd + usize::from(pair[1] == 0))
    });
    (even as f64 / all, odd as f64 / all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utf16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let big: Vec<u8> = "krstl".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, text, encoding) in [
            (b"krstl".to_vec(), "krstl", Encoding::Utf8),
            (Vec::new(), "", Encoding::Utf8),
            (b"\xef\xbb\xbfkrstl".to_vec(), "krstl", Encoding::Utf8Bom),
            ([b"\xff\xfe".to_vec(), utf16le("krstl")].concat(), "krstl", Encoding::Utf16Le(true)),
            ([b"\xfe\xff".to_vec(), big.clone()].concat(), "krstl", Encoding::Utf16Be(true)),
            (utf16le("krstl, a café"), "krstl, a café", Encoding::Utf16Le(false)),
            (big, "krstl", Encoding::Utf16Be(false)),
            (b"caf\xe9".to_vec(), "café", Encoding::Windows1252),
            (b"a\0b".to_vec(), "a\0b", Encoding::Utf8),
            ("日本語".as_bytes().to_vec(), "日本語", Encoding::Utf8),
        ] {
            let body = decode(&bytes);
            assert_eq!((body.text.as_ref(), body.encoding), (text, encoding), "{bytes:?}");
        }
    }

    #[test]
    fn a_million_characters_are_read_whole() {
        assert_eq!(decode("ä".repeat(1_000_000).as_bytes()).text.chars().count(), 1_000_000);
    }

    proptest! {
        #[test]
        fn any_bytes_become_text(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert_eq!(decode(&bytes).bytes, bytes.len() as u64);
        }
    }
}
