//! `caption-vague`

use onmodel_caption::edit::tags;
use onmodel_caption::{Caption, Lexicon, Span, Style};
use onmodel_dataset::trainer::Family;

use crate::{CaptionView, Draft, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A caption praises the picture instead of describing it.
    ///
    /// ## What it checks
    /// Quality tags ("masterpiece, best quality") and tags about the file rather than the picture
    /// ("rating:safe", "commentary request"); as a hint, praise such as "beautiful" or "stunning". On
    /// Pony, Illustrious and `NoobAI` quality tags and ratings are meant, and the rule is silent.
    ///
    /// ## Why it matters
    /// Nothing in a picture looks like "epic". The word is tied to this character, and every prompt
    /// that uses it brings some of her back.
    ///
    /// ## Example
    /// ```caption bad
    /// krstl, red hair, masterpiece, standing, best quality
    /// ```
    /// ```caption fixed
    /// krstl, red hair, standing
    /// ```
    /// ```caption good
    /// krstl, red hair, standing
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix` takes such tags out. In sentences, say what makes the picture so instead.
    ///
    /// ## Sources
    /// - Scenario's audit list for captions; the Danbooru and Pony tag conventions.
    pub struct CaptionVague = "caption-vague" {
        scope: Caption,
        level: Some(Severity::Hint),
        fix: Safe,
        part: Captions,
    }
}

impl Rule for CaptionVague {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let vague = Vague::of(view);
        if let Some(first) = vague.tags.first() {
            out.push(tags_draft(view, *first, &vague));
        }
        if let Some(first) = vague.words.first() {
            out.push(words_draft(view, *first, &vague));
        }
    }
}

/// What a caption says that no picture shows, in order.
#[derive(Default)]
struct Vague {
    /// Whole tags of a tag list.
    tags: Vec<Span>,
    /// Words of sentences.
    words: Vec<Span>,
    /// Whether quality is among the tags.
    has_quality: bool,
    /// Whether the words tell of quality or of the file.
    is_more_than_praise: bool,
}

impl Vague {
    fn of(view: &CaptionView<'_>) -> Self {
        let mut vague = Self::default();
        let taken = mend::protected(view);
        for lexicon in lexicons(view) {
            for span in view.context.vocabulary.find_lexicon(view.caption(), *lexicon) {
                let is_trait = view.fact.traits.iter().any(|found| found.span.overlaps(span));
                if !taken.iter().any(|other| other.overlaps(span)) && !is_trait {
                    vague.add(view, *lexicon, span);
                }
            }
        }
        vague.tags.sort();
        vague.tags.dedup();
        vague.words.sort();
        vague.words.dedup();
        vague
    }

    fn add(&mut self, view: &CaptionView<'_>, lexicon: Lexicon, span: Span) {
        let in_tags = view.caption().style() == Style::Tags;
        let is_tag = mend::whole_tag(view.caption(), span).is_some();
        match lexicon {
            _ if in_tags && is_tag => {
                self.has_quality |= lexicon == Lexicon::QualityWords;
                self.tags.push(span);
            }
            _ if !in_tags && !is_everyday(span.of(view.text())) => {
                self.is_more_than_praise |= lexicon != Lexicon::VaguePraise;
                self.words.push(span);
            }
            _ => {}
        }
    }
}

/// Words that mean something of their own in a sentence: "a cool light", "in sharp focus".
const EVERYDAY: [&str; 16] = [
    "cool",
    "nice",
    "epic",
    "perfect",
    "striking",
    "elegant",
    "iconic",
    "pretty",
    "aesthetic",
    "newest",
    "sharp focus",
    "commentary",
    "translated",
    "duplicate",
    "revision",
    "virtual youtuber",
];

fn is_everyday(word: &str) -> bool {
    EVERYDAY.iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn lexicons(view: &CaptionView<'_>) -> &'static [Lexicon] {
    match view.context.family() {
        Some(Family::Pony | Family::Illustrious | Family::Noobai) => &[Lexicon::VaguePraise],
        _ => &[Lexicon::QualityWords, Lexicon::MetaTags, Lexicon::VaguePraise],
    }
}

fn tags_draft(view: &CaptionView<'_>, first: Span, vague: &Vague) -> Draft {
    let caption: &Caption = view.caption();
    let words = mend::listed(vague.tags.iter().map(|span| span.of(view.text())));
    let verb = if vague.tags.len() == 1 { "describes" } else { "describe" };
    let severity = if vague.has_quality { Severity::Warning } else { Severity::Hint };
    let draft = Draft::span(view.index, first, format!("{words} {verb} nothing in the picture"))
        .severity(severity)
        .consequence("the word is tied to the character and no longer means what it did");
    let at: Vec<usize> =
        vague.tags.iter().filter_map(|span| mend::whole_tag(caption, *span)).collect();
    let fix = mend::offer(view, format!("take out {words}"), tags::remove(caption, &at));
    fix.into_iter().fold(draft, Draft::fix)
}

fn words_draft(view: &CaptionView<'_>, first: Span, vague: &Vague) -> Draft {
    use onmodel_caption::edit::prose::remove_words;
    let words = &vague.words;
    let named = mend::listed(words.iter().map(|span| span.of(view.text())));
    let what = if vague.is_more_than_praise { "nothing that is seen" } else { "praise" };
    let message = format!("{named}: {what}, where a caption should say what is to be seen");
    let edits = words.iter().flat_map(|span| remove_words(view.text(), *span));
    let fix = crate::DraftFix::choice(format!("take out {named}")).edits(view.index, edits);
    Draft::span(view.index, first, message).severity(Severity::Hint).fix(fix)
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_caption};
    use expect_test::expect;

    #[test]
    fn quality_is_a_warning_and_praise_a_hint() {
        expect![[r#"
            warning set/01.txt:7-18: "masterpiece" and "8k" describe nothing in the picture
              = the word is tied to the character and no longer means what it did
              fix (Safe): take out "masterpiece" and "8k"
        "#]]
        .assert_eq(&check_caption("caption-vague", "krstl, masterpiece, 8k, hat"));
        expect![[r#"
            hint set/01.txt:7-15: "stunning" describes nothing in the picture
              = the word is tied to the character and no longer means what it did
              fix (Safe): take out "stunning"
        "#]]
        .assert_eq(&check_caption("caption-vague", "krstl, stunning, hat"));
        expect![[r#"
            hint set/01.txt:11-19: "stunning": praise, where a caption should say what is to be seen
              fix (Assist): take out "stunning"
        "#]]
        .assert_eq(&check_caption("caption-vague", "krstl is a stunning woman in rain."));
        expect![[r#"
            hint set/01.txt:32-43: "masterpiece", "8k" and "absurdres": nothing that is seen, where a caption should say what is to be seen
              fix (Assist): take out "masterpiece", "8k" and "absurdres"
        "#]].assert_eq(&check_caption(
            "caption-vague",
            "krstl is a woman in the rain, a masterpiece in 8k, absurdres.",
        ));
    }

    #[test]
    fn where_nothing_else_would_be_left_the_fix_is_to_be_reviewed() {
        expect![[r#"
            hint set/01.txt:7-16: "beautiful" describes nothing in the picture
              = the word is tied to the character and no longer means what it did
              fix (Unsafe): take out "beautiful"
        "#]]
        .assert_eq(&check_caption("caption-vague", "krstl, beautiful"));
    }

    #[test]
    fn pony_means_its_scores() {
        expect![].assert_eq(&check(
            "caption-vague",
            r#"
            [dataset]
            base = "pony"
            [[image]]
            file = "01.png"
            caption = "score_9, score_8_up, source_anime, krstl, hat"
        "#,
        ));
    }

    #[test]
    fn words_inside_other_tags_are_let_be() {
        for caption in [
            "krstl, cute hat, cool blue light",
            "krstl, elegant dress, hat",
            "krstl stands in sharp focus before the newest ship.",
        ] {
            assert_eq!(check_caption("caption-vague", caption), "", "{caption}");
        }
    }
}
