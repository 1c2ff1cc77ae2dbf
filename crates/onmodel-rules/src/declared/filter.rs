//! `where`: the files a rule is about.

use std::path::{Path, PathBuf};

use globset::GlobSet;
use onmodel_dataset::config::{Layer, Located, TableReader};

/// Which files of the dataset a rule is about.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// The dataset's folder, seen from the folder of the file that declares the rule.
    prefix: PathBuf,
    /// `None` is all files.
    globs: Option<GlobSet>,
}

impl Filter {
    /// Reads `where = { path = "…" }` for the dataset at `root`. Patterns start at the folder of the
    /// file that declares the rule; for a set outside that folder, at the set.
    pub(super) fn read(table: &mut TableReader<'_>, root: &Path) -> Self {
        let Some(mut filter) = table.table("where") else { return Self::default() };
        let patterns = match filter.raw("path") {
            Some(node) if node.value.as_array().is_some() => filter.strings("path"),
            Some(_) => filter.word("path").map(|one| vec![one]),
            None => {
                let help = "where = { path = \"npc_*/**\" }".to_owned();
                filter.sink().report(filter.span(), "`rule.where` needs `path`", Some(help));
                None
            }
        };
        let sink = table.sink();
        filter.finish();
        let globs = patterns.map(|patterns| compile(table, &patterns));
        Self { prefix: sink.layer().below(root).unwrap_or_default(), globs }
    }

    /// Whether it takes a file, given relative to the dataset.
    pub(super) fn takes(&self, relative: &Path) -> bool {
        self.globs.as_ref().is_none_or(|globs| globs.is_match(self.prefix.join(relative)))
    }
}

fn compile(table: &TableReader<'_>, patterns: &[Located<&str>]) -> GlobSet {
    let sound = patterns.iter().filter(|pattern| match Layer::globs([pattern.value]) {
        Ok(_) => true,
        Err(fault) => {
            let message = format!("`{}` is no file pattern: {}", pattern.value, fault.kind());
            table.sink().report(pattern.span, message, None);
            false
        }
    });
    // Each pattern is sound alone; a set of them fails only by size, and then takes nothing.
    Layer::globs(sound.map(|pattern| pattern.value)).unwrap_or_default()
}
