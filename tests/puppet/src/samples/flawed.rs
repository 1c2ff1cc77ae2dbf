//! The sample with everything wrong: one table row for each mistake, from which both the files and their list are made.

mod captions;
mod pictures;

use std::fmt::Write as _;

use super::SampleFile;

/// One mistake, as files of the sample.
pub(super) struct Flaw {
    files: Vec<SampleFile>,
    what: &'static str,
    rules: &'static str,
}

impl Flaw {
    /// A picture with the caption beside it.
    fn new(
        picture: &str,
        bytes: Vec<u8>,
        caption: impl Into<Vec<u8>>,
        what: &'static str,
        rules: &'static str,
    ) -> Self {
        let stem = picture.rsplit_once('.').map_or(picture, |(stem, _)| stem);
        let files =
            vec![SampleFile::new(picture, bytes), SampleFile::new(format!("{stem}.txt"), caption)];
        Self { files, what, rules }
    }

    /// Files that are no such pair.
    fn of(files: Vec<SampleFile>, what: &'static str, rules: &'static str) -> Self {
        Self { files, what, rules }
    }
}

const CONFIGURATION: &str = r#"# Every file here has something wrong with it on purpose: ../README.md lists what.
[dataset]
name = "kestrel-flawed"
trigger = "krstl"
class = "woman"
base = "sdxl"

[traits]
vary = ["pose", "expression", "view", "framing", "background"]
identity = ["red hair", "green eyes", "blue jacket"]

[score]
min = 80
"#;

/// Every mistake, in the order of the file names.
pub(super) fn flaws() -> Vec<Flaw> {
    let mut flaws = pictures::flaws();
    flaws.extend(captions::flaws());
    flaws
}

/// All files of the sample.
pub(super) fn files(flaws: &[Flaw]) -> Vec<SampleFile> {
    let configuration = SampleFile::new("onmodel.toml", CONFIGURATION);
    let of_flaws = flaws.iter().flat_map(|flaw| flaw.files.iter().cloned());
    std::iter::once(configuration).chain(of_flaws).collect()
}

const INTRODUCTION: &str = "\
# Sample datasets

Kestrel is our own character, drawn by `tests/puppet`. Draw both sets again with
`cargo run -p puppet --release -- datasets tests/datasets`; this page is written by the same command.

- `kestrel`: eight pictures and captions as they should be.
- `kestrel-flawed`: nearly every mistake the rules know, at least once. What is wrong with which file:

| file | what is wrong | rule |
|---|---|---|
";

const AFTERWORD: &str = "
The set as a whole: the same smile nearly everywhere (`dataset-trait-dominant`), one composition three times over
(`dataset-repeated-composition`), and far more pictures than a character needs.

Two names that differ only by case (`file-name-clash`) cannot be checked out on Windows and macOS; the set shows the
rule by a reserved ending instead.
";

/// The page that lists the mistakes.
pub(super) fn readme(flaws: &[Flaw]) -> String {
    let mut page = INTRODUCTION.to_owned();
    for flaw in flaws {
        let names: Vec<String> = flaw.files.iter().map(|file| format!("`{}`", file.name)).collect();
        let rules: Vec<String> = flaw.rules.split(' ').map(|rule| format!("`{rule}`")).collect();
        let rules = if flaw.rules.is_empty() { "none".to_owned() } else { rules.join(", ") };
        let _ = writeln!(page, "| {} | {} | {rules} |", names.join(" "), flaw.what); // a string takes all
    }
    page + AFTERWORD
}

/// A caption as the set writes them, from what varies: pose, expression, view, framing, background.
fn tags(varied: &str) -> String {
    format!("krstl, woman, red hair, green eyes, blue jacket, {varied}, anime style\n")
}
