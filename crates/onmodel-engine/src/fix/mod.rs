//! Mending a set: fixes applied until nothing changes, in memory first, on the disk when asked.
//!
//! [`mend`] judges the set, applies to each caption one fix that is allowed, reads the set again with
//! the new texts laid over the disk, and so on to a fixed point. What comes out is a [`Mended`]: every
//! file with its text before and after. Nothing is written until [`Mended::write`], which refuses a
//! file that changed meanwhile.

mod apply;
mod choose;
mod polish;
pub(crate) mod settle;
mod texts;

pub use apply::{Backup, Done, Failure, aside};
pub use polish::{Polished, polish};

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use onmodel_dataset::config::ConfigError;
use onmodel_dataset::write::Snapshot;
use onmodel_dataset::{Dataset, discover};
use onmodel_plugin_host::Plugins;
use onmodel_rules::config::Date;
use onmodel_rules::{Absent, Finding, Operation, Selection};
use onmodel_vision::ImageFacts;

use crate::OpenSet;
use choose::{Chosen, choose};
use settle::{LeftOut, Watch};
use texts::Texts;

/// Rounds after which mending gives up: each mends a finding of every caption that has one, and no
/// caption a person can read has more.
pub(crate) const MOST_ROUNDS: usize = 256;

/// What may be mended.
#[derive(Debug, Clone)]
pub struct Mending {
    /// The rules whose fixes are wanted.
    pub selection: Selection,
    /// Whether fixes to be reviewed first are applied too.
    pub unsafe_too: bool,
    /// The day, for `until` dates.
    pub today: Date,
    /// The plugins that may propose fixes too.
    pub plugins: Plugins,
}

/// One file, mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendedFile {
    /// The file, as reached.
    pub path: PathBuf,
    /// Its bytes when it was read.
    pub before: Arc<[u8]>,
    /// Its text now.
    pub after: String,
    /// What was done, in order: the fixes' titles.
    pub titles: Vec<String>,
    /// What the file must still hold for it to be written.
    pub expected: Snapshot,
}

/// A set, mended in memory.
#[derive(Debug, Default)]
pub struct Mended {
    /// The files whose text changed, by path.
    pub files: Vec<MendedFile>,
    /// File operations to carry out after them, each with its fix's title.
    pub operations: Vec<(String, Operation)>,
    /// What is still found after mending.
    pub left: Vec<Arc<Finding>>,
    /// Plugins that should have spoken and have not.
    pub absent: Arc<[Absent]>,
    /// Rules whose fixes come to no end: a sentence for each, with a file and what to do. The files
    /// are as if it offered none.
    pub endless: Vec<String>,
}

impl Mended {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.operations.is_empty()
    }
}

/// Mends a set in memory. `seen` is what is known of its images, in their order.
///
/// # Errors
/// What is wrong with the set's configuration.
pub fn mend(
    dataset: &Dataset,
    seen: &[Option<Arc<ImageFacts>>],
    options: &discover::Options,
    mending: &Mending,
) -> Result<Mended, Vec<ConfigError>> {
    let mut left_out = LeftOut::default();
    loop {
        let texts = Texts::new(dataset, options.clone());
        match attempt(dataset.clone(), texts, seen, mending, &left_out)? {
            Attempt::Mended(mended) => {
                return Ok(Mended { endless: left_out.sentences(), ..mended });
            }
            // Each is left out for good, so there is an end to this.
            Attempt::Endless(endless) => left_out.add(endless),
        }
    }
}

/// How a mending went.
enum Attempt {
    Mended(Mended),
    /// These rules come to no end on these files.
    Endless(Vec<(String, PathBuf)>),
}

fn attempt(
    mut dataset: Dataset,
    mut texts: Texts,
    seen: &[Option<Arc<ImageFacts>>],
    mending: &Mending,
    left_out: &LeftOut,
) -> Result<Attempt, Vec<ConfigError>> {
    let (mut mended, mut watch) = (Mended::default(), Watch::default());
    let mut states = BTreeSet::new();
    for _ in 0..MOST_ROUNDS {
        let mut set = OpenSet::open(dataset, &mending.selection, &mending.plugins)?;
        set.see(seen.to_vec());
        set.ask_plugins();
        mended.left = set.judge(mending.today).findings;
        mended.absent = Arc::clone(set.facts.testimony.absent());
        let Chosen { edits, rules, operations } =
            choose(&mended.left, mending.unsafe_too, left_out);
        mended.operations = operations;
        if edits.is_empty() {
            break;
        }
        for (path, rule) in &rules {
            watch.mends(rule, path, texts.length(path), &mended.left);
        }
        let endless = watch.endless();
        if !endless.is_empty() {
            return Ok(Attempt::Endless(endless));
        }
        texts.apply(edits);
        // Two fixes that undo each other come back to a text there was before.
        if !states.insert(texts.digest()) {
            break;
        }
        dataset = set.facts.dataset.reopen(texts.options())?;
    }
    Ok(Attempt::Mended(Mended { files: texts.into_files(), ..mended }))
}
