//! `studio-style/costume-balance`

use onmodel_plugin::{Dataset, Finding, Level, Report, Rule, Scope, options};

use crate::costume;

options! {
    /// How many pictures each costume has.
    pub struct CostumeBalance {
        /// The costumes, each by the word its folders are called by.
        costumes: Vec<String>,
        /// Pictures each needs.
        at_least: u32 = 3,
    }
}

impl Rule for CostumeBalance {
    type Options = Self;
    const ID: &'static str = "studio-style/costume-balance";
    const SUMMARY: &'static str = "A costume has too few pictures to be learnt";
    const SCOPE: Scope = Scope::Dataset;
    const LEVEL: Level = Level::Warning;
    const DOCS: &'static str = include_str!("../docs/costume-balance.md");

    fn new(options: Self) -> Result<Self, String> {
        Ok(options)
    }

    fn check_dataset(&self, set: Dataset<'_>, report: &mut Report<'_>) {
        for name in &self.costumes {
            let images = set.items().filter(|(_, item)| item.has_image());
            let worn = images
                .filter(|(_, item)| costume::of(*item, self.costumes.iter()) == Some(name))
                .count();
            if worn < self.at_least as usize {
                let message = format!(
                    "{worn} of the pictures show the costume {name}; {} are asked",
                    self.at_least
                );
                report.push(
                    Finding::on_set(message)
                        .consequence("the model takes the costume for a part of the character"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use onmodel_plugin::testing::{Sample, Set, check_dataset};

    use super::*;

    #[test]
    fn a_costume_with_too_few_pictures_is_named() {
        let paths = ["armor/1.png", "armor/2.png", "dress/1.png"];
        let set = Set::of(paths.map(Sample::image));
        let costumes = ["armor", "dress"].map(str::to_owned).to_vec();
        let found = check_dataset(&CostumeBalance { costumes, at_least: 2 }, &set);
        let messages: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["1 of the pictures show the costume dress; 2 are asked"]);
    }
}
