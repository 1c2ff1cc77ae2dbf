//! `/models/{id}/training-images` and `/models/{id}/train`

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::models::{OWN_ID, image, shown};
use super::not_found;
use crate::{Answer, Request, World};

pub(super) fn attach(world: &mut World, id: &str, request: &Request) -> Answer {
    let body = request.json();
    let Some(index) = world.models.iter().position(|model| model.id == id) else {
        return not_found("Model", id);
    };
    let ids: Vec<String> = match (&body["assetIds"], &body["assetId"], &body["data"]) {
        (Value::Array(ids), Value::Null, Value::Null) => {
            ids.iter().filter_map(|id| Some(id.as_str()?.to_owned())).collect()
        }
        (Value::Null, Value::String(id), _) => vec![id.clone()],
        (Value::Null, Value::Null, Value::String(data)) => {
            let encoded = data.split_once("base64,").map_or("", |(_, encoded)| encoded);
            let Ok(bytes) = STANDARD.decode(encoded) else {
                return Answer::refusal(400, "Unhandled image format");
            };
            vec![world.keep(body["name"].as_str().unwrap_or("image"), bytes)]
        }
        _ => return Answer::refusal(400, "Either data, assetId or assetIds must be provided"),
    };
    if ids.len() > 10 {
        return Answer::refusal(400, "Too many assetIds provided in a single request");
    }
    if let Some(unknown) = ids.iter().find(|id| world.asset(id).is_none()) {
        return not_found("Asset", unknown);
    }
    let ceiling = world.switches.image_ceiling;
    let model = &mut world.models[index];
    if ids.iter().any(|id| model.images.contains(id)) {
        return Answer::refusal(
            400,
            "The provided assetId is already a training image of this model",
        );
    }
    if model.images.len() + ids.len() > ceiling {
        return over("add-training-image", ceiling);
    }
    model.images.extend(ids.iter().cloned());
    let images: Vec<Value> = ids.iter().filter_map(|id| image(world, id)).collect();
    let reply = if world.switches.batch_as_list {
        json!({ "trainingImages": images })
    } else {
        json!({ "trainingImage": images.last() })
    };
    Answer::json(200, &reply)
}

fn over(action: &str, limit: usize) -> Answer {
    let details = json!({ "actionName": action, "actionLimit": limit });
    Answer::json(429, &json!({ "reason": "Plan limit reached", "details": details }))
}

pub(super) fn detach(world: &mut World, id: &str, image: &str) -> Answer {
    let own = if world.switches.images_have_own_ids { OWN_ID } else { "" };
    let image = image.strip_prefix(own).unwrap_or_default();
    let model = world.models.iter_mut().find(|model| model.id == id);
    let Some(model) = model.filter(|model| model.images.iter().any(|own| own == image)) else {
        return not_found("Training image", image);
    };
    model.images.retain(|own| own != image);
    Answer::json(200, &json!({}))
}

pub(super) fn train(world: &mut World, id: &str, request: &Request) -> Answer {
    let parameters = request.json()["parameters"].clone();
    let running = world.models.iter().filter(|model| model.status == "training").count();
    let Some(model) = world.models.iter().find(|model| model.id == id) else {
        return not_found("Model", id);
    };
    let is_dry = matches!(request.parameter("dryRun"), Some("true" | "api"));
    let named = request.parameter("trainingImagesCount").and_then(|count| count.parse().ok());
    let images = match model.images.len() {
        0 if is_dry && !world.switches.quotes_only_with_images => named.unwrap_or(0),
        images => images,
    };
    if images == 0 {
        return Answer::refusal(400, "Training images must contain at least 1 item");
    }
    let epochs = parameters["nbEpochs"].as_f64().unwrap_or(10.0);
    let price = whole(images as f64 * epochs * world.switches.unit_price);
    let costs = json!({
        "creativeUnitsCost": price, "creativeUnitsDiscount": 0, "costDetails": { "train-model": price },
    });
    if is_dry {
        return Answer::json(269, &costs);
    }
    if model.status == "training" {
        return Answer::refusal(400, "Model is already training");
    }
    if running >= world.switches.parallel_ceiling {
        return over("parallel-training", world.switches.parallel_ceiling);
    }
    start(world, id, parameters, costs)
}

fn start(world: &mut World, id: &str, parameters: Value, costs: Value) -> Answer {
    let job = world.id("job");
    if let Some(model) = world.models.iter_mut().find(|model| model.id == id) {
        model.status = "training";
        model.job = Some(job.clone());
        model.trainings += 1;
        model.parameters = parameters;
        model.polls = 0;
    }
    let model = world.models.iter().find(|model| model.id == id);
    let mut answer = costs;
    answer["model"] = model.map(|model| shown(world, model, usize::MAX)).unwrap_or_default();
    answer["job"] = world.job(&job).unwrap_or_default();
    Answer::json(200, &answer)
}

/// 150, not 150.0, as the service writes whole numbers.
fn whole(price: f64) -> Value {
    if price.fract() == 0.0 { json!(price as u64) } else { json!(price) }
}

pub(super) fn cancel(world: &mut World, id: &str) -> Answer {
    let Some(model) = world.models.iter_mut().find(|model| model.id == id) else {
        return not_found("Model", id);
    };
    if model.status == "training" {
        model.status = "training-canceled";
    }
    let model = model.clone();
    Answer::json(200, &json!({ "model": shown(world, &model, usize::MAX) }))
}
