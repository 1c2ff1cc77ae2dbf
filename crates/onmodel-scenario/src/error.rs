//! What can go wrong between us and the service.

use std::time::Duration;

use serde_json::Value;

use crate::assumptions::NESTED_UNDER;

/// Why a call came to nothing. Its message names the call, the reason and the way out; nothing of the
/// key is in it.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ApiError {
    /// No answer came, or it broke off: whether the service did what was asked is not known.
    #[error(
        "{call}: Scenario did not answer ({why}); what was done so far is kept, run the command again"
    )]
    Lost {
        /// What was asked, as `POST /models`.
        call: String,
        /// In the network's words.
        why: String,
    },
    /// It answered that it would not.
    #[error("{call}: {refusal}")]
    Refused {
        /// What was asked.
        call: String,
        /// Why not.
        refusal: Box<Refusal>,
    },
    /// It answered with something that is no answer to the question.
    #[error("{call}: Scenario's answer could not be understood ({why}): {}", excerpt(.body))]
    Garbled {
        /// What was asked.
        call: String,
        /// What was missing.
        why: String,
        /// The answer, as it came.
        body: String,
    },
}

impl ApiError {
    /// Whether the call may have been carried out although it failed.
    pub fn is_doubtful(&self) -> bool {
        match self {
            Self::Lost { .. } | Self::Garbled { .. } => true,
            Self::Refused { refusal, .. } => refusal.is_passing(),
        }
    }

    /// What the service answered, if it answered.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused { refusal, .. } => Some(refusal),
            _ => None,
        }
    }

    /// Whether the service does not know the thing asked about.
    pub fn is_not_found(&self) -> bool {
        self.refusal().is_some_and(|refusal| refusal.status == 404)
    }
}

/// A ceiling of the team's plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceiling {
    /// What is limited, in the service's word: `parallel-training`.
    pub action: String,
    /// How much is allowed, as the service wrote it.
    pub limit: Option<String>,
}

/// An answer other than yes. Every part of it is optional: what the service writes is not promised.
#[derive(Debug, Clone, Default)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The service's own sentence.
    pub reason: Option<String>,
    /// The plan's ceiling it ran into.
    pub ceiling: Option<Ceiling>,
    /// How long to wait before asking again.
    pub wait: Option<Duration>,
    /// The plan that would be needed.
    pub plan: Option<String>,
    /// The service's number for this call, for its support.
    pub trace: Option<String>,
    /// The answer as it came, without whatever it held of the key.
    pub body: String,
}

impl Refusal {
    /// Reads an answer; `header` is what `Retry-After` said.
    pub(crate) fn read(status: u16, body: String, header: Option<Duration>) -> Self {
        let json: Value = serde_json::from_str(&body).unwrap_or_default();
        let nested = &json[NESTED_UNDER];
        let find = |keys: &[&str]| {
            let found = keys.iter().flat_map(|key| [&json[*key], &nested[*key]]);
            found.into_iter().find_map(words)
        };
        let seconds = find(&["remainingSeconds"]).and_then(|seconds| seconds.parse::<f64>().ok());
        let wait = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let ceiling =
            find(&["actionName"]).map(|action| Ceiling { action, limit: find(&["actionLimit"]) });
        Self {
            status,
            reason: find(&["reason", "message", "error", "detail"]),
            ceiling,
            wait: wait.or(header),
            plan: find(&["requiredPlan"]),
            trace: find(&["trace_id", "traceId"]),
            body,
        }
    }

    /// Whether the same call may well succeed a moment later.
    pub fn is_passing(&self) -> bool {
        self.status == 408 || self.status >= 500
    }

    /// Whether the service's sentence says this, in any case.
    pub fn says(&self, words: &str) -> bool {
        self.body.to_lowercase().contains(&words.to_lowercase())
    }

    /// The service's own words; its whole answer only where we have none to put in front.
    fn sentence(&self) -> String {
        let is_plain = self.status < 300 || (400..500).contains(&self.status);
        let has_words = matches!(self.status, 401 | 429) || self.plan.is_some();
        let raw = || (is_plain && !has_words).then(|| excerpt(&self.body));
        self.reason.clone().or_else(raw).unwrap_or_default()
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.status, &self.ceiling, &self.plan, self.wait) {
            (401, ..) => write!(
                f,
                "Scenario does not accept the API key (401); run `onmodel login`, or check \
                 SCENARIO_SDK_API_KEY and SCENARIO_SDK_API_SECRET"
            )?,
            (_, _, Some(plan), _) => {
                write!(f, "Scenario wants the plan \"{plan}\" for this ({})", self.status)?;
            }
            (429, _, _, Some(wait)) => write!(
                f,
                "Scenario asks to wait {} before trying again (429); run the same command then",
                lasting(wait)
            )?,
            (429, Some(Ceiling { action, limit }), _, _) => {
                let limit = limit.as_ref().map(|limit| format!(" ({limit})"));
                write!(
                    f,
                    "your plan's ceiling on {action}{} is reached (429); free some at Scenario or \
                     change the plan, then run the same command",
                    limit.unwrap_or_default()
                )?;
            }
            (429, ..) => {
                write!(f, "Scenario is asked too often (429); run the same command later")?;
            }
            (status @ 300..=399, ..) => write!(
                f,
                "Scenario points elsewhere ({status}), and the key is sent nowhere else; check \
                 SCENARIO_BASE_URL"
            )?,
            (status @ 500.., ..) => write!(
                f,
                "Scenario is out of order ({status}); what was done so far is kept, run the same \
                 command later"
            )?,
            (status, ..) => write!(f, "Scenario refused ({status})")?,
        }
        let sentence = self.sentence();
        if !sentence.is_empty() {
            write!(f, ": {sentence}")?;
        }
        match &self.trace {
            Some(trace) => write!(f, " (trace {trace})"),
            None => Ok(()),
        }
    }
}

/// A text or a number, as words for a person.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(excerpt(text)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// "40 s", "1 h 5 min".
fn lasting(wait: Duration) -> String {
    match wait.as_secs() {
        seconds @ ..120 => format!("{seconds} s"),
        seconds @ ..3600 => format!("{} min", seconds.div_ceil(60)),
        seconds => match (seconds % 3600).div_ceil(60) {
            0 => format!("{} h", seconds / 3600),
            minutes => format!("{} h {minutes} min", seconds / 3600),
        },
    }
}

/// Characters shown of an answer nobody foresaw.
const EXCERPT: usize = 300;

/// The beginning of a text in one line, with nothing in it a terminal would obey; a page of HTML is
/// not shown at all.
fn excerpt(text: &str) -> String {
    let text = text.trim();
    if text.starts_with('<') {
        return String::new();
    }
    let line: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(EXCERPT).collect();
    if text.chars().nth(EXCERPT).is_some() { line + "…" } else { line }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(status: u16, body: &str, expect: Expect) {
        expect.assert_eq(&Refusal::read(status, body.to_owned(), None).to_string());
    }

    #[test]
    fn refusals_say_why_and_what_to_do() {
        check(
            400,
            r#"{"reason":"Model model_X not found"}"#,
            expect!["Scenario refused (400): Model model_X not found"],
        );
        check(
            401,
            r#"{"message":"Unauthorized"}"#,
            expect![
                "Scenario does not accept the API key (401); run `onmodel login`, or check SCENARIO_SDK_API_KEY and SCENARIO_SDK_API_SECRET: Unauthorized"
            ],
        );
        check(
            429,
            r#"{"remainingSeconds":3900}"#,
            expect![
                "Scenario asks to wait 1 h 5 min before trying again (429); run the same command then"
            ],
        );
        check(
            429,
            r#"{"reason":"limit","details":{"actionName":"parallel-training","actionLimit":1}}"#,
            expect![
                "your plan's ceiling on parallel-training (1) is reached (429); free some at Scenario or change the plan, then run the same command: limit"
            ],
        );
        check(
            403,
            r#"{"name":"ModelAccessRestrictedError","requiredPlan":"pro"}"#,
            expect![[r#"Scenario wants the plan "pro" for this (403)"#]],
        );
        check(
            502,
            "<html>\u{1b}[2J bad gateway</html>",
            expect![
                "Scenario is out of order (502); what was done so far is kept, run the same command later"
            ],
        );
        check(
            302,
            "",
            expect![
                "Scenario points elsewhere (302), and the key is sent nowhere else; check SCENARIO_BASE_URL"
            ],
        );
    }

    #[test]
    fn seconds_and_ceilings_are_found_at_either_level() {
        let read = |body: &str| Refusal::read(429, body.to_owned(), None);
        assert_eq!(
            read(r#"{"details":{"remainingSeconds":2.5}}"#).wait,
            Some(Duration::from_millis(2500))
        );
        assert_eq!(
            read(r#"{"actionName":"add-training-image"}"#).ceiling.unwrap().action,
            "add-training-image"
        );
        assert!(read(r#"{"remainingSeconds":-1}"#).wait.is_none());
    }
}
