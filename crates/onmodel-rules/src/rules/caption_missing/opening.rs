//! The words that the captions of a set begin with.

use onmodel_caption::{Caption, Span, Style};

use crate::Facts;

/// Percent of the captions that begin with words before they count as the set's.
const MOST: usize = 80;
/// From how many captions on there is a habit to speak of.
const ENOUGH: usize = 3;

/// The longest opening that most captions share: whole tags with their comma, or words. `None`
/// where they begin in different ways.
pub(super) fn shared(facts: &Facts) -> Option<String> {
    let captions: Vec<&Caption> = facts
        .used_captions()
        .map(|view| view.caption())
        .filter(|one| one.words().next().is_some())
        .collect();
    let enough = (captions.len() * MOST).div_ceil(100).max(ENOUGH);
    // The text of one in the middle once they are sorted begins as most do.
    let mut openings: Vec<Vec<&str>> = captions.iter().map(|caption| openings(caption)).collect();
    openings.sort_unstable();
    let middle = openings.get(openings.len() / 2)?;
    let is_common = |opening: &str| {
        captions.iter().filter(|one| one.text().starts_with(opening)).count() >= enough
    };
    let common = middle.iter().take_while(|opening| is_common(opening));
    common.last().map(|opening| (*opening).to_owned())
}

/// Every opening of a caption, short to long; never the whole of it.
fn openings(caption: &Caption) -> Vec<&str> {
    let text = caption.text();
    let until = |span: Span| text.get(..span.end).unwrap_or_default();
    if caption.style() == Style::Tags {
        let tags = caption.tags().iter().map(|tag| tag.span);
        let commas = tags.filter(|tag| text[tag.end..].starts_with(','));
        return commas.map(|tag| until(Span::new(0, tag.end + 1))).collect();
    }
    let words: Vec<Span> = caption.words().collect();
    let all_but_last = words.len().saturating_sub(1);
    words.into_iter().take(all_but_last).map(until).collect()
}
