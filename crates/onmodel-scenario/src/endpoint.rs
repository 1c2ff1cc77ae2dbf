//! Where the service is, and for which project it is asked.

use std::net::IpAddr;
use std::time::Duration;

use reqwest::Url;

use crate::assumptions;

/// The address, `/v1` included.
const BASE_VARIABLE: &str = "SCENARIO_BASE_URL";
/// Milliseconds between two looks at a training.
const POLL_VARIABLE: &str = "ONMODEL_SCENARIO_POLL_MS";

/// Where the service is.
#[derive(Debug, Clone)]
pub struct Endpoint {
    base: Url,
    project: Option<String>,
    poll: Duration,
}

/// Why an address is refused.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum EndpointError {
    /// It is no URL.
    #[error("{BASE_VARIABLE} is `{0}`, which is no URL; it looks like {default}", default = assumptions::BASE_URL)]
    NoUrl(String),
    /// The key would travel unprotected.
    #[error(
        "{BASE_VARIABLE} is `{0}`: over plain http anyone on the way could read the key; use https"
    )]
    Unprotected(String),
    /// Not a number.
    #[error("{POLL_VARIABLE} is `{0}`; it is a number of milliseconds")]
    Poll(String),
}

impl Endpoint {
    /// As the environment has it, else the service's own address; for a project, if one is named.
    ///
    /// # Errors
    /// The address is no URL or would send the key unprotected, or the interval is no number.
    pub fn from_environment(project: Option<&str>) -> Result<Self, EndpointError> {
        let set = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let base = set(BASE_VARIABLE).unwrap_or_else(|| assumptions::BASE_URL.to_owned());
        let mut endpoint = Self::new(&base, project)?;
        if let Some(poll) = set(POLL_VARIABLE) {
            let millis = poll.trim().parse().map_err(|_| EndpointError::Poll(poll))?;
            endpoint.poll = Duration::from_millis(millis);
        }
        Ok(endpoint)
    }

    /// At an address.
    ///
    /// # Errors
    /// It is no URL, or plain http to another machine.
    pub fn new(base: &str, project: Option<&str>) -> Result<Self, EndpointError> {
        let url = Url::parse(base.trim()).map_err(|_| EndpointError::NoUrl(base.to_owned()))?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(EndpointError::Unprotected(base.to_owned())),
            _ => return Err(EndpointError::NoUrl(base.to_owned())),
        }
        let project = project.map(str::to_owned);
        Ok(Self { base: url, project, poll: assumptions::POLL })
    }

    /// The same, looked at this often.
    #[must_use]
    pub fn polled_every(mut self, poll: Duration) -> Self {
        self.poll = poll;
        self
    }

    /// The interval between two looks at something that takes its time.
    pub fn poll(&self) -> Duration {
        self.poll
    }

    /// The project asked for.
    pub fn project(&self) -> Option<&str> {
        self.project.as_deref()
    }

    /// Which service and project this is, for telling journals apart. A service on this machine is
    /// one whatever its port: it is somebody's test, and ports there change between two runs.
    pub fn identity(&self) -> String {
        let host = self.base.host_str().unwrap_or_default();
        let place = if is_loopback(&self.base) { "loopback" } else { host };
        format!("{place} {}", self.project.as_deref().unwrap_or("-"))
    }

    /// Whether the service runs on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        is_loopback(&self.base)
    }

    /// The address of a resource; each segment is escaped as it needs.
    pub(crate) fn url(&self, segments: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        if let Some(project) = &self.project {
            url.query_pairs_mut().append_pair("projectId", project);
        }
        url
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for (base, fine) in [
            ("https://api.cloud.scenario.com/v1", true),
            ("http://127.0.0.1:8080/v1", true),
            ("http://[::1]:8080/v1", true),
            ("http://localhost/v1", true),
            ("http://api.cloud.scenario.com/v1", false),
            ("http://localhost.evil.example/v1", false),
            ("ftp://127.0.0.1/v1", false),
            ("api.cloud.scenario.com", false),
        ] {
            assert_eq!(Endpoint::new(base, None).is_ok(), fine, "{base}");
        }
    }

    #[test]
    fn addresses_keep_the_version_and_name_the_project() {
        let url = |base, project: Option<&str>| {
            Endpoint::new(base, project).unwrap().url(&["models", "a/b"]).to_string()
        };
        assert_eq!(url("https://a.example/v1", None), "https://a.example/v1/models/a%2Fb");
        assert_eq!(
            url("https://a.example/v1/", Some("proj_1")),
            "https://a.example/v1/models/a%2Fb?projectId=proj_1"
        );
    }
}
