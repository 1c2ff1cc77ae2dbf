//! `onmodel submit`

mod consent;
mod gate;
mod hear;
mod plan;
mod status;

use anyhow::{Context, Result, bail};
use onmodel_scenario::submit::{Bargain, Ending, Order, Stand, Submission, words};
use onmodel_scenario::{Client, Credentials, Endpoint};

use self::consent::Consent;
use self::hear::Hear;
use crate::args::submit::Submit;
use crate::commands::check::print;
use crate::exit::Exit;

pub(super) fn run(args: &Submit) -> Result<Exit> {
    if args.status || args.cancel {
        return status::run(args);
    }
    let set = match gate::pass(args)? {
        gate::Passed::Set(set) => set,
        gate::Passed::Refused => return Ok(Exit::Short),
    };
    let order = Order::of(&set)?;
    let project = set.facts.dataset.settings.submit.project.as_deref();
    let client = client(project)?;
    block_on(submit(args, &order, &client))?
}

/// A client with the key found, for the project configured.
pub(super) fn client(project: Option<&str>) -> Result<Client> {
    let endpoint = Endpoint::from_environment(project)?;
    let client = Client::new(endpoint, Credentials::find()?)?;
    Ok(client.watched(|wait| anstream::eprintln!("{}", words::wait(&wait))))
}

/// Runs to the end on this thread.
pub(super) fn block_on<T>(future: impl Future<Output = T>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    Ok(runtime.context("cannot prepare for the network")?.block_on(future))
}

async fn submit(args: &Submit, order: &Order, client: &Client) -> Result<Exit> {
    let hear = Hear::new(order);
    let tell = |news| hear.hear(&news);
    let mut submission = Submission::open(order, client, &tell)?;
    let consent = Consent::new(args, order, &hear);
    if submission.is_untouched() {
        if args.resume {
            bail!(
                "nothing was submitted from this set yet; `onmodel submit` without --resume begins"
            );
        }
        consent.must_be_possible()?;
    }
    let stand = submission.stand().await?;
    tell_stand(&stand, order);
    match stand {
        Stand::Trained(_) => return Ok(Exit::Fine),
        Stand::Ended(model, ending) => {
            return Ok(tell_ending(args, &submission.told(ending)?, &model, &hear));
        }
        _ => {}
    }
    if stand.needs_consent() {
        consent.must_be_possible()?;
        print(&plan::render(order))?;
        if submission.bargain(async |offer| consent.agree(&offer)).await? == Bargain::Declined {
            return consent.declined();
        }
    }
    if args.dry_run {
        return Ok(Exit::Fine);
    }
    follow(args, &mut submission, &hear).await
}

async fn follow(args: &Submit, submission: &mut Submission<'_>, hear: &Hear<'_>) -> Result<Exit> {
    let model = submission.model_id().cloned().context("no model was made yet")?;
    if args.detach {
        let path = args.path.display();
        outln!("It goes on at Scenario. `onmodel submit {path} --status` says how far it is,");
        outln!("`onmodel submit {path} --resume` follows it to its end.");
        return Ok(Exit::Fine);
    }
    outln!("Following it; Ctrl-C leaves it running, and the same command follows it again.");
    let ending = submission.follow().await.with_context(|| {
        format!("the training of {model} goes on at Scenario; the same command follows it again")
    })?;
    Ok(tell_ending(args, &ending, &model, hear))
}

/// What an earlier run left, in a sentence.
fn tell_stand(stand: &Stand, order: &Order) {
    match stand {
        Stand::Fresh | Stand::Ended(..) => {}
        Stand::Unfinished(model) => outln!("Taking up where an earlier run stopped, with {model}."),
        Stand::Training(model, difference) => {
            outln!("{model} is being trained already; nothing more is spent.");
            if !difference.is_none() {
                outln!("{}", words::changed_meanwhile(difference));
            }
        }
        Stand::Trained(model) => {
            outln!("Trained already: {model} has {} as it is. Nothing was spent.", order.name);
        }
        Stand::ChangedSince(model, difference) => {
            outln!("{model} was trained from this set, which has changed since: {difference}.");
            outln!("What follows is another model, paid for by itself.");
        }
        Stand::EndedBefore(model) => {
            outln!("The training of {model} came to nothing. What follows is another model.");
        }
    }
}

fn tell_ending(
    args: &Submit,
    ending: &Ending,
    model: &onmodel_scenario::api::ModelId,
    hear: &Hear<'_>,
) -> Exit {
    hear.done();
    let sentence = words::ending(ending, model);
    if *ending == Ending::Trained {
        outln!("{sentence}");
        outln!("Try it: `onmodel prompts {} --run`", args.path.display());
        return Exit::Fine;
    }
    crate::terminal::report(&anyhow::Error::msg(sentence))
}
