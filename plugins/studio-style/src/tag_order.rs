//! `studio-style/tag-order`

use onmodel_plugin::{Edit, Finding, Fix, Item, Offers, Report, Rule, Tag, options};

options! {
    /// Tags that have a place in the caption.
    pub struct TagOrder {
        /// The groups in their order, each a list of tags; `{trigger}` is the trigger word. Tags of no
        /// group come after all of them.
        order: Vec<Vec<String>>,
    }
}

impl TagOrder {
    /// The place of a tag's group in the order.
    fn rank(&self, tag: &Tag<'_>, trigger: &str) -> usize {
        let is = |name: &String| {
            if name == "{trigger}" { !trigger.is_empty() && tag.is(trigger) } else { tag.is(name) }
        };
        let group = self.order.iter().position(|group| group.iter().any(is));
        group.unwrap_or(self.order.len())
    }
}

impl Rule for TagOrder {
    type Options = Self;
    const ID: &'static str = "studio-style/tag-order";
    const SUMMARY: &'static str = "A tag stands before others the style guide puts first";
    const OFFERS: Offers = Offers::Safe;
    const DOCS: &'static str = include_str!("../docs/tag-order.md");

    fn new(options: Self) -> Result<Self, String> {
        let empty = options.order.iter().position(Vec::is_empty);
        empty.map_or(Ok(options), |at| Err(format!("order[{at}]: a group without tags")))
    }

    fn check(&self, item: Item<'_>, report: &mut Report<'_>) {
        let tags: Vec<Tag<'_>> = item.caption().tags().collect();
        let mut sorted = tags.clone();
        // Stable: within a group tags stay as they were written.
        sorted.sort_by_key(|tag| self.rank(tag, item.trigger()));
        let moved = tags.iter().zip(&sorted).filter(|(here, there)| here.span() != there.span());
        let edits: Vec<Edit> = moved.map(|(here, there)| here.replace(there.text())).collect();
        let Some(first) =
            tags.iter().zip(&sorted).find(|(here, there)| here.span() != there.span())
        else {
            return;
        };
        let (here, there) = first;
        let message = format!("\"{}\" belongs before \"{}\"", there.text(), here.text());
        let fix = edits.into_iter().fold(Fix::safe("put the tags in order"), Fix::edit);
        let consequence = "tags that come first are read first, and are never cut off where a caption is too long";
        report.push(Finding::at(there.span(), message).consequence(consequence).fix(fix));
    }
}

#[cfg(test)]
mod tests {
    use onmodel_plugin::testing::{Sample, apply, check_item, fixed, messages, with_options};

    use super::*;

    fn rule() -> TagOrder {
        with_options(r#"{"order": [["{trigger}"], ["1girl", "1boy"], ["standing", "sitting"]]}"#)
            .unwrap()
    }

    #[test]
    fn what_is_in_order_is_left_alone() {
        for caption in ["1girl, standing, smile", "standing, smile", "smile, grin", ""] {
            assert!(messages(&rule(), caption).is_empty(), "{caption}");
        }
    }

    #[test]
    fn tags_are_put_in_order_and_keep_their_separators() {
        assert_eq!(
            messages(&rule(), "smile, standing,1girl"),
            ["\"1girl\" belongs before \"smile\""]
        );
        assert_eq!(fixed(&rule(), "smile, standing,1girl\n"), "1girl, standing,smile\n");
        assert_eq!(fixed(&rule(), "b, a, Standing"), "Standing, b, a");
    }

    #[test]
    fn the_trigger_comes_first_where_there_is_one() {
        let sample = Sample::captioned("1girl, krstl").trigger("krstl");
        let found = check_item(&rule(), &sample);
        let edits: Vec<Edit> =
            found[0].fixes[0].edits.iter().map(|(_, edit)| edit.clone()).collect();
        assert_eq!(apply("1girl, krstl", &edits), "krstl, 1girl");
        assert!(check_item(&rule(), &Sample::captioned("1girl, krstl")).is_empty());
    }

    #[test]
    fn a_group_needs_tags() {
        let error = with_options::<TagOrder>(r#"{"order": [["a"], []]}"#).err();
        assert_eq!(error.as_deref(), Some("order[1]: a group without tags"));
    }
}
