//! `caption-too-long`

use onmodel_dataset::trainer::Event;

use crate::{Budget, CaptionView, Draft, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A caption is longer than the text encoder reads.
    ///
    /// ## What it checks
    /// The caption's tokens (words and parts of words) against what the trainer reads for the `base`
    /// named in `[dataset]`: 75 for SDXL and its relatives, up to 512 for FLUX. CLIP's tokens are
    /// counted exactly. T5's are estimated, and the message says "about", unless `tokenizer` in
    /// `[dataset]` names the model's `tokenizer.json`. For FLUX.2 and Z-Image the limit itself is
    /// an estimate.
    ///
    /// ## Why it matters
    /// What lies beyond the limit is cut off without a word. Where the trigger or a trait declared in
    /// `identity` is only in the lost part, this is an error.
    ///
    /// ## Example
    /// ```toml bad
    /// [dataset]
    /// base = "sdxl"
    /// [[image]]
    /// file = "01.png"
    /// caption = """krstl, standing in the narrow market street of an old harbour town, wet cobblestones, \
    /// red lanterns, fish stalls, nets, baskets, barrels, ropes, gulls on the roofs, washing between \
    /// the houses, a cart with oranges, two sleeping cats, a blue door, a green door, flower pots, \
    /// drifting smoke, distant masts, pale morning light, long shadows, puddles with reflections"""
    /// ```
    /// ```toml good
    /// [dataset]
    /// base = "sdxl"
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing in a narrow market street, wet cobblestones, red lanterns, morning light"
    /// ```
    ///
    /// ## How to fix
    /// Say the important things first and drop what the picture's background does not need.
    ///
    /// ## Sources
    /// - toshiaki1729/dataset-tag-editor#40, Nerogar/OneTrainer#430: captions cut without a word.
    pub struct CaptionTooLong = "caption-too-long" {
        scope: Caption,
        level: Some(Severity::Warning),
        fix: None,
        part: Captions,
    }
}

impl Rule for CaptionTooLong {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        if !view.is_used() {
            return;
        }
        let Some(over) = Budget::exceeded(view) else { return };
        let Some(lost) = over.lost(view) else { return };
        let first = view.caption().words().find(|word| word.end > lost.start);
        let first = first.map_or("", |word| word.of(view.text()));
        let about = if over.is_estimate { "about " } else { "" };
        let up_to = if over.is_limit_guessed { "about " } else { "" };
        let Budget { tokens, limit, .. } = over;
        let mut message = format!(
            "{about}{tokens} tokens, and {up_to}{limit} are read: everything from \"{first}\" on is lost"
        );
        let gone = lost_essentials(view, lost.start);
        let mut severity = Severity::Warning;
        if !gone.is_empty() {
            let named = mend::listed(gone.iter().map(String::as_str));
            message = format!("{message}, with {named}");
            severity = Severity::Error;
        }
        let effect = view.context.effect(&Event::TooLong { tokens, limit });
        out.push(Draft::span(view.index, lost, message).says(effect).severity(severity));
    }
}

/// The trigger and the declared traits that stand in the lost part alone.
fn lost_essentials(view: &CaptionView<'_>, from: usize) -> Vec<String> {
    let mut gone = Vec::new();
    if let Some(found) = &view.fact.trigger
        && found.used.first().is_some_and(|first| first.end > from)
    {
        gone.push(found.trigger.text().to_owned());
    }
    let identity = view.context.vocabulary.identity(view.caption());
    let declared: Vec<_> = identity.iter().filter(|one| one.declared && !one.negated).collect();
    for lost in declared.iter().filter(|one| one.span.end > from) {
        let is_kept = |other: &&&onmodel_caption::IdentityMatch<'_>| {
            other.span.end <= from && other.kind == lost.kind && other.value == lost.value
        };
        if !declared.iter().any(|other| is_kept(&other)) {
            gone.push(lost.span.of(view.text()).to_owned());
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    fn of(base: &str, caption: &str) -> String {
        let set = format!(
            "[dataset]\ntrigger = \"krstl\"\nbase = \"{base}\"\n[traits]\nidentity = [\"red hair\"]\n\
             [[image]]\nfile = \"01.png\"\ncaption = \"{caption}\"\n"
        );
        check("caption-too-long", &set)
    }

    #[test]
    fn the_first_lost_word_is_shown() {
        let caption = format!("krstl, red hair, {}oak", "tree, ".repeat(37));
        expect![[r#"
            warning set/01.txt:227-242: 81 tokens, and 75 are read: everything from "tree" on is lost
              = Scenario does not promise to read past 75 tokens, and these are 81
        "#]].assert_eq(&of("sdxl", &caption));
    }

    #[test]
    fn losing_the_trigger_or_a_declared_trait_is_an_error() {
        expect![[r#"
            error set/01.txt:228-243: 81 tokens, and 75 are read: everything from "krstl" on is lost, with "krstl" and "red hair"
              = Scenario does not promise to read past 75 tokens, and these are 81
        "#]].assert_eq(&of("sdxl", &format!("{}krstl, red hair", "tree, ".repeat(38))));
    }

    #[test]
    fn an_estimate_is_called_one() {
        expect![[r#"
            warning set/01.txt:1791-2315: about 662 tokens, and about 512 are read: everything from "stands" on is lost
              = Scenario does not promise to read past 512 tokens, and these are 662
        "#]].assert_eq(&of("flux.2-dev", &format!("krstl {}", "stands ".repeat(330))));
        expect![[r#"
            warning set/01.txt:1791-2105: about 602 tokens, and about 512 are read: everything from "stands" on is lost
              = Scenario does not promise to read past 512 tokens, and these are 602
        "#]].assert_eq(&of("flux.2-dev", &format!("krstl {}", "stands ".repeat(300))));
    }
}
