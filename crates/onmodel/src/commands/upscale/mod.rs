//! `onmodel upscale`

mod save;

use anyhow::{Context, Result};
use onmodel_engine::OpenSet;
use onmodel_report::harmless;
use onmodel_scenario::Client;
use onmodel_scenario::api::generate::Maker;
use onmodel_scenario::api::{AssetId, ModelId};
use onmodel_scenario::assumptions::UPSCALER;
use onmodel_scenario::orders::{Ledger, Line, Order, Stand, follow, place, stand};
use onmodel_scenario::upscale::{self, Small};

use self::save::{Saved, Target};
use crate::args::trained::Upscale;
use crate::commands::one_set;
use crate::commands::paid::{self, Agreed, Price};
use crate::commands::publish::upload;
use crate::commands::submit::{block_on, client};
use crate::exit::Exit;

/// One image on its way.
struct Job {
    small: Small,
    target: Target,
    order: Order,
    stand: Stand,
}

pub(super) fn run(args: &Upscale) -> Result<Exit> {
    let set = one_set::open(&args.path, args.config.clone())?;
    let wanted = upscale::wanted(&set.facts, args.to);
    let small = upscale::small(&set.facts, wanted);
    if small.is_empty() {
        outln!(
            "Every image has {wanted} px or more on the shorter side; there is nothing to enlarge."
        );
        return Ok(Exit::Fine);
    }
    let mut exit = Exit::Fine;
    let mut waiting = Vec::new();
    for one in small {
        match save::target(&set.facts, &one, args.replace) {
            Target::Refused(why) => {
                anstream::eprintln!("{}: left as it is: {}", harmless(&one.name), harmless(&why));
                exit = Exit::Failed;
            }
            target @ Target::Enlarged(_) if args.replace && !args.dry_run => {
                exit = exit.max(save::replace(&set.facts, &one, &target));
            }
            Target::Enlarged(path) => {
                outln!(
                    "{} was enlarged already: {}",
                    harmless(&one.name),
                    harmless(&path.display().to_string())
                );
            }
            target @ Target::New(_) => waiting.push((one, target)),
        }
    }
    if waiting.is_empty() {
        return Ok(exit);
    }
    if !args.dry_run {
        paid::must_be_possible(args.paying.yes, "the price is agreed to")?;
    }
    let client = client(set.facts.context.settings.submit.project.as_deref())?;
    Ok(exit.max(block_on(enlarge(args, &set, &client, waiting, wanted))??))
}

async fn enlarge(
    args: &Upscale,
    set: &OpenSet,
    client: &Client,
    waiting: Vec<(Small, Target)>,
    wanted: u32,
) -> Result<Exit> {
    let upscaler = ModelId::new(args.with.as_deref().unwrap_or(UPSCALER));
    let maker = client.maker(&upscaler).await.with_context(|| {
        format!("the upscaler {upscaler} cannot be asked; `--with ID` names another")
    })?;
    let ledger = Ledger::open(client.endpoint())?;
    let mut jobs = Vec::new();
    for (small, target) in waiting {
        jobs.push(prepared(client, &ledger, args, &upscaler, &maker, small, target).await?);
    }
    let price = price(client, &jobs).await?;
    tell(&jobs, wanted, &upscaler);
    let new = jobs.iter().filter(|job| job.stand == Stand::New).count();
    if new < jobs.len() {
        outln!("{} ordered before; nothing is paid for twice.", were(jobs.len() - new));
    }
    if new > 0 {
        outln!("Scenario asks {} for {}.", price.words(), images(new));
    }
    if args.dry_run {
        outln!("Nothing was ordered. Without --dry-run it asks, and enlarges.");
        return Ok(Exit::Fine);
    }
    if new > 0 && paid::agree(&price, "Have them enlarged?", &args.paying)? == Agreed::No {
        return Ok(paid::declined());
    }
    fetch_all(args, set, client, &ledger, jobs, wanted).await
}

/// An image as far as its price: uploaded once, whatever happens.
async fn prepared(
    client: &Client,
    ledger: &Ledger,
    args: &Upscale,
    upscaler: &ModelId,
    maker: &Maker,
    small: Small,
    target: Target,
) -> Result<Job> {
    let mut order = upscale::order(&small, &AssetId::new(""), upscaler, maker);
    if args.again {
        ledger.forget(&order.key)?;
    }
    let ready = match ledger.line(&order.key)? {
        Some(Line::Ready { asset }) => Some(asset),
        _ => None,
    };
    let stand = stand(client, ledger, &order).await?;
    if stand == Stand::New {
        let asset = match ready {
            Some(asset) if is_there(client, &asset).await? => asset,
            _ => {
                paid::now(&format!("sending {}", small.name));
                let asset = upload(client, &small.name, &small.path).await?;
                ledger.write(&order.key, &Line::Ready { asset: asset.clone() })?;
                paid::done();
                asset
            }
        };
        order = upscale::order(&small, &asset, upscaler, maker);
    }
    Ok(Job { small, target, order, stand })
}

async fn is_there(client: &Client, asset: &AssetId) -> Result<bool> {
    match client.asset(asset).await {
        Ok(_) => Ok(true),
        Err(error) if error.is_not_found() => Ok(false),
        Err(error) => Err(error.into()),
    }
}

async fn price(client: &Client, jobs: &[Job]) -> Result<Price> {
    let mut price = Price::default();
    for job in jobs.iter().filter(|job| job.stand == Stand::New) {
        price.add(client.quote_generation(&job.order.model, &job.order.inputs).await?);
    }
    Ok(price)
}

fn tell(jobs: &[Job], wanted: u32, upscaler: &ModelId) {
    outln!(
        "{} under {wanted} px on the shorter side, to be enlarged by {upscaler}:",
        images(jobs.len())
    );
    for job in jobs {
        outln!("  {}  {} px", harmless(&job.small.name), job.small.size);
    }
}

/// All are placed before the first is waited for. One that fails leaves the others alone.
async fn fetch_all(
    args: &Upscale,
    set: &OpenSet,
    client: &Client,
    ledger: &Ledger,
    jobs: Vec<Job>,
    wanted: u32,
) -> Result<Exit> {
    let mut placed = Vec::new();
    for job in jobs {
        let id = match &job.stand {
            Stand::Placed(id) => id.clone(),
            Stand::New => place(client, ledger, &job.order).await.with_context(|| {
                format!(
                    "{} ordered; the same command takes them up and pays for none twice",
                    were(placed.len())
                )
            })?,
        };
        placed.push((job, id));
    }
    let mut exit = Exit::Fine;
    let mut beside = 0;
    for (job, id) in placed {
        paid::now(&job.order.what);
        let made = follow(client, ledger, &job.order, &id, &|_| {}).await;
        paid::done();
        let saved = match made {
            Ok(made) => {
                save::save(&set.facts, &job.small, &job.target, &made, wanted, !args.replace)
            }
            Err(error) => Err(error.into()),
        };
        match saved {
            Ok(Saved { target }) => {
                beside += 1;
                if args.replace {
                    exit = exit.max(save::replace(&set.facts, &job.small, &target));
                }
            }
            Err(error) => exit = exit.max(crate::terminal::report(&error)),
        }
    }
    if beside > 0 && !args.replace {
        outln!(
            "The small images are still there, and a set with both trains each picture twice: \
             `onmodel upscale --replace` moves them aside and pays for nothing again."
        );
    }
    Ok(exit)
}

fn images(count: usize) -> String {
    if count == 1 { "1 image".to_owned() } else { format!("{count} images") }
}

fn were(count: usize) -> String {
    if count == 1 { "1 was".to_owned() } else { format!("{count} were") }
}
