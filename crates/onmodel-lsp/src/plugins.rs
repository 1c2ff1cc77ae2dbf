//! Studio plugins in an editor: run beside the server, and trusted only by a person.

use std::path::Path;
use std::sync::Arc;

use onmodel_engine::workspace::SetView;
use onmodel_engine::{Plugins, Policy};
use onmodel_rules::{Finding, Reason};
use tower_lsp::ls_types::{MessageActionItem, MessageType};

use crate::actions::Ticket;
use crate::log::Log;
use crate::shared::Shared;
use crate::worker::{Event, Inbox};

/// The rule whose finding offers to trust.
const UNTRUSTED: &str = "plugin-untrusted";
/// What a person answers who trusts.
const YES: &str = "Trust it";
/// What a person answers who does not.
const NO: &str = "Not now";

/// Plugins run by a policy, which tell through `inbox` when they have something to say.
pub(crate) fn telling(policy: Option<Policy>, inbox: Inbox) -> Plugins {
    let Some(policy) = policy else { return Plugins::none() };
    let news = Arc::new(move || inbox.tell(Event::Heard));
    Plugins::new(Policy { news: Some(news), ..policy })
}

/// Says how trusting a plugin went.
pub(crate) fn tell(log: &Log, trusted: Result<String, String>) {
    match trusted {
        Ok(title) => log.info(format!("{title} is trusted on this computer")),
        Err(why) => log.warn(format!("the plugin is not trusted: {why}")),
    }
}

/// The offer to trust the plugin that a finding is about: its title and its ticket.
pub(crate) fn offer(set: &SetView, finding: &Finding) -> Option<(String, Ticket)> {
    if finding.rule != UNTRUSTED {
        return None;
    }
    let mut absent = set.facts.testimony.absent().iter();
    let absent = absent.find(|absent| absent.message() == finding.message)?;
    let Reason::Untrusted { sha256, path, .. } = &absent.reason else { return None };
    let title = format!("Trust {} ({}…)", absent.plugin, sha256.get(..8).unwrap_or(sha256));
    let plugin = absent.plugin.clone();
    Some((title, Ticket::Trust { plugin, path: path.clone(), sha256: sha256.clone() }))
}

/// Asks whoever sits at the editor whether to trust a plugin, and does so only at their word.
pub(crate) fn ask(shared: &Arc<Shared>, plugin: &str, path: &Path, sha256: &str) {
    let message = format!(
        "{plugin} runs as a program of yours whenever a dataset names it. Trust it if you know where \
         it comes from. Its SHA-256 is {sha256}."
    );
    let (shared, path, sha256) = (Arc::clone(shared), path.to_owned(), sha256.to_owned());
    tokio::spawn(async move {
        let item = |title: &str| MessageActionItem {
            title: title.to_owned(),
            properties: std::collections::HashMap::default(),
        };
        let asked = shared.client.show_message_request(
            MessageType::WARNING,
            message,
            Some(vec![item(YES), item(NO)]),
        );
        match asked.await {
            Ok(Some(answer)) if answer.title == YES => {
                shared.worker().tell(Event::Trust(path, sha256));
            }
            Ok(_) => {}
            Err(error) => shared.log.warn(format!(
                "the editor cannot ask whether to trust the plugin ({error}); \
                 `{}` does it",
                onmodel_engine::trust_command(&path)
            )),
        }
    });
}
