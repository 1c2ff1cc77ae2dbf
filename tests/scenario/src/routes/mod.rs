//! What is served where, one file per resource.

mod assets;
mod jobs;
mod models;
mod storage;
mod studio;
mod training;
mod uploads;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::world::{KEY, SECRET};
use crate::{Answer, Request, World};

/// Bytes of a body the gateway takes.
const LARGEST_BODY: usize = 10_000_000;

/// Serves a request.
pub(crate) fn handle(world: &mut World, request: &Request) -> Answer {
    let Some(path) = request.path.strip_prefix("/v1/") else {
        return storage::handle(world, request);
    };
    if !is_signed(request) {
        return Answer::json(401, &json!({ "message": "Unauthorized" }));
    }
    if request.body.len() > LARGEST_BODY {
        return Answer::json(413, &json!({ "message": "Request Too Long" }));
    }
    let path: Vec<&str> = path.split('/').collect();
    let mut answer = route(world, request, &path);
    if world.switches.unknown_fields && answer.status < 300 {
        answer = with_unknown_fields(&answer);
    }
    answer
}

fn route(world: &mut World, request: &Request, path: &[&str]) -> Answer {
    match (request.method.as_str(), path) {
        ("POST", ["models"]) => models::create(world, request),
        ("GET", ["models"]) => models::list(world, request),
        ("GET", ["models", id]) if studio::is_maker(id) => studio::maker(id),
        ("GET", ["models", id]) => models::read(world, id),
        ("PUT", ["models", id]) => models::change(world, id, request),
        ("GET", ["models", id, "scores", "training-dataset"]) => models::score(world, id),
        ("POST", ["models", id, "training-images"]) => training::attach(world, id, request),
        ("DELETE", ["models", id, "training-images", image]) => training::detach(world, id, image),
        ("PUT", ["models", id, "train"]) => training::train(world, id, request),
        ("POST", ["models", id, "train", "action"]) => training::cancel(world, id),
        ("PUT", ["models", id, what @ ("description" | "examples" | "tags")]) => {
            studio::publish(world, id, what, request)
        }
        ("POST", ["generate", "caption"]) => studio::caption(world, request),
        ("POST", ["generate", "custom", id]) => studio::generate(world, id, request),
        ("GET", ["jobs"]) => studio::list(world),
        ("GET", ["jobs", id]) => jobs::read(world, id),
        ("POST", ["assets"]) => assets::create(world, request),
        ("GET", ["assets"]) => assets::list(world),
        ("GET", ["assets", id]) => assets::read(world, id),
        ("PUT", ["assets", id]) => assets::change(world, id, request),
        ("POST", ["uploads"]) => uploads::create(world, request),
        ("GET", ["uploads", id]) => uploads::read(world, id),
        ("POST", ["uploads", id, "action"]) => uploads::complete(world, id),
        _ => not_found("Route", &request.path),
    }
}

fn is_signed(request: &Request) -> bool {
    let basic = format!("Basic {}", STANDARD.encode(format!("{KEY}:{SECRET}")));
    request.header("authorization") == Some(&basic)
}

fn not_found(what: &str, id: &str) -> Answer {
    Answer::refusal(404, &format!("{what} {id} not found"))
}

fn with_unknown_fields(answer: &Answer) -> Answer {
    let mut json: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let add = |value: &mut Value| {
        if let Some(object) = value.as_object_mut() {
            object.insert("complianceMetadata".to_owned(), json!({ "audited": [1, null] }));
        }
    };
    add(&mut json);
    json.as_object_mut().into_iter().flatten().for_each(|(_, value)| add(value));
    Answer::json(answer.status, &json)
}
