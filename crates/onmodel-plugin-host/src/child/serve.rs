//! Answering the supervisor, frame by frame.

use std::collections::BTreeMap;
use std::ffi::c_void;
use std::io::{self, BufReader, Read, Write};
use std::ptr::null_mut;

use onmodel_plugin::abi;

use super::guard::Channel;
use super::load::{Plugin, Rule};
use super::show::{self, Parts};
use super::sink::{self, Call};
use crate::caps;
use crate::page::Page;
use crate::wire::{Confined, Event, Info, Item, Request, RuleInfo, Set, Unfit};

/// Says that there is no plugin to serve.
pub(super) fn decline(unfit: &Unfit, channel: &mut Channel) -> io::Result<()> {
    let frame = crate::wire::frame(&Event::Unfit(unfit.clone()), Vec::new());
    channel.answers.write_all(&frame.map_err(io::Error::other)?)
}

/// Says what the plugin is and answers until the supervisor closes its end.
pub(super) fn serve(
    plugin: &Plugin,
    confined: Confined,
    page: &Page,
    channel: &mut Channel,
) -> io::Result<()> {
    let info = Event::Ready(info(plugin, confined));
    let ready = crate::wire::frame(&info, Vec::new()).map_err(io::Error::other)?;
    page.loaded();
    channel.answers.write_all(&ready)?;
    let mut desk = Desk { plugin, page, made: Vec::new(), sets: BTreeMap::new() };
    let mut frame = Vec::new();
    let mut requests = BufReader::with_capacity(1 << 16, &channel.requests);
    while read(&mut requests, &mut frame)? {
        let request = postcard::from_bytes(&frame).map_err(io::Error::other)?;
        sink::begin(page);
        desk.answer(request);
        let answer = sink::end();
        channel.answers.write_all(&answer)?;
        sink::reuse(answer);
    }
    Ok(())
}

/// Reads a frame; `false` at the end.
fn read(from: &mut impl Read, frame: &mut Vec<u8>) -> io::Result<bool> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
        read => read?,
    }
    let length = u32::from_le_bytes(length) as usize;
    if length > caps::FRAME {
        return Err(io::Error::other("a frame too long"));
    }
    frame.clear();
    from.by_ref().take(length as u64).read_to_end(frame)?;
    Ok(frame.len() == length)
}

fn info(plugin: &Plugin, confined: Confined) -> Info<'_> {
    let rules = plugin.rules.iter().map(|rule| RuleInfo {
        scope: rule.table.scope,
        severity: rule.table.severity,
        flags: rule.table.flags,
        id: &rule.id,
        summary: &rule.summary,
        docs_url: &rule.docs_url,
        schema: &rule.schema,
        docs: &rule.docs,
        is_made: rule.table.create.is_some(),
    });
    Info { name: &plugin.name, version: &plugin.version, rules: rules.collect(), confined }
}

/// A rule made with its options.
#[derive(Clone, Copy)]
struct Made {
    rule: usize,
    own: *mut c_void,
}

/// An item of a set that is kept, with texts of its own.
struct Kept {
    path: String,
    caption: Option<String>,
    caption_path: String,
    trigger: String,
    subset: String,
    has_image: bool,
    image: Option<crate::wire::Image>,
}

struct Desk<'a> {
    plugin: &'a Plugin,
    page: &'a Page,
    made: Vec<Made>,
    sets: BTreeMap<u32, Vec<Kept>>,
}

impl Desk<'_> {
    fn answer(&mut self, request: Request<'_>) {
        match request {
            Request::Make { rule, options } => self.make(rule as usize, options),
            Request::Look { set, made, items, skip } => self.look(&set, &made, &items, &skip),
            Request::Survey { key, set, made, count, changed } => {
                self.keep(key, count as usize, changed);
                self.survey(key, &set, &made);
            }
        }
    }

    fn make(&mut self, index: usize, options: &str) {
        let Some(rule) = self.plugin.rules.get(index) else {
            return sink::say(&Event::Refused("there is no such rule"));
        };
        let own = match rule.table.create {
            None => null_mut(),
            Some(create) => {
                let mut own = null_mut();
                let why = sink::call(Call { at: (0, 0), items: 1 }, self.page, |sink| {
                    // SAFETY: the header's contract; the text and the sink live through the call.
                    own = unsafe { create(abi::Str::new(options), sink) };
                    0
                });
                if own.is_null() {
                    let why = why.unwrap_or_else(|| "it does not say why".to_owned());
                    return sink::say(&Event::Refused(&why));
                }
                own
            }
        };
        self.made.push(Made { rule: index, own });
        sink::say(&Event::Made);
    }

    /// The rules asked for, each with its place among them; one that was never made is left out.
    fn asked<'m>(&'m self, made: &'m [u32]) -> impl Iterator<Item = (u32, Made, &'m Rule)> {
        (0..).zip(made).filter_map(|(place, made)| {
            let made = *self.made.get(*made as usize)?;
            Some((place, made, self.plugin.rules.get(made.rule)?))
        })
    }

    fn look(&self, set: &Set<'_>, made: &[u32], items: &[Item<'_>], skip: &[(u32, u32)]) {
        let set = show::set(set);
        for (at, item) in (0..).zip(items) {
            let parts = Parts::of(item, self.page);
            let item = show::item(item, &parts, &raw const set);
            for (place, made, rule) in self.asked(made) {
                let Some(check) = rule.table.check_item else { continue };
                if skip.contains(&(at, place)) {
                    continue;
                }
                let told = sink::call(Call { at: (at, place), items: 1 }, self.page, |sink| {
                    // SAFETY: the header's contract; all of it lives through the call.
                    unsafe { check(made.own, &raw const item, sink) }
                });
                tell(at, place, told);
            }
        }
    }

    fn keep(&mut self, key: u32, count: usize, changed: Vec<(u32, Item<'_>)>) {
        let kept = self.sets.entry(key).or_default();
        kept.truncate(count);
        for (at, item) in changed {
            let item = Kept::of(&item);
            match kept.get_mut(at as usize) {
                Some(known) => *known = item,
                None => kept.push(item),
            }
        }
    }

    fn survey(&self, key: u32, set: &Set<'_>, made: &[u32]) {
        let kept = self.sets.get(&key).map_or(&[][..], Vec::as_slice);
        let bare = show::set(set);
        let items: Vec<Item<'_>> = kept.iter().map(Kept::item).collect();
        let parts: Vec<Parts> = items.iter().map(|item| Parts::of(item, self.page)).collect();
        let shown: Vec<abi::Item> = items
            .iter()
            .zip(&parts)
            .map(|(item, parts)| show::item(item, parts, &raw const bare))
            .collect();
        let whole = abi::Dataset { items: shown.as_ptr(), n_items: shown.len(), ..bare };
        for (place, made, rule) in self.asked(made) {
            let Some(check) = rule.table.check_dataset else { continue };
            let about = Call { at: (0, place), items: shown.len() };
            let told = sink::call(about, self.page, |sink| {
                // SAFETY: the header's contract; all of it lives through the call.
                unsafe { check(made.own, &raw const whole, sink) }
            });
            tell(0, place, told);
        }
    }
}

/// Tells of a failure, if it was one.
fn tell(item: u32, made: u32, why: Option<String>) {
    if let Some(why) = why {
        sink::say(&Event::Failed { item, made, why: &why });
    }
}

impl Kept {
    fn of(item: &Item<'_>) -> Self {
        Self {
            path: item.path.to_owned(),
            caption: item.caption.map(str::to_owned),
            caption_path: item.caption_path.to_owned(),
            trigger: item.trigger.to_owned(),
            subset: item.subset.to_owned(),
            has_image: item.has_image,
            image: item.image.clone(),
        }
    }

    fn item(&self) -> Item<'_> {
        Item {
            path: &self.path,
            caption: self.caption.as_deref(),
            caption_path: &self.caption_path,
            trigger: &self.trigger,
            subset: &self.subset,
            has_image: self.has_image,
            image: self.image.clone(),
            pixels: None,
        }
    }
}
