//! `onmodel login` and `onmodel logout`

use std::io::{BufRead, IsTerminal};

use anyhow::{Context, Result, bail};
use onmodel_scenario::keychain::{self, KeychainError};
use onmodel_scenario::{Client, Credentials, Endpoint};

use crate::commands::submit::block_on;
use crate::exit::Exit;

/// Asks for the key, tries it, and keeps it.
pub(super) fn login() -> Result<Exit> {
    let credentials = typed()?;
    if !credentials.are_complete() {
        bail!("no key was given; Scenario shows key and secret under Project Settings, API Keys");
    }
    let client = Client::new(Endpoint::from_environment(None)?, credentials.clone())?;
    block_on(client.check())?.context("the key was not kept")?;
    keychain::store(&credentials).map_err(without_keychain)?;
    outln!("Scenario accepts the key; it is kept in this system's keychain.");
    tell_of_environment()?;
    Ok(Exit::Fine)
}

/// Takes the key out of the keychain.
pub(super) fn logout() -> Result<Exit> {
    if keychain::forget().map_err(without_keychain)? {
        outln!("The key is out of this system's keychain.");
    } else {
        outln!("There was no key in this system's keychain.");
    }
    tell_of_environment()?;
    Ok(Exit::Fine)
}

/// Key and secret, typed hidden; or two lines of standard input, where that is no terminal.
fn typed() -> Result<Credentials> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        let mut lines = input.lock().lines();
        let mut line = || lines.next().transpose().map(Option::unwrap_or_default);
        return Ok(Credentials::new(&line()?, &line()?));
    }
    outln!("Scenario shows both under Project Settings, API Keys. Nothing is shown as you type.");
    let ask = |prompt| rpassword::prompt_password(prompt).context("nothing could be read");
    Ok(Credentials::new(&ask("API key: ")?, &ask("API secret: ")?))
}

fn without_keychain(error: KeychainError) -> anyhow::Error {
    anyhow::Error::new(error).context(
        "set SCENARIO_SDK_API_KEY and SCENARIO_SDK_API_SECRET in the environment instead: nothing was \
         kept or taken away",
    )
}

/// The environment wins: whoever changed the keychain should know.
fn tell_of_environment() -> Result<()> {
    if Credentials::from_environment()?.is_some() {
        outln!("The environment names a key too (SCENARIO_…_API_KEY), and that one is used.");
    }
    Ok(())
}
