//! Where the answers about one set are put until it takes them.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};

use super::Answer;
use crate::parent::News;

/// The answers about one set by one plugin.
#[derive(Default)]
pub(crate) struct Answers {
    held: Mutex<Held>,
    changed: Condvar,
    news: Option<News>,
}

#[derive(Default)]
struct Held {
    answers: Vec<Answer>,
    surveys: Vec<(Answer, Weak<()>)>,
    refused: Vec<(Arc<str>, String)>,
    /// Jobs that are not done.
    open: usize,
}

/// What was put there.
pub(crate) struct Taken {
    pub(crate) answers: Vec<Answer>,
    pub(crate) surveys: Vec<(Answer, Weak<()>)>,
    /// Rules that refused their options, and why.
    pub(crate) refused: Vec<(Arc<str>, String)>,
}

impl Answers {
    /// A place that tells when something is put there.
    pub(crate) fn telling(news: Option<News>) -> Self {
        Self { news, ..Self::default() }
    }

    /// A job begins.
    pub(crate) fn open(&self) {
        self.held().open += 1;
    }

    /// A job is over, however it ended.
    pub(crate) fn close(&self) {
        let mut held = self.held();
        held.open = held.open.saturating_sub(1);
        drop(held);
        self.changed.notify_all();
        self.tell();
    }

    pub(crate) fn refuse(&self, rule: &Arc<str>, why: String) {
        self.held().refused.push((Arc::clone(rule), why));
    }

    pub(crate) fn take(&self, answers: Vec<Answer>) {
        self.held().answers.extend(answers);
        self.tell();
    }

    pub(crate) fn take_survey(&self, answer: Answer, ticket: &Weak<()>) {
        self.held().surveys.push((answer, Weak::clone(ticket)));
    }

    /// Waits until no job is open, or the time is over.
    pub(crate) fn wait(&self, most: Option<std::time::Duration>) {
        let is_open = |held: &mut Held| held.open > 0;
        match most {
            None => drop(self.changed.wait_while(self.held(), is_open)),
            Some(most) => drop(self.changed.wait_timeout_while(self.held(), most, is_open)),
        }
    }

    /// Whether a job is open.
    pub(crate) fn is_open(&self) -> bool {
        self.held().open > 0
    }

    /// What was put there so far.
    pub(crate) fn drain(&self) -> Taken {
        let mut held = self.held();
        Taken {
            answers: std::mem::take(&mut held.answers),
            surveys: std::mem::take(&mut held.surveys),
            refused: std::mem::take(&mut held.refused),
        }
    }

    fn tell(&self) {
        if let Some(news) = &self.news {
            news();
        }
    }

    // Whoever panicked while holding it left whole answers.
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
