//! `file-name-clash`

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::Path;

use onmodel_dataset::trainer::Event;

use crate::{Draft, Facts, Out, Place, Rule, Severity, declare_rule};

declare_rule! {
    /// Names that another system takes for equal, or cannot hold.
    ///
    /// ## What it checks
    /// Images of one folder whose names differ only in capital letters, and paths with characters
    /// that Windows does not allow: control characters, `< > : " | ? *`, a full stop or a space at
    /// the end of a folder's name.
    ///
    /// ## Why it matters
    /// Copied to Windows or macOS, one of the two files overwrites the other, and a forbidden name
    /// is not copied at all.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "Front.png"
    /// [[image]]
    /// file = "front.jpg"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "front.png"
    /// [[image]]
    /// file = "back.png"
    /// ```
    ///
    /// ## How to fix
    /// Rename one of them, and its caption with it.
    pub struct FileNameClash = "file-name-clash" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Format,
    }
}

impl Rule for FileNameClash {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        for group in groups(facts) {
            let Some((&first, others)) = group.split_first() else { continue };
            let names: Vec<String> =
                group.iter().map(|&index| facts.image(index).file_name()).collect();
            let message = format!("{} differ only in capital letters", names.join(" and "));
            let draft = Draft::image(first, message)
                .says(facts.context.effect(&Event::NameClash));
            out.push(others.iter().fold(draft, |draft, &other| {
                draft.related(Place::Image(other), "has the same name in other letters")
            }));
        }
        for image in facts.all_images() {
            if let Some(why) = image.file.relative.iter().find_map(forbidden) {
                out.push(
                    Draft::image(image.index, format!("the path {why}"))
                        .consequence("Windows cannot hold a file of this name")
                        .together("have names that Windows cannot hold"),
                );
            }
        }
    }
}

/// The images whose stems are equal but for case; equal stems are `dataset-shared-stem`'s.
fn groups(facts: &Facts) -> Vec<Vec<usize>> {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, image) in facts.dataset.images.iter().enumerate() {
        let folded = image.relative.with_extension("").to_string_lossy().to_lowercase();
        by_name.entry(folded).or_default().push(index);
    }
    let stem = |index: &usize| facts.dataset.images[*index].relative.with_extension("");
    let is_clash = |group: &Vec<usize>| group.windows(2).any(|two| stem(&two[0]) != stem(&two[1]));
    let mut groups: Vec<Vec<usize>> =
        by_name.into_values().filter(|group| group.len() > 1).filter(is_clash).collect();
    groups.sort();
    groups
}

/// What of one part of a path Windows does not allow.
fn forbidden(part: &OsStr) -> Option<String> {
    let text = Path::new(part).to_string_lossy();
    if text.chars().any(char::is_control) {
        return Some("has a control character".to_owned());
    }
    if let Some(sign) = text.chars().find(|c| r#"<>:"|?*\"#.contains(*c)) {
        return Some(format!("has a {sign}"));
    }
    text.ends_with(['.', ' ']).then(|| format!("has \"{text}\", which ends in a dot or a space"))
}
