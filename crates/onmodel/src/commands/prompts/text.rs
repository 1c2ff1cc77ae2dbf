//! Test prompts as text and as JSON.

use onmodel_report::harmless;
use onmodel_rules::Facts;
use onmodel_scenario::prompts::{Level, TestPrompt};
use serde_json::json;

/// For a person: under headings, each with what to look at.
pub(super) fn text(facts: &Facts, prompts: &[TestPrompt]) -> String {
    let bold = anstyle::Style::new().bold();
    let dim = anstyle::Style::new().dimmed();
    let mut out = format!(
        "{bold}{}{bold:#}  {} test prompts\n",
        harmless(&facts.dataset.name),
        prompts.len()
    );
    for level in Level::ALL {
        let own: Vec<&TestPrompt> = prompts.iter().filter(|prompt| prompt.level == level).collect();
        if own.is_empty() {
            continue;
        }
        out += &format!("\n{bold}{}{bold:#}\n", level.title());
        for prompt in own {
            out += &format!("  {}\n", harmless(&prompt.prompt));
            out +=
                &format!("    {dim}{}: {}{dim:#}\n", prompt.novelty.words(), harmless(&prompt.why));
        }
    }
    out +=
        "\n`onmodel prompts --run` has the trained model paint them, for a price it asks about.\n";
    if crate::terminal::stdout_is_coloured() {
        out
    } else {
        anstream::adapter::strip_str(&out).to_string()
    }
}

/// For a machine.
pub(super) fn json(facts: &Facts, prompts: &[TestPrompt]) -> String {
    let document = json!({
        "schema_version": 1,
        "datasets": [{
            "path": slashed(&facts.dataset.root),
            "name": facts.dataset.name,
            "trigger": facts.context.settings.trigger,
            "prompts": prompts,
        }],
    });
    format!("{document:#}\n")
}

fn slashed(path: &std::path::Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    if shown.is_empty() { ".".to_owned() } else { shown.to_owned() }
}
