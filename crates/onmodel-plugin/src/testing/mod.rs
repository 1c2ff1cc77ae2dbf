//! Runs a rule without onmodel, for unit tests.
//!
//! A rule is shown what onmodel would show it, and no more: one of scope `Caption` sees no image.
//!
//! ```
//! # use onmodel_plugin::{Finding, Item, Report, Rule, options::NoOptions, testing};
//! # struct NoNight;
//! # impl Rule for NoNight {
//! #     type Options = NoOptions;
//! #     const ID: &'static str = "studio/no-night";
//! #     const SUMMARY: &'static str = "Night";
//! #     fn new(_: NoOptions) -> Result<Self, String> { Ok(Self) }
//! #     fn check(&self, item: Item<'_>, report: &mut Report<'_>) {
//! #         if let Some(tag) = item.caption().find("night") {
//! #             report.push(Finding::at(tag.span(), "no night"));
//! #         }
//! #     }
//! # }
//! assert_eq!(testing::messages(&NoNight, "krstl, night"), ["no night"]);
//! ```

mod apply;
mod sample;
mod set;

pub use apply::apply;
pub use sample::Sample;
pub use set::Set;

use crate::options::Options;
use crate::{Finding, Report, Rule, Scope};

/// More rounds of fixes than this would never end.
const MOST_ROUNDS: usize = 100;

/// The rule with options as onmodel passes them, a JSON object.
///
/// # Errors
/// What the user would be told of the options.
pub fn with_options<R: Rule>(json: &str) -> Result<R, String> {
    R::new(R::Options::read(json).map_err(|error| error.to_string())?)
}

/// What the rule finds in a caption.
pub fn check<R: Rule>(rule: &R, caption: &str) -> Vec<Finding> {
    check_item(rule, &Sample::captioned(caption))
}

/// What the rule says of a caption.
pub fn messages<R: Rule>(rule: &R, caption: &str) -> Vec<String> {
    check(rule, caption).into_iter().map(|finding| finding.message).collect()
}

/// What the rule's fixes make of a caption: the first fix of each finding, again and again until
/// nothing changes.
pub fn fixed<R: Rule>(rule: &R, caption: &str) -> String {
    let mut text = caption.to_owned();
    for _ in 0..MOST_ROUNDS {
        let findings = check(rule, &text);
        let Some(fix) = findings.iter().find_map(|finding| finding.fixes.first()) else { break };
        let own = fix.edits.iter().filter(|(item, _)| item.is_none());
        let edits: Vec<_> = own.map(|(_, edit)| edit.clone()).collect();
        let next = apply(&text, &edits);
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// What the rule finds in an image or a caption.
///
/// # Panics
/// If the rule looks at datasets.
pub fn check_item<R: Rule>(rule: &R, sample: &Sample) -> Vec<Finding> {
    assert!(R::SCOPE != Scope::Dataset, "{} looks at datasets: use check_dataset", R::ID);
    let mut report = Report::kept();
    let set = Set::default();
    set.show_one(sample, R::SCOPE, |item| rule.check(item, &mut report));
    report.into_findings()
}

/// What the rule finds in a set.
///
/// # Panics
/// If the rule does not look at datasets.
pub fn check_dataset<R: Rule>(rule: &R, set: &Set) -> Vec<Finding> {
    assert!(R::SCOPE == Scope::Dataset, "{} looks at items: use check_item", R::ID);
    let mut report = Report::kept();
    set.show(|dataset| rule.check_dataset(dataset, &mut report));
    report.into_findings()
}

#[cfg(test)]
mod tests;
