//! Openings of sentences that a captioner writes before it comes to the picture.

use onmodel_caption::edit::prose;
use onmodel_caption::text::is_word_char;
use onmodel_caption::{Lexicon, Span};

use crate::{CaptionView, Draft, Out, mend};

/// Openings that name the medium, which a caption may well do.
const NAMES_MEDIUM: [&str; 2] = ["a photo of", "this is a photo of"];
/// Openings that are residue before the picture is described, and ordinary later on.
const ONLY_FIRST: [&str; 6] =
    ["there is a", "there is an", "there are", "here is", "certainly", "sure!"];
/// Openings after which no grammatical rest is left.
const CHAT: [&str; 4] = ["here is", "sure, here", "sure!", "certainly"];
/// Words that only tie an opening to the rest.
const LINKS: [&str; 7] = ["is", "are", "of", "that", "shows", "depicts", "features"];

/// Reports every opening.
pub(super) fn report(view: &CaptionView<'_>, out: &mut Out<'_>) {
    let found = view.context.vocabulary.find_lexicon(view.caption(), Lexicon::BoilerplateStart);
    if found.is_empty() {
        return;
    }
    let first = view.text().len() - view.text().trim_start().len();
    // Of a sentence of chat one finding is enough.
    let vocabulary = &view.context.vocabulary;
    let residue =
        || vocabulary.find_lexicon(view.caption(), Lexicon::BoilerplateAnywhere).into_iter();
    for sentence in view.caption().sentences() {
        let start = sentence.span.start;
        let Some(span) = found.iter().find(|span| span.start == start) else { continue };
        let is_told_of = || residue().any(|other| sentence.span.contains(other));
        let is_chat = is_in(&CHAT, span.of(view.text())) && is_told_of();
        if is_chat || !is_residue(span.of(view.text()), start == first) {
            continue;
        }
        out.push(draft(view, opening(view, &found, *span)));
    }
}

fn is_residue(words: &str, opens_caption: bool) -> bool {
    !is_in(&NAMES_MEDIUM, words) && (opens_caption || !is_in(&ONLY_FIRST, words))
}

fn is_in(list: &[&str], words: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(words))
}

/// The opening with what follows it of the same kind: "In this image, there is a".
fn opening(view: &CaptionView<'_>, found: &[Span], first: Span) -> Span {
    let text = view.text();
    let lower = first.of(text).to_lowercase();
    let noun = ["this is a digital", "this is an anime", "this is a highly"];
    if noun.iter().any(|start| lower.starts_with(start)) {
        let article = if lower.starts_with("this is an ") { 10 } else { 9 };
        return Span::new(first.start, first.start + article);
    }
    let mut end = first.end;
    loop {
        let next = end + gap(&text[end..]);
        let follows = found.iter().find(|span| span.start == next && next > end);
        let link = LINKS.iter().find(|link| starts_with_word(&text[next..], link));
        end = match (follows, link) {
            (Some(span), _) => span.end,
            (None, Some(link)) if next > end => next + link.len(),
            _ => return Span::new(first.start, end),
        };
    }
}

/// Commas, colons and spaces at the start of `rest`.
fn gap(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches([',', ':', ' ']).len()
}

fn starts_with_word(rest: &str, word: &str) -> bool {
    rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !rest[word.len()..].starts_with(is_word_char)
}

fn draft(view: &CaptionView<'_>, span: Span) -> Draft {
    let words = span.of(view.text());
    let draft = Draft::span(view.index, span, format!("\"{words}\" says nothing of the picture"))
        .consequence("words that stand in every caption push the trigger back and teach nothing");
    if is_chat(words) || !leaves_a_word(view.text(), span) {
        return draft;
    }
    let edits = prose::strip_opening(view.text(), span, &kept_small(view, span));
    match mend::offer(view, format!("take out \"{words}\""), edits) {
        Some(fix) => draft.fix(fix),
        None => draft,
    }
}

fn is_chat(words: &str) -> bool {
    CHAT.iter().any(|known| known.eq_ignore_ascii_case(words))
}

/// Whether the sentence goes on with a word after `span`.
fn leaves_a_word(text: &str, span: Span) -> bool {
    let rest = &text[span.end..];
    rest[gap(rest)..].starts_with(|c: char| is_word_char(c) || matches!(c, '"' | '('))
}

/// Words that keep their small letter: the trigger, and where none is declared any, since it may be
/// one.
fn kept_small(view: &CaptionView<'_>, span: Span) -> Vec<Span> {
    match &view.fact.trigger {
        Some(_) => mend::protected(view),
        None => vec![Span::new(span.end, view.text().len())],
    }
}
