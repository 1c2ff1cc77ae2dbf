//! `trigger-variant`

use std::collections::BTreeSet;

use onmodel_caption::edit::{self, TextEdit};
use onmodel_caption::{Span, Trigger, VariantKind, text};
use onmodel_dataset::trainer::{Event, Family};

use crate::index::{CaptionIndex, Counts};
use crate::{
    CaptionView, Context, Draft, DraftFix, Facts, Out, Rule, Severity, Triggered, declare_rule,
    mend,
};

declare_rule! {
    /// A caption writes the trigger word differently.
    ///
    /// ## What it checks
    /// Words that were probably meant as the declared trigger but are not written like it: another
    /// case, a space for an underscore, an underscore that joins nothing, a letter too many, too few or
    /// swapped, a digit that looks like its letter (`krst1`). The possessive `krstl's` is fine, and so
    /// is a word that captions share beside the trigger.
    ///
    /// ## Why it matters
    /// For the model another spelling is another word. Newer base models (FLUX, Qwen-Image) also
    /// tell capitals apart; CLIP-based ones (SDXL and its relatives) do not.
    ///
    /// ## Example
    /// ```caption bad
    /// krtsl, standing in the rain
    /// ```
    /// ```caption fixed
    /// krstl, standing in the rain
    /// ```
    /// ```caption good
    /// krstl, standing in the rain, krstl's hood is up
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix` writes the trigger as it is declared.
    ///
    /// ## Sources
    /// - Scenario's audit list: the trigger is byte-identical everywhere.
    pub struct TriggerVariant = "trigger-variant" {
        scope: Caption,
        level: Some(Severity::Error),
        fix: Safe,
        part: Captions,
    }
}

/// From how many captions on that name a word beside the trigger it is a word of its own.
const SHARED: usize = 3;

impl Rule for TriggerVariant {
    /// A look at one caption cannot tell a slip from a word the whole set uses, hence here.
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let index = facts.index::<Variants>();
        for view in index.captions.iter().map(|&caption| facts.caption(caption)) {
            let Some(triggered) = &view.fact.trigger else { continue };
            let variants: Vec<(Span, VariantKind)> = triggered
                .used
                .variants
                .iter()
                .filter(|(span, _)| {
                    triggered.used.exact.is_empty()
                        || index.shared.of(&text::normalise(span.of(view.text()))) < SHARED
                })
                .copied()
                .collect();
            if let Some(&first) = variants.first() {
                out.push(draft(&view, triggered, first, &variants));
            }
        }
    }
}

/// The captions that write the trigger differently.
#[derive(Default)]
struct Variants {
    captions: BTreeSet<usize>,
    /// How many captions use each variant although they have the trigger as well.
    shared: Counts<String>,
}

impl CaptionIndex for Variants {
    fn empty(_: &Context) -> Self {
        Self::default()
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        if is_varied(caption) {
            self.captions.insert(caption.index);
            shared(caption).for_each(|word| self.shared.add(word));
        }
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        if self.captions.remove(&caption.index) {
            shared(caption).for_each(|word| self.shared.remove(&word));
        }
    }
}

fn is_varied(caption: &CaptionView<'_>) -> bool {
    caption.fact.trigger.as_ref().is_some_and(|found| !found.used.variants.is_empty())
}

/// The variants a caption uses although it has the trigger as well.
fn shared<'a>(caption: &CaptionView<'a>) -> impl Iterator<Item = String> + use<'a> {
    let text = caption.fact.caption.text();
    let used = caption.fact.trigger.iter().map(|found| &found.used);
    let beside = used.filter(|used| !used.exact.is_empty()).flat_map(|used| &used.variants);
    let misspelt = beside.filter(|(_, kind)| *kind == VariantKind::Misspelt);
    misspelt.map(|(span, _)| text::normalise(span.of(text)))
}

fn draft(
    view: &CaptionView<'_>,
    Triggered { trigger, .. }: &Triggered,
    (span, kind): (Span, VariantKind),
    all: &[(Span, VariantKind)],
) -> Draft {
    let (written, word) = (span.of(view.text()), trigger.text());
    let clip_only = view.context.family().is_some_and(Family::reads_clip_only);
    let draft =
        Draft::span(view.index, span, format!("\"{written}\" is {}: \"{word}\"", differs(kind)))
            .says(view.context.effect(&Event::TriggerVariant))
            .severity(if clip_only { Severity::Warning } else { Severity::Error });
    mended(view, trigger, all).into_iter().fold(draft, Draft::fix)
}

/// Writes the trigger for each variant. One that is a tag beside another tag of the trigger alone
/// would be the same tag twice: then the later of the two goes.
fn mended(
    view: &CaptionView<'_>,
    trigger: &Trigger,
    all: &[(Span, VariantKind)],
) -> Option<DraftFix> {
    let caption = view.caption();
    let mut mended = Mended::default();
    let mut stands = false;
    for (index, tag) in caption.tags().iter().enumerate() {
        let within = all.iter().filter(|(span, _)| tag.slot.contains(*span));
        let is_whole = |kind| kind != VariantKind::Possessive;
        match within.clone().find(|(span, kind)| *span == tag.span && is_whole(*kind)) {
            Some((span, _)) if stands => mended.take_out(index, span.of(view.text())),
            Some((span, kind)) => {
                mended.write(view, trigger, *span, *kind);
                stands = true;
            }
            None => within.for_each(|(span, kind)| mended.write(view, trigger, *span, *kind)),
        }
        if caption.tag_text(tag) == trigger.text() {
            if mended.is_first_again(stands) {
                mended.take_out(index, trigger.text());
            }
            stands = true;
        }
    }
    mended.edits.extend(edit::tags::remove(caption, &mended.repeated));
    mended.titles.dedup();
    mend::offer(view, mended.titles.join(", "), mended.edits)
}

/// What is done to a caption's variants.
#[derive(Default)]
struct Mended {
    edits: Vec<TextEdit>,
    /// Tags that would be the trigger a second time.
    repeated: Vec<usize>,
    titles: Vec<String>,
}

impl Mended {
    fn write(&mut self, view: &CaptionView<'_>, trigger: &Trigger, span: Span, kind: VariantKind) {
        let meant = match kind {
            VariantKind::Possessive => format!("{}'s", trigger.text()),
            _ => trigger.text().to_owned(),
        };
        self.titles.push(format!("write \"{meant}\" for \"{}\"", span.of(view.text())));
        self.edits.push(TextEdit::replace(span, meant));
    }

    fn take_out(&mut self, index: usize, written: &str) {
        self.repeated.push(index);
        self.titles.push(format!("take out \"{written}\""));
    }

    /// Whether a tag of the trigger is the first that stood there, behind one that is written now.
    fn is_first_again(&self, stands: bool) -> bool {
        stands && self.repeated.is_empty() && !self.edits.is_empty()
    }
}

fn differs(kind: VariantKind) -> &'static str {
    match kind {
        VariantKind::Case => "the trigger with other capital letters",
        VariantKind::Separators => "the trigger joined in another way",
        VariantKind::Possessive => "the trigger with an \"s\" that makes it another word",
        VariantKind::Misspelt => "not quite the trigger",
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_caption, fix_caption};
    use expect_test::expect;

    #[test]
    fn each_kind_has_its_words() {
        let all = [
            "Krstl, standing",
            "krstls hood",
            "krstl, then krtsl again",
            "krstl's hood",
            "krstl_, standing",
            "krst1, standing",
        ]
        .map(|caption| check_caption("trigger-variant", caption));
        expect![[r#"
            error set/01.txt:0-5: "Krstl" is the trigger with other capital letters: "krstl"
              = Scenario takes this spelling for another word than the trigger
              fix (Safe): write "krstl" for "Krstl"
            error set/01.txt:0-6: "krstls" is the trigger with an "s" that makes it another word: "krstl"
              = Scenario takes this spelling for another word than the trigger
              fix (Safe): write "krstl's" for "krstls"
            error set/01.txt:12-17: "krtsl" is not quite the trigger: "krstl"
              = Scenario takes this spelling for another word than the trigger
              fix (Safe): write "krstl" for "krtsl"
            error set/01.txt:0-6: "krstl_" is the trigger joined in another way: "krstl"
              = Scenario takes this spelling for another word than the trigger
              fix (Safe): write "krstl" for "krstl_"
            error set/01.txt:0-5: "krst1" is not quite the trigger: "krstl"
              = Scenario takes this spelling for another word than the trigger
              fix (Safe): write "krstl" for "krst1"
        "#]].assert_eq(&all.concat());
    }

    #[test]
    fn all_of_a_caption_are_mended_at_once() {
        let fixed = fix_caption("trigger-variant", "Krstl stands, krtsl waves, krstls hood");
        assert_eq!(fixed.as_deref(), Some("krstl stands, krstl waves, krstl's hood"));
    }

    #[test]
    fn clip_alone_does_not_see_capitals() {
        expect![[r#"
            warning set/1.txt:0-5: "Krstl" is the trigger with other capital letters: "krstl"
              = Scenario takes this spelling for another word than the trigger
              fix (Safe): write "krstl" for "Krstl"
        "#]]
        .assert_eq(&check(
            "trigger-variant",
            r#"
            [dataset]
            trigger = "krstl"
            base = "sdxl"
            [[image]]
            file = "1.png"
            caption = "Krstl, standing"
            "#,
        ));
    }

    #[test]
    fn a_word_shared_beside_the_trigger_is_its_own() {
        let image = |n| format!("[[image]]\nfile = \"{n}.png\"\ncaption = \"krstl, krstn, {n}\"\n");
        let set = |count| {
            let images: String = (0..count).map(image).collect();
            format!("[dataset]\ntrigger = \"krstl\"\n{images}")
        };
        assert_ne!(check("trigger-variant", &set(2)), "");
        assert_eq!(check("trigger-variant", &set(3)), "");
    }
}
