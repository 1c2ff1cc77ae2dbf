//! The plugins of all sets: each is started once, whoever asks.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use globset::Glob;
use onmodel_dataset::Settings;
use onmodel_dataset::config::ConfigError;
use onmodel_rules::{Absent, ActiveRule, Place, Reason, Selection};

use crate::named::{Named, named};
use crate::package::Package;
use crate::parent::{About, News, Runner, Start, State};
use crate::trust::Trust;
use crate::{Fault, Permissions, copy, rule};

/// How plugins are run.
pub struct Policy {
    /// The program that is its own plugin host (`onmodel plugin-host`): as a rule this one.
    pub program: PathBuf,
    /// Whom the user trusts.
    pub trust: Trust,
    /// Where that stands, to be read again when it changes and added to when the user says so.
    pub trust_file: Option<PathBuf>,
    /// Where private copies are kept; a folder that goes with the process where there is none.
    pub cache: Option<PathBuf>,
    /// Told when a plugin has something new to say: then nobody waits for one. Without it, whoever
    /// asks waits.
    pub news: Option<News>,
}

/// The plugins of all sets. A clone is the same.
#[derive(Clone, Default)]
pub struct Plugins(Option<Arc<Inner>>);

struct Inner {
    policy: Mutex<Policy>,
    /// The trust file as it was when it was read.
    trusted: Mutex<Option<(SystemTime, u64)>>,
    /// Folders read, with the time and size of the files that were.
    read: Mutex<HashMap<PathBuf, (Stamps, Arc<Package>)>>,
    runners: Mutex<HashMap<(String, bool, bool), Arc<Runner>>>,
    /// The folder for copies where there is no cache.
    temporary: Mutex<Option<Arc<tempfile::TempDir>>>,
    keys: AtomicU32,
}

type Stamps = Vec<(PathBuf, Option<(SystemTime, u64)>)>;

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
    /// What each trusted plugin is held back from.
    pub confined: Vec<(String, crate::Confined)>,
}

/// A plugin as its folder shows it, whether it may run or not.
pub struct Seen {
    /// What names it.
    pub named: Named,
    /// Its folder, read.
    pub package: Result<Arc<Package>, Fault>,
    /// What it may do, if it may run.
    pub allowed: Option<Permissions>,
}

impl std::fmt::Debug for Plugins {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(if self.run() { "Plugins" } else { "no Plugins" })
    }
}

impl Plugins {
    /// No plugin runs, and nobody misses one.
    pub fn none() -> Self {
        Self::default()
    }

    /// Plugins run by this policy.
    pub fn new(policy: Policy) -> Self {
        Self(Some(Arc::new(Inner {
            trusted: Mutex::new(policy.trust_file.as_deref().and_then(stamp)),
            policy: Mutex::new(policy),
            read: Mutex::default(),
            runners: Mutex::default(),
            temporary: Mutex::default(),
            keys: AtomicU32::new(0),
        })))
    }

    /// Whether plugins run at all.
    pub fn run(&self) -> bool {
        self.0.is_some()
    }

    /// Whether nobody waits for a plugin.
    pub fn is_patient(&self) -> bool {
        self.0.as_ref().is_some_and(|inner| lock(&inner.policy).news.is_some())
    }

    /// Trusts the plugin at `path` from now on, if its library still is the one of this digest; its
    /// name.
    ///
    /// # Errors
    /// Why it is not trusted, in words.
    pub fn trust(&self, path: &Path, sha256: &str, day: &str) -> Result<String, String> {
        let Some(inner) = &self.0 else { return Err("no plugin runs here".to_owned()) };
        let package = inner.read(path).map_err(|fault| fault.to_string())?;
        if package.sha256() != sha256 {
            return Err("it is another one by now; look at what is said of it again".to_owned());
        }
        let file = lock(&inner.policy).trust_file.clone();
        let file = file.ok_or("there is no place for a trust file on this computer")?;
        crate::trust::trust(&file, &package, Permissions::default(), day)
            .map_err(|error| error.to_string())?;
        Ok(package.title())
    }

    /// Those left alone may try again: their files or the configuration changed.
    pub fn forgive(&self) {
        if let Some(inner) = &self.0 {
            lock(&inner.runners).retain(|_, runner| !matches!(runner.state(), State::Out(_)));
        }
    }

    /// The plugins that `settings` name, read but not run.
    ///
    /// # Errors
    /// Everything wrong with `[plugins]`.
    pub fn seen(&self, settings: &Settings) -> Result<Vec<Seen>, Vec<ConfigError>> {
        let Some(inner) = &self.0 else { return Ok(Vec::new()) };
        inner.read_trust_again();
        let seen = named(settings, true)?.into_iter().map(|named| {
            let package = inner.read(&named.path);
            let allowed = package.as_ref().ok().and_then(|it| lock(&inner.policy).trust.allows(it));
            Seen { named, package, allowed }
        });
        Ok(seen.collect())
    }

    /// Starts the plugins that `settings` name, those the selection could mean and the user trusts.
    ///
    /// # Errors
    /// Everything wrong with `[plugins]`.
    pub fn bring(
        &self,
        settings: &Settings,
        selection: &Selection,
    ) -> Result<Brought, Vec<ConfigError>> {
        let Some(inner) = &self.0 else {
            named(settings, false)?;
            return Ok(Brought::default());
        };
        let mut brought = Brought::default();
        for seen in self.seen(settings)? {
            inner.take(seen, selection, &mut brought);
        }
        Ok(brought)
    }

    /// A number for a set, which its plugins keep its items under.
    pub(crate) fn key(&self) -> u32 {
        self.0.as_ref().map_or(0, |inner| inner.keys.fetch_add(1, Ordering::Relaxed))
    }

    pub(crate) fn news(&self) -> Option<News> {
        self.0.as_ref().and_then(|inner| lock(&inner.policy).news.clone())
    }
}

impl Inner {
    fn take(&self, seen: Seen, selection: &Selection, brought: &mut Brought) {
        let Seen { named, package, allowed } = seen;
        brought.paths.push(named.path.clone());
        let own = package.as_ref().map_or(named.key.as_str(), |it| &it.manifest.name);
        if !is_wanted(selection, &[&named.key, own]) {
            return brought.unknown.push(own.to_owned());
        }
        let package = match package {
            Ok(package) => package,
            Err(fault) => return brought.fail(&named, &named.key, &fault),
        };
        let Some(permissions) = allowed else {
            return brought.absent.push(untrusted(&named, &package));
        };
        let runner = match self.runner(&package, permissions) {
            Ok(runner) => runner,
            Err(fault) => return brought.fail(&named, &package.title(), &fault),
        };
        let state =
            if lock(&self.policy).news.is_some() { runner.state() } else { runner.settled() };
        match state {
            State::Starting => {
                brought.unknown.push(package.manifest.name.clone());
                brought.starting.push(runner);
            }
            State::Out(fault) => {
                brought.unknown.push(package.manifest.name.clone());
                brought.fail(&named, &package.title(), &fault);
            }
            State::Ready(about) => brought.welcome(named, runner, about),
        }
    }

    /// Takes in what the trust file says by now. One that cannot be read any more says nothing new.
    fn read_trust_again(&self) {
        let Some(file) = lock(&self.policy).trust_file.clone() else { return };
        let now = stamp(&file);
        let mut known = lock(&self.trusted);
        if *known != now {
            *known = now;
            let _ = lock(&self.policy).trust.read_again(&file);
        }
    }

    /// The folder read; again only where a file of it changed.
    fn read(&self, path: &Path) -> Result<Arc<Package>, Fault> {
        let known = lock(&self.read).get(path).cloned();
        if let Some((stamps, package)) = known
            && stamps.iter().all(|(file, known)| stamp(file) == *known)
        {
            return Ok(package);
        }
        let package = Arc::new(Package::read(path)?);
        let mut files = vec![path.to_owned(), path.join(crate::manifest::FILE_NAME)];
        files.extend(package.files.iter().map(|file| file.path.clone()));
        let stamps = files.into_iter().map(|file| (file.clone(), stamp(&file))).collect();
        lock(&self.read).insert(path.to_owned(), (stamps, Arc::clone(&package)));
        Ok(package)
    }

    fn runner(&self, package: &Package, permissions: Permissions) -> Result<Arc<Runner>, Fault> {
        let all: Vec<&str> = package.files.iter().map(|file| &*file.sha256).collect();
        let key = (all.join(" "), permissions.write, permissions.network);
        if let Some(runner) = lock(&self.runners).get(&key) {
            return Ok(Arc::clone(runner));
        }
        let library = copy::keep(package, &self.cache()?)?;
        let (program, news) = {
            let policy = lock(&self.policy);
            (policy.program.clone(), policy.news.clone())
        };
        let runner = Arc::new(Runner::start(Start { program, library, permissions }, news));
        lock(&self.runners).insert(key, Arc::clone(&runner));
        Ok(runner)
    }

    fn cache(&self) -> Result<PathBuf, Fault> {
        if let Some(cache) = &lock(&self.policy).cache {
            // A plugin's process has another working folder.
            return std::path::absolute(cache).map_err(|error| Fault::Copy(error.to_string()));
        }
        let mut temporary = lock(&self.temporary);
        if let Some(folder) = &*temporary {
            return Ok(folder.path().to_owned());
        }
        let folder = tempfile::tempdir();
        let folder = Arc::new(folder.map_err(|error| Fault::Copy(error.to_string()))?);
        Ok(temporary.insert(folder).path().to_owned())
    }
}

impl Brought {
    /// The plugins that cannot be asked.
    pub fn absent(&self) -> &[Absent] {
        &self.absent
    }

    fn fail(&mut self, named: &Named, title: &str, fault: &Fault) {
        let title = format!("the plugin {title}");
        self.unknown.push(named.key.clone());
        self.absent.push(Absent::failed(title, fault.to_string(), named.at.clone()));
    }

    fn welcome(&mut self, named: Named, runner: Arc<Runner>, about: Arc<About>) {
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
        self.confined.push((about.title(), about.confined));
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
fn untrusted(named: &Named, package: &Package) -> Absent {
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
fn is_wanted(selection: &Selection, names: &[&str]) -> bool {
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

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

// Whoever panicked while holding one left it whole: nothing here is changed in two steps.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
