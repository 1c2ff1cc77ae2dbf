//! The trainers: one file each, saying what it will do with a dataset.
//!
//! A rule never says what a trainer does: it asks [`Trainer::effect`] of an [`Event`] and takes
//! severity and words from the [`Effect`].

mod ai_toolkit;
mod any;
mod base;
mod bucket;
mod common;
mod diffusers;
mod event;
mod id;
mod kohya;
mod kohya_folder;
#[cfg(test)]
mod laws;
mod musubi;
mod onetrainer;
mod scenario;
mod simpletuner;

pub use base::{BaseModel, Family};
pub use event::{Effect, Event, Outcome};
pub use id::TrainerId;
pub(crate) use kohya_folder::looks_numbered;
pub use kohya_folder::repeats_of;
use onmodel_vision::Size;

/// The behaviour of a trainer.
pub fn behaviour(id: TrainerId) -> &'static dyn Trainer {
    match id {
        TrainerId::Scenario => &scenario::Scenario,
        TrainerId::Kohya => &kohya::Kohya,
        TrainerId::AiToolkit => &ai_toolkit::AiToolkit,
        TrainerId::Onetrainer => &onetrainer::OneTrainer,
        TrainerId::Musubi => &musubi::Musubi,
        TrainerId::Simpletuner => &simpletuner::SimpleTuner,
        TrainerId::Diffusers => &diffusers::Diffusers,
        TrainerId::Any => &any::Any,
    }
}

/// Where a picture ends up: the size trained at, and what that costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bucket {
    /// The size trained at.
    pub size: Size,
    /// Share of the scaled picture cut off, 0 to 1.
    pub crop_loss: f64,
    /// Linear factor of enlargement, at least 1.
    pub upscale: f64,
}

/// How many tokens a trainer's text encoder reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenLimit {
    /// CLIP: exact counting, content tokens.
    Clip(usize),
    /// T5 and its like: estimated unless a tokenizer is given.
    T5(usize),
}

/// What of the run is known, for questions that depend on it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Run<'a> {
    /// The base model, if named.
    pub base: Option<&'a BaseModel>,
    /// The side in pixels trained at, if set.
    pub resolution: Option<u32>,
    /// The caption extension configured, with its dot.
    pub caption_extension: Option<&'a str>,
}

/// One trainer's behaviour.
pub trait Trainer: Sync {
    /// Which one.
    fn id(&self) -> TrainerId;

    /// Its name in a sentence: "kohya", "Scenario".
    fn name(&self) -> &'static str;

    /// What it does in a situation.
    fn effect(&self, event: &Event<'_>, run: &Run<'_>) -> Effect;

    /// Whether it lists files with this name (extension and its case) as images.
    fn lists(&self, file_name: &str) -> bool;

    /// Where a picture of this stored size ends up; `None` when that is not known.
    fn bucket(&self, size: Size, run: &Run<'_>) -> Option<Bucket>;

    /// How much of a caption it reads, for the base in question.
    fn token_limit(&self, run: &Run<'_>) -> Option<TokenLimit>;

    /// Whether it wants square pictures.
    fn wants_square(&self) -> bool {
        false
    }

    /// Caption extensions it reads by itself, with their dots.
    fn caption_extensions(&self, run: &Run<'_>) -> Vec<String>;

    /// The set sizes it is made for: smallest, the largest that is fine, the most it takes.
    fn set_size(&self) -> (usize, usize, Option<usize>) {
        (5, 20, None)
    }
}
