//! Faults of the network and of the service.

use std::time::{Duration, Instant};

use fake_scenario::{Act, Answer, Fake};
use onmodel_scenario::{Client, Credentials, Endpoint};
use serde_json::json;

use crate::{client, model, new_model, wait_for};

fn overloaded() -> Act {
    Act::Answer(Answer::json(503, &json!({ "message": "Service Unavailable" })))
}

#[test]
fn reading_is_repeated_until_it_works() {
    for act in [overloaded(), Act::Answer(Answer::bad_gateway()), Act::LoseAnswer, Act::LoseRequest]
    {
        let fake = Fake::start();
        fake.once("GET /models", act);
        wait_for(client(&fake).check()).unwrap();
        assert_eq!(fake.count("GET /models"), 2);
    }
}

#[test]
fn one_model_is_made_whatever_becomes_of_the_answer() {
    for act in
        [overloaded(), Act::LoseAnswer, Act::LoseRequest, Act::ServeBut(Answer::bad_gateway())]
    {
        let fake = Fake::start();
        fake.once("POST /models", act.clone());
        let made = wait_for(model(&client(&fake)));
        assert_eq!(fake.world().models.len(), 1, "{act:?}");
        assert_eq!(fake.world().models[0].id, made.id.as_str());
        assert_eq!(fake.count("GET /models"), 1, "the truth is read before another is made");
    }
}

#[test]
fn a_marked_model_is_found_on_any_page() {
    let fake = Fake::start();
    let client = client(&fake);
    let found = wait_for(async {
        client.create_model(&new_model("marker-0"), "marker-0").await.unwrap();
        for index in 1..250 {
            client.create_model(&new_model(&format!("other-{index}")), "-").await.unwrap();
        }
        client.create_model(&new_model("marker-9"), "marker-9").await.unwrap();
        client.find_model("marker-9").await.unwrap()
    });
    assert_eq!(found.unwrap().id.as_str(), fake.world().models[250].id);
}

#[test]
fn a_short_cooldown_is_sat_out_and_a_long_one_told() {
    let cooldown =
        |seconds: u64| Act::Answer(Answer::json(429, &json!({ "remainingSeconds": seconds })));
    let fake = Fake::start();
    fake.once("GET /models", cooldown(1));
    let begun = Instant::now();
    wait_for(client(&fake).check()).unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(1));
    fake.once("GET /models", cooldown(3600));
    let told = wait_for(client(&fake).check()).unwrap_err().to_string();
    assert!(told.contains("wait 1 h before trying again"), "{told}");
}

#[test]
fn a_wrong_key_is_tried_once_and_the_way_out_named() {
    let fake = Fake::start();
    let endpoint = Endpoint::new(&fake.base_url(), None).unwrap();
    let client = Client::new(endpoint, Credentials::new("other", "wrong")).unwrap();
    let told = wait_for(client.check()).unwrap_err().to_string();
    assert!(told.contains("onmodel login"), "{told}");
    assert_eq!(fake.count("GET /models"), 1);
}

#[test]
fn what_nobody_foresaw_is_ignored() {
    let fake = Fake::start();
    fake.world().switches.unknown_fields = true;
    fake.world().switches.says_draft = true;
    let made = wait_for(model(&client(&fake)));
    assert_eq!(made.status, onmodel_scenario::api::models::ModelStatus::New);
}
