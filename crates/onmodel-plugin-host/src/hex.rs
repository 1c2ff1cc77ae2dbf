//! Bytes as hexadecimal digits.

use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes, as 64 small hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let digest = Sha256::digest(bytes);
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The same 64 digits in one spelling; `None` where it is no SHA-256.
pub(crate) fn digest(text: &str) -> Option<String> {
    let text = text.trim();
    let is_digest = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_digest.then(|| text.to_ascii_lowercase())
}
