//! The trainers by name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The trainers by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the trainers' own")]
pub enum TrainerId {
    Scenario,
    Kohya,
    AiToolkit,
    Onetrainer,
    Musubi,
    Simpletuner,
    Diffusers,
    /// `--trainer any`: the worst outcome among all of them.
    Any,
}

/// Not the name of a trainer; the name given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown trainer `{0}`; {help}", help = crate::config::did_you_mean(.0, &TrainerId::NAMES))]
pub struct UnknownTrainer(pub String);

impl TrainerId {
    /// All names, in the order of [`TrainerId::ALL`], `any` last.
    pub const NAMES: [&'static str; 8] = [
        "scenario",
        "kohya",
        "ai-toolkit",
        "onetrainer",
        "musubi",
        "simpletuner",
        "diffusers",
        "any",
    ];

    /// The seven trainers, without `any`.
    pub const ALL: [Self; 7] = [
        Self::Scenario,
        Self::Kohya,
        Self::AiToolkit,
        Self::Onetrainer,
        Self::Musubi,
        Self::Simpletuner,
        Self::Diffusers,
    ];

    /// Its name in the configuration: `ai-toolkit`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scenario => "scenario",
            Self::Kohya => "kohya",
            Self::AiToolkit => "ai-toolkit",
            Self::Onetrainer => "onetrainer",
            Self::Musubi => "musubi",
            Self::Simpletuner => "simpletuner",
            Self::Diffusers => "diffusers",
            Self::Any => "any",
        }
    }
}

impl fmt::Display for TrainerId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl FromStr for TrainerId {
    type Err = UnknownTrainer;

    fn from_str(name: &str) -> Result<Self, UnknownTrainer> {
        let mut all = Self::ALL.into_iter().chain([Self::Any]);
        all.find(|id| id.as_str() == name).ok_or_else(|| UnknownTrainer(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for (id, name) in TrainerId::ALL.into_iter().chain([TrainerId::Any]).zip(TrainerId::NAMES) {
            assert_eq!((id.to_string().as_str(), name.parse()), (name, Ok(id)));
        }
    }

    #[test]
    fn a_misspelt_name_gets_a_suggestion() {
        let error = "koyha".parse::<TrainerId>().unwrap_err();
        expect_test::expect!["unknown trainer `koyha`; did you mean `kohya`?"]
            .assert_eq(&error.to_string());
    }
}
