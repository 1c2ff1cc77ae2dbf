//! `onmodel explain NAME`

use anyhow::{Result, bail};
use onmodel_dataset::TrainerId;
use onmodel_dataset::config::did_you_mean;
use onmodel_dataset::trainer::{Event, Run, behaviour};
use onmodel_rules::Meta;
use onmodel_rules::rules::RULES;

use crate::args::Explain;
use crate::commands::check::tell_config_error;
use crate::commands::declared;
use crate::exit::Exit;
use crate::terminal::shown;

pub(super) fn run(args: &Explain) -> Result<Exit> {
    let declared = match declared::rules(&args.path)? {
        Ok(rules) => rules,
        // A fault elsewhere in the configuration is no reason to leave a built-in rule unexplained.
        Err(errors) => {
            errors.iter().for_each(tell_config_error);
            Vec::new()
        }
    };
    let builtin = RULES.iter().map(|rule| (rule.meta)());
    // A plugin is started only for a rule that may be its own: theirs have a slash in their names.
    let brought = if args.name.contains('/') {
        declared::of_plugins(&args.path, &args.plugging)?.0
    } else {
        Vec::new()
    };
    let brought = brought.iter().map(|one| one.meta.as_ref());
    let declared = declared.iter().map(|one| one.rule.meta.as_ref());
    let rules: Vec<&Meta> = builtin.chain(declared).chain(brought).collect();
    let name = if is_fault(&args.name) { "plugin-failed" } else { args.name.as_str() };
    if let Some(rule) = rules.iter().find(|rule| rule.name == name) {
        print_rule(rule);
    } else if let Ok(id) = args.name.parse::<TrainerId>() {
        print_trainer(id);
    } else {
        let own = args.name.split_once('/').map(|(plugin, _)| format!("{plugin}/"));
        if own.is_some_and(|own| rules.iter().all(|rule| !rule.name.starts_with(&own))) {
            bail!(
                "{} has no rule `{}`; name a dataset that has it: `onmodel explain {} PATH`",
                args.path.display(),
                args.name,
                args.name
            );
        }
        let names: Vec<&str> = rules.iter().map(|rule| rule.name.as_ref()).collect();
        bail!("there is no rule or trainer `{}`; {}", args.name, did_you_mean(&args.name, &names));
    }
    Ok(Exit::Fine)
}

/// Whether this is the number of a fault of plugins', as its messages end with one: `PL012`.
fn is_fault(name: &str) -> bool {
    let number = name.strip_prefix("PL");
    number.is_some_and(|it| it.len() == 3 && it.bytes().all(|byte| byte.is_ascii_digit()))
}

fn print_rule(rule: &Meta) {
    let bold = anstyle::Style::new().bold();
    let dim = anstyle::Style::new().dimmed();
    let level = rule.level.map_or("off", onmodel_rules::Severity::word);
    let (scope, fix) = (rule.scope.word(), rule.fix.word());
    outln!("{bold}{}{bold:#}  {dim}{level} · {scope} · fix: {fix}{dim:#}\n", shown(&rule.name));
    print_markdown(&shown(&rule.markdown()));
}

/// Shows Markdown of the few shapes the documentation uses: headings, code blocks, text.
fn print_markdown(markdown: &str) {
    let bold = anstyle::Style::new().bold();
    let dim = anstyle::Style::new().dimmed();
    let mut in_code = false;
    for line in markdown.lines() {
        if let Some(fence) = line.strip_prefix("```") {
            in_code = !in_code;
            if let Some(shows) = fence.split_whitespace().nth(1) {
                outln!("  {dim}{shows}:{dim:#}");
            }
        } else if in_code {
            outln!("    {line}");
        } else if let Some(heading) = line.strip_prefix("## ") {
            outln!("{bold}{heading}{bold:#}");
        } else {
            outln!("{line}");
        }
    }
}

/// Situations a trainer is asked about, each under its title.
const SITUATIONS: [(&str, Event<'static>); 14] = [
    ("An image that cannot be read", Event::UnreadableImage),
    ("An image shot sideways (EXIF)", Event::ExifRotated),
    ("A transparent image", Event::Alpha { changed: 0.5 }),
    ("An image half as large as trained at", Event::TooSmall { upscale: 2.0 }),
    ("An image that is not square", Event::NotSquare),
    ("An animation", Event::Animated),
    ("The same picture twice", Event::Repeated),
    ("No caption", Event::CaptionMissing),
    ("An empty caption", Event::CaptionEmpty { zero_bytes: false }),
    ("A caption whose first line is blank", Event::BlankFirstLine),
    ("A caption of several lines", Event::Multiline),
    ("A byte order mark", Event::ByteOrderMark),
    ("A caption that is not UTF-8", Event::NotUtf8),
    ("Two images with one name", Event::SharedStem),
];

fn print_trainer(id: TrainerId) {
    let bold = anstyle::Style::new().bold();
    let trainer = behaviour(id);
    outln!("{bold}{}{bold:#}\n", trainer.name());
    for (title, event) in &SITUATIONS {
        outln!("{bold}{title}{bold:#}\n  {}", trainer.effect(event, &Run::default()).says);
    }
}
