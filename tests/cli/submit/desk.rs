//! A set, a service and a journal folder for one test.

use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use fake_scenario::{Act, Fake, KEY, SECRET};

use crate::sandbox::{Run, Sandbox};

/// Pictures in a desk's set.
pub const IMAGES: usize = 3;

/// A set, a service and a journal folder.
pub struct Desk {
    pub sandbox: Arc<Sandbox>,
    pub fake: Fake,
    state: String,
}

impl Desk {
    pub fn new() -> Self {
        let sandbox = Sandbox::with_set(IMAGES as u64);
        sandbox.file(
            "set/onmodel.toml",
            "[dataset]\nname = \"kestrel\"\ntrigger = \"krstl\"\nbase = \"flux.2-dev\"\n\n\
             [rules]\ndataset-too-small = { min = 1 }\n",
        );
        Self::with(Arc::new(sandbox), "state")
    }

    /// Another service and journal for a set there is.
    pub fn with(sandbox: Arc<Sandbox>, state: &str) -> Self {
        Self { sandbox, fake: Fake::start(), state: state.to_owned() }
    }

    /// The program with all it needs to reach the fake.
    pub fn program(&self) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_onmodel"));
        program
            .env("SCENARIO_BASE_URL", self.fake.base_url())
            .env("SCENARIO_SDK_API_KEY", KEY)
            .env("SCENARIO_SDK_API_SECRET", SECRET)
            .env("ONMODEL_SCENARIO_POLL_MS", "10")
            .env("XDG_STATE_HOME", self.sandbox.path(&self.state))
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
            .stdin(Stdio::null());
        program
    }

    /// Runs `onmodel submit set` with options.
    pub fn submit(&self, options: &[&str]) -> Run {
        let args: Vec<&str> = ["submit", "set"].iter().chain(options).copied().collect();
        self.run(&args)
    }

    pub fn run(&self, args: &[&str]) -> Run {
        self.sandbox.run_by(self.program(), args)
    }

    /// Runs `onmodel submit set --yes` and kills it at a request, before or after that took effect.
    /// Whether the request came at all.
    pub fn killed_at(&self, index: usize, takes_effect: bool) -> bool {
        let child: Arc<Mutex<Option<Child>>> = Arc::default();
        let own = Arc::clone(&child);
        self.fake.judge(move |seen| {
            if seen.index != index {
                return Act::Serve;
            }
            own.lock().unwrap().as_mut().unwrap().kill().unwrap();
            if takes_effect { Act::LoseAnswer } else { Act::LoseRequest }
        });
        {
            let mut program = self.program();
            program
                .args(["submit", "set", "--yes"])
                .current_dir(self.sandbox.path(""))
                .env("ONMODEL_CACHE_DIR", self.sandbox.path(".cache"))
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            *child.lock().unwrap() = Some(program.spawn().unwrap());
        }
        // Waits without holding the lock the judge needs.
        while child.lock().unwrap().as_mut().unwrap().try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        self.fake.be_kind();
        self.fake.world().log.len() > index
    }

    /// Asserts that the service holds the set as it is on disk, in one trained model, paid for once.
    pub fn is_trained_once(&self, why: &str) {
        let world = self.fake.world();
        assert_eq!(world.models.len(), 1, "models, {why}");
        let model = &world.models[0];
        assert_eq!(model.status, "trained", "{why}");
        assert_eq!(model.trainings, 1, "trainings, {why}");
        self.holds_the_set(&world, model, why);
    }

    /// Asserts that a model's images are the set's, each once, with the captions on disk.
    pub fn holds_the_set(
        &self,
        world: &fake_scenario::World,
        model: &fake_scenario::Model,
        why: &str,
    ) {
        let mut held: Vec<(Vec<u8>, String)> = model
            .images
            .iter()
            .map(|id| {
                (world.asset(id).unwrap().bytes.clone(), world.caption(id).unwrap().to_owned())
            })
            .collect();
        let mut own = Vec::new();
        for entry in std::fs::read_dir(self.sandbox.path("set")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "png") {
                let caption = std::fs::read_to_string(path.with_extension("txt")).unwrap();
                let caption = caption.strip_suffix('\n').unwrap_or(&caption);
                own.push((std::fs::read(&path).unwrap(), caption.to_owned()));
            }
        }
        held.sort();
        own.sort();
        assert_eq!(held.len(), own.len(), "images, {why}");
        assert!(held == own, "images or captions differ, {why}");
    }
}
