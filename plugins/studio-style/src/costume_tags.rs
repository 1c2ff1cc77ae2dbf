//! `studio-style/costume-tags`

use std::collections::BTreeMap;

use onmodel_plugin::{Finding, Fix, Item, Offers, Report, Rule, options};

use crate::costume;

options! {
    /// What one costume is tagged with.
    pub struct Costume {
        /// Tags every caption of it has.
        required: Vec<String>,
        /// Tags no caption of it has.
        banned: Vec<String>,
    }
}

options! {
    /// Tags of costumes.
    pub struct CostumeTags {
        /// Each costume by the word its folders are called by.
        costumes: BTreeMap<String, Costume>,
        /// Tags no caption has, whatever the costume.
        banned: Vec<String>,
    }
}

impl Rule for CostumeTags {
    type Options = Self;
    const ID: &'static str = "studio-style/costume-tags";
    const SUMMARY: &'static str = "A costume's caption lacks a tag, or has one it must not have";
    const OFFERS: Offers = Offers::Review;
    const DOCS: &'static str = include_str!("../docs/costume-tags.md");

    fn new(options: Self) -> Result<Self, String> {
        for (name, costume) in &options.costumes {
            let both = costume.required.iter().find(|tag| costume.banned.contains(tag));
            if let Some(tag) = both {
                return Err(format!("costumes.{name}: `{tag}` is both required and banned"));
            }
        }
        Ok(options)
    }

    fn check(&self, item: Item<'_>, report: &mut Report<'_>) {
        let worn = costume::of(item, self.costumes.keys());
        let costume = worn.and_then(|name| Some((name, self.costumes.get(name)?)));
        for tag in &self.banned {
            ban(item, tag, &format!("\"{tag}\" is a tag the studio never trains on"), report);
        }
        let Some((name, costume)) = costume else { return };
        for tag in &costume.banned {
            ban(item, tag, &format!("\"{tag}\" does not belong to the costume {name}"), report);
        }
        for tag in costume.required.iter().filter(|tag| item.caption().find(tag).is_none()) {
            let fix = Fix::review(format!("append \"{tag}\"")).edit(item.caption().append(tag));
            let message = format!("a caption of the costume {name} says \"{tag}\"");
            report.push(Finding::at(0..item.caption().text().len(), message).fix(fix));
        }
    }
}

fn ban(item: Item<'_>, banned: &str, message: &str, report: &mut Report<'_>) {
    for tag in item.caption().tags().filter(|tag| tag.is(banned)) {
        let fix = Fix::review(format!("remove \"{}\"", tag.text())).edit(tag.remove());
        report.push(Finding::at(tag.span(), message).fix(fix));
    }
}

#[cfg(test)]
mod tests {
    use onmodel_plugin::testing::{Sample, check_item, fixed, with_options};

    use super::*;

    const OPTIONS: &str = r#"{"banned": ["Artist Name"],
        "costumes": {"armor": {"required": ["sword"], "banned": ["dress"]}}}"#;

    fn messages(path: &str, caption: &str) -> Vec<String> {
        let rule: CostumeTags = with_options(OPTIONS).unwrap();
        let found = check_item(&rule, &Sample::image(path).caption(caption));
        found.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_costume_asks_and_bans() {
        assert_eq!(
            messages("5_krstl_armor/01.png", "krstl, Dress, artist_name"),
            [
                "\"Artist Name\" is a tag the studio never trains on",
                "\"dress\" does not belong to the costume armor",
                "a caption of the costume armor says \"sword\"",
            ]
        );
        assert_eq!(messages("5_krstl_armor/01.png", "krstl, sword"), [""; 0]);
        assert_eq!(messages("5_krstl/01.png", "krstl, dress"), [""; 0]);
    }

    #[test]
    fn a_banned_tag_is_removed() {
        let rule: CostumeTags = with_options(OPTIONS).unwrap();
        assert_eq!(fixed(&rule, "krstl, artist name, smile"), "krstl, smile");
    }

    #[test]
    fn a_tag_cannot_be_both() {
        let json = r#"{"costumes": {"armor": {"required": ["a"], "banned": ["a"]}}}"#;
        let error = with_options::<CostumeTags>(json).err();
        assert_eq!(error.as_deref(), Some("costumes.armor: `a` is both required and banned"));
    }
}
