//! `caption-tag-order`

use onmodel_caption::edit::TextEdit;
use onmodel_caption::{Span, Style, text};

use crate::{CaptionView, Draft, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// Tags stand in another order than agreed.
    ///
    /// ## What it checks
    /// Tag lists against the option `order`: a list of categories of traits (`onmodel traits` shows
    /// them), in which `trigger` and `class`, the class word of `[dataset]`, may stand too. Tags of no
    /// named category stay where they are. Without the option the rule is silent.
    ///
    /// ## Why it matters
    /// Captions in one order are easier to compare, and where a text is cut off it is always the
    /// least important that goes.
    ///
    /// ## Example
    /// ```toml bad
    /// [rules]
    /// caption-tag-order = { order = ["trigger", "pose", "background"] }
    /// [dataset]
    /// trigger = "krstl"
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, outdoors, hat, standing"
    /// ```
    /// ```toml good
    /// [rules]
    /// caption-tag-order = { order = ["trigger", "pose", "background"] }
    /// [dataset]
    /// trigger = "krstl"
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing, hat, outdoors"
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix` sorts them.
    ///
    /// ## Options
    /// - `order`: the categories, first to last.
    pub struct CaptionTagOrder = "caption-tag-order" {
        scope: Caption,
        level: Some(Severity::Hint),
        fix: Safe,
        part: Captions,
    }
    options {
        /// The categories, first to last.
        order: Vec<String> = Vec::new(),
    }
}

impl Rule for CaptionTagOrder {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let one_line = view.caption().lines().count() == 1;
        if self.order.is_empty() || view.caption().style() != Style::Tags || !one_line {
            return;
        }
        let ranked = self.ranked(view);
        let Some(pair) = ranked.windows(2).find(|pair| pair[1].0 < pair[0].0) else { return };
        let (later, earlier) = (pair[1].1.of(view.text()), pair[0].1.of(view.text()));
        let message = format!("\"{later}\" belongs before \"{earlier}\"");
        let draft = Draft::span(view.index, pair[1].1, message);
        let fix = mend::offer(view, "put the tags in order", sorted(view.text(), &ranked));
        out.push(fix.into_iter().fold(draft, Draft::fix));
    }
}

impl CaptionTagOrder {
    /// The tags that have a place in the order, with it.
    fn ranked(&self, view: &CaptionView<'_>) -> Vec<(usize, Span)> {
        let tags = view.caption().tags().iter().map(|tag| tag.span);
        tags.filter_map(|span| Some((self.rank(view, span)?, span))).collect()
    }

    fn rank(&self, view: &CaptionView<'_>, tag: Span) -> Option<usize> {
        let place = |name: &str| self.order.iter().position(|known| known == name);
        if mend::protected(view).iter().any(|trigger| trigger.overlaps(tag)) {
            return place("trigger");
        }
        if is_class(view, tag) {
            return place("class");
        }
        let vocabulary = &view.context.vocabulary;
        let named = view.fact.traits.iter().filter(|found| tag.contains(found.span));
        named
            .filter_map(|found| {
                place(&vocabulary.categories()[vocabulary.category_of(found.group)].id)
            })
            .min()
    }
}

/// Whether a tag is the set's class word and nothing else.
fn is_class(view: &CaptionView<'_>, tag: Span) -> bool {
    let class = view.context.settings.class.as_deref();
    class.is_some_and(|class| text::normalise(class) == text::normalise(tag.of(view.text())))
}

/// Puts the ranked tags, sorted, into the places they have now.
fn sorted(text: &str, ranked: &[(usize, Span)]) -> Vec<TextEdit> {
    let mut order = ranked.to_vec();
    order.sort_by_key(|(rank, _)| *rank);
    let moved = ranked.iter().zip(&order).filter(|(here, there)| here.1 != there.1);
    moved.map(|(here, there)| TextEdit::replace(here.1, there.1.of(text))).collect()
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn the_first_tag_out_of_order_is_named() {
        expect![[r#"
            hint set/01.txt:22-29: "smiling" belongs before "standing"
              fix (Safe): put the tags in order
        "#]]
        .assert_eq(&check(
            "caption-tag-order",
            r#"
            [rules]
            caption-tag-order = { order = ["trigger", "expression", "pose"] }
            [dataset]
            trigger = "krstl"
            [[image]]
            file = "01.png"
            caption = "krstl, hat, standing, smiling"
        "#,
        ));
    }

    #[test]
    fn the_class_word_has_a_place_too() {
        expect![[r#"
            hint set/01.txt:17-22: "Woman" belongs before "standing"
              fix (Safe): put the tags in order
        "#]]
        .assert_eq(&check(
            "caption-tag-order",
            r#"
            [rules]
            caption-tag-order = { order = ["trigger", "class", "pose"] }
            [dataset]
            trigger = "krstl"
            class = "woman"
            [[image]]
            file = "01.png"
            caption = "krstl, standing, Woman"
            [[image]]
            file = "02.png"
            caption = "krstl, woman, standing"
        "#,
        ));
    }
}
