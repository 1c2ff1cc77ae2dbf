//! The XML of `JUnit`: a suite for each dataset, a case for each rule that spoke, one for the score.
//!
//! A case fails where a finding of its rule fails the check; milder findings stand in its output, so
//! that a dashboard of tests counts what the gate counts.

mod xml;

use std::collections::BTreeMap;

use onmodel_rules::Severity;

use crate::json::{Dataset, Document, Finding};
use xml::Element;

/// The report of all datasets; `fail_on` is the least severity that fails one.
pub fn render(document: &Document, fail_on: Option<Severity>) -> String {
    let mut suites: Vec<Suite> =
        document.datasets.iter().map(|dataset| of_dataset(dataset, fail_on)).collect();
    suites.extend(of_configuration(document));
    let sum = |count: fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>();
    let root = Element::new("testsuites")
        .with("name", "onmodel")
        .with("tests", sum(|suite| suite.cases.len()))
        .with("failures", sum(|suite| suite.failures))
        .with("errors", sum(|suite| suite.errors));
    let root = suites.into_iter().fold(root, |root, suite| root.child(suite.element()));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root}")
}

#[derive(Default)]
struct Suite {
    name: String,
    cases: Vec<Element>,
    failures: usize,
    errors: usize,
}

impl Suite {
    fn element(self) -> Element {
        let suite = Element::new("testsuite")
            .with("name", &self.name)
            .with("tests", self.cases.len())
            .with("failures", self.failures)
            .with("errors", self.errors);
        self.cases.into_iter().fold(suite, Element::child)
    }
}

fn of_dataset(dataset: &Dataset, fail_on: Option<Severity>) -> Suite {
    let mut suite = Suite { name: dataset.path.clone(), ..Suite::default() };
    let (total, needed) = (dataset.score.total, dataset.score.needed);
    let case = case("score", dataset);
    suite.cases.push(match needed.filter(|_| !dataset.score_suffices()) {
        None => case.child(Element::new("system-out").text(format!("{total:.1} of 100"))),
        Some(needed) => {
            suite.failures += 1;
            let message = format!("the score is {total:.1}, {needed} is needed");
            let reasons = dataset
                .score
                .parts
                .iter()
                .map(|part| format!("{} {:.0}: {}\n", part.name, part.score, part.detail));
            case.child(failure("score", &message, reasons.collect()))
        }
    });
    let mut rules: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &dataset.findings {
        rules.entry(&finding.rule).or_default().push(finding);
    }
    for (rule, findings) in rules {
        let fails = |finding: &&&Finding| fail_on.is_some_and(|least| finding.severity >= least);
        let failing = findings.iter().filter(fails).count();
        let told: String = findings.iter().map(|finding| line(finding)).collect();
        let case = self::case(rule, dataset);
        suite.failures += usize::from(failing > 0);
        suite.cases.push(if failing > 0 {
            let message = match findings.as_slice() {
                [one] => one.message.clone(),
                many => format!("{} findings", many.len()),
            };
            case.child(failure(rule, &message, told))
        } else {
            case.child(Element::new("system-out").text(told))
        });
    }
    suite
}

/// What kept datasets from being checked: errors, as a test that cannot run is.
fn of_configuration(document: &Document) -> Option<Suite> {
    let faults = document.errors.iter().map(|error| {
        let at = format!("{}:{}:{}", error.path, error.line + 1, error.character + 1);
        let help = error.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        (at, format!("{}{help}", error.message))
    });
    let problems = document.problems.iter().map(|problem| (problem.clone(), String::new()));
    let cases = faults.chain(problems).map(|(name, message)| {
        let error = Element::new("error").with("type", "configuration").with("message", &message);
        Element::new("testcase").with("name", &name).with("classname", "configuration").child(error)
    });
    let cases: Vec<Element> = cases.collect();
    let (name, errors) = ("configuration".to_owned(), cases.len());
    (errors > 0).then_some(Suite { name, cases, failures: 0, errors })
}

fn case(name: &str, dataset: &Dataset) -> Element {
    Element::new("testcase").with("name", name).with("classname", &dataset.path)
}

fn failure(kind: &str, message: &str, told: String) -> Element {
    Element::new("failure").with("type", kind).with("message", message).text(told)
}

fn line(finding: &Finding) -> String {
    let at = finding.range.map_or_else(String::new, |range| {
        format!(":{}:{}", range.start.line + 1, range.start.character + 1)
    });
    let consequence = finding.consequence.as_ref().map(|says| format!(" ({says})"));
    let (path, word) = (&finding.path, finding.severity.word());
    format!("{path}{at}: {word}: {}{}\n", finding.message, consequence.unwrap_or_default())
}
