//! A studio's folder on disk, read by the engine and judged by hand.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_dataset::ConfigError;
use onmodel_engine::{Check, Engine, Gate, Options, Plugins, SetReport};
use onmodel_report::Style;
use onmodel_rules::config::Date;
use onmodel_rules::score::{Score, ScorePart};
use onmodel_rules::{Finding, Judgement, Part, Selection, Severity};
use onmodel_vision::Examiner;
use tempfile::TempDir;

/// A folder that is its own repository.
pub(crate) struct Studio {
    folder: TempDir,
}

impl Studio {
    /// A folder with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let studio = Self { folder: TempDir::new().unwrap() };
        std::fs::create_dir(studio.path().join(".git")).unwrap();
        for (name, text) in files {
            studio.write(name, text.as_bytes());
        }
        studio
    }

    /// Its path as the disk has it.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    /// Writes one file, its folders too.
    pub(crate) fn write(&self, name: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// The datasets below `names`, with nothing found in them, and the faults of configurations.
    pub(crate) fn open(&self, names: &[&str]) -> (Vec<SetReport>, Vec<ConfigError>) {
        let options = Options {
            trainer: None,
            selection: Selection::default(),
            config: None,
            today: Date { year: 2026, month: 1, day: 1 },
        };
        let paths: Vec<PathBuf> = names.iter().map(|name| self.path().join(name)).collect();
        let (sets, errors, problems) =
            Engine::new(options, Examiner::without_cache(), Plugins::none()).open(&paths);
        assert!(problems.is_empty(), "{problems:?}");
        let judgement = || Judgement {
            findings: Vec::new(),
            suppressed: 0,
            baselined: 0,
            score: score([100.0; 5]),
        };
        let judged = |set: onmodel_engine::OpenSet| SetReport {
            facts: set.facts,
            rules: set.rules,
            judgement: judgement(),
        };
        (sets.into_iter().map(judged).collect(), errors)
    }

    /// The one dataset in `name`.
    pub(crate) fn set(&self, name: &str) -> SetReport {
        let (mut sets, errors) = self.open(&[name]);
        assert!(errors.is_empty(), "{errors:?}");
        sets.remove(0)
    }

    /// A style without colour, 80 columns wide, with this folder as working directory.
    pub(crate) fn style(&self) -> Style {
        Style {
            colour: false,
            width: 80,
            quiet: false,
            verbose: false,
            statistics: false,
            folder: self.path(),
        }
    }
}

/// A check of these sets.
pub(crate) fn check(sets: Vec<SetReport>) -> Check {
    Check { sets, ..Check::default() }
}

/// A set with these findings, and the scores of its parts.
pub(crate) fn judged(mut set: SetReport, findings: Vec<Finding>, parts: [f64; 5]) -> SetReport {
    set.judgement = Judgement {
        findings: findings.into_iter().map(Arc::new).collect(),
        suppressed: 0,
        baselined: 0,
        score: score(parts),
    };
    set
}

/// A score with these parts.
pub(crate) fn score(scores: [f64; 5]) -> Score {
    let details = [
        "7 of 7 images are at least 1024 px on the short side",
        "7 of 7 images are as the trainer wants its file",
        "7 images show about 5.3 distinct pictures",
        "7 distinct pictures; 7 to 15 make a good set",
        "7 of 7 images are captioned without a fault",
    ];
    let parts = Part::ALL.into_iter().zip(scores).zip(details).map(|((part, score), detail)| {
        ScorePart { part, score, weight: part.weight(), detail: detail.to_owned() }
    });
    let parts: Vec<ScorePart> = parts.collect();
    let total = parts.iter().map(|part| part.score * part.weight).sum();
    Score { total, parts, distinct: 5.3 }
}

/// Fails on errors, whatever the score.
pub(crate) const GATE: Gate = Gate { fail_on: Some(Severity::Error), min_score: None };
