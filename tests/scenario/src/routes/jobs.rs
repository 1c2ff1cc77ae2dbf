//! `/jobs`

use serde_json::json;

use super::{models, not_found, studio};
use crate::{Answer, World};

pub(super) fn read(world: &mut World, id: &str) -> Answer {
    if let Some(job) = studio::job(world, id) {
        return Answer::json(200, &json!({ "job": job }));
    }
    let model = world.models.iter().find(|model| model.job.as_deref() == Some(id));
    if let Some(model) = model.map(|model| model.id.clone()) {
        models::advance(world, &model);
    }
    match world.job(id) {
        Some(job) => Answer::json(200, &json!({ "job": job })),
        None => not_found("Job", id),
    }
}
