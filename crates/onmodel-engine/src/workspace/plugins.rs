//! The plugins of a workspace: asked in the background, heard when they answer, never waited for.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Workspace;
use crate::open_set::GLANCE;
use crate::{Plugins, today};

impl Workspace {
    /// The same workspace, which runs these plugins. They must be patient ones: a workspace waits for
    /// nobody.
    #[must_use]
    pub fn with_plugins(mut self, plugins: Plugins) -> Self {
        debug_assert!(!plugins.run() || plugins.is_patient());
        self.plugins = plugins;
        self
    }

    /// From now on no plugin runs.
    pub fn stop_plugins(&mut self) {
        self.plugins = Plugins::none();
        self.search();
    }

    /// What is to be told of the plugins that run, told once: [`Plugins::unconfined`].
    pub fn unconfined_plugins(&self) -> Vec<String> {
        self.plugins.unconfined()
    }

    /// Trusts the plugin at `path`, if its library still is the one of this digest, and runs it; its
    /// name.
    ///
    /// # Errors
    /// Why it is not trusted, in words.
    pub fn trust_plugin(&mut self, path: &Path, sha256: &str) -> Result<String, String> {
        let day = today();
        let day = format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
        let title = self.plugins.trust(path, sha256, &day)?;
        self.search();
        Ok(title)
    }

    /// Whether one of these files may be a plugin's.
    pub(super) fn is_plugin_changed(&self, paths: &[PathBuf]) -> bool {
        paths.iter().any(|path| self.sets.iter().any(|held| held.set.may_load(path)))
    }

    /// Asks plugins about what is new, and takes in what they have answered.
    pub(super) fn listen_to_plugins(&mut self) {
        // Whoever takes their trust back in a terminal means this process too.
        let turn = self.plugins.trust_turn();
        if turn != self.trust_turn {
            self.trust_turn = turn;
            self.search();
        }
        for at in 0..self.sets.len() {
            if self.sets.get(at).is_some_and(|held| held.set.is_outdated()) && !self.reopen(at) {
                return self.search();
            }
        }
        let end = Instant::now() + GLANCE;
        for held in &mut self.sets {
            held.is_stale |= held.set.glance_at_plugins(end);
        }
    }
}
