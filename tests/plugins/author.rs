//! What a plugin's author does: begin, build, pack.

use crate::sandbox::Sandbox;
use crate::workshop::{compile, copy, onmodel, tool, top};

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

/// A library that loads another one of the plugin's folder.
#[test]
fn companions_are_tested_packed_and_loaded_with_it() {
    let sandbox = Sandbox::new();
    sandbox.file("src/word.c", "const char *word(void) { return \"night\"; }\n");
    let rule = std::fs::read_to_string(top().join("plugins/c-lower-case/lower_case.c")).unwrap();
    let rule = rule.replace("OM_HINT", "OM_WARNING");
    let rule = format!(
        "const char *word(void);\n{}",
        rule.replace("(void)rule;", "(void)rule; if (word()[0] != 'n') return 0;")
    );
    sandbox.file("src/rule.c", rule);
    let source = |name: &str| sandbox.path(name).display().to_string();
    let word = ["-Wl,-soname,libword.so"];
    compile(&sandbox, &source("src/word.c"), "rules/lib/libword.so", &word);
    let link = ["-std=gnu11", &source("rules/lib/libword.so"), "-Wl,-rpath,$ORIGIN"];
    compile(&sandbox, &source("src/rule.c"), "rules/c-lower-case.so", &link);
    let target = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    sandbox.file(
        "rules/plugin.toml",
        format!(
            "schema = 1\n[plugin]\nname = \"c-lower-case\"\nversion = \"1.0.0\"\n\n\
             [[build]]\ntarget = \"{target}\"\nfile = \"builds/old.so\"\nsha256 = \"00\"\n\
             companions = [{{ file = \"lib/libword.so\" }}] # it says the word\n"
        ),
    );
    let case = "[[case]]\ncaption = \"krstl, Red\"\nexpect = 1\n";
    sandbox.file("rules/cases.toml", case);
    let tested = onmodel(&sandbox, &["plugin", "test", "rules"]);
    assert_eq!(tested.code, 0, "{}{}", tested.out, tested.err);
    assert_eq!(onmodel(&sandbox, &["plugin", "pack", "rules"]).code, 0);
    let manifest = String::from_utf8(sandbox.read("rules/plugin.toml")).unwrap();
    assert!(manifest.contains("libword.so\" }] # it says the word"), "{manifest}");
    assert_eq!(onmodel(&sandbox, &["plugin", "trust", "rules"]).code, 0);
    sandbox.file("set/onmodel.toml", "[plugins.c-lower-case]\npath = \"../rules\"\n");
    sandbox.picture("set/01.png", 1, 64);
    sandbox.file("set/01.txt", "krstl, Red");
    let run = onmodel(&sandbox, &["check", "set", "--select", "c-lower-case/*"]);
    assert!(run.out.contains("c-lower-case/capitals"), "{}{}", run.out, run.err);
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
