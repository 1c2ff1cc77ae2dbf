//! Trainings: quoted for nothing, started once.

use fake_scenario::{Act, Answer, Fake};
use onmodel_scenario::Client;
use onmodel_scenario::api::AssetId;
use onmodel_scenario::api::models::Model;
use onmodel_scenario::api::training::Parameters;

use crate::{client, model, wait_for};

async fn model_with_an_image(client: &Client, fake: &Fake) -> Model {
    let model = model(client).await;
    let id = AssetId::new(fake.world().keep("a.png", vec![1]));
    client.attach(&model.id, &[id]).await.unwrap()
}

#[test]
fn a_quote_starts_nothing_and_needs_no_image() {
    let fake = Fake::start();
    fake.world().switches.unit_price = 0.25;
    let client = client(&fake);
    let model = wait_for(model(&client));
    let quote = wait_for(client.quote_training(&model.id, &Parameters::new(), 7)).unwrap();
    assert_eq!(quote.to_string(), "17.5 CU");
    assert_eq!(fake.world().models[0].status, "new");
}

#[test]
fn a_training_is_started_once_whatever_becomes_of_the_answer() {
    for act in [
        Act::Serve,
        Act::LoseAnswer,
        Act::LoseRequest,
        Act::Answer(Answer::refusal(503, "busy")),
        Act::ServeBut(Answer::bad_gateway()),
    ] {
        let fake = Fake::start();
        let client = client(&fake);
        let model = wait_for(model_with_an_image(&client, &fake));
        fake.once("PUT /models/*/train", act.clone());
        let started = wait_for(client.start_training(&model.id, &Parameters::new())).unwrap();
        assert_eq!(fake.world().models[0].trainings, 1, "{act:?}");
        assert_eq!(started.job.map(|job| job.to_string()), fake.world().models[0].job, "{act:?}");
    }
}

#[test]
fn a_start_the_plan_forbids_is_tried_once() {
    let fake = Fake::start();
    fake.world().switches.parallel_ceiling = 0;
    let client = client(&fake);
    let model = wait_for(model_with_an_image(&client, &fake));
    let told = wait_for(client.start_training(&model.id, &Parameters::new())).unwrap_err();
    assert!(told.to_string().contains("parallel-training"), "{told}");
    assert_eq!(fake.count("PUT /models/*/train"), 1);
}
