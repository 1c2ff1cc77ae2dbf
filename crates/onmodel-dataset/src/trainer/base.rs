//! The base models by name.

/// The base model trained on, as `dataset.base` names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseModel {
    /// As written: `flux.2-dev`.
    pub name: String,
    /// The family that decides.
    pub family: Family,
}

/// Families of base models that read captions alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the models' own")]
pub enum Family {
    Flux1,
    Flux2,
    Sdxl,
    Pony,
    Illustrious,
    Noobai,
    Sd15,
    Sd3,
    QwenImage,
    ZImage,
    Bria,
    /// A base this version does not know: nothing is assumed.
    Other,
}

/// Names as studios write them, with their families; a longer name may follow after `-` or `.`
/// (`flux.2-klein-9b`).
const KNOWN: [(&str, Family); 22] = [
    ("flux.1", Family::Flux1),
    ("flux.1-dev", Family::Flux1),
    ("flux.1-schnell", Family::Flux1),
    ("flux.1-krea", Family::Flux1),
    ("flux.1-kontext", Family::Flux1),
    ("flux.2", Family::Flux2),
    ("flux.2-dev", Family::Flux2),
    ("flux.2-klein", Family::Flux2),
    ("sdxl", Family::Sdxl),
    ("pony", Family::Pony),
    ("illustrious", Family::Illustrious),
    ("noobai", Family::Noobai),
    ("sd15", Family::Sd15),
    ("sd3", Family::Sd3),
    ("sd3.5", Family::Sd3),
    ("qwen-image", Family::QwenImage),
    ("qwen-image-2512", Family::QwenImage),
    ("qwen-image-edit", Family::QwenImage),
    ("z-image", Family::ZImage),
    ("z-image-turbo", Family::ZImage),
    ("bria", Family::Bria),
    ("other", Family::Other),
];

impl BaseModel {
    /// The names a configuration may use.
    pub const NAMES: [&'static str; 22] = {
        let mut names = [""; 22];
        let mut at = 0;
        while at < names.len() {
            names[at] = KNOWN[at].0;
            at += 1;
        }
        names
    };

    /// Reads a name, in any case; `None` if no family is known for it.
    pub fn parse(name: &str) -> Option<Self> {
        let wanted = name.trim().to_lowercase();
        let continues = |known: &str| {
            wanted
                .strip_prefix(known)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '.']))
        };
        let longest = KNOWN
            .into_iter()
            .filter(|(known, _)| continues(known))
            .max_by_key(|(known, _)| known.len());
        longest.map(|(_, family)| Self { name: wanted.clone(), family })
    }

    /// Whether the model is FLUX.1 schnell, whose text encoder reads half as much.
    pub(super) fn is_schnell(&self) -> bool {
        self.name.contains("schnell")
    }
}

impl Family {
    /// Whether captions are read by CLIP alone, which ignores case and reads 75 tokens.
    pub fn reads_clip_only(self) -> bool {
        matches!(self, Self::Sdxl | Self::Pony | Self::Illustrious | Self::Noobai | Self::Sd15)
    }

    /// The side in pixels the family was trained at; `None` where it is not known.
    pub fn native_side(self) -> Option<u32> {
        match self {
            Self::Sd15 => Some(512),
            Self::Other => None,
            _ => Some(1024),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_their_families() {
        for (name, family) in [
            ("flux.1", Some(Family::Flux1)),
            ("FLUX.2-dev", Some(Family::Flux2)),
            ("flux.2-klein-base-9b", Some(Family::Flux2)),
            ("sd3.5-large", Some(Family::Sd3)),
            ("pony-v6", Some(Family::Pony)),
            ("z-image-de-turbo", Some(Family::ZImage)),
            ("fluxx", None),
            ("sdxlx", None),
            ("", None),
        ] {
            assert_eq!(BaseModel::parse(name).map(|base| base.family), family, "{name}");
        }
    }
}
