//! Several shares' reports made one, with the comparison across datasets that no share could make.

mod across;
mod neighbour;

use onmodel_rules::Severity;

use crate::json::Document;

/// Why reports cannot be joined.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// There is none.
    #[error("there is no report to join")]
    None,
    /// One is of another version of the shape.
    #[error("{0}: its `schema_version` is {1}, this program joins 1")]
    Version(String, u32),
    /// Two name the same dataset.
    #[error("{first} and {second} both hold the dataset {dataset}: each share may be joined once")]
    Twice {
        /// The dataset.
        dataset: String,
        /// The first report's name.
        first: String,
        /// The second report's.
        second: String,
    },
    /// A share is missing.
    #[error("these are not all shares: {missing} is missing")]
    Missing {
        /// `2/5`.
        missing: String,
    },
}

/// Joins reports, each with its name; `fail_on` is the least severity that fails a dataset.
///
/// # Errors
/// Where they are not the shares of one check.
pub fn merge(
    reports: Vec<(String, Document)>,
    fail_on: Option<Severity>,
) -> Result<Document, MergeError> {
    refuse_other_versions(&reports)?;
    refuse_missing(&reports)?;
    refuse_twice(&reports)?;
    let mut reports = reports.into_iter().map(|(_, report)| report);
    let mut whole = reports.next().ok_or(MergeError::None)?;
    whole.shard = None;
    for report in reports {
        whole.datasets.extend(report.datasets);
        for error in report.errors {
            let is_known = |known: &crate::json::ConfigError| {
                (&known.path, known.line, &known.message)
                    == (&error.path, error.line, &error.message)
            };
            if !whole.errors.iter().any(is_known) {
                whole.errors.push(error);
            }
        }
        for problem in report.problems {
            if !whole.problems.contains(&problem) {
                whole.problems.push(problem);
            }
        }
        let (sum, summary) = (&mut whole.summary, report.summary);
        sum.suppressed += summary.suppressed;
        sum.baselined += summary.baselined;
    }
    whole.datasets.sort_by(|a, b| a.path.cmp(&b.path));
    across::compare(&mut whole.datasets);
    for dataset in &mut whole.datasets {
        dataset.facts = None;
        dataset.settle(fail_on);
    }
    count(&mut whole);
    Ok(whole)
}

fn count(document: &mut Document) {
    let findings = document.datasets.iter().flat_map(|dataset| &dataset.findings);
    let of = |severity| findings.clone().filter(|one| one.severity == severity).count();
    let (errors, warnings, hints) =
        (of(Severity::Error), of(Severity::Warning), of(Severity::Hint));
    let summary = &mut document.summary;
    (summary.errors, summary.warnings, summary.hints) = (errors, warnings, hints);
}

fn refuse_other_versions(reports: &[(String, Document)]) -> Result<(), MergeError> {
    let other = reports.iter().find(|(_, report)| report.schema_version != 1);
    other.map_or(Ok(()), |(name, report)| {
        Err(MergeError::Version(name.clone(), report.schema_version))
    })
}

/// A matrix with a machine that failed must not pass for a whole.
fn refuse_missing(reports: &[(String, Document)]) -> Result<(), MergeError> {
    let shares: Vec<&str> =
        reports.iter().filter_map(|(_, report)| report.shard.as_deref()).collect();
    let count =
        shares.iter().filter_map(|share| share.split_once('/')?.1.parse::<usize>().ok()).max();
    let wanted = (1..=count.unwrap_or(0)).map(|one| format!("{one}/{}", count.unwrap_or(0)));
    let missing = wanted.into_iter().find(|share| !shares.contains(&share.as_str()));
    missing.map_or(Ok(()), |missing| Err(MergeError::Missing { missing }))
}

fn refuse_twice(reports: &[(String, Document)]) -> Result<(), MergeError> {
    let mut known = std::collections::HashMap::new();
    for (name, report) in reports {
        for dataset in &report.datasets {
            if let Some(first) = known.insert(&dataset.path, name) {
                let (dataset, first, second) = (dataset.path.clone(), first.clone(), name.clone());
                return Err(MergeError::Twice { dataset, first, second });
            }
        }
    }
    Ok(())
}
