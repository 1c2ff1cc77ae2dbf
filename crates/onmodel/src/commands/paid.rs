//! Prices and consent, for everything but a training.

use std::io::{BufRead, IsTerminal, Write};

use anyhow::{Result, bail};
use onmodel_scenario::api::quote::Quote;

use crate::args::trained::Paying;
use crate::exit::Exit;

/// Several quotes together.
#[derive(Debug, Default)]
pub(super) struct Price {
    quotes: Vec<Quote>,
}

impl Price {
    pub(super) fn add(&mut self, quote: Quote) {
        self.quotes.push(quote);
    }

    /// In compute units.
    pub(super) fn units(&self) -> f64 {
        self.quotes.iter().map(Quote::units).sum()
    }

    /// One quote digit for digit; several added up, with what each is.
    pub(super) fn words(&self) -> String {
        match self.quotes.as_slice() {
            [one] => one.to_string(),
            [first, rest @ ..] if rest.iter().all(|quote| quote.cost() == first.cost()) => {
                format!("{} CU ({} × {} CU)", plain(self.units()), self.quotes.len(), first.cost())
            }
            _ => format!("{} CU", plain(self.units())),
        }
    }
}

/// A sum without the digits that only adding brought.
fn plain(units: f64) -> f64 {
    (units * 10_000.0).round() / 10_000.0
}

/// What came of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreed {
    Yes,
    No,
}

/// Refuses to begin what nobody can agree to.
pub(super) fn must_be_possible(yes: bool, what: &str) -> Result<()> {
    if yes || std::io::stdin().is_terminal() {
        return Ok(());
    }
    bail!("there is no terminal to ask at whether {what}; --yes agrees to it")
}

/// Asks for consent to a price, or takes `--yes` for it, up to `--max-cost`.
pub(super) fn agree(price: &Price, question: &str, paying: &Paying) -> Result<Agreed> {
    if let Some(most) = paying.max_cost.filter(|most| price.units() > *most) {
        bail!(
            "the price of {} is over the limit of {most} CU (--max-cost); nothing was ordered and \
             nothing spent",
            price.words()
        );
    }
    if paying.yes {
        return Ok(Agreed::Yes);
    }
    must_be_possible(false, "the price is agreed to")?;
    Ok(ask(question))
}

/// Asks on standard error and reads a line; the end of the input means no.
pub(super) fn ask(question: &str) -> Agreed {
    anstream::eprint!("{question} [y/N] ");
    match line() {
        Some(line) if matches!(line.to_lowercase().as_str(), "y" | "yes") => Agreed::Yes,
        _ => Agreed::No,
    }
}

/// A line somebody typed, trimmed; nothing at the end of the input.
pub(super) fn line() -> Option<String> {
    // A prompt that cannot be shown is one nobody can answer.
    std::io::stderr().flush().ok()?;
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line).unwrap_or(0);
    if read == 0 {
        anstream::eprintln!();
        return None;
    }
    Some(line.trim().to_owned())
}

/// How the program ends where somebody said no.
pub(super) fn declined() -> Exit {
    outln!("Nothing was ordered and nothing spent. The same command asks again.");
    Exit::Short
}

/// A line on standard error of what is being done; gone when the next one comes, where that is a
/// terminal.
pub(super) fn now(text: &str) {
    if std::io::stderr().is_terminal() {
        anstream::eprint!("\r\u{1b}[K{text}");
        // Shown late or not at all is no harm.
        let _ = std::io::stderr().flush();
    }
}

/// Takes the line of [`now`] away.
pub(super) fn done() {
    now("");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(costs: &[&str]) -> String {
        let mut price = Price::default();
        for cost in costs {
            let json = format!("{{\"creativeUnitsCost\":{cost}}}");
            price.add(serde_json::from_str(&json).unwrap());
        }
        price.words()
    }

    #[test]
    fn one_price_is_digit_for_digit_and_several_add_up() {
        assert_eq!(price(&["10.75"]), "10.75 CU");
        assert_eq!(price(&["10.75", "10.75", "10.75"]), "32.25 CU (3 × 10.75 CU)");
        assert_eq!(price(&["0.1", "0.2"]), "0.3 CU");
    }
}
