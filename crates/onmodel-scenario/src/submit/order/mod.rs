//! What will be sent: pictures, captions, the type of model, the parameters.

mod base;
mod parameters;
mod picture;

use onmodel_engine::SetReport;
use sha2::{Digest, Sha256};

pub use parameters::Parameter;
pub use picture::Picture;

use super::SubmitError;
use crate::api::training::Parameters;
use crate::assumptions::{DESCRIPTION_CHARS, MOST_IMAGES, NAME_CHARS};

/// What will be sent.
#[derive(Debug, Clone)]
pub struct Order {
    /// The model's name.
    pub name: String,
    /// The set's folder, canonical.
    pub root: std::path::PathBuf,
    /// The trigger word, if one is declared.
    pub trigger: Option<String>,
    /// The type of model, in the service's word.
    pub kind: String,
    /// Why this type.
    pub kind_reason: String,
    /// The pictures, by path.
    pub pictures: Vec<Picture>,
    /// Files of the set that are not sent, because the service does not take them.
    pub left_out: Vec<String>,
    /// The parameters, each with its reason.
    pub parameters: Vec<Parameter>,
    /// The set's own score, 0 to 100.
    pub score: f64,
}

/// Why a set cannot be ordered as it is.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum OrderError {
    /// The service does not train the base.
    #[error("{base}: Scenario {why}; {nearest}")]
    Base {
        /// As configured.
        base: String,
        /// Why not.
        why: &'static str,
        /// What to do.
        nearest: String,
    },
    /// More pictures than a training takes.
    #[error(
        "{0} images: Scenario trains {MOST_IMAGES} at most; leave some out with `exclude` in onmodel.toml"
    )]
    TooMany(usize),
    /// None at all.
    #[error("no image of this set is of a kind Scenario takes")]
    NoImages,
}

impl Order {
    /// The order for a set that passed the gate.
    ///
    /// # Errors
    /// The service does not train the base or so many images, or an image cannot be read.
    pub fn of(set: &SetReport) -> Result<Self, SubmitError> {
        let dataset = &set.facts.dataset;
        let settings = &dataset.settings;
        let (kind, kind_reason) = base::kind(settings)?;
        let (pictures, left_out) = picture::all(dataset)?;
        match pictures.len() {
            0 => return Err(OrderError::NoImages.into()),
            many if many > MOST_IMAGES => return Err(OrderError::TooMany(many).into()),
            _ => {}
        }
        let root = dataset.root.canonicalize().unwrap_or_else(|_| dataset.root.clone());
        Ok(Self {
            name: dataset.name.chars().take(NAME_CHARS).collect(),
            root,
            trigger: settings.trigger.clone(),
            parameters: parameters::of(pictures.len(), &settings.submit.parameters),
            kind,
            kind_reason,
            pictures,
            left_out,
            score: set.judgement.score.total,
        })
    }

    /// The parameters as they are sent.
    pub fn parameters(&self) -> Parameters {
        self.parameters.iter().map(|one| (one.name.clone(), one.value.clone())).collect()
    }

    /// Bytes of all pictures.
    pub fn bytes(&self) -> u64 {
        self.pictures.iter().map(|picture| picture.bytes).sum()
    }

    /// What the training depends on, as a number: type, pictures, captions, and the parameters that
    /// were configured. Names are not part of it, nor are defaults, which a later version may choose
    /// otherwise.
    pub fn fingerprint(&self) -> String {
        let mut lines: Vec<String> = self.pictures.iter().map(Picture::fingerprint).collect();
        lines.sort();
        lines.push(self.kind.clone());
        let configured = self.parameters.iter().filter(|one| one.is_configured);
        lines.extend(configured.map(|one| format!("{}={}", one.name, one.value)));
        hex(&Sha256::digest(lines.join("\n")))
    }

    /// The model's description, which a marker makes one of a kind.
    pub(super) fn description(&self, marker: &str) -> String {
        let trigger = self.trigger.as_ref().map(|word| format!(", trigger word {word}"));
        let room = DESCRIPTION_CHARS - marker.len() - 1;
        let text = format!(
            "{} images{}, sent by onmodel",
            self.pictures.len(),
            trigger.unwrap_or_default()
        );
        format!("{} {marker}", text.chars().take(room).collect::<String>())
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
