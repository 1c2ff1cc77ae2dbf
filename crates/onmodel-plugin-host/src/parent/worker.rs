//! Doing what a plugin is asked to do.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use onmodel_plugin::abi;
use onmodel_vision::{Small, small};

use super::supervisor::Supervisor;
use super::telling::{Show, Tell, Told};
use super::{About, Ask, Due, Job, Survey};
use crate::Fault;
use crate::answer::{Answer, Asked};
use crate::caps;
use crate::question::{Item, Subject};

/// A plugin at work.
pub(super) struct Worker {
    supervisor: Supervisor,
    about: Arc<About>,
    /// The rules made, or why one was not.
    made: HashMap<Ask, Result<u32, String>>,
}

/// A rule asked about a job: its number among those made, and what is known of it.
struct Made {
    number: u32,
    asked: Asked,
}

impl Worker {
    pub(super) fn new(supervisor: Supervisor, about: Arc<About>) -> Self {
        Self { supervisor, about, made: HashMap::new() }
    }

    /// Why the plugin is left alone, if it is.
    pub(super) fn out(&self) -> Option<&Fault> {
        self.supervisor.out()
    }

    /// Does a job, whatever it takes.
    pub(super) fn work(&mut self, job: &Job) {
        let made = self.made(job);
        for (scope, size) in
            [(abi::SCOPE_CAPTION, caps::CAPTIONS), (abi::SCOPE_IMAGE, caps::PICTURES)]
        {
            let rules: Vec<&Made> = made.iter().filter(|made| made.asked.scope == scope).collect();
            let is_meant = |due: &&Due| match due.item.subject {
                Subject::Caption(_) => scope == abi::SCOPE_CAPTION,
                Subject::Image(_) => scope == abi::SCOPE_IMAGE,
                Subject::Set => false,
            };
            let due: Vec<&Due> = job.items.iter().filter(is_meant).collect();
            for frame in due.chunks(size) {
                self.frame(job, &rules, frame);
            }
        }
        self.survey(job, &made);
    }

    /// Does a small job if it takes no longer than this; whether it did. If not, it is to be done as
    /// any other.
    pub(super) fn glance(&mut self, job: &Job, until: Instant) -> bool {
        let is_caption = |due: &Due| matches!(due.item.subject, Subject::Caption(_));
        let is_small = job.items.len() <= caps::GLANCE && job.survey.is_none();
        if !is_small || !job.items.iter().all(is_caption) || self.out().is_some() {
            return false;
        }
        // A rule that was not made yet takes who knows how long to make.
        if !job.rules.iter().all(|ask| self.made.contains_key(ask)) {
            return false;
        }
        let made = self.made(job);
        let is_asked = |made: &&Made| made.asked.scope == abi::SCOPE_CAPTION;
        let rules: Vec<&Made> = made.iter().filter(is_asked).collect();
        if rules.is_empty() || rules.iter().any(|made| made.asked.wants_pixels) {
            return false;
        }
        let items: Vec<&Item> = job.items.iter().map(|due| &due.item).collect();
        let answers = listening(job, &rules, &items, &[], |show, tell| {
            self.supervisor.glance(show, until, tell)
        });
        answers.map(|answers| job.answers.take(answers)).is_some()
    }

    /// The rules asked, made with their options; of one that could not be made the job is told.
    fn made(&mut self, job: &Job) -> Vec<Made> {
        let mut made = Vec::new();
        for ask in &job.rules {
            let Some(rule) = self.about.rules.get(ask.rule as usize) else { continue };
            if !self.made.contains_key(ask) {
                let new = self.supervisor.make(ask.rule, &ask.options);
                self.made.insert(ask.clone(), new);
            }
            let Some(known) = self.made.get(ask) else { continue };
            match known {
                Ok(number) => {
                    let wants_pixels = rule.flags & abi::RULE_PIXELS != 0;
                    let asked = Asked { id: rule.id.clone(), scope: rule.scope, wants_pixels };
                    made.push(Made { number: *number, asked });
                }
                Err(why) => job.answers.refuse(&rule.id, why.clone()),
            }
        }
        made
    }

    /// Shows items; what is said of each is handed over at once.
    fn frame(&mut self, job: &Job, rules: &[&Made], due: &[&Due]) {
        let wanted = due.iter().filter(|due| due.ticket.strong_count() > 0);
        let items: Vec<&Item> = wanted.map(|due| &due.item).collect();
        if items.is_empty() || self.out().is_some() {
            return;
        }
        let wants_pixels = rules.iter().any(|made| made.asked.wants_pixels);
        let pixels = if wants_pixels { pixels(&items) } else { Vec::new() };
        let answers = listening(job, rules, &items, &pixels, |show, tell| {
            if !rules.is_empty() {
                self.supervisor.look(show, tell);
            }
            true
        });
        job.answers.take(answers.unwrap_or_default());
    }

    fn survey(&mut self, job: &Job, made: &[Made]) {
        let Some(Survey { key, ticket, items }) = &job.survey else { return };
        let rules: Vec<&Made> =
            made.iter().filter(|made| made.asked.scope == abi::SCOPE_DATASET).collect();
        if ticket.strong_count() == 0 || self.out().is_some() {
            return;
        }
        let mut answer = Answer::about_set();
        if !rules.is_empty() {
            let numbers: Vec<u32> = rules.iter().map(|made| made.number).collect();
            let shown: Vec<&Item> = items.iter().collect();
            let show = Show { set: &job.set, rules: &numbers, items: &shown, pixels: &[] };
            self.supervisor.survey(*key, &show, &mut |told: Told<'_>| {
                let asked = &rules[told.rule].asked;
                answer.hear(asked, None, items, &job.set, told.what);
            });
        }
        job.answers.take_survey(answer, ticket);
    }
}

/// What is said of each item when they are shown to rules by `showing`, if that succeeds.
fn listening(
    job: &Job,
    rules: &[&Made],
    items: &[&Item],
    pixels: &[Option<Small>],
    showing: impl FnOnce(&Show<'_>, Tell<'_>) -> bool,
) -> Option<Vec<Answer>> {
    let mut answers: Vec<Answer> = items.iter().map(|item| Answer::about(item)).collect();
    let numbers: Vec<u32> = rules.iter().map(|made| made.number).collect();
    let show = Show { set: &job.set, rules: &numbers, items, pixels };
    let is_done = showing(&show, &mut |told: Told<'_>| {
        let asked = &rules[told.rule].asked;
        answers[told.item].hear(asked, Some(items[told.item]), &[], &job.set, told.what);
    });
    is_done.then_some(answers)
}

/// The pixels of items' images, several at a time.
fn pixels(items: &[&Item]) -> Vec<Option<Small>> {
    let path = |item: &Item| -> Option<PathBuf> { Some(item.image.as_ref()?.1.clone()) };
    let half = items.len().div_ceil(2).max(1);
    let seen = |items: &[&Item]| -> Vec<Option<Small>> {
        items.iter().map(|item| small(&path(item)?, caps::SIDE)).collect()
    };
    std::thread::scope(|scope| {
        let halves: Vec<_> =
            items.chunks(half).map(|half| scope.spawn(move || seen(half))).collect();
        halves.into_iter().flat_map(|half| half.join().unwrap_or_default()).collect()
    })
}
