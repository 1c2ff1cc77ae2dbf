//! The parameters of a training, each with its reason.

use serde_json::{Value, json};

use crate::api::training::Parameters;

/// One parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// In the service's word.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// Why this value.
    pub reason: String,
    /// Whether the configuration sets it.
    pub is_configured: bool,
}

/// The service's own advice by the size of the set: up to so many images, the learning rate, epochs
/// and repeats with the range it names. The lower end is taken: epochs are what a training costs.
const ADVICE: [(usize, f64, u32, &str, u32, &str); 3] = [
    (10, 5e-5, 15, "15 to 20", 20, "20 to 30"),
    (25, 1e-4, 10, "10", 15, "15 to 20"),
    (usize::MAX, 2e-4, 6, "6 to 8", 10, "10 to 15"),
];

/// The parameters for a set of so many images; what is configured wins.
pub(super) fn of(images: usize, configured: &Parameters) -> Vec<Parameter> {
    let advice = ADVICE.iter().find(|(most, ..)| images <= *most);
    let mut parameters = advice.map(|advice| advised(images, advice)).unwrap_or_default();
    parameters.retain(|one| !configured.contains_key(&one.name));
    parameters.extend(configured.iter().map(|(name, value)| Parameter {
        name: name.clone(),
        value: value.clone(),
        reason: "as `[submit.parameters]` has it".to_owned(),
        is_configured: true,
    }));
    parameters
}

fn advised(
    images: usize,
    &(_, rate, epochs, epochs_range, repeats, repeats_range): &(usize, f64, u32, &str, u32, &str),
) -> Vec<Parameter> {
    let one = |name: &str, value, reason| Parameter {
        name: name.to_owned(),
        value,
        reason,
        is_configured: false,
    };
    let s = if images == 1 { "" } else { "s" };
    vec![
        one("learningRate", json!(rate), format!("Scenario's advice for {images} image{s}")),
        one(
            "nbEpochs",
            json!(epochs),
            format!("it advises {epochs_range}; the price grows with them"),
        ),
        one("nbRepeats", json!(repeats), format!("it advises {repeats_range}")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(images: usize, configured: &Value) -> String {
        let configured = configured.as_object().cloned().unwrap_or_default();
        let shown = of(images, &configured);
        let shown: Vec<_> = shown.iter().map(|one| format!("{} {}", one.name, one.value)).collect();
        shown.join(", ")
    }

    #[test]
    fn the_size_of_the_set_decides() {
        let none = json!({});
        assert_eq!(values(10, &none), "learningRate 0.00005, nbEpochs 15, nbRepeats 20");
        assert_eq!(values(11, &none), "learningRate 0.0001, nbEpochs 10, nbRepeats 15");
        assert_eq!(values(26, &none), "learningRate 0.0002, nbEpochs 6, nbRepeats 10");
    }

    #[test]
    fn what_is_configured_wins() {
        let own = json!({ "nbEpochs": 3, "samplePrompts": ["krstl"] });
        assert_eq!(
            values(8, &own),
            "learningRate 0.00005, nbRepeats 20, nbEpochs 3, samplePrompts [\"krstl\"]"
        );
    }
}
