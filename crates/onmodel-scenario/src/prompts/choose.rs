//! Choosing what a prompt crosses.

use std::collections::BTreeSet;

use onmodel_caption::Caption;
use onmodel_dataset::IdentityPolicy;
use onmodel_rules::{Facts, guess};

use super::values::{Choice, Variable, variables};
use super::{Level, Novelty, TestPrompt, Trait};

/// Combinations looked at before a kind of prompt is given up.
const MOST_TRIES: usize = 4000;
/// Traits of a medium prompt.
const MEDIUM: usize = 2;
/// Traits of a detailed one.
const DETAILED: usize = 6;

/// Chooses traits that go together.
pub(super) struct Chooser<'a> {
    facts: &'a Facts,
    variables: Vec<Variable>,
    opening: String,
    /// What every caption names besides.
    constant: Vec<String>,
}

/// A trait chosen: the variable's index, and the value.
type Chosen<'v> = Vec<(usize, &'v Choice)>;

impl<'a> Chooser<'a> {
    pub(super) fn of(facts: &'a Facts) -> Self {
        let settings = &facts.context.settings;
        let constant = match settings.identity_captions {
            IdentityPolicy::Mentioned => settings.identity.clone(),
            IdentityPolicy::Consistent | IdentityPolicy::Unmentioned => Vec::new(),
        };
        Self { facts, variables: variables(facts), opening: opening(facts), constant }
    }

    /// A prompt that is not among those `before`; `round` leads to another one each time.
    pub(super) fn choose(
        &self,
        level: Level,
        novelty: Novelty,
        round: usize,
        before: &[TestPrompt],
    ) -> Option<TestPrompt> {
        // The trigger alone: does it bring the character?
        if (level, novelty, round) == (Level::Short, Novelty::Shown, 0) {
            return Some(self.prompt(level, novelty, &Vec::new()));
        }
        let indices = self.crossed(level, novelty, round)?;
        (0..MOST_TRIES).find_map(|attempt| {
            let chosen = self.combination(&indices, novelty, round + attempt)?;
            let prompt = self.prompt(level, novelty, &chosen);
            let is_new = before.iter().all(|known| known.prompt != prompt.prompt);
            (is_new && holds(novelty, &chosen) && self.is_sound(&prompt.prompt)).then_some(prompt)
        })
    }

    /// The traits that are crossed: those the set shows, others in turn; where it shows none, one that
    /// it might.
    fn crossed(&self, level: Level, novelty: Novelty, round: usize) -> Option<Vec<usize>> {
        let all = self.variables.iter().enumerate();
        let shown = all.filter(|(_, one)| !one.shown.is_empty()).map(|(index, _)| index);
        let mut known: Vec<usize> = shown.collect();
        if known.is_empty() && novelty == Novelty::NeverShown {
            known = (0..self.variables.len()).collect();
        }
        let count = match level {
            Level::Short => 1,
            Level::Medium => MEDIUM,
            Level::Detailed => DETAILED.min(known.len()),
        };
        // What one trait is, cannot be a new combination.
        if count == 0 || count > known.len() || (count < 2 && novelty == Novelty::NewCombination) {
            return None;
        }
        let first = (round + level as usize + novelty as usize) % known.len();
        known.rotate_left(first);
        known.truncate(count);
        Some(known)
    }

    /// The combination of this number: the values of each trait turn at another pace.
    fn combination(
        &self,
        indices: &[usize],
        novelty: Novelty,
        number: usize,
    ) -> Option<Chosen<'_>> {
        let foreign = number % indices.len();
        let mut rest = number;
        let mut chosen = Chosen::new();
        for (step, index) in indices.iter().enumerate() {
            let variable = self.variables.get(*index)?;
            let is_foreign = novelty == Novelty::NeverShown && step == foreign;
            let values = if is_foreign { &variable.lacking } else { &variable.shown };
            if values.is_empty() {
                continue;
            }
            chosen.push((*index, values.get((rest + step) % values.len())?));
            rest /= values.len();
        }
        chosen.sort_by_key(|(index, _)| *index);
        Some(chosen)
    }

    fn prompt(&self, level: Level, novelty: Novelty, chosen: &Chosen<'_>) -> TestPrompt {
        let mut parts = vec![self.opening.clone()];
        parts.extend(self.constant.iter().cloned());
        parts.extend(chosen.iter().map(|(_, choice)| choice.words.clone()));
        let traits: Vec<Trait> = chosen
            .iter()
            .filter_map(|(index, choice)| {
                Some(Trait {
                    category: self.variables.get(*index)?.category.clone(),
                    words: choice.words.clone(),
                    shown: !choice.images.is_empty(),
                })
            })
            .collect();
        parts.retain(|part| !part.is_empty());
        TestPrompt { prompt: parts.join(", "), level, novelty, why: why(novelty, &traits), traits }
    }

    /// Nobody can stand and lie at once.
    fn is_sound(&self, prompt: &str) -> bool {
        let vocabulary = &self.facts.context.vocabulary;
        let caption = Caption::parse(prompt);
        let traits = vocabulary.find(&caption);
        vocabulary.contradictions(&caption, &traits).is_empty()
    }
}

/// Whether the set shows of a combination what the kind says.
fn holds(novelty: Novelty, chosen: &Chosen<'_>) -> bool {
    let is_shown = chosen.iter().all(|(_, choice)| !choice.images.is_empty());
    let together = |chosen: &Chosen<'_>| {
        let mut sets = chosen.iter().map(|(_, choice)| choice.images.clone());
        let first: BTreeSet<usize> = sets.next().unwrap_or_default();
        sets.fold(first, |common, images| &common & &images)
    };
    match novelty {
        Novelty::Shown => !chosen.is_empty() && is_shown && !together(chosen).is_empty(),
        Novelty::NewCombination => chosen.len() > 1 && is_shown && together(chosen).is_empty(),
        Novelty::NeverShown => !is_shown,
    }
}

fn why(novelty: Novelty, traits: &[Trait]) -> String {
    let foreign: Vec<&str> =
        traits.iter().filter(|one| !one.shown).map(|one| one.words.as_str()).collect();
    match novelty {
        Novelty::Shown if traits.is_empty() => {
            "the trigger alone: is the character there, and does anything else come with it?"
                .to_owned()
        }
        Novelty::Shown => "it should simply work".to_owned(),
        Novelty::NewCombination => {
            "each is shown, never together: are they learnt apart?".to_owned()
        }
        Novelty::NeverShown => {
            let foreign = foreign.join("\", \"");
            format!("no image shows \"{foreign}\": does the character stay the same?")
        }
    }
}

/// The trigger and the class word, as captions of the set begin.
fn opening(facts: &Facts) -> String {
    let settings = &facts.context.settings;
    let subset = settings.subsets.first();
    let declared = settings.trigger.clone().or_else(|| subset?.trigger.clone());
    let guessed = || {
        let captions = facts.used_captions().map(|view| view.caption());
        guess::trigger(captions, &facts.context.vocabulary).map(|guess| guess.word)
    };
    let trigger = declared.or_else(guessed).unwrap_or_default();
    let class = settings.class.clone().or_else(|| subset?.class.clone()).unwrap_or_default();
    format!("{trigger} {class}").trim().to_owned()
}
