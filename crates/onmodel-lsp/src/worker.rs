//! The thread that judges: the one owner of the workspace.
//!
//! Whatever changes is told to it as an [`Event`], in order. It takes in all that wait at once (of
//! several texts of one document only the last is judged), judges, and publishes a [`Snapshot`].

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};

use onmodel_dataset::config::FILE_NAME;
use onmodel_engine::workspace::{Unseen, View};
use onmodel_engine::{Options, Policy, Workspace};
use onmodel_vision::ImageFacts;
use tokio::sync::watch;

use crate::abilities::ImageFindings;
use crate::diagnostics::Files;
use crate::documents::Document;
use crate::log::Log;
use crate::looker::{Looked, Looker};
use crate::plugins;
use crate::snapshot::Snapshot;

/// Something that happened.
pub(crate) enum Event {
    /// These folders are the workspace, and findings about images go there.
    Folders(Vec<PathBuf>),
    /// A document was opened or changed, or closed.
    Text(PathBuf, Option<Document>),
    /// Files were written, created, renamed or deleted.
    Disk(Vec<PathBuf>),
    /// Images were looked at.
    Seen(Vec<(Unseen, Arc<ImageFacts>)>),
    /// All images asked for were looked at.
    Looked,
    /// Files changed, and which ones is not known.
    Lost,
    /// Everything is to be forgotten and read again.
    Restart,
    /// A person has had the looking at images stopped.
    Rest,
    /// A person waits for the images again.
    Wake,
    /// A plugin has something new to say.
    Heard,
    /// No plugin may run in this workspace.
    NoPlugins,
    /// The user trusts the plugin at this path, while its library has this digest.
    Trust(PathBuf, String),
    /// The server ends.
    Stop,
}

/// Where events are put. They are counted, so that a reader can wait until its own are taken in.
#[derive(Clone)]
pub(crate) struct Inbox {
    events: Sender<Event>,
    told: Arc<AtomicU64>,
}

impl Inbox {
    /// Tells what happened. An event that nobody takes any more is not waited for either.
    pub(crate) fn tell(&self, event: Event) {
        if self.events.send(event).is_ok() {
            self.told.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// The way to the thread that judges.
pub(crate) struct Worker {
    inbox: Inbox,
    snapshots: watch::Receiver<Arc<Snapshot>>,
    rounds: watch::Receiver<Option<Looked>>,
    images: Arc<OnceLock<ImageFindings>>,
}

impl Worker {
    /// Starts the thread; it ends when its `Worker` is dropped.
    pub(crate) fn start(options: Options, plugins: Option<Policy>, log: Arc<Log>) -> Self {
        let (send, events) = channel();
        let (publish, snapshots) = watch::channel(Arc::default());
        let inbox = Inbox { events: send, told: Arc::default() };
        let images = Arc::new(OnceLock::new());
        let looker = Looker::new(inbox.clone());
        let rounds = looker.rounds();
        let shown = Arc::clone(&images);
        let plugins = plugins::telling(plugins, inbox.clone());
        std::thread::spawn(move || {
            let judge = Judge {
                workspace: Workspace::new(options).with_plugins(plugins),
                publish,
                looker,
                log,
                images: shown,
                generation: 0,
                turn: 0,
                open: BTreeMap::new(),
            };
            judge.run(&events);
        });
        Self { inbox, snapshots, rounds, images }
    }

    /// Tells what happened.
    pub(crate) fn tell(&self, event: Event) {
        self.inbox.tell(event);
    }

    /// Where others put events.
    pub(crate) fn inbox(&self) -> Inbox {
        self.inbox.clone()
    }

    /// Settles where findings about images are shown.
    pub(crate) fn show_images(&self, on: ImageFindings) {
        let _ = self.images.set(on);
    }

    /// What was published last.
    pub(crate) fn latest(&self) -> Arc<Snapshot> {
        self.snapshots.borrow().clone()
    }

    /// What is published once everything told so far is taken in.
    pub(crate) async fn fresh(&self) -> Arc<Snapshot> {
        let told = self.inbox.told.load(Ordering::SeqCst);
        let mut snapshots = self.snapshots.clone();
        match snapshots.wait_for(|snapshot| snapshot.generation >= told).await {
            Ok(snapshot) => snapshot.clone(),
            // The thread is gone; what it said last is all there is.
            Err(_) => self.latest(),
        }
    }

    /// How far each round of looking at images has come.
    pub(crate) fn rounds(&self) -> watch::Receiver<Option<Looked>> {
        self.rounds.clone()
    }

    /// Every snapshot to come.
    pub(crate) fn snapshots(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.snapshots.clone()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Others hold the inbox too: the thread is told, for it would wait for them.
        self.inbox.tell(Event::Stop);
    }
}

/// The thread's own: the workspace and what it publishes.
struct Judge {
    workspace: Workspace,
    publish: watch::Sender<Arc<Snapshot>>,
    looker: Looker,
    log: Arc<Log>,
    images: Arc<OnceLock<ImageFindings>>,
    generation: u64,
    turn: u64,
    open: BTreeMap<PathBuf, Document>,
}

impl Judge {
    fn run(mut self, events: &Receiver<Event>) {
        while let Ok(first) = events.recv() {
            let mut batch = vec![first];
            batch.extend(events.try_iter());
            if batch.iter().any(|event| matches!(event, Event::Stop)) {
                return;
            }
            self.generation += batch.len() as u64;
            let was_looking = self.looker.is_busy();
            // A mistake in a rule must not end the thread: what was known before stands.
            let taken = std::panic::catch_unwind(AssertUnwindSafe(|| self.take_in(batch)));
            self.publish(taken.ok());
            let unseen = self.workspace.unseen();
            if was_looking && unseen.is_empty() && !self.looker.is_busy() {
                self.log.debug(|| "looked at every picture".to_owned());
            }
            self.looker.look(unseen);
        }
    }

    /// Takes in what happened, in order; of several texts of one document the last.
    fn take_in(&mut self, batch: Vec<Event>) -> Arc<View> {
        let mut last: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for (at, event) in batch.iter().enumerate() {
            if let Event::Text(path, _) = event {
                last.insert(path.clone(), at);
            }
        }
        for (at, event) in batch.into_iter().enumerate() {
            match event {
                Event::Text(path, document) => {
                    if last.get(&path) == Some(&at) {
                        self.take_text(path, document);
                    }
                }
                event => self.take_other(event),
            }
        }
        self.workspace.view()
    }

    fn take_text(&mut self, path: PathBuf, document: Option<Document>) {
        // A configuration's text changes what is said of other files.
        if path.file_name().is_some_and(|name| name == FILE_NAME) {
            self.turn += 1;
        }
        if let Some(document) = document {
            self.workspace.open_text(&path, Arc::clone(&document.text));
            self.open.insert(path, document);
        } else {
            self.workspace.close_text(&path);
            self.open.remove(&path);
        }
    }

    fn take_other(&mut self, event: Event) {
        match event {
            Event::Folders(folders) => {
                self.looker.wake();
                self.workspace.set_folders(folders);
            }
            Event::Disk(paths) => self.workspace.disk_changed(&paths),
            Event::Seen(seen) => self.workspace.saw(seen),
            Event::Lost => self.workspace.rescan(),
            Event::Restart => {
                self.looker.begin_again();
                self.workspace.restart();
            }
            Event::Looked => return self.looker.is_done(),
            Event::Rest => return self.looker.rest(),
            Event::Wake => return self.looker.wake(),
            // What it says is taken in when the view is made.
            Event::Heard => {
                return self
                    .workspace
                    .unconfined_plugins()
                    .into_iter()
                    .for_each(|it| self.log.warn(it));
            }
            Event::Text(..) | Event::Stop => return,
            Event::NoPlugins => self.workspace.stop_plugins(),
            Event::Trust(path, sha256) => {
                plugins::tell(&self.log, self.workspace.trust_plugin(&path, &sha256));
            }
        }
        self.turn += 1;
    }

    fn publish(&mut self, view: Option<Arc<View>>) {
        let images = self.images.get().copied().unwrap_or_default();
        let before = self.publish.borrow().clone();
        let view = view.unwrap_or_else(|| {
            self.log.error("judging failed because of a mistake in onmodel; please report it");
            Arc::clone(&before.view)
        });
        if self.turn != before.turn {
            self.tell_sets(&before.view, &view);
        }
        let files = Files::of(&view, images, &before.files);
        let open = self.open.clone();
        let Self { generation, turn, .. } = *self;
        self.publish.send_replace(Arc::new(Snapshot { generation, turn, view, open, files }));
    }

    /// Says which sets are open, when there are others than before: "nothing happens" has a reason.
    fn tell_sets(&self, before: &View, now: &View) {
        let named = |view: &View| -> Vec<String> {
            let sets = view.sets.iter().map(|set| &set.facts.dataset);
            let named = sets.map(|set| {
                let (images, captions) = (set.images.len(), set.captions.len());
                let root = set.root.display();
                format!("{} ({images} images, {captions} captions) in {root}", set.name)
            });
            named.collect()
        };
        let (before_aside, now_aside) = (&before.aside, &now.aside);
        let now = named(now);
        if now != named(before) {
            let sets = if now.is_empty() { "none".to_owned() } else { now.join("; ") };
            self.log.info(format!("datasets open: {sets}"));
        }
        if now_aside != before_aside && !now_aside.is_empty() {
            let names: Vec<_> = now_aside.iter().map(|root| root.display().to_string()).collect();
            self.log.warn(format!(
                "too many datasets to hold them all: {} are checked only while one of their files is \
                 open, or when you open their folder alone: {}",
                names.len(),
                names.join("; ")
            ));
        }
    }
}
