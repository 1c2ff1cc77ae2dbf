//! A plugin kept alive, and what kills it found out.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::death::{Death, When};
use super::meeting::launch;
use super::process::Process;
use super::telling::{Show, Tell, Told, What, events, told};
use super::{About, Start};
use crate::Fault;
use crate::caps;
use crate::question::Item;
use crate::wire::{Event, Item as Wire, Request};

/// One plugin, kept alive.
pub(crate) struct Supervisor {
    start: Start,
    process: Option<Process>,
    ids: Vec<std::sync::Arc<str>>,
    /// The rules made, each with its options; a new process makes them again.
    made: Vec<(u32, String)>,
    /// What the process keeps of each set.
    kept: BTreeMap<u32, Vec<Item>>,
    strikes: Vec<(String, String, String)>,
    starts: usize,
    /// How long it took to make its rules.
    making: Duration,
    out: Option<Fault>,
}

impl Supervisor {
    /// Starts the plugin and asks it who it is.
    pub(crate) fn start(start: Start) -> Result<(Self, About), Fault> {
        let (process, about) = launch(&start)?;
        let supervisor = Self {
            start,
            process: Some(process),
            ids: about.rules.iter().map(|rule| rule.id.clone()).collect(),
            made: Vec::new(),
            kept: BTreeMap::new(),
            strikes: Vec::new(),
            starts: 1,
            making: Duration::ZERO,
            out: None,
        };
        Ok((supervisor, about))
    }

    /// Why it is left alone, if it is.
    pub(crate) fn out(&self) -> Option<&Fault> {
        self.out.as_ref()
    }

    /// Makes a rule with its options, a JSON object; which one it is among those made.
    pub(crate) fn make(&mut self, rule: u32, options: &str) -> Result<u32, String> {
        self.revive().map_err(|fault| fault.to_string())?;
        let begun = Instant::now();
        let made = self.make_once(rule, options);
        self.making += begun.elapsed();
        if self.making > caps::MAKING {
            let how = format!("took longer than {} s to make its rules", caps::MAKING.as_secs());
            self.give_up(Fault::Loading(how));
        }
        match made {
            Ok(Ok(())) => {
                self.made.push((rule, options.to_owned()));
                Ok(self.made.len() as u32 - 1)
            }
            Ok(Err(why)) => Err(why),
            Err(death) => {
                let id = self.ids.get(rule as usize).cloned().unwrap_or_default();
                self.strike(&id, &death.how, "its options");
                Err(format!("it {} over them", death.how))
            }
        }
    }

    /// Shows items to rules. Those that kill the plugin are told of and left out; the others are all
    /// looked at, unless the plugin is given up.
    pub(crate) fn look(&mut self, show: &Show<'_>, tell: Tell<'_>) {
        let mut skip = Vec::new();
        self.part(show, (0, show.items.len()), &mut skip, tell);
    }

    /// Shows part of the items: again without the one that killed the plugin, or, where that is
    /// unclear, by halves until it is clear.
    fn part(
        &mut self,
        show: &Show<'_>,
        (start, end): (usize, usize),
        skip: &mut Vec<(usize, usize)>,
        tell: Tell<'_>,
    ) {
        while start < end && self.revive().is_ok() {
            let Err(death) = self.frame(show, (start, end), skip, tell) else { return };
            self.process = None;
            let within = |item: u32, rule: u32| {
                let at = (start + item as usize, rule as usize);
                (at.0 < end && at.1 < show.rules.len() && !skip.contains(&at)).then_some(at)
            };
            let during = match death.when {
                When::During(item, rule) => within(item, rule),
                When::Asked => None,
                When::Idle => {
                    self.idle(&death.how);
                    continue;
                }
            };
            let blamed = during.or_else(|| {
                // One item and one rule: nobody else can have been it.
                let left: Vec<usize> =
                    (0..show.rules.len()).filter(|rule| !skip.contains(&(start, *rule))).collect();
                (end - start == 1 && left.len() == 1).then(|| (start, left[0]))
            });
            if let Some((item, rule)) = blamed {
                let id = self.id(show.rules[rule]);
                self.strike(&id, &death.how, show.items[item].file());
                tell(Told { item, rule, what: What::Died(&death.how) });
                skip.push((item, rule));
                // What comes before it is heard before anything else can go wrong.
                self.part(show, (start, item), skip, tell);
                return self.part(show, (item, end), skip, tell);
            }
            return self.narrow(show, (start, end), &death, skip, tell);
        }
    }

    /// Looks for what killed the plugin: in halves of the items, then rule by rule.
    fn narrow(
        &mut self,
        show: &Show<'_>,
        (start, end): (usize, usize),
        death: &Death,
        skip: &mut Vec<(usize, usize)>,
        tell: Tell<'_>,
    ) {
        let before = self.strikes.len();
        if end - start > 1 {
            let middle = start + (end - start) / 2;
            self.part(show, (start, middle), skip, tell);
            self.part(show, (middle, end), skip, tell);
        } else {
            for rule in 0..show.rules.len() {
                let others = (0..show.rules.len()).filter(|other| *other != rule);
                let mut alone: Vec<_> = others.map(|other| (start, other)).collect();
                alone.extend(skip.iter().filter(|(item, at)| (*item, *at) == (start, rule)));
                self.part(show, (start, end), &mut alone, tell);
            }
        }
        if self.strikes.len() == before && self.out.is_none() {
            self.idle(&death.how);
        }
    }

    /// It died, and not of anything it was shown.
    fn idle(&mut self, how: &str) {
        let fault = Fault::Idle(how.to_owned());
        self.strikes.push((String::new(), how.to_owned(), String::new()));
        if self.strikes.len() >= caps::STRIKES {
            self.give_up(fault);
        }
    }

    /// Shows items in one frame. Nothing is told unless all of it was answered.
    fn frame(
        &mut self,
        show: &Show<'_>,
        (start, end): (usize, usize),
        skip: &[(usize, usize)],
        tell: Tell<'_>,
    ) -> Result<(), Death> {
        let Some(process) = &mut self.process else { return Ok(()) };
        let frame = look(process, show, (start, end), skip)?;
        let answer = process.exchange(frame, caps::PATIENCE)?;
        hear(process, &answer, (end - start, show.rules.len()), |mut one| {
            one.item += start;
            tell(one);
        })?;
        process.reuse(answer);
        Ok(())
    }

    /// Shows items to rules, if it answers in time; whether it did. If not, nothing was told, and
    /// they are to be shown as any others: what was begun here is gone on with there.
    pub(crate) fn glance(&mut self, show: &Show<'_>, until: Instant, tell: Tell<'_>) -> bool {
        let Some(process) = &mut self.process else { return false };
        let count = show.items.len();
        let Ok(frame) = look(process, show, (0, count), &[]) else { return false };
        let Some(answer) = process.attempt(frame, caps::PATIENCE, until) else { return false };
        if hear(process, &answer, (count, show.rules.len()), tell).is_err() {
            // It answered nonsense and is dead; a new process is shown the same.
            self.process = None;
            return false;
        }
        process.reuse(answer);
        true
    }

    /// Shows a set as a whole to rules; `key` names what the process keeps of it.
    pub(crate) fn survey(&mut self, key: u32, show: &Show<'_>, tell: Tell<'_>) {
        for rule in 0..show.rules.len() {
            if self.revive().is_err() {
                return;
            }
            if let Err(death) = self.survey_once(key, show, rule, tell) {
                let id = self.id(show.rules[rule]);
                self.strike(&id, &death.how, "the set");
                tell(Told { item: 0, rule, what: What::Died(&death.how) });
            }
        }
    }

    fn survey_once(
        &mut self,
        key: u32,
        show: &Show<'_>,
        rule: usize,
        tell: Tell<'_>,
    ) -> Result<(), Death> {
        let Some(process) = &mut self.process else { return Ok(()) };
        let known = self.kept.get(&key).map_or(&[][..], Vec::as_slice);
        let is_known = |at: usize, item: &Item| known.get(at).is_some_and(|one| one.is_same(item));
        let items = show.items.iter().enumerate();
        let changed: Vec<(u32, Wire<'_>)> = items
            .filter(|(at, item)| !is_known(*at, item))
            .map(|(at, item)| (at as u32, item.wire(show.set, None)))
            .collect();
        let request = Request::Survey {
            key,
            set: show.set.wire(),
            made: vec![show.rules[rule]],
            count: show.items.len() as u32,
            changed,
        };
        let answer = ask(process, &request)?;
        hear(process, &answer, (1, 1), |mut one| {
            one.rule = rule;
            tell(one);
        })?;
        process.reuse(answer);
        self.kept.insert(key, show.items.iter().copied().cloned().collect());
        Ok(())
    }

    fn make_once(&mut self, rule: u32, options: &str) -> Result<Result<(), String>, Death> {
        let Some(process) = &mut self.process else { return Ok(Err("it is gone".to_owned())) };
        let answer = ask(process, &Request::Make { rule, options })?;
        let outcome = match events(&answer).as_deref() {
            Ok([Event::Made]) => Ok(()),
            Ok([Event::Refused(why)]) => Err(crate::answer::one_line(why)),
            _ => return Err(process.nonsense("whether a rule was made")),
        };
        Ok(outcome)
    }

    /// A living process, or why there is none.
    fn revive(&mut self) -> Result<(), Fault> {
        if let Some(fault) = &self.out {
            return Err(fault.clone());
        }
        let ended = self.process.as_mut().and_then(Process::ended_idle);
        if let Some(death) = ended {
            self.process = None;
            self.idle(&death.how);
            return self.revive();
        }
        if self.process.is_some() {
            return Ok(());
        }
        self.starts += 1;
        let again = if self.starts > caps::RESTARTS {
            Err(Fault::Idle("died again and again".to_owned()))
        } else {
            self.launch_again()
        };
        if let Err(fault) = &again {
            self.give_up(fault.clone());
        }
        again
    }

    fn launch_again(&mut self) -> Result<(), Fault> {
        let (process, _) = launch(&self.start)?;
        self.process = Some(process);
        self.kept.clear();
        for (rule, options) in self.made.clone() {
            let why = match self.make_once(rule, &options) {
                Ok(Ok(())) => continue,
                Ok(Err(why)) => why,
                Err(death) => format!("it {} over them", death.how),
            };
            let rule = self.ids.get(rule as usize).map(ToString::to_string).unwrap_or_default();
            return Err(Fault::Options { rule, why });
        }
        Ok(())
    }

    /// Counts a death; at the third the plugin is given up.
    fn strike(&mut self, rule: &str, how: &str, file: &str) {
        self.process = None;
        self.strikes.push((rule.to_owned(), how.to_owned(), file.to_owned()));
        if self.strikes.len() < caps::STRIKES {
            return;
        }
        let mut files: Vec<&str> = Vec::new();
        for (_, _, file) in self.strikes.iter().filter(|(_, _, file)| !file.is_empty()) {
            if !files.contains(&file.as_str()) {
                files.push(file);
            }
        }
        self.give_up(Fault::Stopped {
            rule: rule.to_owned(),
            how: how.to_owned(),
            files: crate::answer::listed(&files),
            strikes: self.strikes.len(),
        });
    }

    fn give_up(&mut self, fault: Fault) {
        self.process = None;
        self.out.get_or_insert(fault);
    }

    fn id(&self, made: u32) -> String {
        let rule = self.made.get(made as usize).map(|(rule, _)| *rule as usize);
        rule.and_then(|rule| self.ids.get(rule)).map(ToString::to_string).unwrap_or_default()
    }
}

/// The frame that shows items to rules; their pixels are laid out beside it.
fn look(
    process: &mut Process,
    show: &Show<'_>,
    (start, end): (usize, usize),
    skip: &[(usize, usize)],
) -> Result<Vec<u8>, Death> {
    let mut items = Vec::with_capacity(end - start);
    for (place, at) in (start..end).enumerate() {
        let pixels = show.pixels.get(at).and_then(Option::as_ref).map(|small| {
            process.shared.put(place, &small.rgb);
            (place as u32, small.width, small.height)
        });
        items.push(show.items[at].wire(show.set, pixels));
    }
    let own = skip.iter().filter(|(item, _)| (start..end).contains(item));
    let skip = own.map(|(item, rule)| ((item - start) as u32, *rule as u32)).collect();
    let set = show.set.wire();
    frame(process, &Request::Look { set, made: show.rules.to_vec(), items, skip })
}

/// Tells what an answer says of so many items and rules; nothing of one that means nothing.
fn hear(
    process: &mut Process,
    answer: &[u8],
    (items, rules): (usize, usize),
    tell: impl FnMut(Told<'_>),
) -> Result<(), Death> {
    let told = told(answer, items, rules).map_err(|()| process.nonsense("what it found"))?;
    told.into_iter().for_each(tell);
    Ok(())
}

/// Sends a request and waits for its answer. A process that did not answer is dead.
fn ask(process: &mut Process, request: &Request<'_>) -> Result<Vec<u8>, Death> {
    let frame = frame(process, request)?;
    process.exchange(frame, caps::PATIENCE)
}

fn frame(process: &mut Process, request: &Request<'_>) -> Result<Vec<u8>, Death> {
    let frame = crate::wire::frame(request, process.spare());
    frame.map_err(|_| process.nonsense("nothing it could be asked"))
}
