//! The first words with a plugin: its process is started and says what it is.

use super::process::Process;
use super::{About, AboutRule, Start};
use crate::Fault;
use crate::caps;
use crate::fault;
use crate::wire::{Event, Unfit};

/// Starts a process and reads what the plugin says of itself.
pub(super) fn launch(start: &Start) -> Result<(Process, About), Fault> {
    start.copy.check()?;
    let process = Process::start(start);
    let mut process = process.map_err(|error| Fault::Spawn(onmodel_dataset::words(&error)))?;
    let frame =
        process.exchange(Vec::new(), caps::LOADING).map_err(|death| Fault::Loading(death.how))?;
    let nonsense = || Fault::Loading("answered nonsense".to_owned());
    let event = frame.get(4..).and_then(|bytes| postcard::from_bytes::<Event<'_>>(bytes).ok());
    let about = match event {
        Some(Event::Ready(info)) => about(&info)?,
        Some(Event::Unfit(unfit)) => return Err(unfit_fault(unfit)),
        _ => return Err(nonsense()),
    };
    Ok((process, about))
}

fn about(info: &crate::wire::Info<'_>) -> Result<About, Fault> {
    let rules: Result<Vec<AboutRule>, Fault> = info
        .rules
        .iter()
        .map(|rule| {
            let schema = match rule.schema.trim() {
                "" => None,
                text => Some(serde_json::from_str(text).map_err(|error| {
                    let what = format!("the options_schema of `{}` is not JSON: {error}", rule.id);
                    Fault::Malformed(what)
                })?),
            };
            Ok(AboutRule {
                scope: rule.scope,
                severity: rule.severity,
                flags: rule.flags,
                id: rule.id.into(),
                summary: crate::answer::one_line(rule.summary),
                docs_url: crate::answer::one_line(rule.docs_url),
                takes_any: schema.is_none() && rule.is_made,
                schema,
                docs: rule.docs.to_owned(),
            })
        })
        .collect();
    let rules = rules?;
    if rules.len() > caps::RULES {
        return Err(Fault::Malformed(format!("it has {} rules", rules.len())));
    }
    for (at, rule) in rules.iter().enumerate() {
        if rules[..at].iter().any(|other| other.id == rule.id) {
            return Err(Fault::Duplicate(rule.id.to_string()));
        }
    }
    let (name, version) =
        (crate::answer::one_line(info.name), crate::answer::one_line(info.version));
    Ok(About { name, version, rules, confined: info.confined })
}

fn unfit_fault(unfit: Unfit) -> Fault {
    use onmodel_plugin::abi::{ABI_MAJOR, ABI_MINOR};
    let host = format!("{ABI_MAJOR}.{ABI_MINOR}");
    let line = |text: String| crate::answer::one_line(&text);
    match unfit {
        Unfit::Loader(words) => Fault::Refused(line(words)),
        Unfit::NoEntry => Fault::NoEntry,
        Unfit::Declined => Fault::Declined(host),
        Unfit::NotATable(what) => Fault::NotATable(line(what)),
        Unfit::Malformed(what) => Fault::Malformed(line(what)),
        Unfit::Version(major, minor) => fault::version((major, minor), host),
    }
}
