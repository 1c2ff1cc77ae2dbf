//! `[[ignore]]`: the only suppression, with a reason, never inside a caption.

use std::path::{Path, PathBuf};

use globset::GlobSet;
use onmodel_caption::Span;
use onmodel_dataset::config::TableReader;

use super::globs;
use super::names::Known;

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// `2027`
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// One `[[ignore]]`.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// The file it stands in.
    pub path: PathBuf,
    /// That file's folder, which its patterns start from.
    pub folder: PathBuf,
    /// The bytes of the entry.
    pub span: Span,
    /// Why; required.
    pub reason: String,
    /// The last day it holds.
    pub until: Option<Date>,
    /// The names and globs of the rules it keeps quiet, as written.
    pub names: Vec<(Span, String)>,
    files: Option<GlobSet>,
    rules: GlobSet,
}

impl Suppression {
    /// Whether it keeps this rule quiet at this path, on this day.
    pub fn keeps_quiet(&self, rule: &str, path: &Path, today: Date) -> bool {
        self.matches(rule, path) && !self.expired(today)
    }

    /// Whether it names this rule at this path.
    pub(crate) fn matches(&self, rule: &str, path: &Path) -> bool {
        self.names(rule) && self.files.as_ref().is_none_or(|files| self.holds(files, path))
    }

    /// Whether it names this rule.
    pub(crate) fn names(&self, rule: &str) -> bool {
        self.rules.is_match(rule)
    }

    /// Whether its last day is over.
    pub(crate) fn expired(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    fn holds(&self, files: &GlobSet, path: &Path) -> bool {
        let relative = path.strip_prefix(&self.folder).unwrap_or(path);
        files.is_match(if relative.as_os_str().is_empty() { Path::new(".") } else { relative })
    }
}

/// Reads one entry; what is wrong with it is reported at its place.
pub(super) fn read(mut table: TableReader<'_>, known: &Known) -> Option<Suppression> {
    let (sink, span) = (table.sink(), table.span());
    let reason = table.required_word("reason").map(|reason| reason.value.to_owned());
    let until = table.date("until");
    let files = table.strings("files");
    let rules = table.strings("rules");
    table.finish();
    let Some(rules) = rules else {
        let help = "rules = [\"caption-contradiction\"]".to_owned();
        sink.report(span, "an [[ignore]] needs `rules`: what it keeps quiet", Some(help));
        return None;
    };
    for name in rules.iter().filter(|name| !known.has_match(name.value)) {
        sink.report(
            name.span,
            format!("there is no rule `{}`", name.value),
            Some(known.help(name.value)),
        );
    }
    let path = sink.layer().path.clone();
    Some(Suppression {
        folder: path.parent().map(Path::to_path_buf).unwrap_or_default(),
        path,
        span,
        reason: reason.unwrap_or_default(),
        until: until.map(|date| Date {
            year: date.value.year,
            month: date.value.month,
            day: date.value.day,
        }),
        names: rules.iter().map(|name| (name.span, name.value.to_owned())).collect(),
        files: files.map(|files| globs(sink, &files)),
        rules: globs(sink, &rules),
    })
}
