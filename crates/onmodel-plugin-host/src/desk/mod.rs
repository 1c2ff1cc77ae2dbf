//! One set and its plugins: what each was asked about the set, and what it answered.

mod options;
mod witness;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use onmodel_rules::config::Given;
use onmodel_rules::{Absent, Facts, RuleSet};

use crate::brought::Brought;
use crate::parent::{Runner, State};
use crate::plugins::Plugins;
use crate::question::SetFrame;
use witness::Witness;

/// One set and its plugins.
#[derive(Default)]
pub struct Desk {
    key: u32,
    witnesses: Vec<Witness>,
    /// Plugins that cannot be asked at all.
    absent: Vec<Absent>,
    starting: Vec<Arc<Runner>>,
    paths: Vec<PathBuf>,
    given: BTreeMap<String, Given>,
    is_changed: bool,
}

impl Desk {
    /// A desk for a set with these rules, of which `brought` has some; `given` are their options.
    pub fn new(
        plugins: &Plugins,
        brought: Brought,
        rules: &RuleSet,
        given: BTreeMap<String, Given>,
    ) -> Self {
        let Brought { members, absent, starting, paths, .. } = brought;
        let news = plugins.news();
        let witnesses = members.into_iter();
        let witnesses = witnesses.map(|member| Witness::new(member, rules, &given, news.clone()));
        let (key, witnesses) = (plugins.key(), witnesses.collect());
        Self { key, witnesses, absent, starting, paths, given, is_changed: true }
    }

    /// Whether a plugin that was being started then has been since: the set is to be opened again.
    pub fn is_outdated(&self) -> bool {
        self.starting.iter().any(|runner| !matches!(runner.state(), State::Starting))
    }

    /// Whether a file that changed may be one of a plugin's: its manifest, or a library in its folder.
    pub fn may_load(&self, path: &Path) -> bool {
        let is_telling = path.file_name().is_some_and(|name| name == crate::manifest::FILE_NAME)
            || path.extension().is_some_and(|ending| ending == std::env::consts::DLL_EXTENSION);
        self.paths.iter().any(|plugin| path == plugin || (is_telling && path.starts_with(plugin)))
    }

    /// A caption's text is another now, and so are these images with it.
    pub fn forget_caption(&mut self, caption: usize, images: &[usize]) {
        self.witnesses.iter_mut().for_each(|witness| witness.forget_caption(caption, images));
        self.is_changed = true;
    }

    /// The images are others now.
    pub fn forget_images(&mut self) {
        self.witnesses.iter_mut().for_each(Witness::forget_images);
        self.is_changed = true;
    }

    /// Asks every plugin about all it was not asked about. Whoever asks waits until the time given at
    /// most, for what is soon answered.
    pub fn ask(&mut self, facts: &Facts, until: Instant) {
        if !self.is_changed {
            return;
        }
        self.is_changed = false;
        let mut frame = None;
        let mut set = || Arc::clone(frame.get_or_insert_with(|| Arc::new(SetFrame::of(facts))));
        for witness in &mut self.witnesses {
            witness.ask(self.key, facts, &mut set, until);
        }
    }

    /// Waits until all is answered.
    pub fn wait(&self) {
        self.witnesses.iter().for_each(|witness| witness.wait(None));
    }

    /// Waits for answers until the time given.
    pub fn wait_until(&self, until: Instant) {
        for witness in &self.witnesses {
            witness.wait(Some(until.saturating_duration_since(Instant::now())));
        }
    }

    /// Whether an answer is waited for.
    pub fn is_behind(&self) -> bool {
        self.witnesses.iter().any(Witness::is_behind)
    }

    /// Takes what was answered into the facts; whether that is news.
    pub fn hear(&mut self, facts: &mut Facts) -> bool {
        let mut is_news = false;
        for (number, witness) in self.witnesses.iter_mut().enumerate() {
            is_news |= witness.hear(number, facts);
        }
        let absent = self.absent(facts);
        is_news |= **facts.testimony.absent() != *absent;
        facts.testimony.miss(absent);
        is_news
    }

    /// Who should have spoken and has not.
    fn absent(&self, facts: &Facts) -> Vec<Absent> {
        let mut absent = self.absent.clone();
        for witness in &self.witnesses {
            witness.tell(&self.given, facts, &mut absent);
        }
        absent
    }
}
