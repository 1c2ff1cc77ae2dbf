//! Images attached to a model: each once.

use fake_scenario::{Act, Answer, Fake};
use onmodel_scenario::api::AssetId;

use crate::{client, model, wait_for};

#[test]
fn each_image_is_attached_once_whatever_becomes_of_the_answer() {
    let faults = [
        Act::Serve,
        Act::LoseAnswer,
        Act::LoseRequest,
        Act::Answer(Answer::refusal(503, "busy")),
        Act::ServeBut(Answer::bad_gateway()),
    ];
    for (index, act) in faults.into_iter().enumerate() {
        let fake = Fake::start();
        fake.world().switches.batch_as_list = index % 2 == 0;
        let client = client(&fake);
        let model = wait_for(model(&client));
        let ids: Vec<AssetId> = (0..10)
            .map(|n| AssetId::new(fake.world().keep(&format!("{n}.png"), vec![n])))
            .collect();
        fake.once("POST /models/*/training-images", act);
        let attached = wait_for(client.attach(&model.id, &ids)).unwrap();
        assert_eq!(attached.training_images.len(), 10);
        assert_eq!(fake.world().models[0].images.len(), 10);
    }
}

#[test]
fn a_plans_ceiling_is_tried_once_and_named() {
    let fake = Fake::start();
    fake.world().switches.image_ceiling = 0;
    let client = client(&fake);
    let model = wait_for(model(&client));
    let id = AssetId::new(fake.world().keep("a.png", vec![1]));
    let told = wait_for(client.attach(&model.id, &[id])).unwrap_err().to_string();
    assert!(told.contains("ceiling on add-training-image (0)"), "{told}");
    assert_eq!(fake.count("POST /models/*/training-images"), 1);
}

#[test]
fn what_is_detached_twice_is_detached() {
    let fake = Fake::start();
    let client = client(&fake);
    let model = wait_for(model(&client));
    let id = AssetId::new(fake.world().keep("a.png", vec![1]));
    wait_for(client.attach(&model.id, std::slice::from_ref(&id))).unwrap();
    fake.once("DELETE /models/*/training-images/*", Act::LoseAnswer);
    wait_for(client.detach(&model.id, &id)).unwrap();
    assert!(fake.world().models[0].images.is_empty());
}
