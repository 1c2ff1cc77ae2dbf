//! `/assets`

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::not_found;
use crate::{Answer, Asset, Request, World};

pub(super) fn create(world: &mut World, request: &Request) -> Answer {
    let body = request.json();
    let image = body["image"].as_str().unwrap_or_default();
    let encoded = image.split_once("base64,").map_or(image, |(_, encoded)| encoded);
    let (Ok(bytes), Some(name)) = (STANDARD.decode(encoded), body["name"].as_str()) else {
        return Answer::refusal(400, "Unhandled image format");
    };
    if bytes.is_empty() {
        return Answer::refusal(400, "Either 'image' or 'canvas' must be provided");
    }
    let id = world.keep(name, bytes);
    read(world, &id)
}

pub(super) fn read(world: &World, id: &str) -> Answer {
    match world.asset(id) {
        Some(asset) => Answer::json(200, &json!({ "asset": shown(world, asset) })),
        None => not_found("Asset", id),
    }
}

pub(super) fn list(world: &World) -> Answer {
    if !world.switches.lists_assets {
        return not_found("Route", "/assets");
    }
    let assets: Vec<Value> =
        world.assets.iter().rev().take(100).map(|asset| shown(world, asset)).collect();
    Answer::json(200, &json!({ "assets": assets }))
}

pub(super) fn change(world: &mut World, id: &str, request: &Request) -> Answer {
    let mangle = world.switches.mangles_captions.unwrap_or(str::to_owned);
    let description = request.json()["description"].as_str().map(mangle);
    let Some(asset) = world.assets.iter_mut().find(|asset| asset.id == id) else {
        return not_found("Asset", id);
    };
    if description.is_some() {
        asset.description = description;
    }
    read(world, id)
}

fn shown(world: &World, asset: &Asset) -> Value {
    json!({
        "id": asset.id, "name": asset.name, "createdAt": asset.created, "kind": "image",
        "url": format!("{}/files/{}?signature=1", world.origin, asset.id),
        "properties": { "size": asset.bytes.len() }, "status": "success",
        "description": world.caption(&asset.id), "automaticCaptioning": asset.automatic,
    })
}
