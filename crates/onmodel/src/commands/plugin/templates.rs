//! What `onmodel plugin new` writes. The files lie in `templates/plugin`, as they will lie in the
//! plugin, with `@NAME@` for its name and `@IDENT@` for the name with `_` for `-`.

/// One file of a new plugin.
pub(super) struct Template {
    /// Where it goes, from the plugin's folder.
    pub(super) path: &'static str,
    text: &'static str,
}

impl Template {
    /// Its text for a plugin of this name.
    pub(super) fn filled(&self, name: &str) -> String {
        self.text.replace("@NAME@", name).replace("@IDENT@", &name.replace('-', "_"))
    }
}

macro_rules! templates {
    ($folder:literal: $($path:literal = $file:literal),* $(,)?) => {
        vec![$(Template {
            path: $path,
            text: include_str!(concat!("../../../templates/plugin/", $folder, "/", $file)),
        }),*]
    };
}

/// A plugin in C: the source, the header, a Makefile and examples.
pub(super) fn c() -> Vec<Template> {
    let mut files = templates!("c":
        "rule.c" = "rule.c",
        "Makefile" = "Makefile",
        "cases.toml" = "cases.toml",
        "plugin.toml" = "plugin.toml",
        "README.md" = "README.md",
        ".gitignore" = "gitignore",
    );
    files.push(Template { path: "include/onmodel_plugin.h", text: onmodel_plugin::HEADER });
    files
}
