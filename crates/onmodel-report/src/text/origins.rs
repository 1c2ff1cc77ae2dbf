//! Why a set was found, and which file set what.

use onmodel_dataset::Evidence;
use onmodel_engine::SetReport;

use crate::Style;
use crate::harmless::harmless;

pub(super) fn render(set: &SetReport, style: &Style) -> String {
    let mut lines = vec![format!("found because {}", why(&set.facts.dataset.evidence))];
    let settings = &set.facts.context.settings;
    for (key, path) in settings.origins() {
        lines.push(format!("{} set by {}", harmless(&key), style.harmless_path(path)));
    }
    if settings.layers.is_empty() {
        lines.push("no onmodel.toml applies: every setting is its default".to_owned());
    }
    lines.join("\n") + "\n"
}

fn why(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Named => "its onmodel.toml has `dataset.name`".to_owned(),
        Evidence::KohyaFolders(first) => format!("it holds {}", harmless(first)),
        Evidence::Pair(image) => format!("it holds {} with its caption", harmless(image)),
        Evidence::Metadata(file) => format!("{} in it names its images", harmless(file)),
        Evidence::Given => "it was named on the command line and holds an image".to_owned(),
    }
}
