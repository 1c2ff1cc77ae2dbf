//! `onmodel caption`

mod announce;
mod ask;
mod review;
mod save;

use anyhow::{Result, bail};
use onmodel_engine::fix::polish;
use onmodel_engine::{OpenSet, Plugins, today};
use onmodel_report::harmless;
use onmodel_scenario::drafts::{Provider, Skipped, Wanting, provider, wanting};

use crate::args::caption::Caption;
use crate::commands::submit::block_on;
use crate::commands::{paid, words};
use crate::exit::Exit;

use self::ask::Drafter;
use self::save::Draft;

/// One set with what it wants.
struct Work<'a> {
    set: &'a OpenSet,
    provider: Provider,
    wanting: Vec<Wanting>,
}

pub(super) fn run(args: &Caption) -> Result<Exit> {
    let opened = words::open(&args.words, args.paths());
    let mut exit = Exit::Fine;
    let mut work = Vec::new();
    for set in &opened.sets {
        let (wanting, skipped) = wanting(&set.facts);
        exit = exit.max(tell_skipped(&skipped));
        if !wanting.is_empty() {
            let provider = provider(&set.facts.context.settings, &args.asking.wishes())?;
            work.push(Work { set, provider, wanting });
        }
    }
    if work.is_empty() {
        if exit == Exit::Fine && !opened.sets.is_empty() {
            outln!("Every image has a caption; there is nothing to draft.");
        }
        return Ok(opened.tell(exit));
    }
    for work in &work {
        exit = exit.max(one_set(work, args)?);
    }
    Ok(opened.tell(exit))
}

fn one_set(work: &Work<'_>, args: &Caption) -> Result<Exit> {
    announce::check(&work.provider, args)?;
    let mut drafter = Drafter::new(work, args)?;
    let (known, unreadable) = block_on(drafter.look())??;
    let mut exit = tell_skipped(&unreadable);
    if known < drafter.len() && announce::consent(work, &mut drafter, args)? == paid::Agreed::No {
        return Ok(paid::declined());
    }
    exit = exit.max(draft_all(work, &mut drafter, args)?);
    Ok(exit)
}

/// Drafts one after the other. What was drafted before a provider gave up is shown and written.
fn draft_all(work: &Work<'_>, drafter: &mut Drafter<'_>, args: &Caption) -> Result<Exit> {
    let mut exit = Exit::Fine;
    let mut written = 0;
    for index in 0..drafter.len() {
        let text = match block_on(drafter.draft(index))? {
            Ok(text) => text,
            Err(error) => {
                tell_written(written, args);
                return Err(error);
            }
        };
        let Some(wanting) = drafter.wanting(index).cloned() else { continue };
        let draft = polished(work.set, &wanting, &text)?;
        match act(work.set, draft, args)? {
            Act::Wrote => written += 1,
            Act::Showed => exit = exit.max(Exit::Short),
            Act::Left => {}
            Act::Failed => exit = Exit::Failed,
            Act::Quit => break,
        }
    }
    tell_written(written, args);
    Ok(exit)
}

/// A draft as it would be written: through the safe fixes of built-in and declared rules.
fn polished(set: &OpenSet, wanting: &Wanting, text: &str) -> Result<Draft> {
    let (dataset, plugins) = (&set.facts.dataset, Plugins::none());
    let polished = polish(dataset, wanting.image, &wanting.path, text, today(), &plugins);
    let polished = match polished {
        Ok(polished) => polished,
        Err(errors) => {
            let first = errors.into_iter().next().map(|error| error.to_string());
            bail!("{}", first.unwrap_or_else(|| "the configuration cannot be read".to_owned()))
        }
    };
    Ok(Draft { wanting: wanting.clone(), text: polished.text, titles: polished.titles })
}

/// What became of a draft.
enum Act {
    Wrote,
    Showed,
    Left,
    Failed,
    Quit,
}

fn act(set: &OpenSet, draft: Draft, args: &Caption) -> Result<Act> {
    if args.review {
        return review::step(set, draft);
    }
    save::show(&draft);
    if args.diff {
        return Ok(Act::Showed);
    }
    Ok(save::write(&draft))
}

fn tell_skipped(skipped: &[Skipped]) -> Exit {
    for one in skipped {
        let path = one.path.display().to_string();
        anstream::eprintln!("{}: left as it is: {}", harmless(&path), harmless(&one.why));
    }
    if skipped.is_empty() { Exit::Fine } else { Exit::Failed }
}

fn tell_written(written: usize, args: &Caption) {
    let what = match written {
        _ if args.diff => return,
        0 => "No caption was written.".to_owned(),
        1 => "1 caption drafted. Read it before you train: only you know the character.".to_owned(),
        many => format!(
            "{many} captions drafted. Read them before you train: only you know the character."
        ),
    };
    outln!("{what}");
}
