//! One set and its plugins: what each was asked about the set, and what it answered.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use std::time::Duration;

use onmodel_dataset::Settings;
use onmodel_plugin::abi;
use onmodel_rules::config::Given;
use onmodel_rules::{Absent, ActiveRule, Facts, Place, Reason, RuleSet, Source};
use serde_json::{Map, Value};

use crate::answer::{Answer, Answers, Complaint, Kind, listed};
use crate::parent::{Ask, Due, Job, Runner, State, Survey};
use crate::plugins::{Brought, Member, Plugins};
use crate::question::{Item, SetFrame, Subject};
use crate::{Fault, named::Named};

/// How far a question is.
#[derive(Default)]
enum Stage {
    #[default]
    Unasked,
    /// Asked; whoever drops the ticket waits no more.
    Asked(Arc<()>),
    Answered,
}

/// One plugin and what it was asked of the set.
struct Witness {
    member: Member,
    asks: Vec<Ask>,
    /// Whether some rule asked looks at captions, images, the set.
    looks: [bool; 3],
    answers: Arc<Answers>,
    captions: Vec<Stage>,
    images: Vec<Stage>,
    set: Stage,
    complaints: Vec<Complaint>,
    refused: Vec<(Arc<str>, String)>,
}

/// One set and its plugins.
#[derive(Default)]
pub struct Desk {
    key: u32,
    witnesses: Vec<Witness>,
    /// Plugins that cannot be asked at all.
    absent: Vec<Absent>,
    starting: Vec<Arc<Runner>>,
    paths: Vec<PathBuf>,
    given: BTreeMap<String, Given>,
    is_changed: bool,
}

impl Desk {
    /// A desk for a set with these rules, of which `brought` has some; `given` are their options.
    pub fn new(
        plugins: &Plugins,
        brought: Brought,
        rules: &RuleSet,
        given: BTreeMap<String, Given>,
    ) -> Self {
        let Brought { members, absent, starting, paths, .. } = brought;
        let news = plugins.news();
        let witnesses = members.into_iter().map(|member| {
            let own = rules.rules().iter().filter(|rule| is_of(rule, &member));
            let asks: Vec<(Ask, u32)> = own.filter_map(|rule| ask(rule, &member, &given)).collect();
            let looks = [abi::SCOPE_CAPTION, abi::SCOPE_IMAGE, abi::SCOPE_DATASET]
                .map(|scope| asks.iter().any(|(_, of)| *of == scope));
            Witness {
                member,
                asks: asks.into_iter().map(|(ask, _)| ask).collect(),
                looks,
                answers: Arc::new(Answers::telling(news.clone())),
                captions: Vec::new(),
                images: Vec::new(),
                set: Stage::Unasked,
                complaints: Vec::new(),
                refused: Vec::new(),
            }
        });
        let (key, witnesses) = (plugins.key(), witnesses.collect());
        Self { key, witnesses, absent, starting, paths, given, is_changed: true }
    }

    /// Whether a plugin that was being started then has been since: the set is to be opened again.
    pub fn is_outdated(&self) -> bool {
        self.starting.iter().any(|runner| !matches!(runner.state(), State::Starting))
    }

    /// Whether a file that changed may be one of a plugin's: its manifest, or a library in its folder.
    pub fn may_load(&self, path: &Path) -> bool {
        let is_telling = path.file_name().is_some_and(|name| name == crate::manifest::FILE_NAME)
            || path.extension().is_some_and(|ending| ending == std::env::consts::DLL_EXTENSION);
        self.paths.iter().any(|plugin| path == plugin || (is_telling && path.starts_with(plugin)))
    }

    /// A caption's text is another now, and so are these images with it.
    pub fn forget_caption(&mut self, caption: usize, images: &[usize]) {
        for witness in &mut self.witnesses {
            let concerns = |complaint: &Complaint| match complaint.subject {
                Subject::Caption(index) => index == caption,
                Subject::Image(index) => images.contains(&index),
                Subject::Set => true,
            };
            witness.complaints.retain(|complaint| !concerns(complaint));
            witness.set = Stage::Unasked;
            if let Some(stage) = witness.captions.get_mut(caption) {
                *stage = Stage::Unasked;
            }
            for image in images {
                if let Some(stage) = witness.images.get_mut(*image) {
                    *stage = Stage::Unasked;
                }
            }
        }
        self.is_changed = true;
    }

    /// The images are others now.
    pub fn forget_images(&mut self) {
        for witness in &mut self.witnesses {
            witness.complaints.retain(|one| matches!(one.subject, Subject::Caption(_)));
            witness.images.clear();
            witness.set = Stage::Unasked;
        }
        self.is_changed = true;
    }

    /// Asks every plugin about all it was not asked about.
    pub fn ask(&mut self, facts: &Facts) {
        if !self.is_changed {
            return;
        }
        self.is_changed = false;
        let mut frame = None;
        for witness in self.witnesses.iter_mut().filter(|witness| !witness.asks.is_empty()) {
            if matches!(witness.member.runner.state(), State::Out(_)) {
                continue;
            }
            let items = witness.due(facts);
            let survey = witness.survey(self.key, facts);
            if items.is_empty() && survey.is_none() {
                continue;
            }
            let set = frame.get_or_insert_with(|| Arc::new(SetFrame::of(facts)));
            witness.answers.open();
            witness.member.runner.ask(Job {
                set: Arc::clone(set),
                rules: witness.asks.clone(),
                items,
                survey,
                answers: Arc::clone(&witness.answers),
            });
        }
    }

    /// Waits until all is answered.
    pub fn wait(&self) {
        self.witnesses.iter().for_each(|witness| witness.answers.wait(None));
    }

    /// Waits a moment for answers, unless a plugin is behind already: one that hangs is waited for
    /// once, not at every keystroke.
    pub fn glance(&self, was_behind: bool, most: Duration) {
        if !was_behind {
            self.witnesses.iter().for_each(|witness| witness.answers.wait(Some(most)));
        }
    }

    /// Whether an answer is waited for.
    pub fn is_behind(&self) -> bool {
        self.witnesses.iter().any(|witness| witness.answers.is_open())
    }

    /// Takes what was answered into the facts; whether that is news.
    pub fn hear(&mut self, facts: &mut Facts) -> bool {
        let mut is_news = false;
        for (number, witness) in self.witnesses.iter_mut().enumerate() {
            is_news |= witness.hear(number, facts);
        }
        let absent = self.absent(facts);
        is_news |= **facts.testimony.absent() != *absent;
        facts.testimony.miss(absent);
        is_news
    }

    /// Who should have spoken and has not.
    fn absent(&self, facts: &Facts) -> Vec<Absent> {
        let mut absent = self.absent.clone();
        for witness in &self.witnesses {
            witness.tell(&self.given, facts, &mut absent);
        }
        absent
    }
}

impl Witness {
    /// What is to be asked about captions and images.
    fn due(&mut self, facts: &Facts) -> Vec<Due> {
        let mut due = Vec::new();
        let [captions, images, _] = self.looks;
        self.captions.resize_with(facts.captions.len(), Stage::default);
        self.images.resize_with(facts.images.len(), Stage::default);
        let mut add = |stage: &mut Stage, item: Option<Item>| {
            if let Some(item) = item {
                due.push(Due { item, ticket: stage.ticket() });
            }
        };
        if captions {
            for (index, stage) in self.captions.iter_mut().enumerate() {
                if matches!(stage, Stage::Unasked) {
                    add(stage, Item::caption(facts, index));
                }
            }
        }
        if images {
            for (index, stage) in self.images.iter_mut().enumerate() {
                if matches!(stage, Stage::Unasked) {
                    add(stage, Item::image(facts, index));
                }
            }
        }
        due
    }

    /// What is to be asked about the set; an older question is taken back.
    fn survey(&mut self, key: u32, facts: &Facts) -> Option<Survey> {
        if !self.looks[2] || !matches!(self.set, Stage::Unasked) {
            return None;
        }
        Some(Survey { key, ticket: self.set.ticket(), items: Item::all(facts) })
    }

    /// Takes in what came; whether that is news.
    fn hear(&mut self, number: usize, facts: &mut Facts) -> bool {
        let taken = self.answers.drain();
        let mut is_news = !taken.refused.is_empty();
        for (rule, why) in taken.refused {
            if !self.refused.iter().any(|(known, _)| *known == rule) {
                self.refused.push((rule, why));
            }
        }
        for (answer, item) in taken.answers {
            is_news |= self.take(answer, &item, facts);
        }
        for (answer, ticket) in taken.surveys {
            let Stage::Asked(own) = &self.set else { continue };
            if ticket.upgrade().is_some_and(|ticket| Arc::ptr_eq(own, &ticket)) {
                self.set = Stage::Answered;
                self.complaints.retain(|one| one.subject != Subject::Set);
                self.complaints.extend(answer.complaints);
                facts.testimony.hear_set(number, answer.said.into());
                is_news = true;
            }
        }
        is_news
    }

    fn take(&mut self, answer: Answer, item: &Item, facts: &mut Facts) -> bool {
        let text = item.caption.as_ref().map(|(_, text)| text);
        let is_text = |index: Option<usize>| {
            let now = index.and_then(|index| facts.dataset.captions.get(index));
            match (text, now) {
                (Some(text), Some(now)) => Arc::ptr_eq(text, &now.text),
                (None, _) => true,
                _ => false,
            }
        };
        let (stage, is_current) = match answer.subject {
            Subject::Caption(index) => (self.captions.get_mut(index), is_text(Some(index))),
            Subject::Image(index) => {
                let caption = facts.dataset.images.get(index).and_then(|image| image.caption);
                (self.images.get_mut(index), is_text(caption))
            }
            Subject::Set => return false,
        };
        let Some(stage) = stage.filter(|stage| is_current && matches!(stage, Stage::Asked(_)))
        else {
            return false;
        };
        *stage = Stage::Answered;
        let subject = answer.subject;
        self.complaints.retain(|one| one.subject != subject);
        self.complaints.extend(answer.complaints);
        if !answer.said.is_empty() {
            match subject {
                Subject::Caption(index) => facts.testimony.hear_caption(index, answer.said),
                Subject::Image(index) => facts.testimony.hear_image(index, answer.said),
                Subject::Set => {}
            }
            return true;
        }
        false
    }

    /// What is wrong with the plugin on this set, a line for each rule and kind.
    fn tell(&self, given: &BTreeMap<String, Given>, facts: &Facts, absent: &mut Vec<Absent>) {
        let title = format!("the plugin {}", self.member.about.title());
        let named = &self.member.named;
        let failed = |fault: &Fault, place: Place| Absent {
            plugin: title.clone(),
            reason: Reason::Failed(fault.to_string()),
            place,
            related: Vec::new(),
        };
        for (rule, why) in &self.refused {
            let fault = Fault::Options { rule: rule.to_string(), why: why.clone() };
            let at = option_place(rule, why, named, given.get(&**rule), &facts.context.settings);
            absent.push(failed(&fault, at));
        }
        let mut rest: Vec<&Complaint> = self.complaints.iter().collect();
        if let State::Out(fault) = self.member.runner.state() {
            // One line for the end says what the deaths before it would.
            let died = rest.iter().find(|one| one.kind == Kind::Died);
            let place = died.map_or_else(
                || Place::Config(named.at.0.clone(), named.at.1),
                |one| place(one.subject),
            );
            absent.push(failed(&fault, place));
            rest.retain(|one| one.kind != Kind::Died);
        }
        let mut groups: BTreeMap<(&str, Kind, &str), Vec<&Complaint>> = BTreeMap::new();
        for one in rest {
            // Nonsense is told once for a rule, however many sorts of it there are.
            let why = if one.kind == Kind::Nonsense { "" } else { &one.why };
            groups.entry((&one.rule, one.kind, why)).or_default().push(one);
        }
        for ((_, kind, _), mut group) in groups {
            group.sort_by(|a, b| a.file.cmp(&b.file).then(a.subject.cmp(&b.subject)));
            let Some(first) = group.first() else { continue };
            let mut files: Vec<&str> = group.iter().map(|one| one.file.as_str()).collect();
            files.dedup();
            let (rule, file, why) = (first.rule.to_string(), listed(&files), first.why.clone());
            let fault = match kind {
                Kind::Died => Fault::Died { rule, how: why, file },
                Kind::Failed => Fault::Failed { rule, file, why },
                Kind::Nonsense => Fault::Nonsense { rule, file, why },
            };
            absent.push(failed(&fault, place(first.subject)));
        }
    }
}

impl Stage {
    /// A new ticket for a question asked now.
    fn ticket(&mut self) -> Weak<()> {
        let ticket = Arc::new(());
        let weak = Arc::downgrade(&ticket);
        *self = Self::Asked(ticket);
        weak
    }
}

fn place(subject: Subject) -> Place {
    match subject {
        Subject::Caption(index) => Place::Caption(index, None),
        Subject::Image(index) => Place::Image(index),
        Subject::Set => Place::Set,
    }
}

fn is_of(rule: &ActiveRule, member: &Member) -> bool {
    rule.source == Source::Plugin(member.about.name.clone())
}

/// How a rule is asked: its options are those given to it, and before them those of the plugin that it
/// knows.
fn ask(rule: &ActiveRule, member: &Member, given: &BTreeMap<String, Given>) -> Option<(Ask, u32)> {
    let at = member.about.rules.iter().position(|own| *own.id == *rule.meta.name)?;
    let own = &member.about.rules[at];
    let known = own.schema.as_ref().and_then(|schema| schema.get("properties")?.as_object());
    let is_known = |key: &str| match known {
        Some(known) => known.contains_key(key),
        None => own.takes_any || own.schema.is_some(),
    };
    let of_plugin = member.named.options.iter().filter(|(key, _)| is_known(key));
    let mut options: Map<String, Value> =
        of_plugin.map(|(key, value)| (key.clone(), value.clone())).collect();
    if let Some(given) = given.get(&*rule.meta.name) {
        options.extend(given.options.clone());
    }
    let options = Value::Object(options).to_string();
    Some((Ask { rule: at as u32, options }, own.scope))
}

/// Where an option stands that a rule refused: it may begin its reason with the option's name.
fn option_place(
    rule: &str,
    why: &str,
    named: &Named,
    given: Option<&Given>,
    settings: &Settings,
) -> Place {
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let quoted = why.split('`').nth(1).unwrap_or_default();
    let leading = why.split(|c: char| !is_name(c)).next().unwrap_or_default();
    let places = given.map(|given| &given.places);
    let of_rule = |key: &str| places.and_then(|places| places.get(key));
    let found = [leading, quoted].into_iter().find_map(of_rule);
    let found = found.or_else(|| places.and_then(|places| places.values().next()));
    if let Some((layer, span)) = found
        && let Some(layer) = settings.layers.get(*layer)
    {
        return Place::Config(layer.path.clone(), *span);
    }
    let _ = rule;
    let of_plugin = [leading, quoted].into_iter().find_map(|key| named.places.get(key));
    Place::Config(named.at.0.clone(), *of_plugin.unwrap_or(&named.at.1))
}
