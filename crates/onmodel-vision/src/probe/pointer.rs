//! Git LFS pointers: small text files that stand for a picture not downloaded.

use crate::ContentId;

/// The SHA-256 and size in bytes of what a Git LFS pointer stands for, if these bytes are one
/// (git-lfs's `docs/spec.md`: under 1024 bytes, `version` first).
pub fn pointer(bytes: &[u8]) -> Option<(ContentId, u64)> {
    if bytes.len() >= 1024 || !bytes.starts_with(b"version https://git-lfs.github.com/spec/v1") {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key));
    let oid = ContentId::from_hex(value("oid sha256:")?.trim())?;
    Some((oid, value("size ")?.trim().parse().ok()?))
}
