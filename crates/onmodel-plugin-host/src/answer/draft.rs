//! One finding.

use std::borrow::Cow;

use onmodel_caption::Span;
use onmodel_plugin::abi;
use onmodel_rules::{Draft, Place, Severity};

use super::{fix, one_line};
use crate::question::{Item, SetFrame};
use crate::wire::Found;

/// Where a finding's places are.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    scope: u32,
    /// The item shown; in scope dataset the one named.
    item: Option<&'a Item>,
    items: &'a [Item],
}

impl<'a> Ground<'a> {
    /// The item at an index of the set, or the one shown.
    pub(super) fn item(self, index: u64) -> Result<&'a Item, String> {
        match self.item {
            Some(item) => Ok(item),
            None => self.named(index),
        }
    }

    /// The item at an index of the set; in other scopes only the one shown is known.
    pub(super) fn named(self, index: u64) -> Result<&'a Item, String> {
        let item = usize::try_from(index).ok().and_then(|index| self.items.get(index));
        item.ok_or_else(|| format!("there is no item {index}"))
    }

    /// A place in the header's terms.
    fn place(self, place: u32, item: u64, (start, end): (u32, u32)) -> Result<Place, String> {
        match place {
            abi::PLACE_DEFAULT => match self.scope {
                abi::SCOPE_CAPTION => self.caption(item, start, end),
                abi::SCOPE_IMAGE => self.image(item),
                _ if start < end => self.caption(item, start, end),
                _ => Ok(Place::Set),
            },
            abi::PLACE_CAPTION => self.caption(item, start, end),
            abi::PLACE_IMAGE => self.image(item),
            abi::PLACE_SET if self.scope == abi::SCOPE_DATASET => Ok(Place::Set),
            abi::PLACE_SET => {
                Err("a finding on the set by a rule that was shown one item".to_owned())
            }
            other => Err(format!("place {other} does not exist")),
        }
    }

    fn caption(self, item: u64, start: u32, end: u32) -> Result<Place, String> {
        let (index, text) = self.item(item)?.caption.as_ref().ok_or("the item has no caption")?;
        let span = span(text, start, end)?;
        Ok(Place::Caption(*index, (!(span.start == 0 && span.end == 0)).then_some(span)))
    }

    fn image(self, item: u64) -> Result<Place, String> {
        let image = self.item(item)?.image.as_ref().ok_or("the item has no image")?;
        Ok(Place::Image(image.0))
    }
}

/// Bytes of a text, on characters' boundaries.
pub(super) fn span(text: &str, start: u32, end: u32) -> Result<Span, String> {
    let (from, to) = (start as usize, end as usize);
    if from > to {
        return Err(format!("bytes {start} to {end} run backwards"));
    }
    if to > text.len() {
        return Err(format!("bytes {start} to {end} lie past the caption's end, {}", text.len()));
    }
    if !text.is_char_boundary(from) || !text.is_char_boundary(to) {
        return Err(format!("bytes {start} to {end} cut a character in two"));
    }
    Ok(Span::new(from, to))
}

/// The draft of a finding, or what is wrong with it.
pub(super) fn draft(
    scope: u32,
    item: Option<&Item>,
    items: &[Item],
    set: &SetFrame,
    found: &Found<'_>,
) -> Result<Draft, String> {
    let ground = Ground { scope, item, items };
    let place = ground.place(found.place, found.item, (found.start, found.end))?;
    let mut draft = Draft::at(place, one_line(found.message));
    draft.severity = match found.severity {
        abi::LEVEL_DEFAULT => None,
        abi::HINT => Some(Severity::Hint),
        abi::WARNING => Some(Severity::Warning),
        abi::ERROR => Some(Severity::Error),
        other => return Err(format!("severity {other} does not exist")),
    };
    let consequence = one_line(found.consequence);
    draft.consequence = (!consequence.is_empty()).then_some(Cow::Owned(consequence));
    for related in &found.related {
        let place = ground.place(related.place, related.item, (related.start, related.end))?;
        draft.related.push((place, one_line(related.message)));
    }
    for one in &found.fixes {
        draft.fixes.push(fix::fix(ground, found.item, set, one)?);
    }
    Ok(draft)
}
