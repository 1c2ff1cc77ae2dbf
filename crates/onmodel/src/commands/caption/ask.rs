//! Drafts, one after the other; those of an earlier run are taken from the ledger.

use anyhow::{Context, Result};
use onmodel_rules::Facts;
use onmodel_scenario::Client;
use onmodel_scenario::drafts::{
    ChatEndpoint, Provider, Skipped, Wanting, instruction, picture, unwanted,
};
use onmodel_scenario::orders::{Captioning, Drafted, Ledger, Line};
use onmodel_vision::ContentId;

use super::Work;
use crate::args::caption::Caption;
use crate::commands::paid::{self, Price};
use crate::commands::submit::client;

/// One image to be drafted.
struct Job {
    wanting: Wanting,
    captioning: Captioning,
    /// The draft, where an earlier run had it.
    known: Option<String>,
}

enum Asked {
    Scenario(Client),
    Chat(ChatEndpoint),
}

/// Drafts the captions of one set.
pub(super) struct Drafter<'a> {
    facts: &'a Facts,
    wanting: &'a [Wanting],
    asked: Asked,
    ledger: Ledger,
    again: bool,
    jobs: Vec<Job>,
}

impl<'a> Drafter<'a> {
    pub(super) fn new(work: &'a Work<'a>, args: &Caption) -> Result<Self> {
        let facts = &work.set.facts;
        let (asked, ledger) = match &work.provider {
            Provider::Scenario => {
                let client = client(facts.context.settings.submit.project.as_deref())?;
                let ledger = Ledger::open(client.endpoint())?;
                (Asked::Scenario(client), ledger)
            }
            Provider::Chat { endpoint, model, key, .. } => {
                let key = key.as_ref().map(|key| secret(&key.variable)).transpose()?;
                let ledger = Ledger::of(&format!("{endpoint} {model}"))?;
                (Asked::Chat(ChatEndpoint::new(endpoint.clone(), model.clone(), key)?), ledger)
            }
        };
        Ok(Self {
            facts,
            wanting: &work.wanting,
            asked,
            ledger,
            again: args.again,
            jobs: Vec::new(),
        })
    }

    /// Reads the pictures, and looks which drafts are there already: how many, and which pictures
    /// cannot be shown.
    pub(super) async fn look(&mut self) -> Result<(usize, Vec<Skipped>)> {
        let mut skipped = Vec::new();
        let mut known = 0;
        for wanting in self.wanting {
            let path = &self.facts.dataset.images[wanting.image].path;
            let image = match picture::data_url(path) {
                Ok(image) => image,
                Err(why) => {
                    skipped.push(Skipped { path: path.clone(), why: why.to_string() });
                    continue;
                }
            };
            let captioning = self.captioning(wanting, image);
            if self.again {
                self.ledger.forget(&captioning.key)?;
            }
            let draft = self.drafted(&captioning).await?;
            known += usize::from(draft.is_some());
            self.jobs.push(Job { wanting: wanting.clone(), captioning, known: draft });
        }
        Ok((known, skipped))
    }

    async fn drafted(&self, captioning: &Captioning) -> Result<Option<String>> {
        let drafted = match &self.asked {
            Asked::Scenario(client) => captioning.stand(client, &self.ledger).await?,
            Asked::Chat(_) => match self.ledger.line(&captioning.key)? {
                Some(Line::Written { texts }) => Drafted::Before(texts.concat()),
                _ => Drafted::New,
            },
        };
        Ok(match drafted {
            Drafted::Before(text) => Some(text),
            Drafted::New => None,
        })
    }

    /// Two drafts are the same one where the picture as it is sent and the trigger are.
    fn captioning(&self, wanting: &Wanting, image: String) -> Captioning {
        let file = &self.facts.dataset.images[wanting.image];
        let trigger = self.facts.dataset.trigger_of(file).unwrap_or_default();
        Captioning {
            what: format!("a caption for {}", file.relative.display()),
            key: format!("caption {trigger} {}", ContentId::of(image.as_bytes())),
            image,
            unwanted: unwanted(self.facts),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.jobs.len()
    }

    /// How many have to be asked for.
    pub(super) fn new_ones(&self) -> usize {
        self.jobs.iter().filter(|job| job.known.is_none()).count()
    }

    pub(super) fn wanting(&self, index: usize) -> Option<&Wanting> {
        self.jobs.get(index).map(|job| &job.wanting)
    }

    /// What the new ones cost at Scenario.
    pub(super) async fn price(&mut self) -> Result<Price> {
        let mut price = Price::default();
        if let Asked::Scenario(client) = &self.asked {
            for job in self.jobs.iter().filter(|job| job.known.is_none()) {
                price.add(job.captioning.quote(client).await?);
            }
        }
        Ok(price)
    }

    /// The draft of one image.
    pub(super) async fn draft(&mut self, index: usize) -> Result<String> {
        let count = self.jobs.len();
        let job = self.jobs.get(index).context("there is no such draft")?;
        if let Some(known) = &job.known {
            return Ok(known.clone());
        }
        paid::now(&format!("{} ({} of {count})", job.captioning.what, index + 1));
        let draft = match &self.asked {
            Asked::Scenario(client) => job.captioning.order(client, &self.ledger).await?,
            Asked::Chat(endpoint) => {
                let instruction = instruction(self.facts, job.wanting.image);
                let draft = endpoint.draft(&instruction, &job.captioning.image).await?;
                let line = Line::Written { texts: vec![draft.clone()] };
                self.ledger.write(&job.captioning.key, &line)?;
                draft
            }
        };
        paid::done();
        Ok(draft)
    }
}

fn secret(variable: &str) -> Result<String> {
    let value = std::env::var(variable).ok().filter(|value| !value.trim().is_empty());
    value.with_context(|| {
        format!("the key for the caption provider is to be in {variable}, which is not set")
    })
}
