//! What a file is by its first bytes: nothing is handed to the system's loader that cannot be loaded.

use std::path::Path;

use crate::Fault;

/// The kind of library this computer loads, as people say it.
pub(crate) fn needed() -> String {
    format!("{} on {}", system(std::env::consts::OS), std::env::consts::ARCH)
}

fn system(os: &str) -> &str {
    match os {
        "linux" => "Linux",
        "macos" => "macOS",
        "windows" => "Windows",
        other => other,
    }
}

/// Refuses what is no library for this computer.
pub(crate) fn check(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let not = |what: String| Err(Fault::NotALibrary { path: path.to_owned(), what });
    if bytes.is_empty() {
        return not("the file is empty".to_owned());
    }
    if bytes.starts_with(b"version https://git-lfs") {
        return not("it is a Git LFS pointer; run `git lfs pull`".to_owned());
    }
    let (os, machine) = match kind(bytes) {
        Some(Kind::Library(os, machine)) => (os, machine),
        Some(Kind::Other(what)) => return not(what.to_owned()),
        None => {
            let head: Vec<u8> = bytes.iter().take(24).copied().collect();
            return not(format!("it begins with \"{}\"", head.escape_ascii()));
        }
    };
    let fits = os == std::env::consts::OS && machine.is_none_or(|of| of == std::env::consts::ARCH);
    if fits {
        return Ok(());
    }
    let built = format!("{} on {}", system(os), machine.unwrap_or("another processor"));
    Err(Fault::WrongTarget { path: path.to_owned(), built, needed: needed() })
}

enum Kind {
    /// For this system, on this processor, where the head says so.
    Library(&'static str, Option<&'static str>),
    Other(&'static str),
}

fn kind(bytes: &[u8]) -> Option<Kind> {
    let two = |at: usize| Some(u16::from_le_bytes(*bytes.get(at..at + 2)?.first_chunk()?));
    let four = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..at + 4)?.first_chunk()?));
    if bytes.starts_with(b"\x7fELF") {
        if bytes.get(4..6) != Some(&[2, 1]) {
            return Some(Kind::Other("it is for a computer of another word size or byte order"));
        }
        let machine = match two(18)? {
            62 => "x86_64",
            183 => "aarch64",
            243 => "riscv64",
            _ => "another processor",
        };
        return Some(match two(16)? {
            3 => Kind::Library("linux", Some(machine)),
            2 => Kind::Other("it is a program, not a shared library"),
            1 => Kind::Other("it is an object file that was not linked"),
            _ => Kind::Other("it is an ELF file, but no shared library"),
        });
    }
    if bytes.starts_with(b"MZ") {
        let machine = four(0x3c).and_then(|at| two(at as usize + 4));
        return Some(Kind::Library(
            "windows",
            match machine {
                Some(0x8664) => Some("x86_64"),
                Some(0xaa64) => Some("aarch64"),
                _ => Some("another processor"),
            },
        ));
    }
    match bytes.first_chunk::<4>()? {
        [0xcf, 0xfa, 0xed, 0xfe] => Some(Kind::Library(
            "macos",
            match four(4)? {
                0x0100_0007 => Some("x86_64"),
                0x0100_000c => Some("aarch64"),
                _ => Some("another processor"),
            },
        )),
        [0xca, 0xfe, 0xba, 0xbe] => Some(Kind::Library("macos", None)),
        b"!<ar" => Some(Kind::Other("it is a static library")),
        _ => None,
    }
}

/// Whether a target's triple, or the beginning of one, is this computer's.
pub(crate) fn is_here(target: &str) -> bool {
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    let target = target.to_ascii_lowercase();
    if target == "macos-universal" || target == "universal-apple-darwin" {
        return os == "macos";
    }
    let names: &[&str] = match os {
        "macos" => &["darwin", "macos"],
        "windows" => &["windows"],
        _ => &["linux"],
    };
    let mut parts = target.split('-');
    let is_arch = parts.next().is_some_and(|part| {
        part == arch
            || (part == "amd64" && arch == "x86_64")
            || (part == "arm64" && arch == "aarch64")
    });
    is_arch && parts.any(|part| names.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> String {
        check(Path::new("lib.so"), bytes).expect_err("it is no library").to_string()
    }

    #[test]
    fn what_is_no_library_is_named() {
        assert!(told(b"").contains("empty"));
        assert!(told(b"version https://git-lfs.github.com/spec/v1\n").contains("git lfs pull"));
        assert!(told(b"#!/bin/sh\n").contains(r##""#!/bin/sh\n""##));
        assert!(told(b"!<arch>\n").contains("static"));
    }

    #[test]
    fn what_is_for_another_computer_is_told_which() {
        let mut dll = vec![0; 0x100];
        dll[..2].copy_from_slice(b"MZ");
        dll[0x3c] = 0x80;
        dll[0x84..0x86].copy_from_slice(&0x8664_u16.to_le_bytes());
        assert!(cfg!(windows) || told(&dll).contains("built for Windows on x86_64"));
    }

    #[test]
    fn a_triple_is_recognised_by_its_processor_and_system() {
        let here = match std::env::consts::OS {
            "macos" => "apple-darwin",
            "windows" => "pc-windows-msvc",
            _ => "unknown-linux-musl",
        };
        assert!(is_here(&format!("{}-{here}", std::env::consts::ARCH)));
        assert!(!is_here("mips-unknown-linux-gnu"));
        assert!(!is_here(""));
    }
}
