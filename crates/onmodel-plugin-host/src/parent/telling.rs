//! What is shown to a plugin, and what it says of it, frame by frame.

use crate::question::{Item, SetFrame};
use crate::wire::{Event, Found};

/// What is shown: the set, the rules asked, the items, with their pixels.
pub(crate) struct Show<'a> {
    pub(crate) set: &'a SetFrame,
    /// Rules made.
    pub(crate) rules: &'a [u32],
    pub(crate) items: &'a [&'a Item],
    /// Pixels of the items, width and height before them, for rules that want them.
    pub(crate) pixels: &'a [Option<onmodel_vision::Small>],
}

/// What is said of one item by one rule.
pub(crate) struct Told<'a> {
    /// Its place among those shown.
    pub(crate) item: usize,
    /// The rule's place among those asked.
    pub(crate) rule: usize,
    pub(crate) what: What<'a>,
}

/// The same, but of what.
pub(crate) enum What<'a> {
    Found(Found<'a>),
    /// It reported something that was not taken.
    Nonsense(&'a str),
    /// It failed.
    Failed(&'a str),
    /// It died of it.
    Died(&'a str),
}

/// Where a supervisor tells what it hears.
pub(crate) type Tell<'t> = &'t mut dyn FnMut(Told<'_>);

/// The events of a frame, but for its end; an error where it is no frame of ours.
pub(super) fn events(frame: &[u8]) -> Result<Vec<Event<'_>>, ()> {
    let mut rest = frame.get(4..).ok_or(())?;
    let mut events = Vec::new();
    while !rest.is_empty() {
        let (event, left) = postcard::take_from_bytes::<Event<'_>>(rest).map_err(|_| ())?;
        rest = left;
        match event {
            Event::End if rest.is_empty() => return Ok(events),
            Event::End => return Err(()),
            event => events.push(event),
        }
    }
    Err(())
}

/// The same, of items shown to rules.
pub(super) fn told(frame: &[u8], items: usize, rules: usize) -> Result<Vec<Told<'_>>, ()> {
    let told = events(frame)?.into_iter().map(|event| {
        let (item, rule, what) = match event {
            Event::Found { item, made, found } => (item, made, What::Found(found)),
            Event::Nonsense { item, made, why } => (item, made, What::Nonsense(why)),
            Event::Failed { item, made, why } => (item, made, What::Failed(why)),
            _ => return Err(()),
        };
        let (item, rule) = (item as usize, rule as usize);
        if item < items && rule < rules { Ok(Told { item, rule, what }) } else { Err(()) }
    });
    told.collect()
}
