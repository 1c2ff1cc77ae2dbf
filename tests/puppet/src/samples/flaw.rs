//! One mistake of a sample: its files, what is wrong with them, and which rules must say so.

use super::SampleFile;

/// One mistake, as files of the sample.
pub(super) struct Flaw {
    /// The files to write.
    pub(super) files: Vec<SampleFile>,
    /// The file the page names, where there are none to write: the configuration.
    about: Option<&'static str>,
    what: &'static str,
    rules: &'static str,
}

impl Flaw {
    /// A picture with the caption beside it.
    pub(super) fn new(
        picture: &str,
        bytes: Vec<u8>,
        caption: impl Into<Vec<u8>>,
        what: &'static str,
        rules: &'static str,
    ) -> Self {
        let stem = picture.rsplit_once('.').map_or(picture, |(stem, _)| stem);
        let caption = SampleFile::new(format!("{stem}.txt"), caption);
        Self::of(vec![SampleFile::new(picture, bytes), caption], what, rules)
    }

    /// Files that are no such pair.
    pub(super) fn of(files: Vec<SampleFile>, what: &'static str, rules: &'static str) -> Self {
        Self { files, about: None, what, rules }
    }

    /// What is wrong with the set as a whole, told of its configuration.
    pub(super) fn whole(about: &'static str, what: &'static str, rules: &'static str) -> Self {
        Self { files: Vec::new(), about: Some(about), what, rules }
    }

    /// Its row of the page: the files, what is wrong, the rules that say so.
    pub(super) fn row(&self) -> String {
        let files = self.files.iter().map(|file| file.name.as_str()).chain(self.about);
        let names: Vec<String> = files.map(|name| format!("`{name}`")).collect();
        let rules: Vec<String> = self.rules.split(' ').map(|rule| format!("`{rule}`")).collect();
        let rules = if self.rules.is_empty() { "none".to_owned() } else { rules.join(", ") };
        format!("| {} | {} | {rules} |\n", names.join(" "), self.what)
    }
}
