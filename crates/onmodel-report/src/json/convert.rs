//! From a check to its document.

use onmodel_caption::ColumnUnit;
use onmodel_dataset::git::Since;
use onmodel_engine::{Check, Gate, SetReport};
use onmodel_rules::Part;

use super::document::{
    Before, ConfigError, Dataset, Document, Edit, Finding, Fix, Operation, Related, Review, Score,
    ScorePart, Summary, Tool, Weakened,
};
use super::shared::SharedFacts;
use crate::Style;

impl Document {
    /// The document of a check, paths as `style` shows them.
    pub fn of(check: &Check, gate: &Gate, style: &Style) -> Self {
        let tool =
            Tool { name: "onmodel".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() };
        Self {
            schema_version: 1,
            tool,
            datasets: check.sets.iter().map(|set| dataset(set, check, gate, style)).collect(),
            errors: check.errors.iter().map(|error| config_error(error, style)).collect(),
            problems: check
                .problems
                .iter()
                .map(|problem| problem.said_of(&style.path(problem.path())))
                .collect(),
            summary: summary(check),
            review: check.review.as_ref().map(|found| review(found, style)),
            shard: check.shard.map(|shard| shard.to_string()),
        }
    }
}

fn dataset(set: &SetReport, check: &Check, gate: &Gate, style: &Style) -> Dataset {
    let (dataset, settings) = (&set.facts.dataset, &set.facts.context.settings);
    Dataset {
        path: style.path(&dataset.root),
        name: dataset.name.clone(),
        trainer: settings.trainer.to_string(),
        base: settings.base.as_ref().map(|base| base.name.clone()),
        images: dataset.images.len(),
        captions: dataset.captions.len(),
        ready: gate.passes(set),
        score: Score { needed: gate.needed(set), ..score(&set.judgement.score) },
        before: check.review.as_ref().and_then(|review| {
            let before = review.before.get(&dataset.root)?;
            let (new, mended) = (before.new_in(set).count(), before.mended_in(set));
            Some(Before { score: before.score, new, mended })
        }),
        findings: set.judgement.findings.iter().map(|one| finding(one, style)).collect(),
        facts: check.shard.map(|_| SharedFacts::of(set, style)),
    }
}

fn score(score: &onmodel_rules::score::Score) -> Score {
    let parts = score.parts.iter().map(|part| ScorePart {
        name: part.part.word().to_owned(),
        score: part.score,
        weight: part.weight,
        detail: part.detail.clone(),
        distinct_pictures: (part.part == Part::Diversity).then_some(score.distinct),
    });
    Score { total: score.total, needed: None, parts: parts.collect() }
}

fn finding(finding: &onmodel_rules::Finding, style: &Style) -> Finding {
    let related = finding.related.iter().map(|related| Related {
        path: style.path(&related.path),
        message: related.message.clone(),
        range: related.range,
    });
    Finding {
        rule: finding.rule.clone(),
        severity: finding.severity,
        path: style.path(&finding.path),
        message: finding.message.clone(),
        consequence: finding.consequence.clone(),
        range: finding.range,
        related: related.collect(),
        fixes: finding.fixes.iter().map(|one| fix(one, style)).collect(),
        fingerprint: finding.fingerprint.clone(),
        source: finding.source.to_string(),
    }
}

fn fix(fix: &onmodel_rules::Fix, style: &Style) -> Fix {
    let edits = fix.edits.iter().map(|edit| Edit {
        path: style.path(&edit.path),
        start: edit.start,
        end: edit.end,
        text: edit.text.clone(),
    });
    Fix {
        title: fix.title.clone(),
        safety: fix.safety,
        edits: edits.collect(),
        operations: fix.operations.iter().map(|one| operation(one, style)).collect(),
    }
}

fn operation(operation: &onmodel_rules::Operation, style: &Style) -> Operation {
    use onmodel_rules::Operation as From;
    match operation {
        From::Rename { from, to } => {
            Operation::Rename { from: style.path(from), to: style.path(to) }
        }
        From::Create { path, text } => {
            Operation::Create { path: style.path(path), text: text.clone() }
        }
        From::MoveAside { path } => Operation::MoveAside { path: style.path(path) },
    }
}

fn config_error(error: &onmodel_dataset::ConfigError, style: &Style) -> ConfigError {
    let at = error.position(ColumnUnit::Utf16);
    ConfigError {
        path: style.path(&error.place.path),
        line: at.line,
        character: at.column,
        message: error.message.clone(),
        help: error.help.clone(),
    }
}

fn summary(check: &Check) -> Summary {
    let tally = check.tally();
    Summary {
        errors: tally.errors,
        warnings: tally.warnings,
        hints: tally.hints,
        suppressed: tally.suppressed,
        baselined: tally.baselined,
    }
}

fn review(review: &onmodel_engine::Review, style: &Style) -> Review {
    let since = match &review.since {
        Since::Reference(reference) => Some(reference.clone()),
        Since::Staged => None,
    };
    let weakened = review.milder.iter().map(|(path, milder)| Weakened {
        path: style.path(path),
        about: milder.about.clone(),
        what: milder.what.clone(),
    });
    Review {
        since,
        base: review.base.as_ref().map(|base| base.0.clone()),
        gone: review.gone.iter().map(|path| style.path(path)).collect(),
        weakened: weakened.collect(),
    }
}
