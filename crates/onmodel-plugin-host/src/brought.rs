//! What the plugins that a set names bring to it: rules, or why there are none.

use std::path::PathBuf;
use std::sync::Arc;

use globset::Glob;
use onmodel_rules::{Absent, ActiveRule, Place, Reason, Selection};

use crate::named::Named;
use crate::package::{Loaded, Package};
use crate::parent::{About, Runner};
use crate::trust::{self, Trust};
use crate::{Fault, rule};

/// A plugin that runs for a set.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) named: Named,
    pub(crate) runner: Arc<Runner>,
    pub(crate) about: Arc<About>,
}

/// What the plugins that a set names bring to it.
#[derive(Default)]
pub struct Brought {
    /// Their rules.
    pub rules: Vec<ActiveRule>,
    /// Names of plugins whose rules nobody knows.
    pub unknown: Vec<String>,
    pub(crate) members: Vec<Member>,
    pub(crate) absent: Vec<Absent>,
    pub(crate) starting: Vec<Arc<Runner>>,
    /// The folders and libraries named.
    pub(crate) paths: Vec<PathBuf>,
}

impl Brought {
    /// Whether there is one that is to speak, whether it can or not.
    pub fn is_expected(&self) -> bool {
        !(self.members.is_empty() && self.absent.is_empty() && self.starting.is_empty())
    }

    /// The plugins that cannot be asked.
    pub fn absent(&self) -> &[Absent] {
        &self.absent
    }

    pub(crate) fn fail(&mut self, named: &Named, title: &str, fault: &Fault) {
        let title = format!("the plugin {title}");
        self.unknown.push(named.key.clone());
        self.absent.push(Absent::failed(title, fault.to_string(), named.at.clone()));
    }

    /// Takes in what a plugin that runs brings. One whose rules are there already, by this build or
    /// another, is told of and not asked: everything would be found twice.
    pub(crate) fn welcome(&mut self, named: Named, runner: Arc<Runner>, about: Arc<About>) {
        let is_own = |member: &&Member| {
            about.rules.iter().any(|rule| member.about.rules.iter().any(|one| one.id == rule.id))
        };
        if let Some(first) = self.members.iter().find(is_own) {
            let fault = Fault::Twice(first.named.key.clone());
            let title = format!("the plugin {}", about.title());
            return self.absent.push(Absent::failed(title, fault.to_string(), named.at));
        }
        self.rules.extend(rule::rules(&about));
        self.members.push(Member { named, runner, about });
    }

    /// The rules of a plugin that have the name of a declared one are left out, and told of.
    pub fn yield_to(&mut self, declared: &[ActiveRule]) {
        let is_taken =
            |rule: &ActiveRule| declared.iter().any(|one| one.meta.name == rule.meta.name);
        for rule in self.rules.iter().filter(|rule| is_taken(rule)) {
            let own = self
                .members
                .iter()
                .find(|member| member.about.rules.iter().any(|own| *own.id == *rule.meta.name));
            if let Some(member) = own {
                let title = format!("the plugin {}", member.about.title());
                let fault = Fault::Duplicate(rule.meta.name.to_string());
                self.absent.push(Absent::failed(title, fault.to_string(), member.named.at.clone()));
            }
        }
        self.rules.retain(|rule| !is_taken(rule));
    }
}

/// What is said of a plugin whose bytes nobody trusts.
pub(crate) fn untrusted(named: &Named, package: &Package, trust: &Trust) -> Absent {
    let (path, span) = named.at.clone();
    Absent {
        plugin: package.title(),
        reason: Reason::Untrusted {
            command: trust::command(&named.path),
            sha256: package.sha256().to_owned(),
            companion: trust.missing(package).map(companion),
            path: named.path.clone(),
        },
        place: Place::Config(path, span),
        related: Vec::new(),
    }
}

/// A file that is missing among those trusted, with the digest that trusts it.
fn companion(file: &Loaded) -> (String, String) {
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    (name.into_owned(), file.sha256.clone())
}

/// Whether a selection could mean a rule under one of these names.
pub(crate) fn is_wanted(selection: &Selection, names: &[&str]) -> bool {
    let means = |pattern: &String| {
        let before = pattern.split_once('/').map_or(pattern.as_str(), |(before, _)| before);
        let matches = |glob: &str, text: &str| {
            Glob::new(glob).is_ok_and(|glob| glob.compile_matcher().is_match(text))
        };
        names.iter().any(|name| {
            if pattern.contains('/') {
                matches(before, name)
            } else {
                matches(pattern, &format!("{name}/"))
            }
        })
    };
    let leaves_out =
        |pattern: &String| pattern.strip_suffix("/*").is_some_and(|before| names.contains(&before));
    (selection.select.is_empty() || selection.select.iter().any(means))
        && !selection.ignore.iter().any(leaves_out)
}
