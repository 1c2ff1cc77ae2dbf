//! The plugins of all sets: each is started once, whoever asks.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use globset::Glob;
use onmodel_dataset::Settings;
use onmodel_dataset::config::{ConfigError, did_you_mean};
use onmodel_rules::Selection;

use crate::brought::{Brought, is_wanted, untrusted};
use crate::named::{Named, named};
use crate::package::Package;
use crate::parent::{News, Runner, Start, State};
use crate::trust::Trust;
use crate::{Fault, Permissions, copy};

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
pub struct Plugins {
    inner: Option<Arc<Inner>>,
    /// The folder that stands for another, and the other, where plugins are looked for.
    moved: Option<(PathBuf, PathBuf)>,
}

struct Inner {
    policy: Mutex<Policy>,
    /// The trust file as it was when it was read.
    trusted: Mutex<Option<(SystemTime, u64)>>,
    /// How often it was read again.
    turn: AtomicU32,
    /// Folders read, with the time and size of the files that were.
    read: Mutex<HashMap<PathBuf, (Stamps, Arc<Package>)>>,
    runners: Mutex<HashMap<(String, bool, bool), Arc<Runner>>>,
    /// The folder for copies where there is no cache.
    temporary: Mutex<Option<Arc<tempfile::TempDir>>>,
    keys: AtomicU32,
    /// What was told of plugins that are not confined.
    told: Mutex<BTreeSet<String>>,
}

type Stamps = Vec<(PathBuf, Option<(SystemTime, u64)>)>;

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
        let inner = Inner {
            trusted: Mutex::new(policy.trust_file.as_deref().and_then(stamp)),
            turn: AtomicU32::new(0),
            policy: Mutex::new(policy),
            read: Mutex::default(),
            runners: Mutex::default(),
            temporary: Mutex::default(),
            keys: AtomicU32::new(0),
            told: Mutex::default(),
        };
        Self { inner: Some(Arc::new(inner)), moved: None }
    }

    /// The same plugins, for sets below `from` that stand for those below `to`: they are judged by
    /// what lies there.
    #[must_use]
    pub fn moved(&self, from: &Path, to: &Path) -> Self {
        Self { inner: self.inner.clone(), moved: Some((from.to_owned(), to.to_owned())) }
    }

    /// Whether plugins run at all.
    pub fn run(&self) -> bool {
        self.inner.is_some()
    }

    /// Whether nobody waits for a plugin.
    pub fn is_patient(&self) -> bool {
        self.inner.as_ref().is_some_and(|inner| lock(&inner.policy).news.is_some())
    }

    /// Trusts the plugin at `path` from now on, if its library still is the one of this digest; its
    /// name.
    ///
    /// # Errors
    /// Why it is not trusted, in words.
    pub fn trust(&self, path: &Path, sha256: &str, day: &str) -> Result<String, String> {
        let Some(inner) = &self.inner else { return Err("no plugin runs here".to_owned()) };
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

    /// How often the trust file was read again because it had changed; what is trusted no more is let
    /// go. Whoever holds sets opened at another number opens them anew.
    pub fn trust_turn(&self) -> u32 {
        let Some(inner) = &self.inner else { return 0 };
        inner.read_trust_again();
        inner.turn.load(Ordering::Relaxed)
    }

    /// Those left alone may try again: their files or the configuration changed.
    pub fn forgive(&self) {
        if let Some(inner) = &self.inner {
            lock(&inner.runners).retain(|_, runner| !matches!(runner.state(), State::Out(_)));
        }
    }

    /// The plugins that `settings` name, read but not run.
    ///
    /// # Errors
    /// Everything wrong with `[plugins]`.
    pub fn seen(&self, settings: &Settings) -> Result<Vec<Seen>, Vec<ConfigError>> {
        let Some(inner) = &self.inner else { return Ok(Vec::new()) };
        inner.read_trust_again();
        let seen = named(settings, true)?.into_iter().map(|mut named| {
            if let Some((from, to)) = &self.moved
                && let Ok(below) = named.path.strip_prefix(from)
            {
                named.path = to.join(below);
            }
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
        let Some(inner) = &self.inner else {
            named(settings, false)?;
            return Ok(Brought::default());
        };
        let mut brought = Brought::default();
        for seen in self.seen(settings)? {
            inner.take(seen, selection, &mut brought);
        }
        Ok(brought)
    }

    /// The plugins that the kernel cannot keep from what nobody allowed them: a sentence for each,
    /// told once.
    pub fn unconfined(&self) -> Vec<String> {
        let Some(inner) = &self.inner else { return Vec::new() };
        let runners = lock(&inner.runners);
        let mut told = lock(&inner.told);
        let lines = runners.values().filter_map(|runner| runner.unconfined());
        lines.filter(|line| told.insert(line.clone())).collect()
    }

    /// Refuses a name of `--select` or `--ignore` under the prefix of a plugin that runs and has no
    /// such rule: it would check nothing and look like success.
    ///
    /// # Errors
    /// A sentence with the nearest name, or the plugin's rules.
    pub fn refuse_unknown(&self, selection: &Selection) -> Result<(), String> {
        let Some(inner) = &self.inner else { return Ok(()) };
        let states: Vec<State> = lock(&inner.runners).values().map(|it| it.state()).collect();
        let ready = states.iter().filter_map(|state| match state {
            State::Ready(about) => Some(about),
            _ => None,
        });
        let rules: Vec<&str> =
            ready.flat_map(|about| about.rules.iter().map(|rule| &*rule.id)).collect();
        for pattern in selection.select.iter().chain(&selection.ignore) {
            let Some((plugin, _)) = pattern.split_once('/') else { continue };
            let is_own = |rule: &&&str| rule.split_once('/').is_some_and(|(of, _)| of == plugin);
            let own: Vec<&str> = rules.iter().filter(is_own).copied().collect();
            let glob = Glob::new(pattern).map(|glob| glob.compile_matcher());
            let is_meant = |rule: &&str| glob.as_ref().is_ok_and(|glob| glob.is_match(rule));
            if !own.is_empty() && !own.iter().any(is_meant) {
                return Err(format!(
                    "there is no rule `{pattern}`; {}",
                    did_you_mean(pattern, &own)
                ));
            }
        }
        Ok(())
    }

    /// A number for a set, which its plugins keep its items under.
    pub(crate) fn key(&self) -> u32 {
        self.inner.as_ref().map_or(0, |inner| inner.keys.fetch_add(1, Ordering::Relaxed))
    }

    pub(crate) fn news(&self) -> Option<News> {
        self.inner.as_ref().and_then(|inner| lock(&inner.policy).news.clone())
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
            let absent = untrusted(&named, &package, &lock(&self.policy).trust);
            return brought.absent.push(absent);
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
        if *known == now {
            return;
        }
        *known = now;
        let mut policy = lock(&self.policy);
        let _ = policy.trust.read_again(&file);
        // A process ends with the last set that asks it.
        lock(&self.runners).retain(|(digests, ..), _| policy.trust.covers(digests.split(' ')));
        self.turn.fetch_add(1, Ordering::Relaxed);
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
        let copy = copy::keep(package, &self.cache()?)?;
        let (program, news) = {
            let policy = lock(&self.policy);
            (policy.program.clone(), policy.news.clone())
        };
        let runner = Arc::new(Runner::start(Start { program, copy, permissions }, news));
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

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

// Whoever panicked while holding one left it whole: nothing here is changed in two steps.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
