//! Findings made by hand.

use std::path::PathBuf;

use onmodel_caption::{ColumnUnit, LineIndex, Span};
use onmodel_engine::SetReport;
use onmodel_rules::{
    FileEdit, FileRange, Finding, Fix, Operation, Point, Related, Safety, Severity, Source,
};

/// A finding about a whole file of the set, or about the set for an empty name.
pub(crate) fn on(
    set: &SetReport,
    name: &str,
    severity: Severity,
    rule: &str,
    message: &str,
) -> Finding {
    Finding {
        rule: rule.to_owned(),
        severity,
        path: path(set, name),
        range: None,
        message: message.to_owned(),
        consequence: None,
        related: Vec::new(),
        fixes: Vec::new(),
        fingerprint: "0011223344556677".to_owned(),
        source: Source::Builtin,
    }
}

/// A path in the set.
pub(crate) fn path(set: &SetReport, name: &str) -> PathBuf {
    let root = &set.facts.dataset.root;
    if name.is_empty() { root.clone() } else { root.join(name) }
}

/// What is chained onto a finding.
pub(crate) trait With: Sized {
    /// Marks the first place where `words` stand in the caption.
    fn marks(self, set: &SetReport, words: &str) -> Self;
    /// Says what the trainer does.
    fn consequence(self, says: &str) -> Self;
    /// Names another place.
    fn related(self, set: &SetReport, name: &str, message: &str) -> Self;
    /// Adds a fix that inserts `text` at the start of the file.
    fn inserts(self, title: &str, text: &str) -> Self;
    /// Adds a fix without content.
    fn fix(self, safety: Safety, title: &str) -> Self;
    /// Adds a fix that operates on files.
    fn operates(self, title: &str, operations: Vec<Operation>) -> Self;
}

impl With for Finding {
    fn marks(mut self, set: &SetReport, words: &str) -> Self {
        let captions = &set.facts.dataset.captions;
        let file = captions.iter().find(|file| file.path == self.path).expect("a caption");
        let body = file.body.as_ref().expect("a readable caption");
        let start = body.text.find(words).expect("the words marked");
        self.range = Some(range(&body.text, Span::new(start, start + words.len()), body.mark()));
        self
    }

    fn consequence(mut self, says: &str) -> Self {
        self.consequence = Some(says.to_owned());
        self
    }

    fn related(mut self, set: &SetReport, name: &str, message: &str) -> Self {
        let path = path(set, name);
        self.related.push(Related { path, range: None, message: message.to_owned() });
        self
    }

    fn inserts(mut self, title: &str, text: &str) -> Self {
        let (path, text) = (self.path.clone(), text.to_owned());
        self = self.fix(Safety::Safe, title);
        self.fixes.last_mut().unwrap().edits.push(FileEdit { path, start: 0, end: 0, text });
        self
    }

    fn fix(mut self, safety: Safety, title: &str) -> Self {
        let title = title.to_owned();
        self.fixes.push(Fix { title, safety, edits: Vec::new(), operations: Vec::new() });
        self
    }

    fn operates(mut self, title: &str, operations: Vec<Operation>) -> Self {
        self = self.fix(Safety::Unsafe, title);
        self.fixes.last_mut().unwrap().operations = operations;
        self
    }
}

fn range(text: &str, span: Span, mark: usize) -> FileRange {
    let lines = LineIndex::new(text);
    let point = |offset| {
        let at = lines.position(text, offset, ColumnUnit::Utf16);
        Point { line: at.line, character: at.column, offset: offset + mark }
    };
    FileRange { start: point(span.start), end: point(span.end) }
}

/// Everything wrong at once, in a set with the captions of [`FLAWED`].
pub(crate) fn everything(set: &SetReport) -> Vec<Finding> {
    use Severity::{Error, Hint, Warning};
    vec![
        on(
            set,
            "",
            Warning,
            "dataset-too-small",
            "4 distinct pictures: 7 or more make a character",
        )
        .consequence("Scenario trains, but the character comes out stiff"),
        on(set, "01.png", Error, "image-unreadable", "the file ends in the middle of the picture")
            .consequence("Scenario refuses the whole upload"),
        on(set, "02.JPG", Warning, "image-extension-mismatch", "named .JPG, but it is a PNG")
            .operates(
                "rename it to 02.png",
                vec![Operation::Rename { from: path(set, "02.JPG"), to: path(set, "02.png") }],
            ),
        on(set, "03.txt", Error, "trigger-missing", "the trigger \"krstl\" is not in this caption")
            .marks(set, "woman")
            .consequence("Scenario trains this image without tying it to the character")
            .inserts("insert \"krstl, \" at the start", "krstl, "),
        on(set, "04.png", Hint, "image-near-duplicate", "much like 03.png")
            .related(set, "03.png", "6 of 64 bits differ")
            .operates(
                "move 04.png aside",
                vec![Operation::MoveAside { path: path(set, "04.png") }],
            ),
        on(set, "04.txt", Warning, "caption-contradiction", "smiling and frowning at once")
            .marks(set, "frowning")
            .fix(Safety::Assist, "keep \"smiling\"")
            .fix(Safety::Assist, "keep \"frowning\""),
    ]
}

/// The files [`everything`] is about.
pub(crate) const FLAWED: [(&str, &str); 8] = [
    (
        "kestrel/onmodel.toml",
        "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\nbase = \"flux.2-dev\"\n",
    ),
    ("kestrel/01.png", ""),
    ("kestrel/02.JPG", ""),
    ("kestrel/03.png", ""),
    ("kestrel/03.txt", "woman, red hair, blue jacket\n"),
    ("kestrel/04.png", ""),
    ("kestrel/04.txt", "krstl, woman, smiling, red hair,\nblue jacket, frowning\n"),
    ("kestrel/01.txt", "krstl, woman, standing\n"),
];
