//! Who drafts captions, and what may be sent there.
//!
//! A repository's configuration may name an endpoint and the variable its key is in; so a stranger's
//! repository could name its own endpoint and somebody's secret. Therefore: nothing goes over plain
//! http but to this machine; a key of this service goes nowhere else; and a variable that a file names
//! is remembered as such ([`Named`]), so that whoever asks the person can say so.

use std::net::IpAddr;
use std::path::PathBuf;

use onmodel_dataset::Settings;
use reqwest::Url;

/// Names for providers whose endpoint is known: name, endpoint, the variable its key is usually in.
const KNOWN: [(&str, &str, Option<&str>); 4] = [
    ("openai", "https://api.openai.com/v1", Some("OPENAI_API_KEY")),
    ("ollama", "http://localhost:11434/v1", None),
    ("lm-studio", "http://localhost:1234/v1", None),
    ("vllm", "http://localhost:8000/v1", None),
];

/// Who drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provider {
    /// Scenario's own captioning: it is paid for.
    Scenario,
    /// An endpoint that speaks `OpenAI`'s language.
    Chat {
        /// Its address, `/v1` included.
        endpoint: Url,
        /// Who named the address.
        named: Named,
        /// The model asked.
        model: String,
        /// Where its key is, if it wants one.
        key: Option<KeyName>,
    },
}

/// The environment variable that holds a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyName {
    /// Its name.
    pub variable: String,
    /// Who named it.
    pub named: Named,
}

/// Who named something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Whoever runs the program.
    Person,
    /// The provider's own usual one.
    Provider,
    /// A configuration file.
    File(PathBuf),
}

/// What was said on the command line; it stands over the configuration.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// `--provider`
    pub provider: Option<String>,
    /// `--endpoint`
    pub endpoint: Option<String>,
    /// `--model`
    pub model: Option<String>,
    /// `--api-key-env`
    pub api_key_env: Option<String>,
}

/// Why nobody drafts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// Nobody is named.
    #[error(
        "no provider drafts captions here: add to onmodel.toml\n\n    [caption]\n    provider = \
         \"scenario\"   # or ollama, lm-studio, vllm, openai, or an endpoint of your own\n\nor say \
         `--provider scenario`"
    )]
    None,
    /// A name nobody has.
    #[error(
        "there is no caption provider `{0}`; it is scenario, openai, ollama, lm-studio or vllm \
         (and `endpoint` for any other that speaks OpenAI's language)"
    )]
    Unknown(String),
    /// No URL.
    #[error("`{0}` is no URL of a caption provider; it looks like http://localhost:11434/v1")]
    NoUrl(String),
    /// Pictures and key would travel unprotected.
    #[error(
        "{0}: over plain http anyone on the way could see the pictures; use https (plain http is \
         for this machine only)"
    )]
    Unprotected(String),
    /// The address holds a password.
    #[error(
        "an endpoint's address holds no user and no password; name the key's variable in `api-key-env`"
    )]
    Password,
    /// No model.
    #[error("{0} needs to know which model to ask: `model` in the table `[caption]`, or `--model`")]
    NoModel(String),
    /// This service's key for somebody else.
    #[error("{variable} holds a key of Scenario; it is sent to Scenario only, never to {endpoint}")]
    ScenarioKey {
        /// The variable.
        variable: String,
        /// Where it would go.
        endpoint: String,
    },
}

/// Who drafts captions for a set: as wished, else as configured.
///
/// # Errors
/// Nobody does, or what is configured must not be used.
pub fn provider(settings: &Settings, wishes: &Wishes) -> Result<Provider, ProviderError> {
    let said = |wish: &Option<String>, set: &Option<String>, key: &str| {
        let by_person = wish.clone().map(|value| (value, Named::Person));
        by_person.or_else(|| Some((set.clone()?, origin(settings, key))))
    };
    let table = &settings.caption;
    let name = said(&wishes.provider, &table.provider, "caption.provider");
    let endpoint = said(&wishes.endpoint, &table.endpoint, "caption.endpoint");
    // A provider that somebody asks for by name is not led to the endpoint a file names for another.
    let endpoint =
        endpoint.filter(|(_, named)| wishes.provider.is_none() || *named == Named::Person);
    let (usual, usual_key) = match (&name, &endpoint) {
        (None, None) => return Err(ProviderError::None),
        (Some((name, _)), None) if name == "scenario" => return Ok(Provider::Scenario),
        (Some((name, _)), _) => match KNOWN.iter().find(|(own, ..)| own == name) {
            Some((_, usual, key)) => (Some((*usual).to_owned()), *key),
            None if endpoint.is_some() && name != "scenario" => (None, None),
            None => return Err(ProviderError::Unknown(name.clone())),
        },
        (None, Some(_)) => (None, None),
    };
    let is_own = endpoint.is_none();
    let (endpoint, named) = match (endpoint, usual) {
        (Some(found), _) => found,
        (None, Some(usual)) => (usual, Named::Provider),
        (None, None) => return Err(ProviderError::None),
    };
    let endpoint = checked(&endpoint)?;
    let model = wishes.model.clone().or_else(|| table.model.clone());
    let model = model.ok_or_else(|| ProviderError::NoModel(endpoint.to_string()))?;
    let key = said(&wishes.api_key_env, &table.api_key_env, "caption.api-key-env");
    let usual_key = usual_key.filter(|_| is_own).map(|key| (key.to_owned(), Named::Provider));
    let key = key.or(usual_key).map(|(variable, named)| KeyName { variable, named });
    if let Some(key) = key.as_ref().filter(|key| key.variable.to_uppercase().contains("SCENARIO")) {
        let (variable, endpoint) = (key.variable.clone(), endpoint.to_string());
        return Err(ProviderError::ScenarioKey { variable, endpoint });
    }
    Ok(Provider::Chat { endpoint, named, model, key })
}

fn origin(settings: &Settings, key: &str) -> Named {
    let origins = settings.origins();
    origins.get(key).map_or(Named::Person, |path| Named::File(path.to_path_buf()))
}

fn checked(endpoint: &str) -> Result<Url, ProviderError> {
    let url = Url::parse(endpoint.trim()).map_err(|_| ProviderError::NoUrl(endpoint.to_owned()))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(ProviderError::Password);
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        "http" => Err(ProviderError::Unprotected(endpoint.to_owned())),
        _ => Err(ProviderError::NoUrl(endpoint.to_owned())),
    }
}

/// Whether an address is this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

impl Provider {
    /// Whether pictures stay on this machine.
    pub fn is_here(&self) -> bool {
        matches!(self, Self::Chat { endpoint, .. } if is_loopback(endpoint))
    }

    /// The variable a file names for an endpoint elsewhere, and that file: nothing agrees to that in
    /// general, only a person who sees both names. The usual variable of a known provider at its own
    /// address is none of these.
    pub fn named_by_a_file(&self) -> Option<(&str, &PathBuf)> {
        let Self::Chat { endpoint, key: Some(key), .. } = self else { return None };
        let Named::File(file) = &key.named else { return None };
        let is_usual = KNOWN.iter().any(|(_, address, usual)| {
            let host = Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
            host.as_deref() == endpoint.host_str() && *usual == Some(key.variable.as_str())
        });
        (!is_usual && !self.is_here()).then_some((key.variable.as_str(), file))
    }
}

#[cfg(test)]
mod tests {
    use onmodel_dataset::config::CaptionDrafts;

    use super::*;

    fn configured(provider: &str, endpoint: &str, model: &str, key: &str) -> Settings {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let caption = CaptionDrafts {
            provider: some(provider),
            endpoint: some(endpoint),
            model: some(model),
            api_key_env: some(key),
        };
        Settings { caption, ..Settings::default() }
    }

    fn chosen(settings: &Settings) -> Result<Provider, ProviderError> {
        provider(settings, &Wishes::default())
    }

    fn address(found: &Provider) -> String {
        match found {
            Provider::Scenario => "scenario".to_owned(),
            Provider::Chat { endpoint, .. } => endpoint.to_string(),
        }
    }

    #[test]
    fn names_stand_for_endpoints() {
        for (name, endpoint) in [
            ("scenario", "scenario"),
            ("ollama", "http://localhost:11434/v1"),
            ("openai", "https://api.openai.com/v1"),
        ] {
            let found = chosen(&configured(name, "", "llava", "")).unwrap();
            assert_eq!(address(&found), endpoint);
        }
        let own = chosen(&configured("", "https://vision.studio.example/v1", "m", "")).unwrap();
        assert_eq!(address(&own), "https://vision.studio.example/v1");
    }

    #[test]
    fn what_must_not_be_used_is_refused() {
        let refused = |provider, endpoint, model, key| {
            chosen(&configured(provider, endpoint, model, key)).unwrap_err()
        };
        assert_eq!(refused("", "", "", ""), ProviderError::None);
        assert!(matches!(refused("gpt", "", "m", ""), ProviderError::Unknown(_)));
        assert!(matches!(refused("ollama", "", "", ""), ProviderError::NoModel(_)));
        let plain = "http://vision.example/v1";
        assert!(matches!(refused("", plain, "m", ""), ProviderError::Unprotected(_)));
        let spoofed = "http://localhost.evil.example/v1";
        assert!(matches!(refused("", spoofed, "m", ""), ProviderError::Unprotected(_)));
        let password = "https://me:secret@vision.example/v1";
        assert_eq!(refused("", password, "m", ""), ProviderError::Password);
        let other = "https://vision.example/v1";
        for key in ["SCENARIO_SDK_API_SECRET", "SCENARIO_API_KEY"] {
            assert!(matches!(refused("", other, "m", key), ProviderError::ScenarioKey { .. }));
        }
    }

    #[test]
    fn the_usual_variable_of_a_provider_goes_to_that_provider_only() {
        let own = chosen(&configured("openai", "", "m", "")).unwrap();
        assert!(
            matches!(own, Provider::Chat { key: Some(key), .. } if key.variable == "OPENAI_API_KEY")
        );
        let led_away = chosen(&configured("openai", "https://evil.example/v1", "m", "")).unwrap();
        assert!(matches!(led_away, Provider::Chat { key: None, .. }));
    }
}
