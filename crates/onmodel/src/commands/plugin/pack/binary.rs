//! Which computer a library is for, by its first bytes.

use anyhow::{Result, bail};

/// The target triple, in the way Rust writes it, of a library with these bytes.
pub(super) fn target(bytes: &[u8]) -> Result<&'static str> {
    let u16_at = |at: usize| bytes.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]));
    let found = match bytes {
        [0x7F, b'E', b'L', b'F', 2, 1, ..] => elf(u16_at(18)),
        [b'M', b'Z', ..] => pe(bytes, &u16_at),
        [0xCF, 0xFA, 0xED, 0xFE, kind, 0, 0, 1, ..] => mach_o(*kind),
        [0xCA, 0xFE, 0xBA, 0xBE, ..] => Some("macos-universal"),
        _ => bail!("is not a library: it begins with {:02x?}", &bytes[..bytes.len().min(4)]),
    };
    match found {
        Some(target) => Ok(target),
        None => bail!("is a library for a computer onmodel does not run on"),
    }
}

/// Whether a library with these bytes is for this computer.
pub(super) fn is_for_here(bytes: &[u8]) -> bool {
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    let is_for = |target: &str| match target {
        "macos-universal" => os == "macos",
        target if target.contains("darwin") => os == "macos" && target.starts_with(arch),
        target => target.contains(os) && target.starts_with(arch),
    };
    target(bytes).is_ok_and(is_for)
}

/// By `e_machine`.
fn elf(machine: Option<u16>) -> Option<&'static str> {
    match machine? {
        62 => Some("x86_64-unknown-linux-gnu"),
        183 => Some("aarch64-unknown-linux-gnu"),
        _ => None,
    }
}

/// By the machine in the header that the number at byte 0x3c leads to.
fn pe(bytes: &[u8], u16_at: &dyn Fn(usize) -> Option<u16>) -> Option<&'static str> {
    let at = bytes.get(0x3C..0x40)?;
    let header = u32::from_le_bytes(at.try_into().ok()?) as usize;
    (bytes.get(header..header.checked_add(4)?)? == b"PE\0\0").then_some(())?;
    match u16_at(header + 4)? {
        0x8664 => Some("x86_64-pc-windows-msvc"),
        0xAA64 => Some("aarch64-pc-windows-msvc"),
        _ => None,
    }
}

/// By the low byte of `cputype`, a 64-bit one.
fn mach_o(kind: u8) -> Option<&'static str> {
    match kind {
        7 => Some("x86_64-apple-darwin"),
        12 => Some("aarch64-apple-darwin"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell() {
        let mut elf = vec![0x7F, b'E', b'L', b'F', 2, 1];
        elf.resize(18, 0);
        elf.extend([183, 0]);
        assert_eq!(target(&elf).unwrap(), "aarch64-unknown-linux-gnu");
        let mut pe = b"MZ".to_vec();
        pe.resize(0x3C, 0);
        pe.extend([0x40, 0, 0, 0, b'P', b'E', 0, 0, 0x64, 0x86]);
        assert_eq!(target(&pe).unwrap(), "x86_64-pc-windows-msvc");
        let mach_o = [0xCF, 0xFA, 0xED, 0xFE, 12, 0, 0, 1];
        assert_eq!(target(&mach_o).unwrap(), "aarch64-apple-darwin");
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        for bytes in [&b""[..], b"MZ", b"\x7FELF", b"text", b"\x7FELF\x02\x01"] {
            assert!(target(bytes).is_err(), "{bytes:?}");
        }
    }
}
