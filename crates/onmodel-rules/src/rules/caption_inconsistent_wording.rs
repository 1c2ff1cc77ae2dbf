//! `caption-inconsistent-wording`

use std::collections::HashMap;

use onmodel_caption::edit::TextEdit;

use crate::{CaptionView, Draft, Facts, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// One tag is spelt in several ways across the set.
    ///
    /// ## What it checks
    /// Tags that differ only in underscores, hyphens and spaces: `looking_at_viewer` beside "looking at
    /// viewer", "closeup" beside "close-up". The spelling most captions use is taken for the right one.
    /// Emoticons such as `^_^` are left alone.
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
    /// `onmodel fix` writes them all as most captions do.
    pub struct CaptionInconsistentWording = "caption-inconsistent-wording" {
        scope: Dataset,
        level: Some(Severity::Hint),
        fix: Safe,
        part: Captions,
    }
}

/// The spellings of one tag: each with how often it is used and where first.
type Spellings = Vec<(u64, usize, (usize, usize))>;

impl Rule for CaptionInconsistentWording {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let mut tags: HashMap<u64, Spellings> = HashMap::new();
        for view in facts.used_captions() {
            for (number, tag) in view.fact.spellings().iter().enumerate() {
                count(tags.entry(tag.key).or_default(), tag.spelt, (view.index, number));
            }
        }
        tags.retain(|_, spellings| spellings.len() > 1);
        if tags.is_empty() {
            return;
        }
        let wanted: HashMap<u64, (u64, &str)> = tags
            .iter()
            .filter_map(|(key, spellings)| Some((*key, preferred(facts, spellings)?)))
            .collect();
        for view in facts.used_captions() {
            if let Some(draft) = draft(&view, &wanted) {
                out.push(draft);
            }
        }
    }
}

fn count(spellings: &mut Spellings, spelt: u64, first: (usize, usize)) {
    match spellings.iter_mut().find(|known| known.0 == spelt) {
        Some(known) => known.1 += 1,
        None => spellings.push((spelt, 1, first)),
    }
}

/// The spelling most captions use; of two equally common ones the one with fewer underscores, then
/// the one met first.
fn preferred<'a>(facts: &'a Facts, spellings: &Spellings) -> Option<(u64, &'a str)> {
    let worded = spellings.iter().map(|(spelt, count, (caption, number))| {
        let fact = &facts.captions[*caption];
        (*count, fact.spellings()[*number].span.of(fact.caption.text()), *spelt)
    });
    let best = worded
        .min_by_key(|(count, words, _)| (std::cmp::Reverse(*count), words.matches('_').count()));
    best.map(|(_, words, spelt)| (spelt, words))
}

fn draft(view: &CaptionView<'_>, wanted: &HashMap<u64, (u64, &str)>) -> Option<Draft> {
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
    let title = format!("write {}", mend::listed(said.iter().map(|(_, words)| words.as_str())));
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
              fix (Safe): write "looking at viewer"
            hint set/02.txt:7-14: "closeup" is spelt "close-up" elsewhere in the set
              fix (Safe): write "close-up"
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
}
