//! The thread of one plugin: starts it, answers what it is asked, one job after another.
//!
//! A small question to a plugin that is idle is asked on the thread of whoever asks, for a moment:
//! two threads that wake each other take longer than most answers do.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::supervisor::Supervisor;
use super::worker::Worker;
use super::{About, Job, News, Start};
use crate::{Fault, Permissions};

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

/// A plugin's thread. It ends, and its process with it, when the last handle is gone.
pub(crate) struct Runner {
    permissions: Permissions,
    jobs: Mutex<Sender<Job>>,
    seen: Arc<Seen>,
}

/// What others see of the thread.
struct Seen {
    state: Mutex<State>,
    changed: Condvar,
    news: Option<News>,
    /// The plugin at work, while it is.
    worker: Mutex<Option<Worker>>,
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

    /// Does a small job here and now, if the plugin is idle and answers in time; whether it did.
    fn glance(&self, job: &Job, until: Instant) -> bool {
        let Ok(mut worker) = self.worker.try_lock() else { return false };
        worker.as_mut().is_some_and(|worker| worker.glance(job, until))
    }

    // A worker that panicked is left alone: its thread says so and takes it away.
    fn worker(&self) -> MutexGuard<'_, Option<Worker>> {
        self.worker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Runner {
    /// Starts the thread, and the plugin on it.
    pub(crate) fn start(start: Start, news: Option<News>) -> Self {
        let permissions = start.permissions;
        let (jobs, todo) = channel();
        let state = Mutex::new(State::Starting);
        let (changed, worker) = (Condvar::new(), Mutex::new(None));
        let seen = Arc::new(Seen { state, changed, news, worker });
        let own = Arc::clone(&seen);
        let thread = std::thread::Builder::new().name("plugin".to_owned());
        let spawned = thread.spawn(move || {
            let ran = catch_unwind(AssertUnwindSafe(|| run(start, &own, &todo)));
            if ran.is_err() {
                own.set(State::Out(Fault::Idle(
                    "met a mistake in onmodel; please report it".to_owned(),
                )));
            }
            *own.worker() = None;
        });
        if let Err(error) = spawned {
            seen.set(State::Out(Fault::Spawn(error.to_string())));
        }
        Self { permissions, jobs: Mutex::new(jobs), seen }
    }

    /// What the kernel cannot keep it from though nobody allowed it, in a sentence.
    pub(crate) fn unconfined(&self) -> Option<String> {
        let State::Ready(about) = self.state() else { return None };
        let lacks = about.confined.lacks(self.permissions);
        let what = (!lacks.is_empty()).then(|| lacks.join(" and "))?;
        let plugin = about.title();
        Some(format!(
            "this kernel cannot keep the plugin {plugin} from {what}; it runs all the same, because \
             you trust it"
        ))
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

    /// Asks it to do something. Where it cannot any more, nobody waits for the answer. A small job
    /// may be done by then, if it could be until the time given.
    pub(crate) fn ask(&self, job: Job, until: Instant) {
        if self.seen.glance(&job, until) {
            return;
        }
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
            *seen.worker() = Some(Worker::new(supervisor, Arc::clone(&about)));
            seen.set(State::Ready(about));
            while let Ok(job) = todo.recv() {
                let mut worker = seen.worker();
                let Some(worker) = worker.as_mut() else { return };
                worker.work(&job);
                if let Some(fault) = worker.out() {
                    return seen.set(State::Out(fault.clone()));
                }
            }
        }
    }
}
