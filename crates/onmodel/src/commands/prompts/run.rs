//! `--run`: the prompts painted by the trained model, on one page.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use onmodel_engine::OpenSet;
use onmodel_report::harmless;
use onmodel_report::proof_sheet::{ProofSheet, Section, Shot};
use onmodel_scenario::Client;
use onmodel_scenario::api::JobId;
use onmodel_scenario::drafts::picture;
use onmodel_scenario::orders::{Ledger, Order, Stand, follow, place, stand};
use onmodel_scenario::prompts::{Level, Studio, TestPrompt, find_model};

use super::nearest::nearest;
use crate::args::trained::Prompts;
use crate::commands::paid::{self, Agreed, Price};
use crate::commands::submit::{block_on, client};
use crate::exit::Exit;

/// Pixels of the longest side of a painted picture on the page.
const SHOWN: u32 = 768;

pub(super) fn run(args: &Prompts, set: &OpenSet, prompts: &[TestPrompt]) -> Result<Exit> {
    if !args.dry_run {
        paid::must_be_possible(args.paying.yes, "the price is agreed to")?;
    }
    let settings = &set.facts.context.settings;
    let client = client(settings.submit.project.as_deref())?;
    block_on(paint(args, set, prompts, &client))?
}

async fn paint(
    args: &Prompts,
    set: &OpenSet,
    prompts: &[TestPrompt],
    client: &Client,
) -> Result<Exit> {
    let model = find_model(client, &set.facts.dataset, args.model.as_deref()).await?;
    let studio = Studio::of(client, &model, args.base.as_deref(), args.seed).await?;
    let ledger = Ledger::open(client.endpoint())?;
    let orders: Vec<Order> = prompts.iter().map(|prompt| studio.order(&prompt.prompt)).collect();
    let mut stands = Vec::new();
    let mut price = Price::default();
    for order in &orders {
        let found = stand(client, &ledger, order).await?;
        if found == Stand::New {
            price.add(client.quote_generation(&order.model, &order.inputs).await?);
        }
        stands.push(found);
    }
    let new = stands.iter().filter(|stand| **stand == Stand::New).count();
    outln!("{} paints {}, run with {}.", model.id, count(prompts.len()), studio.base());
    if new < prompts.len() {
        outln!("{} painted already, and fetched without paying again.", were(prompts.len() - new));
    }
    if new > 0 {
        outln!("Scenario asks {} for {}.", price.words(), count(new));
        if args.dry_run {
            outln!("Nothing was ordered. Without --dry-run it asks, and paints.");
            return Ok(Exit::Fine);
        }
        if paid::agree(&price, "Have them painted?", &args.paying)? == Agreed::No {
            return Ok(paid::declined());
        }
    } else if args.dry_run {
        return Ok(Exit::Fine);
    }
    let jobs = place_all(client, &ledger, &orders, &stands).await?;
    let mut sheet = ProofSheet {
        name: set.facts.dataset.name.clone(),
        model: model.id.to_string(),
        base: studio.base().to_string(),
        seed: args.seed,
        sections: Vec::new(),
        missing: Vec::new(),
    };
    gather(client, &ledger, set, prompts, &orders, &jobs, &mut sheet).await?;
    finish(args, &sheet)
}

/// All are placed before the first is waited for: they are painted side by side.
async fn place_all(
    client: &Client,
    ledger: &Ledger,
    orders: &[Order],
    stands: &[Stand],
) -> Result<Vec<JobId>> {
    let mut jobs = Vec::new();
    for (order, stand) in orders.iter().zip(stands) {
        jobs.push(match stand {
            Stand::Placed(job) => job.clone(),
            Stand::New => place(client, ledger, order).await.with_context(|| {
                format!(
                    "{} of {} were ordered; the same command takes them up and pays for none twice",
                    jobs.len(),
                    orders.len()
                )
            })?,
        });
    }
    Ok(jobs)
}

async fn gather(
    client: &Client,
    ledger: &Ledger,
    set: &OpenSet,
    prompts: &[TestPrompt],
    orders: &[Order],
    jobs: &[JobId],
    sheet: &mut ProofSheet,
) -> Result<()> {
    for level in Level::ALL {
        let mut shots = Vec::new();
        let all = prompts.iter().zip(orders).zip(jobs).enumerate();
        for (index, ((prompt, order), job)) in
            all.filter(|(_, ((prompt, _), _))| prompt.level == level)
        {
            paid::now(&format!("picture {} of {}", index + 1, prompts.len()));
            match follow(client, ledger, order, job, &|_| {}).await {
                Ok(made) => {
                    for one in made {
                        shots.push(shot(set, prompt, &one.bytes)?);
                    }
                }
                Err(error) => sheet.missing.push((prompt.prompt.clone(), error.to_string())),
            }
        }
        if !shots.is_empty() {
            sheet.sections.push(Section { title: level.title().to_owned(), shots });
        }
    }
    paid::done();
    Ok(())
}

fn shot(set: &OpenSet, prompt: &TestPrompt, bytes: &[u8]) -> Result<Shot> {
    let shown = picture::shrunk(bytes, SHOWN)
        .with_context(|| format!("the picture of \"{}\"", prompt.prompt))?;
    Ok(Shot {
        prompt: prompt.prompt.clone(),
        novelty: prompt.novelty.words().to_owned(),
        why: prompt.why.clone(),
        picture: picture::as_data_url(&shown),
        nearest: nearest(&set.facts, bytes)?,
    })
}

fn finish(args: &Prompts, sheet: &ProofSheet) -> Result<Exit> {
    for (prompt, why) in &sheet.missing {
        anstream::eprintln!("{}: not painted: {}", harmless(prompt), harmless(why));
    }
    let (pictures, copies) = sheet.counts();
    if pictures > 0 {
        let file = args.output.clone().unwrap_or_else(|| page_name(&sheet.name));
        onmodel_dataset::write::output(&file, sheet.html().as_bytes())?;
        outln!("{} on one page: {}", count(pictures), harmless(&file.display().to_string()));
        if copies > 0 {
            outln!(
                "{copies} of them repeat a training image (near-duplicates): there the model \
                 memorised instead of learning."
            );
        }
    }
    Ok(if sheet.missing.is_empty() { Exit::Fine } else { Exit::Failed })
}

/// `kestrel-prompts.html`, in the working folder.
fn page_name(name: &str) -> PathBuf {
    let safe: String =
        name.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect();
    Path::new(&format!("{safe}-prompts.html")).to_owned()
}

fn count(pictures: usize) -> String {
    if pictures == 1 { "1 picture".to_owned() } else { format!("{pictures} pictures") }
}

fn were(pictures: usize) -> String {
    if pictures == 1 { "1 was".to_owned() } else { format!("{pictures} were") }
}
