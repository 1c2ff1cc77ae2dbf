//! The findings about several datasets, made of what each share told.

use onmodel_rules::judge::fingerprint;
use onmodel_rules::neighbours::{Beside, Neighbourhood};
use onmodel_rules::rules::{image_in_two_sets, trigger_collision};

use super::neighbour::neighbour;
use crate::json::{Dataset, Finding, Related, SharedFacts};
use onmodel_dataset::paths::slashed;

/// Adds to each dataset what it has in common with others.
pub(super) fn compare(datasets: &mut [Dataset]) {
    let all = Neighbourhood::of(datasets.iter().map(neighbour).collect());
    for (index, dataset) in datasets.iter_mut().enumerate() {
        let Some(facts) = dataset.facts.clone() else { continue };
        let beside = all.beside(index);
        let mut new = pictures(&beside, &facts);
        new.extend(triggers(&beside, &facts));
        for finding in &mut new {
            let inside = inside(&finding.path, &dataset.path);
            finding.fingerprint =
                fingerprint(&finding.rule, &dataset.name, &inside, &finding.fingerprint);
        }
        dataset.findings.extend(new);
        dataset.findings.sort_by(|a, b| key(a).cmp(&key(b)));
    }
}

/// By path, then offset, then rule, as everywhere.
fn key(finding: &Finding) -> (&str, usize, &str, &str) {
    let offset = finding.range.map_or(0, |range| range.start.offset);
    (&finding.path, offset, &finding.rule, &finding.message)
}

/// A path as a fingerprint names it: in the dataset, else the file's name alone.
fn inside(path: &str, root: &str) -> String {
    let below = if root == "." { Some(path) } else { path.strip_prefix(root) };
    let below = below.map(|below| below.trim_start_matches('/'));
    below.map_or_else(|| path.rsplit('/').next().unwrap_or(path).to_owned(), str::to_owned)
}

/// Findings whose fingerprint still is what they are about: the picture's content.
fn pictures(beside: &Beside<'_>, facts: &SharedFacts) -> Vec<Finding> {
    let rule = image_in_two_sets::NAME;
    let Some(&severity) = facts.levels.get(rule) else { return Vec::new() };
    let met = beside.meetings();
    let groups = met.chunk_by(|one, next| one.image == next.image);
    let found = groups.filter_map(|met| {
        let first = met.first()?;
        let image = facts.images.get(first.image).filter(|image| !image.ignored)?;
        let related = met.iter().map(|one| Related {
            path: slashed(&one.other.path(&one.other.images[one.there].0)),
            message: image_in_two_sets::where_found(one),
            range: None,
        });
        Some(Finding {
            rule: rule.to_owned(),
            severity,
            path: slashed(&beside.own().path(image.path.as_ref())),
            message: image_in_two_sets::message(met),
            consequence: Some(image_in_two_sets::CONSEQUENCE.to_owned()),
            range: None,
            related: related.collect(),
            fixes: Vec::new(),
            fingerprint: image.sha256.clone().unwrap_or_default(),
            source: "onmodel".to_owned(),
        })
    });
    found.collect()
}

/// Findings whose fingerprint is nothing yet.
fn triggers(beside: &Beside<'_>, facts: &SharedFacts) -> Vec<Finding> {
    let rule = trigger_collision::NAME;
    let Some(&severity) = facts.levels.get(rule) else { return Vec::new() };
    let met: Vec<_> = beside.collisions().collect();
    let groups = met.chunk_by(|one, next| one.0 == next.0);
    let found = groups.filter_map(|met| {
        let (own, ..) = met.first()?;
        let is_own = |known: &&crate::json::SharedTrigger| {
            known.text == own.text && own.file == std::path::Path::new(&known.path)
        };
        let trigger = facts.triggers.iter().find(is_own).filter(|trigger| !trigger.ignored)?;
        let related = met.iter().map(|(_, other, theirs, _)| Related {
            path: slashed(&theirs.file),
            message: trigger_collision::related(other, theirs),
            range: None,
        });
        Some(Finding {
            rule: rule.to_owned(),
            severity,
            path: trigger.path.clone(),
            message: trigger_collision::message(met),
            consequence: Some(trigger_collision::CONSEQUENCE.to_owned()),
            range: trigger.range,
            related: related.collect(),
            fixes: Vec::new(),
            fingerprint: String::new(),
            source: "onmodel".to_owned(),
        })
    });
    found.collect()
}
