//! Whatever lies in a folder: a finding or a clear message, never a panic, and no other finding lost.

use crate::sandbox::Sandbox;

/// A sound set with one file more, or with its first image or caption replaced.
fn with(name: &str, content: &[u8]) -> Sandbox {
    let sandbox = Sandbox::with_set(6);
    sandbox.file(&format!("set/{name}"), content);
    // A mistake elsewhere, which no broken file may hide.
    sandbox.file("set/05.txt", "standing in a forest, another scene");
    sandbox
}

fn check(sandbox: &Sandbox, rule: &str, path: &str) {
    let run = sandbox.check();
    assert_eq!(run.code, 1, "{}", run.err);
    run.says(rule, path).says("trigger-missing", "set/05.txt");
}

fn png() -> Vec<u8> {
    let sandbox = Sandbox::new();
    sandbox.image("a.png", 99);
    sandbox.read("a.png")
}

#[test]
fn an_image_that_cannot_be_read_is_a_finding() {
    let png = png();
    let html = b"<html><body>404</body></html>".to_vec();
    for (what, bytes) in [
        ("nothing", Vec::new()),
        ("a page", html),
        ("half a picture", png[..png.len() / 2].to_vec()),
        ("a header", png[..33].to_vec()),
        ("noise", (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect()),
    ] {
        println!("{what}");
        check(&with("00.png", &bytes), "image-unreadable", "set/00.png");
    }
}

#[test]
fn a_picture_named_otherwise_is_a_finding() {
    check(&with("00.jpg", &png()), "image-extension-mismatch", "set/00.jpg");
}

#[test]
fn captions_in_other_encodings_are_findings() {
    let utf16: Vec<u8> =
        "\u{feff}krstl, smiling".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (what, bytes) in [
        ("a byte order mark", b"\xef\xbb\xbfkrstl, smiling at a scene".to_vec()),
        ("UTF-16", utf16),
        ("Latin-1", b"krstl, in a caf\xe9".to_vec()),
        ("NUL", b"krstl,\0 smiling".to_vec()),
    ] {
        println!("{what}");
        check(&with("00.txt", &bytes), "caption-encoding", "set/00.txt");
    }
}

#[test]
fn an_empty_caption_is_a_finding() {
    check(&with("00.txt", b""), "caption-empty", "set/00.txt");
    check(&with("00.txt", b"  \n\n"), "caption-empty", "set/00.txt");
}

#[test]
fn a_million_characters_are_read() {
    let text = "krstl, standing in the rain at night ".repeat(27_100);
    let sandbox = with("00.txt", text.as_bytes());
    check(&sandbox, "caption-too-long", "set/00.txt");
    let shown = sandbox.run(&["check", "set"]);
    assert!(shown.out.len() < 40_000, "a report a person can read, not {} bytes", shown.out.len());
}

#[test]
fn desktop_litter_is_nobodys_image() {
    let sandbox = with("._00.png", b"\0\x05\x16\x07 resource fork");
    for litter in ["Thumbs.db", "desktop.ini", ".DS_Store", "._00.txt"] {
        sandbox.file(&format!("set/{litter}"), b"litter");
    }
    let run = sandbox.check();
    assert_eq!(run.json()["datasets"][0]["images"], 6);
    run.is_silent_on("image-unreadable")
        .is_silent_on("caption-orphan")
        .says("trigger-missing", "set/05.txt");
}

#[test]
fn a_git_lfs_pointer_is_no_broken_image() {
    let pointer = |byte: char| {
        let oid = byte.to_string().repeat(64);
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 123456\n")
    };
    let sandbox = with("00.png", pointer('a').as_bytes());
    sandbox.file("set/01.png", pointer('b'));
    let run = sandbox.check();
    run.says("trigger-missing", "set/05.txt");
    let json = run.json();
    let findings = json["datasets"][0]["findings"].as_array().unwrap();
    let about: Vec<_> =
        findings.iter().filter(|one| one.to_string().contains("git lfs pull")).collect();
    assert_eq!(about.len(), 1, "one finding for the set: {about:#?}");
}

#[test]
fn a_hundred_thousand_other_files_do_no_harm() {
    let sandbox = with("notes.md", b"notes");
    for index in 0..100_000 {
        std::fs::File::create(sandbox.path(&format!("set/cache-{index}.npz"))).unwrap();
    }
    let run = sandbox.check();
    assert_eq!(run.json()["datasets"][0]["images"], 6);
    run.says("trigger-missing", "set/05.txt");
}

#[test]
fn a_path_that_leads_nowhere_is_named() {
    let sandbox = Sandbox::with_set(6);
    let run = sandbox.run(&["check", "set", "nowhere"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("nowhere"), "{}", run.err);
    assert!(run.out.contains("set"), "the set that is there is still checked: {}", run.out);
}

#[test]
fn an_empty_folder_is_no_dataset() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.path("empty")).unwrap();
    let run = sandbox.run(&["check", "empty"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("empty") && run.err.contains("no dataset"), "{}", run.err);
}

#[test]
fn a_broken_configuration_leaves_the_others_checked() {
    let sandbox = with("00.txt", b"krstl, standing, front view, scene zero");
    sandbox.file("other/onmodel.toml", "[dataset]\nname = \"other\"\ntriger = \"x\"\n");
    sandbox.image("other/a.png", 7).file("other/a.txt", "x, standing");
    let run = sandbox.check();
    assert_eq!(run.code, 2);
    run.says("trigger-missing", "set/05.txt");
    let json = run.json();
    let error = json["errors"][0].to_string();
    assert!(error.contains("triger") && error.contains("`trigger`"), "{error}");
    let text = sandbox.run(&["check", "other"]);
    assert_eq!(text.code, 2);
    assert!(text.out.contains("triger") || text.err.contains("triger"), "{}{}", text.out, text.err);
}

#[test]
fn toml_that_is_none_is_said_with_its_line() {
    let sandbox = with("onmodel.toml", b"[dataset]\nname = \"set\"\ntrigger = krstl\n");
    let run = sandbox.check();
    assert_eq!(run.code, 2);
    let error = &run.json()["errors"][0];
    assert_eq!(
        (error["line"].as_u64(), error["path"].as_str()),
        (Some(2), Some("set/onmodel.toml")),
        "{error}"
    );
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    let sandbox = with("notes.md", b"notes");
    std::os::unix::fs::symlink(sandbox.path("set"), sandbox.path("set/again")).unwrap();
    std::os::unix::fs::symlink("gone.png", sandbox.path("set/10.png")).unwrap();
    let run = sandbox.check();
    run.says("trigger-missing", "set/05.txt").says("image-unreadable", "set/10.png");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_unicode_are_shown_as_well_as_can_be() {
    use std::os::unix::ffi::OsStrExt;
    let sandbox = with("notes.md", b"notes");
    let name = std::ffi::OsStr::from_bytes(b"b\xffd.png");
    std::fs::write(sandbox.path("set").join(name), b"").unwrap();
    let run = sandbox.check();
    run.says("trigger-missing", "set/05.txt").says("image-unreadable", "set/b\u{fffd}d.png");
}

#[test]
fn composed_and_decomposed_names_pair() {
    let sandbox = with("notes.md", b"notes");
    sandbox
        .image("set/caf\u{e9}.png", 50)
        .file("set/cafe\u{301}.txt", "krstl, drinking, front view, in a bar");
    sandbox.check().is_silent_on("caption-missing").is_silent_on("caption-orphan");
}

/// Permissions mean nothing to root, whom build machines like to be: the program then runs as nobody.
#[cfg(unix)]
#[test]
fn files_that_may_not_be_read_are_findings() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    const NOBODY: u32 = 65_534;
    let sandbox = with("00.png", &png());
    let set_mode = |name: &str, mode: u32| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(sandbox.path(name), permissions).unwrap();
    };
    // A copy where nobody may run it, whoever's home the build lies in.
    std::fs::copy(env!("CARGO_BIN_EXE_onmodel"), sandbox.path("onmodel")).unwrap();
    std::fs::create_dir_all(sandbox.path("set/locked")).unwrap();
    set_mode("", 0o755);
    set_mode("onmodel", 0o755);
    set_mode("set/00.png", 0o000);
    set_mode("set/01.txt", 0o000);
    set_mode("set/locked", 0o000);

    let mut program = Command::new(sandbox.path("onmodel"));
    if std::fs::metadata(sandbox.path("set")).unwrap().uid() == 0 {
        program.uid(NOBODY).gid(NOBODY);
    }
    let run = sandbox.run_by(program, &["check", "--format", "json"]);
    set_mode("set/locked", 0o755);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    run.says("image-unreadable", "set/00.png")
        .says("caption-encoding", "set/01.txt")
        .says("trigger-missing", "set/05.txt");
    assert!(run.out.to_lowercase().contains("permission"), "{}", run.out);
    println!("{}", run.out);
}

/// 20,000 × 20,000 black pixels in a few kilobytes: 1.2 GB once decoded.
#[test]
fn a_decompression_bomb_is_a_finding() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 20_000, 20_000);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![0; 20_000 * 2_500]).unwrap();
    writer.finish().unwrap();
    check(&with("00.png", &bytes), "image-too-large", "set/00.png");
}
