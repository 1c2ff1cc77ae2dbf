//! The thread of one plugin: starts it, answers what it is asked, one job after another.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};

use onmodel_plugin::abi;
use onmodel_vision::{Small, small};

use super::supervisor::{Show, Supervisor, Told};
use super::{About, News, Start};
use crate::Fault;
use crate::answer::{Answer, Answers, Asked};
use crate::caps;
use crate::question::{Item, SetFrame, Subject};

/// What is known of a plugin.
#[derive(Debug, Clone)]
pub(crate) enum State {
    /// It is being started.
    Starting,
    /// It runs.
    Ready(Arc<About>),
    /// It cannot be run, or is left alone.
    Out(Fault),
}

/// A rule asked, with its options.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Ask {
    /// Its place in the plugin's table.
    pub(crate) rule: u32,
    /// A JSON object.
    pub(crate) options: String,
}

/// Something to look at, unless nobody waits for it any more.
pub(crate) struct Due {
    pub(crate) item: Item,
    pub(crate) ticket: Weak<()>,
}

/// What a plugin is asked to do.
pub(crate) struct Job {
    pub(crate) set: Arc<SetFrame>,
    pub(crate) rules: Vec<Ask>,
    pub(crate) items: Vec<Due>,
    /// The set as a whole.
    pub(crate) survey: Option<Survey>,
    pub(crate) answers: Arc<Answers>,
}

/// A set to look at as a whole, unless nobody waits for it any more.
pub(crate) struct Survey {
    /// Which set it is, of those the plugin is shown.
    pub(crate) key: u32,
    pub(crate) ticket: Weak<()>,
    /// Its items, ordered by path.
    pub(crate) items: Vec<Item>,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.answers.close();
    }
}

/// A plugin's thread. It ends, and its process with it, when the last handle is gone.
pub(crate) struct Runner {
    jobs: Mutex<Sender<Job>>,
    seen: Arc<Seen>,
}

/// What others see of the thread.
struct Seen {
    state: Mutex<State>,
    changed: Condvar,
    news: Option<News>,
}

impl Seen {
    fn set(&self, state: State) {
        *self.lock() = state;
        self.changed.notify_all();
        if let Some(news) = &self.news {
            news();
        }
    }

    // Whoever panicked while holding it left a whole state.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Runner {
    /// Starts the thread, and the plugin on it.
    pub(crate) fn start(start: Start, news: Option<News>) -> Self {
        let (jobs, todo) = channel();
        let state = Mutex::new(State::Starting);
        let seen = Arc::new(Seen { state, changed: Condvar::new(), news });
        let own = Arc::clone(&seen);
        let thread = std::thread::Builder::new().name("plugin".to_owned());
        let spawned = thread.spawn(move || {
            let ran = catch_unwind(AssertUnwindSafe(|| run(start, &own, &todo)));
            if ran.is_err() {
                own.set(State::Out(Fault::Idle(
                    "met a mistake in onmodel; please report it".to_owned(),
                )));
            }
        });
        if let Err(error) = spawned {
            seen.set(State::Out(Fault::Spawn(error.to_string())));
        }
        Self { jobs: Mutex::new(jobs), seen }
    }

    /// What is known of the plugin now.
    pub(crate) fn state(&self) -> State {
        self.seen.lock().clone()
    }

    /// What is known once it has been started, or could not be.
    pub(crate) fn settled(&self) -> State {
        let state = self.seen.lock();
        let is_starting = |state: &mut State| matches!(state, State::Starting);
        let state = self.seen.changed.wait_while(state, is_starting);
        state.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks it to do something. Where it cannot any more, nobody waits for the answer.
    pub(crate) fn ask(&self, job: Job) {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        // The job tells that it is over when it is dropped.
        drop(jobs.send(job));
    }
}

fn run(start: Start, seen: &Seen, todo: &Receiver<Job>) {
    match Supervisor::start(start) {
        Err(fault) => seen.set(State::Out(fault)),
        Ok((supervisor, about)) => {
            let about = Arc::new(about);
            seen.set(State::Ready(Arc::clone(&about)));
            let mut worker = Worker { supervisor, about, made: HashMap::new() };
            while let Ok(job) = todo.recv() {
                worker.work(&job);
                if let Some(fault) = worker.supervisor.out() {
                    seen.set(State::Out(fault.clone()));
                    return;
                }
            }
        }
    }
}

struct Worker {
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
    fn work(&mut self, job: &Job) {
        let mut made = Vec::new();
        for ask in &job.rules {
            let Some(rule) = self.about.rules.get(ask.rule as usize).cloned() else { continue };
            let known = match self.made.get(ask) {
                Some(known) => known.clone(),
                None => self.supervisor.make(ask.rule, &ask.options),
            };
            self.made.insert(ask.clone(), known.clone());
            match known {
                Ok(number) => {
                    let wants_pixels = rule.flags & abi::RULE_PIXELS != 0;
                    let asked = Asked { id: rule.id.clone(), scope: rule.scope, wants_pixels };
                    made.push(Made { number, asked });
                }
                Err(why) => job.answers.refuse(&rule.id, why),
            }
        }
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

    /// Shows items; what is said of each is handed over at once.
    fn frame(&mut self, job: &Job, rules: &[&Made], due: &[&Due]) {
        let wanted = due.iter().filter(|due| due.ticket.strong_count() > 0);
        let items: Vec<Item> = wanted.map(|due| due.item.clone()).collect();
        if items.is_empty() || self.supervisor.out().is_some() {
            return;
        }
        let mut answers: Vec<Answer> =
            items.iter().map(|item| Answer::about(item.subject)).collect();
        if !rules.is_empty() {
            let numbers: Vec<u32> = rules.iter().map(|made| made.number).collect();
            let wants_pixels = rules.iter().any(|made| made.asked.wants_pixels);
            let pixels = if wants_pixels { pixels(&items) } else { Vec::new() };
            let show = Show { set: &job.set, rules: &numbers, items: &items, pixels: &pixels };
            self.supervisor.look(&show, &mut |told: Told<'_>| {
                let asked = &rules[told.rule].asked;
                answers[told.item].hear(asked, items.get(told.item), &[], &job.set, told.what);
            });
        }
        let answers = answers.into_iter().zip(&items).map(|(answer, item)| (answer, item.clone()));
        job.answers.take(answers);
    }

    fn survey(&mut self, job: &Job, made: &[Made]) {
        let Some(Survey { key, ticket, items }) = &job.survey else { return };
        let rules: Vec<&Made> =
            made.iter().filter(|made| made.asked.scope == abi::SCOPE_DATASET).collect();
        if ticket.strong_count() == 0 || self.supervisor.out().is_some() {
            return;
        }
        let mut answer = Answer::about(Subject::Set);
        if !rules.is_empty() {
            let numbers: Vec<u32> = rules.iter().map(|made| made.number).collect();
            let show = Show { set: &job.set, rules: &numbers, items, pixels: &[] };
            self.supervisor.survey(*key, &show, &mut |told: Told<'_>| {
                let asked = &rules[told.rule].asked;
                answer.hear(asked, None, items, &job.set, told.what);
            });
        }
        job.answers.take_survey(answer, ticket);
    }
}

/// The pixels of items' images, several at a time.
fn pixels(items: &[Item]) -> Vec<Option<Small>> {
    let path = |item: &Item| -> Option<PathBuf> { Some(item.image.as_ref()?.1.clone()) };
    let half = items.len().div_ceil(2).max(1);
    let seen = |items: &[Item]| -> Vec<Option<Small>> {
        items.iter().map(|item| small(&path(item)?, caps::SIDE)).collect()
    };
    std::thread::scope(|scope| {
        let halves: Vec<_> =
            items.chunks(half).map(|half| scope.spawn(move || seen(half))).collect();
        halves.into_iter().flat_map(|half| half.join().unwrap_or_default()).collect()
    })
}
