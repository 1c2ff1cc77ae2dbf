//! The client against the fake service, over real HTTP.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod attached;
mod faults;
mod secrets;
mod started;

use std::time::Duration;

use fake_scenario::{Fake, KEY, SECRET};
use onmodel_scenario::api::models::{Model, NewModel};
use onmodel_scenario::{Client, Credentials, Endpoint};

/// A client of the fake.
fn client(fake: &Fake) -> Client {
    let endpoint = Endpoint::new(&fake.base_url(), None).unwrap();
    let endpoint = endpoint.polled_every(Duration::from_millis(20));
    Client::new(endpoint, Credentials::new(KEY, SECRET)).unwrap()
}

/// Runs to the end.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(future)
}

fn new_model(marker: &str) -> NewModel {
    NewModel {
        name: "kestrel".to_owned(),
        short_description: format!("made by a test {marker}"),
        kind: "flux.2-dev-lora".to_owned(),
    }
}

async fn model(client: &Client) -> Model {
    client.create_model(&new_model("marker-1"), "marker-1").await.unwrap()
}
