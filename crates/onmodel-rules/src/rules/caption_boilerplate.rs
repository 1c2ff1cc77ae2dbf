//! `caption-boilerplate`

mod openings;

use onmodel_caption::{Lexicon, Span};

use crate::{CaptionView, Draft, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A caption has leftovers of the program that wrote it.
    ///
    /// ## What it checks
    /// Sentences that open with "The image shows" and its like; refusals and chat ("here is a
    /// caption") anywhere; tokens of language models (`</s>`); and, as a hint, padding such as
    /// "creating a sense of".
    ///
    /// ## Why it matters
    /// These words stand in every caption and say nothing of any picture. They push the trigger back
    /// and use up the tokens the encoder reads.
    ///
    /// ## Example
    /// ```caption bad
    /// The image shows krstl standing in the rain.
    /// ```
    /// ```caption fixed
    /// krstl standing in the rain.
    /// ```
    /// ```caption good
    /// krstl standing in the rain.
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix` takes openings and tokens out; the next word takes over the capital, unless it
    /// is the trigger. Chat and padding have to be rewritten by hand.
    ///
    /// ## Sources
    /// - Scenario's audit list for captions; the word lists of public captioning tools.
    pub struct CaptionBoilerplate = "caption-boilerplate" {
        scope: Caption,
        level: Some(Severity::Warning),
        fix: Safe,
        part: Captions,
    }
}

impl Rule for CaptionBoilerplate {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        openings::report(view, out);
        residue(view, out);
        padding(view, out);
    }
}

/// Chat, refusals and model tokens; of a sentence of chat the first words are enough.
fn residue(view: &CaptionView<'_>, out: &mut Out<'_>) {
    let sentence_of =
        |span: Span| view.caption().sentences().iter().position(|one| one.span.contains(span));
    let mut told = None;
    for span in view.context.vocabulary.find_lexicon(view.caption(), Lexicon::BoilerplateAnywhere) {
        let words = span.of(view.text());
        if !is_token(words) {
            let sentence = sentence_of(span);
            if sentence.is_some() && told == sentence {
                continue;
            }
            told = sentence;
        }
        let draft = Draft::span(view.index, span, format!("\"{words}\" is no part of a caption"))
            .consequence("it is trained as if it described the picture");
        let fix = is_token(words).then(|| remove(view, span)).flatten();
        out.push(match fix {
            Some(fix) => draft.fix(fix),
            None => draft,
        });
    }
}

fn is_token(words: &str) -> bool {
    !words.starts_with(char::is_alphabetic)
}

fn remove(view: &CaptionView<'_>, span: Span) -> Option<crate::DraftFix> {
    use onmodel_caption::edit::{prose, tags};
    let edits = match mend::whole_tag(view.caption(), span) {
        Some(index) => tags::remove(view.caption(), &[index]),
        None => prose::remove_words(view.text(), span),
    };
    mend::offer(view, format!("take out \"{}\"", span.of(view.text())), edits)
}

/// Words that fill a sentence: one hint for the caption.
fn padding(view: &CaptionView<'_>, out: &mut Out<'_>) {
    let found = view.context.vocabulary.find_lexicon(view.caption(), Lexicon::Filler);
    let Some(first) = found.first() else { return };
    let words = mend::listed(found.iter().map(|span| span.of(view.text())));
    let message = format!("{words}: padding that says nothing of the picture");
    out.push(Draft::span(view.index, *first, message).severity(Severity::Hint));
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_caption, fix_caption};
    use expect_test::expect;

    #[test]
    fn openings_go_and_the_rest_stays() {
        for (before, after) in [
            ("The image shows krstl waving.", "krstl waving."),
            ("The image shows a woman, krstl, waving.", "A woman, krstl, waving."),
            ("In this image, there is a woman with krstl.", "Woman with krstl."),
            ("krstl waves. The image depicts a park.", "krstl waves. A park."),
            ("arafed woman krstl in a park", "woman krstl in a park"),
            ("This is a digital illustration of krstl.", "Digital illustration of krstl."),
            ("The focus of the image is krstl.", "krstl."),
            ("krstl waves.</s>\r\n", "krstl waves.\r\n"),
        ] {
            let fixed = fix_caption("caption-boilerplate", before);
            assert_eq!(fixed.as_deref(), Some(after), "{before}");
        }
    }

    #[test]
    fn what_a_person_would_write_is_let_be() {
        for caption in [
            "a photo of krstl in the park",
            "krstl smiles. There are two cats behind her.",
            "krstl holding an image of a cat",
        ] {
            assert_eq!(check_caption("caption-boilerplate", caption), "", "{caption}");
        }
    }

    #[test]
    fn an_undeclared_trigger_keeps_its_small_letter() {
        expect![[r#"
            warning set/01.txt:0-15: "The image shows" says nothing of the picture
              = words that stand in every caption push the trigger back and teach nothing
              fix (Unsafe): take out "The image shows"
            hint set/01.txt:31-48: "visually striking": padding that says nothing of the picture
        "#]]
        .assert_eq(&check(
            "caption-boilerplate",
            r#"
            [[image]]
            file = "01.png"
            caption = "The image shows krstl smiling, visually striking."
        "#,
        ));
    }
}
