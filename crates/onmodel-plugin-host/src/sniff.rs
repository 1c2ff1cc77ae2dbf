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

/// The computers a library runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Computer {
    /// As Rust calls it: `linux`, `macos`, `windows`.
    system: &'static str,
    processor: Processor,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Processor {
    /// As Rust calls it.
    Is(&'static str),
    /// The library holds code for several.
    Several,
    Unknown,
}

impl Computer {
    /// Whether it is this one.
    pub fn is_here(self) -> bool {
        let is_processor = match self.processor {
            Processor::Is(name) => name == std::env::consts::ARCH,
            Processor::Several => true,
            Processor::Unknown => false,
        };
        self.system == std::env::consts::OS && is_processor
    }

    /// The target triple, in the way Rust writes it; `None` for a processor onmodel does not know.
    pub fn triple(self) -> Option<String> {
        let system = match self.system {
            "macos" => "apple-darwin",
            "windows" => "pc-windows-msvc",
            _ => "unknown-linux-gnu",
        };
        match self.processor {
            Processor::Is(name) => Some(format!("{name}-{system}")),
            Processor::Several => Some("macos-universal".to_owned()),
            Processor::Unknown => None,
        }
    }
}

/// Refuses what is no library for this computer.
pub(crate) fn check(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let computer = computer(bytes);
    let computer = computer.map_err(|what| Fault::NotALibrary { path: path.to_owned(), what })?;
    if computer.is_here() {
        return Ok(());
    }
    let processor = match computer.processor {
        Processor::Is(name) => name,
        Processor::Several | Processor::Unknown => "another processor",
    };
    let built = format!("{} on {processor}", system(computer.system));
    Err(Fault::WrongTarget { path: path.to_owned(), built, needed: needed() })
}

/// What to do about a file that stands for another, which Git LFS has not fetched yet.
pub(crate) fn pointer(bytes: &[u8]) -> Option<&'static str> {
    let is_pointer = bytes.starts_with(b"version https://git-lfs");
    is_pointer.then_some("it is a Git LFS pointer; run `git lfs pull`")
}

/// The computers that a library with these bytes runs on.
///
/// # Errors
/// What it is instead of a library.
pub fn computer(bytes: &[u8]) -> Result<Computer, String> {
    if bytes.is_empty() {
        return Err("the file is empty".to_owned());
    }
    if let Some(what) = pointer(bytes) {
        return Err(what.to_owned());
    }
    let known = match bytes.first_chunk::<4>() {
        Some(b"\x7fELF") => elf(bytes),
        Some([b'M', b'Z', ..]) => Some(Ok(pe(bytes))),
        Some([0xcf, 0xfa, 0xed, 0xfe]) => mach_o(bytes).map(Ok),
        Some([0xca, 0xfe, 0xba, 0xbe]) => {
            Some(Ok(Computer { system: "macos", processor: Processor::Several }))
        }
        Some(b"!<ar") => Some(Err("it is a static library")),
        _ => None,
    };
    let head = || {
        let head: Vec<u8> = bytes.iter().take(24).copied().collect();
        format!("it begins with \"{}\"", head.escape_ascii())
    };
    known.ok_or_else(head)?.map_err(str::to_owned)
}

/// By `e_type` and `e_machine`.
fn elf(bytes: &[u8]) -> Option<Result<Computer, &'static str>> {
    if bytes.get(4..6) != Some(&[2, 1]) {
        return Some(Err("it is for a computer of another word size or byte order"));
    }
    let processor = match two(bytes, 18)? {
        62 => Processor::Is("x86_64"),
        183 => Processor::Is("aarch64"),
        243 => Processor::Is("riscv64"),
        _ => Processor::Unknown,
    };
    Some(match two(bytes, 16)? {
        3 => Ok(Computer { system: "linux", processor }),
        2 => Err("it is a program, not a shared library"),
        1 => Err("it is an object file that was not linked"),
        _ => Err("it is an ELF file, but no shared library"),
    })
}

/// By the machine in the header that the number at byte 0x3c leads to.
fn pe(bytes: &[u8]) -> Computer {
    let header = four(bytes, 0x3c).map(|at| at as usize);
    let header = header.filter(|at| bytes.get(*at..).is_some_and(|it| it.starts_with(b"PE\0\0")));
    let processor = match header.and_then(|at| two(bytes, at + 4)) {
        Some(0x8664) => Processor::Is("x86_64"),
        Some(0xaa64) => Processor::Is("aarch64"),
        _ => Processor::Unknown,
    };
    Computer { system: "windows", processor }
}

/// By `cputype`.
fn mach_o(bytes: &[u8]) -> Option<Computer> {
    let processor = match four(bytes, 4)? {
        0x0100_0007 => Processor::Is("x86_64"),
        0x0100_000c => Processor::Is("aarch64"),
        _ => Processor::Unknown,
    };
    Some(Computer { system: "macos", processor })
}

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
}

fn four(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
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
        dll[0x80..0x84].copy_from_slice(b"PE\0\0");
        dll[0x84..0x86].copy_from_slice(&0x8664_u16.to_le_bytes());
        assert!(cfg!(windows) || told(&dll).contains("built for Windows on x86_64"));
    }

    #[test]
    fn the_first_bytes_tell_the_triple() {
        let mut elf = vec![0x7F, b'E', b'L', b'F', 2, 1];
        elf.resize(16, 0);
        elf.extend([3, 0, 183, 0]);
        let mut pe = b"MZ".to_vec();
        pe.resize(0x3C, 0);
        pe.extend([0x40, 0, 0, 0, b'P', b'E', 0, 0, 0x64, 0x86]);
        let mach_o = [0xCF, 0xFA, 0xED, 0xFE, 12, 0, 0, 1];
        for (bytes, triple) in [
            (&elf[..], Some("aarch64-unknown-linux-gnu")),
            (&pe, Some("x86_64-pc-windows-msvc")),
            (&mach_o, Some("aarch64-apple-darwin")),
            (&[0xCA, 0xFE, 0xBA, 0xBE], Some("macos-universal")),
            (b"MZ and no more", None),
        ] {
            let computer = computer(bytes).expect("a library");
            assert_eq!(computer.triple().as_deref(), triple);
        }
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        for bytes in [&b""[..], b"\x7FELF", b"text", b"\x7FELF\x02\x01", b"\xCF\xFA\xED\xFE"] {
            assert!(computer(bytes).is_err(), "{bytes:?}");
        }
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
