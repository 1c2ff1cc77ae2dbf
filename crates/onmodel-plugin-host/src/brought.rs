//! What the plugins that a set names bring to it: rules, or why there are none.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::Glob;
use onmodel_rules::{Absent, ActiveRule, Place, Reason, Selection};

use crate::named::Named;
use crate::package::Package;
use crate::parent::{About, Runner};
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
    /// The plugins that cannot be asked.
    pub fn absent(&self) -> &[Absent] {
        &self.absent
    }

    pub(crate) fn fail(&mut self, named: &Named, title: &str, fault: &Fault) {
        let title = format!("the plugin {title}");
        self.unknown.push(named.key.clone());
        self.absent.push(Absent::failed(title, fault.to_string(), named.at.clone()));
    }

    pub(crate) fn welcome(&mut self, named: Named, runner: Arc<Runner>, about: Arc<About>) {
        for rule in rule::rules(&about) {
            if self.rules.iter().any(|known| known.meta.name == rule.meta.name) {
                let fault = Fault::Duplicate(rule.meta.name.to_string());
                self.absent.push(Absent::failed(
                    format!("the plugin {}", about.title()),
                    fault.to_string(),
                    named.at.clone(),
                ));
            } else {
                self.rules.push(rule);
            }
        }
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
pub(crate) fn untrusted(named: &Named, package: &Package) -> Absent {
    let (path, span) = named.at.clone();
    Absent {
        plugin: package.title(),
        reason: Reason::Untrusted {
            command: format!("onmodel plugin trust {}", quoted(&named.path)),
            sha256: package.sha256().to_owned(),
            path: named.path.clone(),
        },
        place: Place::Config(path, span),
        related: Vec::new(),
    }
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '+' | '\\' | ':');
    if text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
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
