//! Images under the wanted resolution, enlarged by the service's own upscaler.

use std::path::PathBuf;

use onmodel_rules::Facts;
use onmodel_rules::rules::image_too_small::wanted_side;
use onmodel_vision::{ContentId, Size};
use serde_json::json;

use crate::api::generate::{Inputs, Maker};
use crate::api::{AssetId, ModelId};
use crate::orders::Order;

/// Names an upscaler's input for the picture has, the usual one first.
const IMAGE: [&str; 3] = ["image", "images", "inputImage"];
/// Names its input for the factor has.
const FACTOR: [&str; 4] = ["upscaleFactor", "scaleFactor", "scalingFactor", "scale"];

/// An image to be enlarged.
#[derive(Debug, Clone, PartialEq)]
pub struct Small {
    /// Its index in the set.
    pub image: usize,
    /// The file.
    pub path: PathBuf,
    /// Its name in the set.
    pub name: String,
    /// What it holds.
    pub content: ContentId,
    /// As it is shown.
    pub size: Size,
    /// How many times larger it must become, at least.
    pub factor: u32,
}

/// The shorter side a set's images should have, in pixels: as asked, else as `image-too-small` wants.
pub fn wanted(facts: &Facts, asked: Option<u32>) -> u32 {
    asked.unwrap_or_else(|| wanted_side(&facts.context))
}

/// The images of a set under `wanted` pixels on the shorter side, those that cannot be read left out.
pub fn small(facts: &Facts, wanted: u32) -> Vec<Small> {
    let small = facts.all_images().filter_map(|image| {
        let (seen, size) = (image.seen()?, image.shown()?);
        image.pixels()?;
        (size.short() < wanted && size.short() > 0).then(|| Small {
            image: image.index,
            path: image.file.path.clone(),
            name: image.relative(),
            content: seen.content,
            size,
            factor: wanted.div_ceil(size.short()),
        })
    });
    small.collect()
}

/// The key of an order: the same picture, made as large by the same upscaler.
pub fn key(small: &Small, upscaler: &ModelId, factor: f64) -> String {
    format!("upscale {upscaler} {factor} {}", small.content)
}

/// The factor an upscaler is asked for: the least it takes that suffices; 1 where it takes none.
pub fn factor(maker: &Maker, needed: u32) -> f64 {
    let Some(input) = FACTOR.iter().find_map(|name| maker.input(name)) else {
        return f64::from(if maker.inputs.is_empty() { needed } else { 1 });
    };
    let needed = f64::from(needed);
    let allowed: Vec<f64> = input
        .allowed
        .iter()
        .filter_map(|value| value.as_f64().or(value.as_str()?.parse().ok()))
        .collect();
    let enough = allowed.iter().copied().filter(|value| *value >= needed).min_by(f64::total_cmp);
    let most = allowed.iter().copied().max_by(f64::total_cmp);
    let chosen = enough.or(most).unwrap_or(needed);
    chosen.max(input.min.unwrap_or(chosen)).min(input.max.unwrap_or(chosen))
}

/// The order of one enlargement.
pub fn order(small: &Small, asset: &AssetId, upscaler: &ModelId, maker: &Maker) -> Order {
    let factor = factor(maker, small.factor);
    let mut inputs = Inputs::new();
    let image = IMAGE.iter().find_map(|name| maker.input(name));
    let is_list = image.is_some_and(|input| input.kind.ends_with("_array"));
    let name = image.map_or(IMAGE[0], |input| input.name.as_str());
    inputs.insert(name.to_owned(), if is_list { json!([asset]) } else { json!(asset) });
    let known = FACTOR.iter().find_map(|name| maker.input(name));
    let wanted = known.map(|input| input.name.as_str());
    if let Some(name) = wanted.or(maker.inputs.is_empty().then_some(FACTOR[0])) {
        // Whole factors as whole numbers, as the service writes them.
        let whole = (factor.fract() == 0.0).then_some(factor as u64);
        inputs.insert(name.to_owned(), whole.map_or(json!(factor), |whole| json!(whole)));
    }
    Order {
        what: format!("upscaling {}", small.name),
        key: key(small, upscaler, factor),
        model: upscaler.clone(),
        inputs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn maker(inputs: &serde_json::Value) -> Maker {
        serde_json::from_value(json!({ "inputs": inputs })).unwrap()
    }

    #[test]
    fn an_upscaler_is_asked_for_the_least_that_suffices() {
        let number =
            maker(&json!([{ "name": "upscaleFactor", "type": "number", "min": 1, "max": 16 }]));
        let listed = maker(
            &json!([{ "name": "scaleFactor", "type": "string", "allowedValues": ["2", "4"] }]),
        );
        let none = maker(&json!([{ "name": "image", "type": "file" }]));
        for (needed, expected) in
            [(2, (2.0, 2.0)), (3, (3.0, 4.0)), (5, (5.0, 4.0)), (20, (16.0, 4.0))]
        {
            assert_eq!((factor(&number, needed), factor(&listed, needed)), expected);
        }
        assert!((factor(&none, 4) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_picture_goes_by_the_name_the_upscaler_gives_it() {
        let small = Small {
            image: 0,
            path: "a.png".into(),
            name: "a.png".to_owned(),
            content: ContentId::UNREAD,
            size: Size { width: 512, height: 600 },
            factor: 2,
        };
        let asked = |inputs: &serde_json::Value| {
            let order = order(&small, &AssetId::new("x"), &ModelId::new("up"), &maker(inputs));
            serde_json::to_value(order.inputs).unwrap()
        };
        assert_eq!(asked(&json!([])), json!({ "image": "x", "upscaleFactor": 2 }));
        assert_eq!(
            asked(&json!([{ "name": "images", "type": "file_array" }])),
            json!({ "images": ["x"] })
        );
    }
}
