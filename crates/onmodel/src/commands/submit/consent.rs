//! The question: nothing is spent without an answer to it.

use std::cell::Cell;
use std::io::{BufRead, IsTerminal, Write};

use anyhow::{Result, bail};
use onmodel_scenario::submit::{Offer, Order, words};

use super::hear::Hear;
use crate::args::submit::Submit;
use crate::exit::Exit;

/// Who may agree, and up to which price.
pub(super) struct Consent<'a> {
    args: &'a Submit,
    order: &'a Order,
    hear: &'a Hear<'a>,
    /// The price that was too high.
    over: Cell<Option<f64>>,
}

impl<'a> Consent<'a> {
    pub(super) fn new(args: &'a Submit, order: &'a Order, hear: &'a Hear<'a>) -> Self {
        Self { args, order, hear, over: Cell::new(None) }
    }

    /// Refuses to begin what nobody can agree to.
    pub(super) fn must_be_possible(&self) -> Result<()> {
        if self.args.yes || self.args.dry_run || std::io::stdin().is_terminal() {
            return Ok(());
        }
        bail!(
            "there is no terminal to ask at whether the price is agreed to; --yes agrees to it, \
             --max-cost N up to a limit, --dry-run only shows it"
        )
    }

    /// Shows the price, and whether it is agreed to.
    pub(super) fn agree(&self, offer: &Offer<'_>) -> bool {
        self.hear.done();
        outln!("{}", words::price(offer));
        if self.args.dry_run {
            return false;
        }
        let units = offer.quote.units();
        if self.args.max_cost.is_some_and(|most| units > most) {
            self.over.set(Some(units));
            return false;
        }
        self.args.yes || ask(&words::question(self.order, offer))
    }

    /// How the program ends where the price was not agreed to.
    pub(super) fn declined(&self) -> Result<Exit> {
        if let Some((most, units)) = self.args.max_cost.zip(self.over.get()) {
            bail!(
                "the price of {units} CU is over the limit of {most} (--max-cost); nothing was \
                 started and nothing spent"
            );
        }
        if self.args.dry_run {
            outln!("Nothing was started. `onmodel submit` without --dry-run asks, and trains.");
            return Ok(Exit::Fine);
        }
        outln!("Nothing was started and nothing spent. The same command asks again.");
        Ok(Exit::Short)
    }
}

/// Asks on standard error and reads a line; the end of the input means no.
fn ask(question: &str) -> bool {
    anstream::eprint!("{question} [y/N] ");
    // A prompt that cannot be shown is one nobody can answer.
    if std::io::stderr().flush().is_err() {
        return false;
    }
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    let answered = read.is_ok_and(|bytes| bytes > 0);
    if !answered {
        anstream::eprintln!();
    }
    answered && matches!(line.trim().to_lowercase().as_str(), "y" | "yes")
}
