//! Which type of model the service trains for a base.

use onmodel_dataset::Settings;

use super::OrderError;

/// What to train where nothing is configured: the guide's first.
const DEFAULT: &str = "flux.2-dev-lora";

/// Bases by name, with the type the service trains for them. Its training guide lists the types; the
/// three of FLUX.1 are in its API still, though its own programs call them legacy.
const TYPES: [(&str, &str); 16] = [
    ("flux.1", "flux.1-lora"),
    ("flux.1-dev", "flux.1-lora"),
    ("flux.1-krea", "flux.1-krea-lora"),
    ("flux.1-krea-dev", "flux.1-krea-lora"),
    ("flux.2", "flux.2-dev-lora"),
    ("flux.2-dev", "flux.2-dev-lora"),
    ("flux.2-klein", "flux.2-klein-9b-lora"),
    ("flux.2-klein-4b", "flux.2-klein-4b-lora"),
    ("flux.2-klein-9b", "flux.2-klein-9b-lora"),
    ("flux.2-klein-base-4b", "flux.2-klein-base-4b-lora"),
    ("flux.2-klein-base-9b", "flux.2-klein-base-9b-lora"),
    ("qwen-image", "qwen-image-lora"),
    ("qwen-image-2512", "qwen-image-2512-lora"),
    ("z-image", "zimage-lora"),
    ("z-image-turbo", "zimage-turbo-lora"),
    ("z-image-de-turbo", "zimage-de-turbo-lora"),
];

/// The type of model to train, and why.
pub(super) fn kind(settings: &Settings) -> Result<(String, String), OrderError> {
    if let Some(kind) = &settings.submit.kind {
        refuse(kind, kind)?;
        let reason = if is_known(kind) {
            "as `[submit] type` has it".to_owned()
        } else {
            "as `[submit] type` has it; this onmodel does not know it".to_owned()
        };
        return Ok((kind.clone(), reason));
    }
    let Some(base) = &settings.base else {
        let reason = "no base is configured, and Scenario's guide begins with this one";
        return Ok((DEFAULT.to_owned(), reason.to_owned()));
    };
    match TYPES.iter().find(|(name, _)| *name == base.name) {
        Some((_, kind)) => Ok(((*kind).to_owned(), reason(&base.name, kind))),
        None => Err(refuse(&base.name, &base.name).err().unwrap_or_else(|| unknown(&base.name))),
    }
}

fn is_known(kind: &str) -> bool {
    TYPES.iter().any(|(_, known)| *known == kind)
}

fn reason(base: &str, kind: &str) -> String {
    match kind {
        "flux.1-lora" | "flux.1-krea-lora" => {
            format!("for base {base}; Scenario calls FLUX.1 legacy and may refuse it")
        }
        _ => format!("for base {base}"),
    }
}

/// Refuses what the service is known not to train from single images, by the beginning of its name.
fn refuse(name: &str, shown: &str) -> Result<(), OrderError> {
    let begins = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
    let (why, nearest) =
        if begins(&["sdxl", "sd-xl", "sd15", "sd-1", "sd3", "pony", "illustrious", "noobai"]) {
            (
                "no longer trains Stable Diffusion and its kin through its API",
                "base = \"flux.2-dev\"",
            )
        } else if begins(&["bria"]) {
            ("does not train Bria through its API", "base = \"flux.2-dev\"")
        } else if begins(&["flux.1-schnell"]) {
            ("trains no LoRA on FLUX.1 schnell", "base = \"flux.2-klein-4b\", a fast model too")
        } else if begins(&["flux.1-kontext", "qwen-image-edit"]) || name.contains("-edit") {
            (
                "trains editing models on pairs of images, which onmodel does not send",
                "base = \"flux.2-dev\"",
            )
        } else {
            return Ok(());
        };
    let nearest =
        format!("the nearest it trains is {nearest} in onmodel.toml, with captions in sentences");
    Err(OrderError::Base { base: shown.to_owned(), why, nearest })
}

fn unknown(base: &str) -> OrderError {
    let bases: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
    OrderError::Base {
        base: base.to_owned(),
        why: "is not known to train this base",
        nearest: format!(
            "name one of {}, or the service's own type as `[submit] type`",
            bases.join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use onmodel_dataset::BaseModel;

    use super::*;

    fn kind_of(base: Option<&str>, own: Option<&str>) -> Result<String, String> {
        let mut settings =
            Settings { base: base.and_then(BaseModel::parse), ..Settings::default() };
        settings.submit.kind = own.map(str::to_owned);
        kind(&settings).map(|(kind, _)| kind).map_err(|error| error.to_string())
    }

    #[test]
    fn every_base_the_service_trains_leads_to_its_type() {
        for (base, kind) in TYPES {
            assert_eq!(kind_of(Some(base), None).as_deref(), Ok(kind));
        }
        assert_eq!(kind_of(None, None).as_deref(), Ok(DEFAULT));
    }

    #[test]
    fn what_it_no_longer_trains_is_refused_with_the_nearest() {
        for base in [
            "sdxl",
            "pony-v6",
            "illustrious",
            "noobai",
            "sd15",
            "sd3.5",
            "bria",
            "flux.1-schnell",
            "flux.1-kontext",
            "qwen-image-edit",
            "other",
        ] {
            let told = kind_of(Some(base), None).unwrap_err();
            assert!(told.contains("flux.2"), "{told}");
        }
        assert!(kind_of(None, Some("sd-xl-lora")).is_err());
        assert!(kind_of(None, Some("flux.2-dev-edit-lora")).is_err());
    }

    #[test]
    fn a_type_written_down_wins_over_the_base() {
        let kind = kind_of(Some("sdxl"), Some("zimage-lora"));
        assert_eq!(kind.as_deref(), Ok("zimage-lora"));
        assert_eq!(kind_of(None, Some("flux.3-lora")).as_deref(), Ok("flux.3-lora"));
    }
}
