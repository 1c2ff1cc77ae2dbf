//! `caption-inconsistent-wording`

mod slips;
mod synonyms;
mod wording;

use std::collections::BTreeMap;

use onmodel_caption::edit::TextEdit;

use crate::{CaptionView, Draft, Facts, Out, Rule, Severity, declare_rule, mend};
use wording::Wording;

declare_rule! {
    /// One thing is written in several ways across the set.
    ///
    /// ## What it checks
    /// Tags that differ only in underscores, hyphens and spaces: `looking_at_viewer` beside "looking at
    /// viewer", "closeup" beside "close-up". The spelling most captions use is taken for the right one.
    /// So are slips of the pen, where the right word is in three captions or more and the wrong one is
    /// no word: "standng". And framings that go by two names: "close-up" in one caption, "tight shot"
    /// in another. Emoticons such as `^_^` are left alone.
    ///
    /// ## Why it matters
    /// The text encoder reads each spelling as other tokens, so what is learnt is spread over them;
    /// underscores cost tokens besides.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, looking at viewer, hat"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, looking_at_viewer, coat"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, looking at viewer, hat"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, looking at viewer, coat"
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix` spells them all as most captions do. Which of two names to keep is your choice.
    pub struct CaptionInconsistentWording = "caption-inconsistent-wording" {
        scope: Dataset,
        level: Some(Severity::Hint),
        fix: Safe,
        part: Captions,
    }
}

/// How tags are to be written: by the tag's key, the spelling and its words.
type Wanted<'a> = BTreeMap<u64, (u64, &'a str)>;

impl Rule for CaptionInconsistentWording {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let wording = facts.index::<Wording>();
        synonyms::report(facts, out);
        let wanted = wording.wanted(facts);
        for caption in wording.written_otherwise(&wanted) {
            out.extend_with(draft(&facts.caption(caption), &wanted));
        }
    }
}

fn draft(view: &CaptionView<'_>, wanted: &Wanted<'_>) -> Option<Draft> {
    let mut edits = Vec::new();
    let mut said = Vec::new();
    for tag in view.fact.spellings() {
        let other = wanted.get(&tag.key).filter(|(spelt, _)| *spelt != tag.spelt);
        let Some((_, words)) = other else { continue };
        let words = in_case_of(tag.span.of(view.text()), words);
        edits.push(TextEdit::replace(tag.span, words.as_str()));
        said.push((tag.span, words));
    }
    let (first, words) = said.first()?;
    let more = match said.len() {
        1 => String::new(),
        count => format!(" (and {} more)", count - 1),
    };
    let here = first.of(view.text());
    let message = format!("\"{here}\" is spelt \"{words}\" elsewhere in the set{more}");
    let each = said.iter().map(|(at, words)| format!("\"{words}\" for \"{}\"", at.of(view.text())));
    let title = format!("write {}", mend::joined(&each.collect::<Vec<_>>()));
    let draft = Draft::span(view.index, *first, message);
    Some(mend::offer(view, title, edits).into_iter().fold(draft, Draft::fix))
}

/// The words in small letters, where those they replace have no capital.
fn in_case_of(replaced: &str, words: &str) -> String {
    if replaced.contains(char::is_uppercase) { words.to_owned() } else { words.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn the_spelling_of_most_captions_wins() {
        expect![[r#"
            hint set/01.txt:17-34: "looking_at_viewer" is spelt "looking at viewer" elsewhere in the set
              fix (Safe): write "looking at viewer" for "looking_at_viewer"
            hint set/02.txt:7-14: "closeup" is spelt "close-up" elsewhere in the set
              fix (Safe): write "close-up" for "closeup"
        "#]].assert_eq(&check("caption-inconsistent-wording", r#"
            [[image]]
            file = "01.png"
            caption = "krstl, close-up, looking_at_viewer, ^_^"
            [[image]]
            file = "02.png"
            caption = "krstl, closeup, Looking at viewer, ^_^"
            [[image]]
            file = "03.png"
            caption = "krstl, close-up, looking at viewer"
        "#));
    }

    fn captions(texts: &[&str]) -> String {
        let images = texts.iter().enumerate().map(|(index, text)| {
            format!("[[image]]\nfile = \"{index}.png\"\ncaption = \"krstl, {text}\"\n")
        });
        format!("[dataset]\ntrigger = \"krstl\"\n{}", images.collect::<String>())
    }

    fn said(texts: &[&str]) -> String {
        check("caption-inconsistent-wording", &captions(texts))
    }

    #[test]
    fn a_slip_of_the_pen_is_one_where_the_right_word_is_common() {
        expect![[r#"
            hint set/4.txt:7-14: "standng" is spelt "standing" elsewhere in the set
              fix (Safe): write "standing" for "standng"
        "#]]
        .assert_eq(&said(&["standing, hat", "standing", "standing", "red hat", "standng, coat"]));
        assert_eq!(said(&["standing, hat", "standing", "standng"]), "");
    }

    #[test]
    fn words_of_their_own_are_no_slips() {
        for (common, other) in [
            ("boots", "boot"),
            ("necklace", "necklaces"),
            ("kimono", "komono krstl"),
            ("2girls", "3girls"),
            ("krstl armor", "krstl armour"),
            ("hat", "bat"),
            ("^_^", ">_<"),
            ("mirava", "mirova"),
        ] {
            assert_eq!(said(&[common, common, common, other]), "", "{other}");
        }
    }

    #[test]
    fn a_framing_of_two_names_is_a_choice() {
        expect![[r#"
            hint set/2.txt:7-17: "tight shot" is called "close-up" elsewhere in the set
              + set/3.txt: here too
              fix (Assist): write "close-up"
        "#]]
        .assert_eq(&said(&["close-up, hat", "close-up", "tight shot, coat", "tight shot"]));
        assert_eq!(said(&["portrait", "head and shoulders", "smile", "grin"]), "");
    }
}
