//! Panics in plugins written in Rust: caught by the SDK, or the end of the plugin's process.

use crate::hostile::{all_but_img04, check, found, is_named, lay};
use crate::sandbox::Sandbox;
use crate::workshop::{tool, top};

/// Each way to build the plugin, and what is said of its panic.
const WAYS: [(&[&str], &str); 3] = [
    (&[], "panicked: no tag is fourth"),
    (&["profile.dev.panic=\"abort\""], "no tag is fourth"),
    (&["build.rustflags=[\"--cfg\", \"bare\"]"], "out of a function that C calls"),
];

#[test]
fn a_panic_is_named_and_the_other_captions_are_checked() {
    for (config, what) in WAYS {
        let sandbox = build(config);
        let run = check(&sandbox);
        assert_eq!(run.code, 2, "{what}: {}", run.err);
        is_named(what, &run, what);
        assert_eq!(found(&run), all_but_img04(), "{what}");
        let is_dead = run.err.contains("SIGABRT");
        assert_eq!(is_dead, !config.is_empty(), "{what}: {}", run.err);
    }
}

/// The panicking plugin in its place, built in a package as `onmodel plugin new` makes it.
fn build(config: &[&str]) -> Sandbox {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.run(&["plugin", "new", "hostile"]).code, 0);
    let source = std::fs::read(top().join("tests/plugins/hostile/panics.rs")).expect("it is ours");
    sandbox.file("hostile/src/lib.rs", source);
    let manifest = String::from_utf8(sandbox.read("hostile/Cargo.toml")).expect("text");
    sandbox.file("hostile/Cargo.toml", manifest.replace("0.1.0", "6.6.6"));
    let config = config.iter().flat_map(|one| ["--config", one]);
    let args: Vec<&str> = ["build", "--quiet"].into_iter().chain(config).collect();
    tool(&sandbox, "hostile", "cargo", &args);
    sandbox.file("plugin/hostile.so", sandbox.read("hostile/target/debug/libhostile.so"));
    lay(&sandbox);
    sandbox
}
