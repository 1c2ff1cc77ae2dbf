//! A rule's documentation: one text in fixed sections, with examples that run.

use crate::Meta;

/// The sections a rule's documentation may have, in this order; those marked are required.
pub const SECTIONS: [(&str, bool); 6] = [
    ("What it checks", true),
    ("Why it matters", true),
    ("Example", true),
    ("How to fix", true),
    ("Options", false),
    ("Sources", false),
];

/// What an example shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The rule speaks here.
    Bad,
    /// The rule is silent here.
    Good,
    /// What the bad example before it becomes by the rule's first fix.
    Fixed,
}

/// One code block of a rule's documentation: a caption, or a small set written in TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub shows: Shows,
    /// Whether it is a set in TOML (see `fixture.rs`) and not a caption.
    pub is_set: bool,
    /// The block's text, without its last line break.
    pub text: String,
}

impl Meta {
    /// The documentation as Markdown.
    pub fn markdown(&self) -> String {
        let line = |line: &str| line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned();
        let lines: Vec<String> = self.doc.lines().map(line).collect();
        lines.join("\n").trim().to_owned()
    }

    /// The titles of the documentation's sections, in order.
    pub fn sections(&self) -> Vec<String> {
        self.markdown()
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .map(str::to_owned)
            .collect()
    }

    /// The examples: code blocks whose fence says `bad`, `good` or `fixed` after its language
    /// (`caption` or `toml`).
    pub fn examples(&self) -> Vec<Example> {
        let markdown = self.markdown();
        let mut examples = Vec::new();
        let mut lines = markdown.lines();
        while let Some(line) = lines.next() {
            let Some(fence) = line.strip_prefix("```") else { continue };
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let mut words = fence.split_whitespace();
            let (language, shows) = (words.next(), words.next());
            let shows = match shows {
                Some("bad") => Shows::Bad,
                Some("good") => Shows::Good,
                Some("fixed") => Shows::Fixed,
                _ => continue,
            };
            let text = block.join("\n");
            examples.push(Example { shows, is_set: language == Some("toml"), text });
        }
        examples
    }
}
