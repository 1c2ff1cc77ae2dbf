//! `/uploads`

use serde_json::{Value, json};

use super::not_found;
use crate::{Answer, Request, Upload, World};

pub(super) fn create(world: &mut World, request: &Request) -> Answer {
    let body = request.json();
    let parts = body["parts"].as_u64().unwrap_or(1).clamp(1, 10_000) as usize;
    let upload = Upload {
        id: world.id("upload"),
        name: body["fileName"].as_str().unwrap_or("image").to_owned(),
        parts: vec![None; parts],
        status: "pending",
        asset: None,
    };
    let answer = Answer::json(200, &json!({ "upload": shown(world, &upload) }));
    world.uploads.push(upload);
    answer
}

pub(super) fn complete(world: &mut World, id: &str) -> Answer {
    let pending = |upload: &&mut Upload| upload.id == id && upload.status == "pending";
    if let Some(upload) = world.uploads.iter_mut().find(pending) {
        let whole = upload.parts.iter().all(Option::is_some);
        upload.status = if whole { "validating" } else { "failed" };
    }
    found(world, id)
}

pub(super) fn read(world: &mut World, id: &str) -> Answer {
    let waiting = |upload: &&mut Upload| upload.id == id && upload.status == "validating";
    let arrived = world.uploads.iter_mut().find(waiting).map(|upload| {
        upload.status = "imported";
        (upload.name.clone(), upload.parts.iter().flatten().flatten().copied().collect())
    });
    if let Some((name, bytes)) = arrived {
        let asset = world.keep(&name, bytes);
        if let Some(upload) = world.uploads.iter_mut().find(|upload| upload.id == id) {
            upload.asset = Some(asset);
        }
    }
    found(world, id)
}

fn found(world: &World, id: &str) -> Answer {
    match world.uploads.iter().find(|upload| upload.id == id) {
        Some(upload) => Answer::json(200, &json!({ "upload": shown(world, upload) })),
        None => not_found("Upload", id),
    }
}

fn shown(world: &World, upload: &Upload) -> Value {
    let parts = (1..=upload.parts.len()).map(|number| {
        let url = format!("{}/storage/{}/{number}?signature=1", world.origin, upload.id);
        json!({ "number": number, "url": url, "expires": "2026-11-29T00:00:00.000Z" })
    });
    let failed = upload.status == "failed";
    json!({
        "id": upload.id, "status": upload.status, "parts": parts.collect::<Vec<_>>(),
        "entityId": upload.asset, "errorMessage": failed.then_some("a part is missing"),
    })
}
