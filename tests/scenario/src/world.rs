//! What the service holds.

use serde_json::{Value, json};

use crate::{Seen, Studio};

/// The key the fake accepts.
pub const KEY: &str = "api_fake_key";
/// And its secret.
pub const SECRET: &str = "s3cr3t-that-must-not-be-seen";

/// What is done in one way or another.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch")]
pub struct Switches {
    /// A batch of attached images is answered with `trainingImages`, not with one `trainingImage`.
    pub batch_as_list: bool,
    /// New models are called `draft`.
    pub says_draft: bool,
    /// Replies carry fields nobody knows.
    pub unknown_fields: bool,
    /// The training fails.
    pub training_fails: bool,
    /// Images a plan lets attach to a model.
    pub image_ceiling: usize,
    /// Trainings a plan lets run.
    pub parallel_ceiling: usize,
    /// Polls until a training is through.
    pub steps: usize,
    /// Compute units of one image in one epoch.
    pub unit_price: f64,
    /// A dry run without images is refused, whatever size it names.
    pub quotes_only_with_images: bool,
    /// Assets can be listed.
    pub lists_assets: bool,
    /// Captions come back like this.
    pub mangles_captions: Option<fn(&str) -> String>,
    /// Presigned addresses lead on to others first.
    pub redirects_storage: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            batch_as_list: false,
            says_draft: false,
            unknown_fields: false,
            training_fails: false,
            image_ceiling: 50,
            parallel_ceiling: 1,
            steps: 4,
            unit_price: 1.0,
            quotes_only_with_images: false,
            lists_assets: true,
            mangles_captions: None,
            redirects_storage: false,
        }
    }
}

/// A model.
#[derive(Debug, Clone)]
pub struct Model {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its short description.
    pub description: String,
    /// Its type.
    pub kind: String,
    /// Its status.
    pub status: &'static str,
    /// The assets attached, in the order they came.
    pub images: Vec<String>,
    /// The job that trains it.
    pub job: Option<String>,
    /// Trainings started.
    pub trainings: usize,
    /// The parameters of the last of them.
    pub parameters: Value,
    /// Polls since it was started.
    pub polls: usize,
    /// Whatever else was set by `PUT`.
    pub other: Value,
}

/// An asset.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// The caption somebody wrote.
    pub description: Option<String>,
    /// The caption the service wrote.
    pub automatic: String,
    /// When it came.
    pub created: String,
}

/// An upload in parts.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its id.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// The parts, as they come.
    pub parts: Vec<Option<Vec<u8>>>,
    /// Its status.
    pub status: &'static str,
    /// The asset it became.
    pub asset: Option<String>,
}

/// What the service holds, and what it was asked.
#[derive(Debug)]
pub struct World {
    /// How it behaves.
    pub switches: Switches,
    /// The models.
    pub models: Vec<Model>,
    /// The assets.
    pub assets: Vec<Asset>,
    /// The uploads.
    pub uploads: Vec<Upload>,
    /// The captions and pictures it makes.
    pub studio: Studio,
    /// Every request, in order.
    pub log: Vec<Seen>,
    /// `http://127.0.0.1:PORT`, for addresses that lead back here.
    pub origin: String,
    made: usize,
}

impl World {
    pub(crate) fn new(origin: &str) -> Self {
        Self {
            switches: Switches::default(),
            models: Vec::new(),
            assets: Vec::new(),
            uploads: Vec::new(),
            studio: Studio::default(),
            log: Vec::new(),
            origin: origin.to_owned(),
            made: 0,
        }
    }

    /// A fresh id.
    pub fn id(&mut self, kind: &str) -> String {
        self.made += 1;
        format!("{kind}_{:04}", self.made)
    }

    /// A moment later than every one before it.
    pub fn now(&mut self) -> String {
        self.made += 1;
        format!(
            "2026-11-28T{:02}:{:02}:{:02}.000Z",
            self.made / 3600,
            self.made / 60 % 60,
            self.made % 60
        )
    }

    /// An asset.
    pub fn asset(&self, id: &str) -> Option<&Asset> {
        self.assets.iter().find(|asset| asset.id == id)
    }

    /// The caption an image is trained on.
    pub fn caption(&self, id: &str) -> Option<&str> {
        let asset = self.asset(id)?;
        Some(asset.description.as_deref().unwrap_or(&asset.automatic))
    }

    /// Keeps a file as an asset.
    pub fn keep(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let id = self.id("asset");
        let created = self.now();
        let automatic = format!("an automatic caption of {name}");
        let name = name.to_owned();
        self.assets.push(Asset {
            id: id.clone(),
            name,
            bytes,
            description: None,
            automatic,
            created,
        });
        id
    }

    /// How a job stands: its model's polls decide.
    pub fn job(&self, id: &str) -> Option<Value> {
        let model = self.models.iter().find(|model| model.job.as_deref() == Some(id))?;
        let status = match (model.status, model.polls) {
            ("trained", _) => "success",
            ("failed", _) => "failure",
            ("training-canceled", _) => "canceled",
            (_, 0) => "queued",
            (_, 1) => "warming-up",
            (_, polls) if polls + 1 < self.switches.steps => "in-progress",
            _ => "finalizing",
        };
        let failed = status == "failure";
        Some(json!({
            "jobId": id, "jobType": "flux-model-training", "status": status,
            "progress": (model.polls as f64 / self.switches.steps as f64).min(1.0),
            "metadata": {
                "error": failed.then_some("CUDA ran out of patience"),
                "hint": failed.then_some("try fewer epochs"),
            },
            "statusHistory": [], "createdAt": "2026-11-28T00:00:00.000Z", "updatedAt": "2026-11-28T00:00:00.000Z",
        }))
    }
}
