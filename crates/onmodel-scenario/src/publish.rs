//! What a trained model shows of itself: a description, a thumbnail, tags.

use std::collections::{BTreeMap, BTreeSet};

use onmodel_caption::IdentityKind;
use onmodel_dataset::ImageFile;
use onmodel_rules::Facts;

use crate::api::AssetId;
use crate::api::models::Model;
use crate::assumptions::DESCRIPTION_CHARS;
use crate::prompts::{TestPrompt, test_prompts, variables};

/// Percent of the captions that name a trait for it to count as constant.
const MOST: usize = 80;
/// Prompts shown in the description.
const PROMPTS: usize = 4;
/// Values of one trait listed there.
const VALUES: usize = 8;
/// Characters of a tag.
const TAG_CHARS: usize = 32;

/// What is written of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// One sentence, at most [`DESCRIPTION_CHARS`] characters.
    pub short: String,
    /// Markdown: how to prompt it.
    pub long: String,
    /// Words it is found by.
    pub tags: Vec<String>,
    /// The image of the set shown for it, by index.
    pub thumbnail: Option<usize>,
}

impl Publication {
    /// What the set tells of the model trained from it. `present` is what its short description says
    /// now: the mark by which onmodel finds it again stays.
    pub fn of(facts: &Facts, present: &str) -> Self {
        let traits = constant_traits(facts);
        let prompts = test_prompts(facts, 9);
        Self {
            short: short(facts, &traits, present),
            long: long(facts, &traits, &prompts),
            tags: tags(facts),
            thumbnail: sharpest_front(facts),
        }
    }
}

/// What never changes about the character: as declared, else what nearly every caption names.
fn constant_traits(facts: &Facts) -> Vec<String> {
    let settings = &facts.context.settings;
    if !settings.identity.is_empty() {
        return settings.identity.clone();
    }
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    let mut captions = 0;
    for view in facts.used_captions() {
        captions += 1;
        let own = view.fact.identity(&view.context.vocabulary).iter();
        let own = own.filter(|one| one.kind != IdentityKind::Class);
        let own: BTreeSet<String> =
            own.map(|one| one.span.of(view.text()).trim().to_lowercase()).collect();
        for words in own {
            *named.entry(words).or_default() += 1;
        }
    }
    let most = named.into_iter().filter(|(_, count)| count * 100 >= captions * MOST);
    most.map(|(words, _)| words).collect()
}

fn short(facts: &Facts, traits: &[String], present: &str) -> String {
    let mark = present.split_whitespace().find(|word| word.starts_with("onmodel-"));
    let end = mark.map(|mark| format!(" {mark}")).unwrap_or_default();
    let settings = &facts.context.settings;
    let who = settings.class.clone().unwrap_or_else(|| "character".to_owned());
    let looks = if traits.is_empty() { String::new() } else { format!(" with {}", listed(traits)) };
    let trigger = settings.trigger.as_ref();
    let how = trigger.map(|word| format!(" Begin prompts with \"{word}\".")).unwrap_or_default();
    let text = format!("{}: {who}{looks}.{how}", facts.dataset.name);
    let room = DESCRIPTION_CHARS.saturating_sub(end.chars().count());
    cut(&text, room) + &end
}

/// At most so many characters, whole words, with a mark where something is missing.
fn cut(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let head: String = text.chars().take(room.saturating_sub(1)).collect();
    let whole = head.rsplit_once(' ').map_or(head.as_str(), |(whole, _)| whole);
    format!("{whole}…")
}

fn long(facts: &Facts, traits: &[String], prompts: &[TestPrompt]) -> String {
    let settings = &facts.context.settings;
    let mut text = format!("# {}\n", facts.dataset.name);
    if let Some(trigger) = &settings.trigger {
        text += &format!("\nTrigger word: `{trigger}`. Begin every prompt with it.\n");
    }
    if !traits.is_empty() {
        text += &format!("\nAlways the same: {}.\n", listed(traits));
    }
    let varied = varied(facts);
    if !varied.is_empty() {
        text += &format!(
            "\nTrained on {} images that vary in:\n\n{varied}",
            facts.dataset.images.len()
        );
    }
    let shown: Vec<&str> =
        prompts.iter().rev().map(|prompt| prompt.prompt.as_str()).take(PROMPTS).collect();
    if !shown.is_empty() {
        let lines: Vec<String> =
            shown.iter().rev().map(|prompt| format!("- `{prompt}`\n")).collect();
        text += &format!("\nPrompts to begin with:\n\n{}", lines.concat());
    }
    text
}

fn varied(facts: &Facts) -> String {
    let shown = variables(facts).into_iter().filter(|variable| !variable.shown.is_empty());
    let lines = shown.map(|variable| {
        let values = variable.shown.into_iter().take(VALUES).map(|choice| choice.words);
        format!("- {}: {}\n", variable.category, values.collect::<Vec<_>>().join(", "))
    });
    lines.collect::<Vec<_>>().concat()
}

fn tags(facts: &Facts) -> Vec<String> {
    let settings = &facts.context.settings;
    let mut tags = vec!["character".to_owned()];
    tags.extend(settings.class.clone());
    tags.extend(settings.trigger.clone());
    tags.push(facts.dataset.name.clone());
    tags.retain(|tag| !tag.trim().is_empty() && tag.chars().count() <= TAG_CHARS);
    let mut seen = BTreeSet::new();
    tags.retain(|tag| seen.insert(tag.to_lowercase()));
    tags
}

/// The sharpest image whose caption names a front view; the sharpest of all where none does.
fn sharpest_front(facts: &Facts) -> Option<usize> {
    let vocabulary = &facts.context.vocabulary;
    let is_front = |index: &usize| {
        let traits = facts.image(*index).caption().map(|view| view.fact.traits.as_slice());
        traits.unwrap_or_default().iter().any(|named| {
            let group = vocabulary.group(named.group);
            let category = vocabulary.categories().get(vocabulary.category_of(named.group));
            !named.negated && group.id == "front" && category.is_some_and(|own| own.id == "view")
        })
    };
    let sharpness = |index: &usize| {
        facts.image(*index).pixels().map_or(-1.0, |pixels| pixels.quality.sharpness)
    };
    let sharpest = |images: Vec<usize>| {
        images.into_iter().max_by(|a, b| sharpness(a).total_cmp(&sharpness(b)).then(b.cmp(a)))
    };
    let sound: Vec<usize> = (0..facts.dataset.images.len())
        .filter(|index| facts.image(*index).pixels().is_some())
        .collect();
    let front: Vec<usize> = sound.iter().copied().filter(is_front).collect();
    sharpest(if front.is_empty() { sound } else { front })
}

/// Where a thumbnail is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thumbnail {
    /// The service has it: the model was trained on it.
    Kept(AssetId),
    /// It has to be uploaded, by this name.
    New(String),
}

/// The asset of an image of the set, where the model was trained on it.
pub fn thumbnail_asset(model: &Model, image: &ImageFile) -> Thumbnail {
    let name = image.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let relative = image.relative.to_string_lossy().replace('\\', "/");
    let mut named =
        model.training_images.iter().filter(|kept| kept.name == name || kept.name == relative);
    match (named.next(), named.next()) {
        (Some(kept), None) => Thumbnail::Kept(kept.id.clone()),
        _ => Thumbnail::New(name),
    }
}

/// "red hair, green eyes and a scar"
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_words() {
        assert_eq!(cut("red hair and eyes", 17), "red hair and eyes");
        assert_eq!(cut("red hair and eyes", 12), "red hair…");
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
