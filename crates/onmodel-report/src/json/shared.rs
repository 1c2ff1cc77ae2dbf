//! What a share of the datasets tells of each, so that whoever joins the shares can compare sets that
//! were never on one machine.

use std::collections::BTreeMap;
use std::path::Path;

use onmodel_engine::SetReport;
use onmodel_rules::neighbours::Neighbour;
use onmodel_rules::rules::{image_in_two_sets, trigger_collision};
use onmodel_rules::{FileRange, Scope, Severity};
use onmodel_vision::{ImageFacts, Look, PixelFacts};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Style;
use onmodel_dataset::paths::slashed;

/// What other datasets are compared with.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SharedFacts {
    /// The levels of the rules about several datasets that run on this one.
    pub levels: BTreeMap<String, Severity>,
    /// Its declared triggers.
    pub triggers: Vec<SharedTrigger>,
    /// Its images.
    pub images: Vec<SharedImage>,
}

/// A trigger and where it is written.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SharedTrigger {
    /// The trigger.
    pub text: String,
    /// The configuration file.
    pub path: String,
    /// Where in it.
    pub range: Option<FileRange>,
    /// Whether an `[[ignore]]` keeps collisions of it quiet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ignored: bool,
}

/// An image, by what it shows.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SharedImage {
    /// Its path in the dataset.
    pub path: String,
    /// SHA-256 of its bytes; null where it could not be read.
    pub sha256: Option<String>,
    /// What its pixels look like; null where they were not decoded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pixels: Option<SharedPixels>,
    /// Whether an `[[ignore]]` keeps quiet that it is in other datasets.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ignored: bool,
}

/// What pixels look like. All but `texture` in hexadecimal digits.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SharedPixels {
    /// Equal for equal pixels.
    pub digest: String,
    /// Perceptual hash, 64 bits.
    pub hash: String,
    /// Perceptual hash of the picture in a mirror.
    pub mirrored: String,
    /// How much structure the hashes rest on.
    pub texture: f32,
    /// 32 × 32 values of luma, row by row.
    pub frame: String,
}

impl SharedFacts {
    /// What a set tells of itself.
    pub(super) fn of(set: &SetReport, style: &Style) -> Self {
        let rules = set.rules.rules().iter().filter(|rule| rule.meta.scope == Scope::Repository);
        let levels = rules.map(|rule| (rule.meta.name.to_string(), rule.level)).collect();
        let own = Neighbour::of(&set.facts);
        let settings = &set.facts.context.settings;
        let (ignores, today) =
            (onmodel_rules::config::suppressions(settings), onmodel_engine::today());
        let is_quiet =
            |rule, path: &Path| ignores.iter().any(|one| one.keeps_quiet(rule, path, today));
        let triggers = own.triggers.iter().map(|trigger| SharedTrigger {
            text: trigger.text.clone(),
            path: style.path(&trigger.file),
            range: trigger.range(settings),
            ignored: is_quiet(trigger_collision::NAME, &trigger.file),
        });
        let images = own.images.iter().map(|(path, seen)| SharedImage {
            path: slashed(path),
            sha256: seen.as_deref().filter(is_readable).map(|seen| seen.content.to_string()),
            pixels: seen.as_deref().and_then(ImageFacts::pixels).map(pixels),
            ignored: is_quiet(image_in_two_sets::NAME, &own.path(path)),
        });
        Self { levels, triggers: triggers.collect(), images: images.collect() }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "what `filter` hands over")]
fn is_readable(seen: &&ImageFacts) -> bool {
    !matches!(seen.look, Look::Broken(..))
}

fn pixels(pixels: &PixelFacts) -> SharedPixels {
    SharedPixels {
        digest: format!("{:032x}", pixels.digest),
        hash: format!("{:016x}", pixels.hash.0),
        mirrored: format!("{:016x}", pixels.mirrored.0),
        texture: pixels.texture,
        frame: hexadecimal(&pixels.small),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
