//! What a plugin's author does: begin, build, pack.

use crate::sandbox::Sandbox;
use crate::workshop::{compile, copy, tool};

#[test]
fn a_new_plugin_in_rust_builds_offline_and_passes_its_tests() {
    let sandbox = Sandbox::new();
    let made = sandbox.run(&["plugin", "new", "some/aoi-rules"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.starts_with("made the plugin aoi-rules in some/aoi-rules: "), "{}", made.out);
    let said = tool(&sandbox, "some/aoi-rules", "cargo", &["test"]);
    assert!(said.contains("2 passed"), "{said}");
    assert!(!said.contains("warning"), "{said}");
}

#[test]
fn a_new_plugin_in_c_builds_and_is_packed() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.run(&["plugin", "new", "aoi", "--lang", "c"]).code, 0);
    let said = tool(&sandbox, "aoi", "make", &["CFLAGS=-Wall -Wextra -Werror -pedantic"]);
    assert!(said.contains("-o aoi.so") || said.contains("-o aoi.dylib"), "{said}");
    let packed = sandbox.run(&["plugin", "pack", "aoi"]);
    assert_eq!(packed.code, 0, "{}", packed.err);
    let manifest = String::from_utf8(sandbox.read("aoi/plugin.toml")).unwrap();
    assert!(manifest.contains("name = \"aoi\"\n") && manifest.contains("[[build]]"), "{manifest}");
    let digest = packed.out.split("sha256 ").nth(1).unwrap().lines().next().unwrap();
    assert!(digest.len() == 64 && manifest.contains(digest), "{manifest}");
    assert_eq!(sandbox.run(&["plugin", "pack", "aoi"]).code, 0);
    assert_eq!(String::from_utf8(sandbox.read("aoi/plugin.toml")).unwrap(), manifest, "again");
}

#[test]
fn a_name_no_plugin_can_have_is_refused() {
    let sandbox = Sandbox::new();
    for name in ["Aoi", "a b", "1st", "a_b", "-a", "a-", "..", "ä"] {
        let run = sandbox.run(&["plugin", "new", "--", name]);
        assert_eq!(run.code, 2, "{name}: {}", run.out);
        assert!(run.err.contains("cannot be a plugin's name"), "{}", run.err);
    }
    sandbox.file("taken/notes.txt", "mine");
    let run = sandbox.run(&["plugin", "new", "taken"]);
    assert!(run.code == 2 && run.err.contains("is there already"), "{}", run.err);
}

#[test]
fn packing_keeps_what_other_computers_were_given() {
    let sandbox = Sandbox::new();
    copy(&sandbox, "plugins/c-lower-case", "rules");
    compile(&sandbox, "plugins/c-lower-case/lower_case.c", "rules/c-lower-case.so", &[]);
    let mut windows = b"MZ".to_vec();
    windows.resize(0x3C, 0);
    windows.extend([0x40, 0, 0, 0, b'P', b'E', 0, 0, 0x64, 0x86]);
    sandbox.file("rules/c-lower-case.dll", &windows);
    let packed = sandbox.run(&["plugin", "pack", "rules"]);
    assert_eq!(packed.code, 0, "{}", packed.err);
    assert!(
        packed.out.contains("builds/x86_64-pc-windows-msvc/c-lower-case.dll"),
        "{}",
        packed.out
    );
    sandbox.remove("rules/c-lower-case.dll");
    let again = sandbox.run(&["plugin", "pack", "rules"]);
    assert!(again.out.contains("c-lower-case.dll  as it was"), "{}", again.out);
    sandbox.file("rules/builds/x86_64-pc-windows-msvc/c-lower-case.dll", "other bytes");
    let last = sandbox.run(&["plugin", "pack", "rules"]);
    assert!(!last.out.contains("dll"), "its hash would be wrong: {}", last.out);
}

#[test]
fn what_cannot_be_packed_says_why() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["plugin", "pack", "nowhere"]);
    assert!(run.code == 2 && run.err.contains("is no plugin's folder"), "{}", run.err);
    assert_eq!(sandbox.run(&["plugin", "new", "aoi"]).code, 0);
    let run = sandbox.run(&["plugin", "pack", "aoi"]);
    assert!(run.code == 2 && run.err.contains("build it first"), "{}", run.err);
    sandbox.file("aoi/aoi.so", "text");
    let run = sandbox.run(&["plugin", "pack", "aoi", "aoi/aoi.so"]);
    assert!(run.code == 2 && run.err.contains("is not a library"), "{}", run.err);
}
