//! What `onmodel plugin new` writes. The files lie in `templates/plugin`, as they will lie in the
//! plugin, with `@NAME@` where its name goes.

use std::borrow::Cow;

use onmodel_plugin::sources;

/// One file of a new plugin.
pub(super) struct Template {
    /// Where it goes, from the plugin's folder.
    pub(super) path: Cow<'static, str>,
    text: &'static str,
}

impl Template {
    /// A file of the SDK, into the folder a plugin keeps it in.
    fn vendored(path: &str, text: &'static str) -> Self {
        Self { path: format!("vendor/onmodel-plugin/{path}").into(), text }
    }

    /// Its text for a plugin of this name.
    pub(super) fn filled(&self, name: &str) -> String {
        self.text.replace("@NAME@", name)
    }
}

macro_rules! templates {
    ($($path:literal = $file:literal),* $(,)?) => {
        vec![$(Template {
            path: Cow::Borrowed($path),
            text: include_str!(concat!("../../../templates/plugin/", $file)),
        }),*]
    };
}

/// A plugin in C: the source, the header, a Makefile and examples.
pub(super) fn c() -> Vec<Template> {
    let mut files = templates!(
        "rule.c" = "c/rule.c",
        "Makefile" = "c/Makefile",
        "README.md" = "c/README.md",
        ".gitignore" = "c/gitignore",
        "cases.toml" = "common/cases.toml",
        "plugin.toml" = "common/plugin.toml",
    );
    let path = Cow::Borrowed("include/onmodel_plugin.h");
    files.push(Template { path, text: onmodel_plugin::HEADER });
    files
}

/// A plugin in Rust: a package with a rule and its tests, examples, and the SDK's sources, because
/// the machine it is built on may have no network.
pub(super) fn rust() -> Vec<Template> {
    let mut files = templates!(
        "Cargo.toml" = "rust/Cargo.toml",
        "src/lib.rs" = "rust/src/lib.rs",
        "README.md" = "rust/README.md",
        ".gitignore" = "rust/gitignore",
        "cases.toml" = "common/cases.toml",
        "plugin.toml" = "common/plugin.toml",
    );
    files.push(Template::vendored("Cargo.toml", sources::MANIFEST));
    files.extend(sources::FILES.iter().map(|(path, text)| Template::vendored(path, text)));
    files
}
