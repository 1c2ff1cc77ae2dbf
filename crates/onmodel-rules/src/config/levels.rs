//! The rules that run: what all files together say, and what the command line chooses.

use std::borrow::Cow;
use std::collections::BTreeMap;

use onmodel_caption::Span;

use crate::rule::Options;
use crate::rules::{ABOUT_PLUGINS, RULES};
use crate::{ActiveRule, RuleSet, Selection, Severity, Source};

use super::{Extra, File};

/// A level as the configuration writes it. Ordered: off is less than a hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The rule does not run.
    Off,
    /// It runs at this severity.
    At(Severity),
}

impl Level {
    /// The words for levels, in order.
    pub const WORDS: [&'static str; 4] = ["off", "hint", "warning", "error"];

    /// The severity a rule runs at, if it runs.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::At(severity) => Some(severity),
        }
    }

    /// The level a word names.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "off" => Self::Off,
            "hint" => Self::At(Severity::Hint),
            "warning" => Self::At(Severity::Warning),
            "error" => Self::At(Severity::Error),
            _ => return None,
        })
    }
}

/// What all files together say of one rule.
#[derive(Default)]
struct Said {
    level: Option<Level>,
    options: Options,
    /// Where each option was set.
    places: BTreeMap<String, (usize, Span)>,
}

/// The options given to a plugin's rule.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    /// By key; a nearer file's won.
    pub options: Options,
    /// Where the value of each stands: the index of the settings' layer, and the bytes in its file.
    pub places: BTreeMap<String, (usize, Span)>,
}

/// The rules that run, in the order of the table of all rules, then the extra ones, and what is given
/// to those that plugins brought. `files` stand nearest first.
pub(super) fn join(
    files: &[File],
    extra: Extra,
    selection: &Selection,
) -> (RuleSet, BTreeMap<String, Given>) {
    let mut said: BTreeMap<&str, Said> = BTreeMap::new();
    let layers = files.iter().enumerate().rev();
    for (layer, entry) in layers.flat_map(|(at, file)| file.entries.iter().map(move |e| (at, e))) {
        let said = said.entry(&entry.name).or_default();
        said.level = entry.level.or(said.level);
        said.options.extend(entry.options.clone());
        let places = entry.places.iter().map(|(key, span)| (key.clone(), (layer, *span)));
        said.places.extend(places);
    }
    let chosen = Chosen::new(selection);
    let builtin = RULES.iter().map(|rule| (rule, (rule.meta)())).filter_map(|(rule, meta)| {
        let mut said = said.remove(meta.name.as_ref()).unwrap_or_default();
        let is_fixed = extra.expects_plugins && ABOUT_PLUGINS.contains(&meta.name.as_ref());
        let level = if is_fixed {
            said.level = None;
            meta.level?
        } else {
            chosen.level(&meta.name, said.level, meta.level)?
        };
        // Each option was read once already, with its place; what cannot be read is no rule here.
        let rule = (rule.build)(said.options).ok()?;
        let level_is_set = matches!(said.level, Some(Level::At(_)));
        Some(ActiveRule {
            meta: Cow::Borrowed(meta),
            rule,
            level,
            level_is_set,
            source: Source::Builtin,
        })
    });
    let mut rules: Vec<ActiveRule> = builtin.collect();
    let mut given = BTreeMap::new();
    for mut rule in extra.rules {
        let said = said.remove(rule.meta.name.as_ref()).unwrap_or_default();
        if let Some(level) = chosen.level(&rule.meta.name, said.level, rule.meta.level) {
            (rule.level, rule.level_is_set) = (level, matches!(said.level, Some(Level::At(_))));
            if matches!(rule.source, Source::Plugin(_)) {
                let Said { options, places, .. } = said;
                given.insert(rule.meta.name.to_string(), Given { options, places });
            }
            rules.push(rule);
        }
    }
    (RuleSet::new(rules), given)
}

/// What `--select` and `--ignore` choose.
struct Chosen {
    select: Vec<globset::GlobMatcher>,
    ignore: Vec<globset::GlobMatcher>,
}

impl Chosen {
    fn new(selection: &Selection) -> Self {
        let compile = |names: &[String]| {
            // A name that is no glob matches nothing; the command line has refused it before.
            names
                .iter()
                .filter_map(|name| Some(globset::Glob::new(name).ok()?.compile_matcher()))
                .collect()
        };
        Self { select: compile(&selection.select), ignore: compile(&selection.ignore) }
    }

    /// The level a rule runs at, if it runs: `--select` wakes a rule that is off.
    fn level(
        &self,
        name: &str,
        said: Option<Level>,
        default: Option<Severity>,
    ) -> Option<Severity> {
        let selected = self.select.iter().any(|glob| glob.is_match(name));
        if self.ignore.iter().any(|glob| glob.is_match(name))
            || (!self.select.is_empty() && !selected)
        {
            return None;
        }
        match said {
            Some(Level::At(severity)) => Some(severity),
            Some(Level::Off) | None if selected => Some(default.unwrap_or(Severity::Warning)),
            Some(Level::Off) => None,
            None => default,
        }
    }
}
