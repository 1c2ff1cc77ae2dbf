//! A studio's own rules for onmodel.

use onmodel_plugin::{Finding, Fix, Item, Offers, Report, Rule, export_rules, options};

options! {
    /// Tags that are never trained on.
    pub struct BannedTag {
        /// The tags; capitals and underscores do not matter.
        banned: Vec<String> = vec!["todo".to_owned()],
    }
}

impl Rule for BannedTag {
    type Options = Self;
    const ID: &'static str = "@NAME@/banned-tag";
    const SUMMARY: &'static str = "A tag that is never trained on";
    const OFFERS: Offers = Offers::Review;
    const DOCS: &'static str = "The model learns a banned tag like any other. Write the tag that \
        belongs there, or remove it.";

    fn new(options: Self) -> Result<Self, String> {
        Ok(options)
    }

    fn check(&self, item: Item<'_>, report: &mut Report<'_>) {
        for tag in item.caption().tags() {
            if self.banned.iter().any(|banned| tag.is(banned)) {
                let message = format!("\"{}\" is a banned tag", tag.text());
                let fix = Fix::review(format!("remove \"{}\"", tag.text())).edit(tag.remove());
                report.push(Finding::at(tag.span(), message).fix(fix));
            }
        }
    }
}

export_rules!(BannedTag);

#[cfg(test)]
mod tests {
    use onmodel_plugin::testing;

    use super::*;

    #[test]
    fn a_banned_tag_is_found_and_removed() {
        let rule: BannedTag = testing::with_options(r#"{"banned": ["night"]}"#).unwrap();
        assert_eq!(testing::messages(&rule, "krstl, Night"), ["\"Night\" is a banned tag"]);
        assert_eq!(testing::fixed(&rule, "krstl, night, smiling"), "krstl, smiling");
    }

    #[test]
    fn other_tags_are_left_alone() {
        assert!(testing::check(&BannedTag::default(), "krstl, smiling").is_empty());
    }
}
