//! `/models`

use serde_json::{Value, json};

use super::not_found;
use crate::{Answer, Model, Request, World};

/// The types trained on images.
const TRAINABLE: [&str; 14] = [
    "flux.1-lora",
    "flux.1-krea-lora",
    "flux.1-kontext-lora",
    "flux.2-dev-lora",
    "flux.2-dev-edit-lora",
    "flux.2-klein-4b-lora",
    "flux.2-klein-9b-lora",
    "flux.2-klein-base-4b-lora",
    "flux.2-klein-base-9b-lora",
    "qwen-image-lora",
    "qwen-image-2512-lora",
    "zimage-lora",
    "zimage-turbo-lora",
    "zimage-de-turbo-lora",
];

pub(super) fn create(world: &mut World, request: &Request) -> Answer {
    let body = request.json();
    let text = |key: &str| body[key].as_str().unwrap_or_default().to_owned();
    if !TRAINABLE.contains(&text("type").as_str()) {
        return Answer::refusal(400, &format!("Unknown model type {}", text("type")));
    }
    if text("name").chars().count() > 64 || text("shortDescription").chars().count() > 256 {
        return Answer::refusal(400, "Input name or shortDescription is too long");
    }
    let model = Model {
        id: world.id("model"),
        name: text("name"),
        description: text("shortDescription"),
        kind: text("type"),
        status: if world.switches.says_draft { "draft" } else { "new" },
        images: Vec::new(),
        job: None,
        trainings: 0,
        parameters: Value::Null,
        polls: 0,
        other: json!({}),
    };
    let answer = Answer::json(200, &json!({ "model": shown(world, &model, usize::MAX) }));
    world.models.push(model);
    answer
}

pub(super) fn list(world: &World, request: &Request) -> Answer {
    let size = request.parameter("pageSize").and_then(|size| size.parse().ok()).unwrap_or(100);
    let from: usize =
        request.parameter("paginationToken").and_then(|token| token.parse().ok()).unwrap_or(0);
    let models = world.models.iter().skip(from).take(size);
    let models: Vec<Value> = models.map(|model| shown(world, model, 3)).collect();
    let next = (from + size < world.models.len()).then(|| (from + size).to_string());
    Answer::json(200, &json!({ "models": models, "nextPaginationToken": next }))
}

pub(super) fn read(world: &mut World, id: &str) -> Answer {
    advance(world, id);
    match world.models.iter().find(|model| model.id == id) {
        Some(model) => Answer::json(200, &json!({ "model": shown(world, model, usize::MAX) })),
        None => not_found("Model", id),
    }
}

pub(super) fn change(world: &mut World, id: &str, request: &Request) -> Answer {
    let body = request.json();
    let Some(model) = world.models.iter_mut().find(|model| model.id == id) else {
        return not_found("Model", id);
    };
    for (key, value) in body.as_object().into_iter().flatten() {
        let text = value.as_str().unwrap_or_default().to_owned();
        match key.as_str() {
            "name" => model.name = text,
            "shortDescription" => model.description = text,
            _ => model.other[key] = value.clone(),
        }
    }
    let model = model.clone();
    Answer::json(200, &json!({ "model": shown(world, &model, usize::MAX) }))
}

/// One poll further.
pub(super) fn advance(world: &mut World, id: &str) {
    let switches = world.switches.clone();
    let Some(model) = world.models.iter_mut().find(|model| model.id == id) else { return };
    if model.status != "training" {
        return;
    }
    model.polls += 1;
    if model.polls >= switches.steps {
        model.status = if switches.training_fails { "failed" } else { "trained" };
    }
}

pub(super) fn score(world: &World, id: &str) -> Answer {
    let Some(model) = world.models.iter().find(|model| model.id == id) else {
        return not_found("Model", id);
    };
    let bare = |id: &&String| world.asset(id).is_some_and(|asset| asset.description.is_none());
    let warnings: Vec<Value> = model
        .images
        .iter()
        .filter(bare)
        .map(|id| json!({ "assetId": id, "message": ["Missing caption"] }))
        .collect();
    Answer::json(
        200,
        &json!({ "modelId": id, "score": 0.83, "status": "complete", "assetsWarnings": warnings }),
    )
}

/// A model as the service shows it, with so many of its images.
pub(super) fn shown(world: &World, model: &Model, images: usize) -> Value {
    let trained: Vec<Value> =
        model.images.iter().take(images).filter_map(|id| image(world, id)).collect();
    let stage = match model.polls {
        0 => "queued-for-train",
        1 => "starting-train",
        _ => "running-train",
    };
    let mut json = json!({
        "id": model.id, "name": model.name, "shortDescription": model.description,
        "type": model.kind, "status": model.status, "privacy": "private", "source": "scenario",
        "custom": true, "capabilities": [], "collectionIds": [], "exampleAssetIds": [], "tags": [],
        "trainingImages": trained, "trainingImagesNumber": model.images.len(), "jobId": model.job,
        "trainingProgress": (model.status == "training").then(|| json!({
            "stage": stage, "updatedAt": 0,
            "progress": model.polls as f64 / world.switches.steps as f64,
        })),
        "createdAt": "2026-11-28T00:00:00.000Z", "updatedAt": "2026-11-28T00:00:00.000Z",
    });
    for (key, value) in model.other.as_object().into_iter().flatten() {
        json[key] = value.clone();
    }
    json
}

/// A training image as the service shows it.
pub(super) fn image(world: &World, id: &str) -> Option<Value> {
    let asset = world.asset(id)?;
    Some(json!({
        "id": id, "name": asset.name, "createdAt": asset.created,
        "description": world.caption(id), "automaticCaptioning": asset.automatic,
        "downloadUrl": format!("{}/files/{id}?signature=1", world.origin),
    }))
}
