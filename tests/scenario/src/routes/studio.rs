//! `/generate/caption`, `/generate/custom/{id}`, and the jobs they begin

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::not_found;
use crate::studio::{drawn, enlarged};
use crate::{Answer, Making, Request, World};

/// The model that `LoRA`s are run with, and the upscaler.
const BASE: &str = "model_bfl-flux-2-dev";
const UPSCALER: &str = "model_upscale-v3";

/// Whether a model is one of the service's own that make pictures.
pub(super) fn is_maker(id: &str) -> bool {
    [BASE, UPSCALER].contains(&id)
}

/// Such a model.
pub(super) fn maker(id: &str) -> Answer {
    let inputs = if id == BASE {
        json!([
            { "name": "prompt", "type": "string", "required": { "always": true } },
            { "name": "loras", "type": "model_array", "maxLength": 6 },
            { "name": "lorasScale", "type": "number_array", "max": 2 },
            { "name": "width", "type": "number", "min": 256, "max": 2048 },
            { "name": "height", "type": "number", "min": 256, "max": 2048 },
            { "name": "numOutputs", "type": "number", "min": 1, "max": 4 },
            { "name": "seed", "type": "number" },
        ])
    } else {
        json!([
            { "name": "image", "type": "file", "kind": "image", "required": { "always": true } },
            { "name": "upscaleFactor", "type": "number", "min": 1, "max": 16 },
        ])
    };
    let model = json!({
        "id": id, "type": "custom", "status": "trained", "inputs": inputs, "privacy": "public",
        "compliantModelIds": null, "trainingImages": [], "tags": [], "exampleAssetIds": [],
    });
    Answer::json(200, &json!({ "model": model }))
}

pub(super) fn caption(world: &mut World, request: &Request) -> Answer {
    let body = request.json();
    let images = body["images"].as_array().map_or(0, Vec::len);
    if images == 0 {
        return Answer::refusal(400, "Input images is required");
    }
    let price = images as f64 * world.studio.caption_price;
    let mut answer = costs("caption", price);
    if is_dry(request) {
        return Answer::json(269, &answer);
    }
    let written = world.studio.jobs.iter().map(|job| job.texts.len()).sum::<usize>();
    let texts: Vec<String> = (written..written + images)
        .filter_map(|at| {
            let captions = &world.studio.captions;
            captions.get(at.checked_rem(captions.len())?).cloned()
        })
        .collect();
    let job = begin(world, "caption", json!({}), Vec::new(), texts.clone());
    answer["captions"] = json!(texts);
    answer["job"] = job;
    Answer::json(200, &answer)
}

pub(super) fn generate(world: &mut World, id: &str, request: &Request) -> Answer {
    if world.models.iter().any(|model| model.id == id) {
        return Answer::refusal(400, "Custom models only are supported for this endpoint");
    }
    if !is_maker(id) {
        return not_found("Model", id);
    }
    let inputs = request.json();
    let made = if id == BASE { painted(world, &inputs) } else { upscaled(world, &inputs) };
    let (name, bytes) = match made {
        Ok(made) => made,
        Err(refusal) => return refusal,
    };
    let mut answer = costs("custom-generation", world.studio.picture_price);
    if is_dry(request) {
        return Answer::json(269, &answer);
    }
    let asset = world.keep(&name, bytes);
    answer["job"] = begin(world, "custom", inputs, vec![asset], Vec::new());
    Answer::json(200, &answer)
}

fn painted(world: &World, inputs: &Value) -> Result<(String, Vec<u8>), Answer> {
    known(inputs, &["prompt", "loras", "lorasScale", "width", "height", "numOutputs", "seed"])?;
    let prompt = inputs["prompt"].as_str().filter(|prompt| !prompt.is_empty());
    let prompt = prompt.ok_or_else(|| Answer::refusal(400, "Input prompt is required"))?;
    let lora = inputs["loras"][0].as_str().unwrap_or_default();
    let model = world.models.iter().find(|model| model.id == lora);
    let model = model.ok_or_else(|| not_found("Model", lora))?;
    let first = model.images.first().and_then(|id| world.asset(id));
    let bytes = match first.filter(|_| world.studio.memorises) {
        Some(asset) => asset.bytes.clone(),
        None => drawn(prompt.bytes().fold(inputs["seed"].as_u64().unwrap_or(0), number), 512),
    };
    Ok(("painted.png".to_owned(), bytes))
}

fn number(so_far: u64, byte: u8) -> u64 {
    so_far.wrapping_mul(31).wrapping_add(u64::from(byte))
}

fn upscaled(world: &World, inputs: &Value) -> Result<(String, Vec<u8>), Answer> {
    known(inputs, &["image", "upscaleFactor"])?;
    let image = inputs["image"].as_str().unwrap_or_default();
    let factor = inputs["upscaleFactor"].as_f64().unwrap_or(2.0).round() as u32;
    let bytes = match image.split_once("base64,") {
        Some((_, encoded)) => STANDARD.decode(encoded).unwrap_or_default(),
        None => world.asset(image).ok_or_else(|| not_found("Asset", image))?.bytes.clone(),
    };
    match enlarged(&bytes, factor.clamp(1, 16)) {
        Some(bytes) => Ok(("upscaled.png".to_owned(), bytes)),
        None => Err(Answer::refusal(400, "Unhandled image format")),
    }
}

fn known(inputs: &Value, names: &[&str]) -> Result<(), Answer> {
    let unknown = inputs.as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    match unknown.into_iter().find(|name| !names.contains(name)) {
        Some(name) => Err(Answer::refusal(400, &format!("Unknown input {name}"))),
        None => Ok(()),
    }
}

fn begin(
    world: &mut World,
    kind: &'static str,
    inputs: Value,
    assets: Vec<String>,
    texts: Vec<String>,
) -> Value {
    let id = world.id("job");
    let failed = world.studio.fails;
    let job = Making { id, kind, inputs, assets, texts, failed, polls: 0 };
    let shown = world.studio.shown(&job);
    world.studio.jobs.push(job);
    shown
}

/// A job of the studio, one look further.
pub(super) fn job(world: &mut World, id: &str) -> Option<Value> {
    let job = world.studio.jobs.iter_mut().find(|job| job.id == id)?;
    job.polls += 1;
    let job = job.clone();
    Some(world.studio.shown(&job))
}

/// The last jobs first, those of trainings among them.
pub(super) fn list(world: &World) -> Answer {
    let trainings = world.models.iter().filter_map(|model| world.job(model.job.as_ref()?));
    let made = world.studio.jobs.iter().rev().map(|job| world.studio.shown(job));
    let jobs: Vec<Value> = made.chain(trainings).take(100).collect();
    Answer::json(200, &json!({ "jobs": jobs }))
}

/// `PUT /models/{id}/description`, `/examples`, `/tags`
pub(super) fn publish(world: &mut World, id: &str, what: &str, request: &Request) -> Answer {
    let body = request.json();
    let Some(model) = world.models.iter_mut().find(|model| model.id == id) else {
        return not_found("Model", id);
    };
    match what {
        "description" => model.other["description"] = body["description"].clone(),
        "examples" => model.other["exampleAssetIds"] = body["assetIds"].clone(),
        _ => {
            let mut tags = model.other["tags"].as_array().cloned().unwrap_or_default();
            for tag in body["add"].as_array().into_iter().flatten() {
                if !tags.contains(tag) {
                    tags.push(tag.clone());
                }
            }
            model.other["tags"] = json!(tags);
        }
    }
    Answer::json(200, &json!({}))
}

fn is_dry(request: &Request) -> bool {
    matches!(request.parameter("dryRun"), Some("true" | "api"))
}

fn costs(action: &str, price: f64) -> Value {
    let price = if price.fract() == 0.0 { json!(price as u64) } else { json!(price) };
    json!({ "creativeUnitsCost": price, "creativeUnitsDiscount": 0, "costDetails": { action: price } })
}
