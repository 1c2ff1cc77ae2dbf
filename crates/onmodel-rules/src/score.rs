//! The score: 0 to 100, a weighted mean of five named parts, each with its reason.
//!
//! | part | weight | measures |
//! |---|---|---|
//! | resolution | 0.20 | mean over pictures of *short side ÷ wanted side*, at most 1 |
//! | format | 0.15 | mean over pictures of what findings about the file leave of it |
//! | diversity | 0.20 | effective number of distinct pictures (Vendi score) ÷ number of images |
//! | size | 0.15 | distinct pictures against the number the trainer wants |
//! | captions | 0.30 | mean over pictures of what findings about the caption leave of it |
//!
//! A finding costs the picture it is about [`ERROR_COST`], [`WARNING_COST`] or [`HINT_COST`] of its
//! part, and the pictures that share its caption as much; one about the whole set costs the part
//! [`SET_SHARE`] of that. *Pictures* are groups of
//! look-alikes, each worth its worst member: so removing a copy never lowers a part, and neither
//! does mending a finding.

use std::collections::{BTreeMap, BTreeSet};

use crate::judge::Standing;
use crate::mend::joined;
use crate::{Cost, Facts, Part, Place, RuleSet, Severity};

/// What an error takes from the picture it is about: all of it.
pub const ERROR_COST: f64 = 1.0;
/// What a warning takes.
pub const WARNING_COST: f64 = 0.3;
/// What a hint takes.
pub const HINT_COST: f64 = 0.02;
/// How much of its cost a finding about the set as a whole takes from its part.
pub const SET_SHARE: f64 = 0.5;

/// One part of the score.
#[derive(Debug, Clone, PartialEq)]
pub struct ScorePart {
    /// Which part.
    pub part: Part,
    /// 0 to 100.
    pub score: f64,
    /// Its weight in the total; all weights sum to 1.
    pub weight: f64,
    /// The reason in a sentence.
    pub detail: String,
}

/// The score of a set.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// 0 to 100.
    pub total: f64,
    /// Its parts, in a fixed order.
    pub parts: Vec<ScorePart>,
    /// The effective number of distinct pictures.
    pub distinct: f64,
}

impl Part {
    /// All parts, in the order shown.
    pub const ALL: [Self; 5] =
        [Self::Resolution, Self::Format, Self::Diversity, Self::Size, Self::Captions];

    /// The part's name in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Resolution => "resolution",
            Self::Format => "format",
            Self::Diversity => "diversity",
            Self::Size => "size",
            Self::Captions => "captions",
        }
    }

    /// The part's weight; all sum to 1.
    pub fn weight(self) -> f64 {
        match self {
            Self::Resolution | Self::Diversity => 0.20,
            Self::Format | Self::Size => 0.15,
            Self::Captions => 0.30,
        }
    }
}

/// Scores a set from its facts and the findings that stand.
pub(crate) fn score<'a>(
    facts: &Facts,
    rules: &RuleSet,
    standing: impl Iterator<Item = &'a Standing>,
) -> Score {
    let costs = Costs::of(facts, rules, standing);
    let pictures: Vec<&[usize]> = facts.groups_of_look_alikes().iter().map(Vec::as_slice).collect();
    // An unreadable file shows nothing that a caption could be right about.
    let shows = |group: &&&[usize]| group.iter().any(|image| !facts.is_broken(*image));
    let captioned: Vec<&[usize]> = pictures.iter().filter(shows).copied().collect();
    let none = Costs::none(facts);
    let parts: Vec<ScorePart> = Part::ALL
        .into_iter()
        .map(|part| {
            let costs = costs.get(&part).unwrap_or(&none);
            let (share, detail) = match part {
                Part::Resolution => resolution(facts, &pictures),
                Part::Format => graded(&pictures, costs, "as the trainer wants its file"),
                Part::Diversity => diversity(facts),
                Part::Size => size(facts, captioned.len()),
                Part::Captions => graded(&captioned, costs, "captioned without a fault"),
            };
            let score = (100.0 * (share - costs.set).clamp(0.0, 1.0) * 10.0).round() / 10.0;
            let detail = detail + &costs.of_the_set();
            ScorePart { part, score, weight: part.weight(), detail }
        })
        .collect();
    let total: f64 = parts.iter().map(|part| part.score * part.weight).sum();
    let total = if facts.dataset.images.is_empty() { 0.0 } else { (total * 10.0).round() / 10.0 };
    Score { total, parts, distinct: facts.similarity.distinct }
}

/// What the findings of one part cost each image, and the part as a whole.
struct Costs {
    images: Vec<f64>,
    set: f64,
    /// The rules that cost the part as a whole, by name.
    by: BTreeSet<String>,
}

impl Costs {
    fn none(facts: &Facts) -> Self {
        Self { images: vec![0.0; facts.dataset.images.len()], set: 0.0, by: BTreeSet::new() }
    }

    /// The costs of each part that any finding counts in.
    fn of<'a>(
        facts: &Facts,
        rules: &RuleSet,
        standing: impl Iterator<Item = &'a Standing>,
    ) -> BTreeMap<Part, Self> {
        let mut parts: BTreeMap<Part, Self> = BTreeMap::new();
        for one in standing {
            let meta = &rules.rules()[one.rule].meta;
            if meta.cost == Cost::Nothing {
                continue;
            }
            let costs = parts.entry(meta.part).or_insert_with(|| Self::none(facts));
            let cost = if meta.cost == Cost::Whole { 1.0 } else { by_severity(one.severity) };
            let mut images = images_of(one, facts);
            if meta.part == Part::Captions {
                share(&mut images, facts);
            }
            for &image in &images {
                costs.images[image] += cost;
            }
            let of_set = match meta.cost {
                _ if images.is_empty() => cost,
                Cost::SetToo => HINT_COST,
                _ => 0.0,
            };
            if of_set > 0.0 {
                costs.set += of_set * SET_SHARE;
                costs.by.insert(meta.name.to_string());
            }
        }
        parts
    }

    /// What findings that are about no one image take from the part, and which rules those are of;
    /// empty where there are none.
    fn of_the_set(&self) -> String {
        if self.by.is_empty() {
            return String::new();
        }
        let by: Vec<&str> = self.by.iter().map(String::as_str).collect();
        let points = format!("{:.0}", 100.0 * self.set);
        let noun = if points == "1" { "point" } else { "points" };
        format!("; {points} {noun} off for {}", joined(&by))
    }
}

fn by_severity(severity: Severity) -> f64 {
    match severity {
        Severity::Error => ERROR_COST,
        Severity::Warning => WARNING_COST,
        Severity::Hint => HINT_COST,
    }
}

/// The images a finding is about: its own, its caption's, or those a finding on the set names.
fn images_of(one: &Standing, facts: &Facts) -> BTreeSet<usize> {
    let image_of = |place: &Place| match place {
        Place::Image(index) => Some(*index),
        Place::Caption(index, _) => facts.dataset.captions[*index].image,
        Place::Set | Place::File(_) | Place::Config(..) => None,
    };
    match &one.draft.place {
        Place::Set => one.draft.related.iter().filter_map(|(place, _)| image_of(place)).collect(),
        place => image_of(place).into_iter().collect(),
    }
}

/// Adds the images that share a caption with one of these: its faults are theirs as well, and a copy of
/// the caption for each makes none worse.
fn share(images: &mut BTreeSet<usize>, facts: &Facts) {
    let caption_of = |image: &usize| facts.dataset.images[*image].caption;
    for group in facts.groups_of_one_stem() {
        let own = group.iter().find(|image| images.contains(image)).and_then(caption_of);
        let sharing = group.iter().filter(|image| own.is_some() && caption_of(image) == own);
        images.extend(sharing.copied().collect::<Vec<_>>());
    }
}

/// Mean over pictures of what the costs leave of their worst member.
fn graded(pictures: &[&[usize]], costs: &Costs, what: &str) -> (f64, String) {
    let grade = |image: &usize| (1.0 - costs.images[*image]).max(0.0);
    let share = mean_of_worst(pictures, grade);
    let clean =
        pictures.iter().copied().flatten().filter(|image| costs.images[**image] == 0.0).count();
    let all: usize = pictures.iter().map(|group| group.len()).sum();
    (share, format!("{clean} of {all} images are {what}"))
}

fn mean_of_worst(pictures: &[&[usize]], grade: impl Fn(&usize) -> f64) -> f64 {
    let worst = pictures.iter().map(|members| members.iter().map(&grade).fold(1.0, f64::min));
    worst.sum::<f64>() / pictures.len().max(1) as f64
}

fn resolution(facts: &Facts, pictures: &[&[usize]]) -> (f64, String) {
    let wanted = crate::rules::image_too_small::wanted_side(&facts.context);
    let short = |image: usize| facts.image(image).shown().map_or(0, onmodel_vision::Size::short);
    let grade = |image: &usize| (f64::from(short(*image)) / f64::from(wanted)).min(1.0);
    let all = facts.dataset.images.len();
    let enough = (0..all).filter(|image| short(*image) >= wanted).count();
    let detail = format!("{enough} of {all} images are at least {wanted} px on the short side");
    (mean_of_worst(pictures, grade), detail)
}

fn diversity(facts: &Facts) -> (f64, String) {
    let (distinct, compared) = (facts.similarity.distinct, facts.similarity.compared);
    let all = facts.dataset.images.len().max(1) as f64;
    (distinct / all, format!("{compared} images show about {distinct:.1} distinct pictures"))
}

fn size(facts: &Facts, distinct: usize) -> (f64, String) {
    let wanted = crate::rules::dataset_too_small::wanted_count(&facts.context);
    let (_, fine, most) = facts.context.trainer.set_size();
    let share = match most {
        Some(most) if distinct > most => fine as f64 / distinct as f64,
        _ => (distinct as f64 / wanted.max(1) as f64).min(1.0),
    };
    (share, format!("{distinct} distinct pictures; {wanted} to {fine} make a good set"))
}

#[cfg(test)]
mod tests {
    use crate::Selection;
    use crate::fixture::judgement;
    use expect_test::expect;

    #[test]
    fn a_part_names_what_costs_it_beside_its_images() {
        let set = "[dataset]\ntrigger = \"hero\"\n[[image]]\nfile = \"1.png\"\ncaption = \"hero, standing\"\n";
        let parts = judgement(set, &Selection::default()).score.parts;
        let shown: Vec<String> = parts
            .iter()
            .map(|part| format!("{} {}: {}", part.part.word(), part.score, part.detail))
            .collect();
        expect![[r#"
            resolution 100: 1 of 1 images are at least 1024 px on the short side
            format 100: 1 of 1 images are as the trainer wants its file
            diversity 100: 1 images show about 1.0 distinct pictures
            size 20: 1 distinct pictures; 5 to 20 make a good set
            captions 85: 1 of 1 images are captioned without a fault; 15 points off for trigger-common-word"#]].assert_eq(&shown.join("\n"));
    }
}
