//! The sample with everything wrong: one table row for each mistake, from which both the files and their list are made.

mod captions;
mod pictures;

use super::SampleFile;
use super::flaw::Flaw;

const CONFIGURATION: &str = r#"# Every file here has something wrong with it on purpose: ../README.md lists what.
[dataset]
name = "kestrel-flawed"
trigger = "krstl"
class = "woman"
base = "sdxl"

[traits]
vary = ["pose", "expression", "view", "framing", "background"]
identity = ["red hair", "green eyes", "blue jacket"]

[rules]
dataset-too-large = { max = 20 }

[score]
min = 80
"#;

/// Every mistake, in the order of the file names.
pub(super) fn flaws() -> Vec<Flaw> {
    let mut flaws = pictures::flaws();
    flaws.extend(captions::flaws());
    flaws.push(Flaw::whole(
        "onmodel.toml",
        "a smile nearly everywhere, and more pictures than were asked for",
        "dataset-low-variety dataset-too-large",
    ));
    flaws
}

/// The file that is no mistake by itself.
pub(super) fn configuration() -> SampleFile {
    SampleFile::new("onmodel.toml", CONFIGURATION)
}

/// A caption as the set writes them, from what varies: pose, expression, view, framing, background.
fn tags(varied: &str) -> String {
    format!("krstl, woman, red hair, green eyes, blue jacket, {varied}, anime style\n")
}
