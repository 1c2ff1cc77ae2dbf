//! An endpoint that speaks `OpenAI`'s language and sees pictures: Ollama, vLLM, LM Studio, `OpenAI`.

use std::time::Duration;

use reqwest::{Url, redirect};
use serde::Deserialize;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::answer;
use super::provider::is_loopback;
use crate::client::pauses;

/// How long one draft may take: a model on somebody's own machine is loaded first.
const LONGEST_DRAFT: Duration = Duration::from_secs(300);
/// Characters of a refusal that are shown.
const EXCERPT: usize = 300;

/// Why there is no draft.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DraftError {
    /// Nobody answers.
    #[error("{endpoint} does not answer ({why}); is it running, and is the address right?")]
    Lost {
        /// Where.
        endpoint: String,
        /// In the network's words.
        why: String,
    },
    /// It would not.
    #[error("{endpoint} refused ({status}): {why}")]
    Refused {
        /// Where.
        endpoint: String,
        /// The HTTP status.
        status: u16,
        /// In its own words.
        why: String,
    },
    /// It answered without a caption.
    #[error("{endpoint} answered without a caption; can the model {model} see pictures?")]
    Empty {
        /// Where.
        endpoint: String,
        /// The model.
        model: String,
    },
}

/// An endpoint with its key.
pub struct ChatEndpoint {
    http: reqwest::Client,
    endpoint: Url,
    model: String,
    key: Option<Zeroizing<String>>,
}

#[derive(Deserialize)]
struct Reply {
    #[serde(default)]
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    message: Message,
}

#[derive(Default, Deserialize)]
struct Message {
    #[serde(default)]
    content: Value,
}

impl ChatEndpoint {
    /// An endpoint asked for drafts by `model`. No redirect is followed: the key goes where it was
    /// said to go.
    ///
    /// # Errors
    /// The machine's certificates cannot be read.
    pub fn new(endpoint: Url, model: String, key: Option<String>) -> Result<Self, DraftError> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = reqwest::Client::builder()
            .user_agent(concat!("onmodel/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(Duration::from_secs(10))
            .timeout(LONGEST_DRAFT)
            .redirect(redirect::Policy::none());
        let builder = if is_loopback(&endpoint) { builder.no_proxy() } else { builder };
        let http = builder.build().map_err(|error| DraftError::Lost {
            endpoint: endpoint.to_string(),
            why: crate::client::reason(&error),
        })?;
        Ok(Self { http, endpoint, model, key: key.map(Zeroizing::new) })
    }

    /// A draft for one picture, a data URL, as `instruction` says.
    ///
    /// # Errors
    /// It does not answer, would not, or answers without a caption.
    pub async fn draft(&self, instruction: &str, picture: &str) -> Result<String, DraftError> {
        let mut pauses = pauses();
        loop {
            let error = match self.attempt(instruction, picture).await {
                Err(error) if is_passing(&error) => error,
                settled => return settled,
            };
            match pauses.next() {
                Some(pause) => tokio::time::sleep(pause).await,
                None => return Err(error),
            }
        }
    }

    async fn attempt(&self, instruction: &str, picture: &str) -> Result<String, DraftError> {
        let lost = |error: reqwest::Error| DraftError::Lost {
            endpoint: self.endpoint.to_string(),
            why: crate::client::reason(&error),
        };
        let request = self.http.post(self.address()).json(&self.question(instruction, picture));
        let request = match &self.key {
            Some(key) => request.bearer_auth(key.as_str()),
            None => request,
        };
        let response = request.send().await.map_err(lost)?;
        let status = response.status().as_u16();
        let body = response.text().await.map_err(lost)?;
        if !(200..300).contains(&status) {
            let why = self.words(&body);
            return Err(DraftError::Refused { endpoint: self.endpoint.to_string(), status, why });
        }
        let reply = serde_json::from_str::<Reply>(&body).ok();
        let content = reply
            .and_then(|reply| reply.choices.into_iter().next())
            .map(|choice| choice.message.content);
        content.and_then(|content| answer::caption(&text(&content))).ok_or_else(|| {
            DraftError::Empty { endpoint: self.endpoint.to_string(), model: self.model.clone() }
        })
    }

    /// `…/chat/completions`, whether or not the address ends with it already.
    fn address(&self) -> Url {
        let mut url = self.endpoint.clone();
        if !url.path().ends_with("/chat/completions")
            && let Ok(mut path) = url.path_segments_mut()
        {
            path.pop_if_empty().extend(["chat", "completions"]);
        }
        url
    }

    /// No temperature and no limit: some models refuse the one, some call the other differently.
    fn question(&self, instruction: &str, picture: &str) -> Value {
        json!({
            "model": self.model,
            "stream": false,
            "messages": [
                { "role": "system", "content": instruction },
                { "role": "user", "content": [
                    { "type": "text", "text": "Write the caption of this picture." },
                    { "type": "image_url", "image_url": { "url": picture } },
                ] },
            ],
        })
    }

    /// What it says of itself, in one line, without the key it may echo.
    fn words(&self, body: &str) -> String {
        let json: Value = serde_json::from_str(body).unwrap_or_default();
        let said = [&json["error"]["message"], &json["error"], &json["message"], &json["detail"]];
        let said = said.into_iter().find_map(Value::as_str).unwrap_or_default();
        let said = match &self.key {
            Some(key) if !key.is_empty() => said.replace(key.as_str(), "[hidden]"),
            _ => said.to_owned(),
        };
        let line: String =
            said.chars().map(|c| if c.is_control() { ' ' } else { c }).take(EXCERPT).collect();
        if line.trim().is_empty() { "it gives no reason".to_owned() } else { line }
    }
}

/// The text of an answer: a string, or parts of which some are text.
fn text(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => {
            parts.iter().filter_map(|part| part["text"].as_str()).collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    }
}

fn is_passing(error: &DraftError) -> bool {
    matches!(error, DraftError::Refused { status: 408 | 429 | 500.., .. })
}
