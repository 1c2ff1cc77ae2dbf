//! The storage behind presigned addresses: it refuses whoever shows it the key.

use super::not_found;
use crate::{Answer, Request, World};

/// Bytes of every part of an upload but the last, at least.
const SMALLEST_PART: usize = 5_000_000;

pub(super) fn handle(world: &mut World, request: &Request) -> Answer {
    if request.header("authorization").is_some() {
        return Answer::refusal(400, "Only one auth mechanism allowed");
    }
    let path: Vec<&str> = request.path.trim_start_matches('/').split('/').collect();
    match (request.method.as_str(), path.as_slice()) {
        ("PUT", ["storage", id, number]) if world.switches.redirects_storage => {
            Answer::redirect(&format!("{}/elsewhere/{id}/{number}", world.origin))
        }
        ("PUT", ["storage" | "elsewhere", id, number]) => store(world, id, number, request),
        ("GET", ["files", id]) => match world.asset(id) {
            Some(asset) => Answer { status: 200, headers: Vec::new(), body: asset.bytes.clone() },
            None => not_found("File", id),
        },
        _ => not_found("File", &request.path),
    }
}

fn store(world: &mut World, id: &str, number: &str, request: &Request) -> Answer {
    let upload = world.uploads.iter_mut().find(|upload| upload.id == id);
    let index = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let is_last =
        upload.as_ref().is_some_and(|upload| Some(upload.parts.len()) == number.parse().ok());
    if !is_last && request.body.len() < SMALLEST_PART {
        return Answer::refusal(400, "EntityTooSmall");
    }
    let part = upload.zip(index).and_then(|(upload, index)| upload.parts.get_mut(index));
    match part {
        Some(part) => {
            *part = Some(request.body.clone());
            Answer { status: 200, headers: Vec::new(), body: Vec::new() }
        }
        None => not_found("Part", number),
    }
}
