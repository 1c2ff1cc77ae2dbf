//! One plugin and what it was asked of a set.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use onmodel_plugin::abi;
use onmodel_rules::config::Given;
use onmodel_rules::{Absent, ActiveRule, Facts, Place, Reason, RuleSet, Source};

use super::options::{ask, option_place};
use crate::Fault;
use crate::answer::{Answer, Answers, Complaint, Kind, listed};
use crate::brought::Member;
use crate::parent::{Ask, Due, Job, News, State, Survey};
use crate::question::{Item, SetFrame, Subject};

/// One plugin and what it was asked of the set.
pub(super) struct Witness {
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

/// How far a question is.
#[derive(Default)]
enum Stage {
    #[default]
    Unasked,
    /// Asked; whoever drops the ticket waits no more.
    Asked(Arc<()>),
    Answered,
}

impl Witness {
    /// A witness that was asked nothing yet: a plugin with those of its rules that run on the set.
    pub(super) fn new(
        member: Member,
        rules: &RuleSet,
        given: &BTreeMap<String, Given>,
        news: Option<News>,
    ) -> Self {
        let is_own = |rule: &&ActiveRule| rule.source == Source::Plugin(member.about.name.clone());
        let own = rules.rules().iter().filter(is_own);
        let asks: Vec<(Ask, u32)> = own.filter_map(|rule| ask(rule, &member, given)).collect();
        let looks = [abi::SCOPE_CAPTION, abi::SCOPE_IMAGE, abi::SCOPE_DATASET]
            .map(|scope| asks.iter().any(|(_, of)| *of == scope));
        Self {
            member,
            asks: asks.into_iter().map(|(ask, _)| ask).collect(),
            looks,
            answers: Arc::new(Answers::telling(news)),
            captions: Vec::new(),
            images: Vec::new(),
            set: Stage::Unasked,
            complaints: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// A caption's text is another now, and so are these images with it.
    pub(super) fn forget_caption(&mut self, caption: usize, images: &[usize]) {
        let concerns = |complaint: &Complaint| match complaint.subject {
            Subject::Caption(index) => index == caption,
            Subject::Image(index) => images.contains(&index),
            Subject::Set => true,
        };
        self.complaints.retain(|complaint| !concerns(complaint));
        self.set = Stage::Unasked;
        if let Some(stage) = self.captions.get_mut(caption) {
            *stage = Stage::Unasked;
        }
        for image in images {
            if let Some(stage) = self.images.get_mut(*image) {
                *stage = Stage::Unasked;
            }
        }
    }

    /// The images are others now.
    pub(super) fn forget_images(&mut self) {
        self.complaints.retain(|one| matches!(one.subject, Subject::Caption(_)));
        self.images.clear();
        self.set = Stage::Unasked;
    }

    /// Asks about all it was not asked about; `key` and `set` are the set's.
    pub(super) fn ask(
        &mut self,
        key: u32,
        facts: &Facts,
        set: &mut dyn FnMut() -> Arc<SetFrame>,
        until: Instant,
    ) {
        if self.asks.is_empty() || matches!(self.member.runner.state(), State::Out(_)) {
            return;
        }
        let items = self.due(facts);
        let survey = self.survey(key, facts);
        if items.is_empty() && survey.is_none() {
            return;
        }
        self.answers.open();
        let answers = Arc::clone(&self.answers);
        let job = Job { set: set(), rules: self.asks.clone(), items, survey, answers };
        self.member.runner.ask(job, until);
    }

    /// Waits until all is answered, or the time is over.
    pub(super) fn wait(&self, most: Option<Duration>) {
        self.answers.wait(most);
    }

    /// Whether an answer is waited for.
    pub(super) fn is_behind(&self) -> bool {
        self.answers.is_open()
    }

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
    pub(super) fn hear(&mut self, number: usize, facts: &mut Facts) -> bool {
        let taken = self.answers.drain();
        let mut is_news = !taken.refused.is_empty();
        for (rule, why) in taken.refused {
            if !self.refused.iter().any(|(known, _)| *known == rule) {
                self.refused.push((rule, why));
            }
        }
        for answer in taken.answers {
            is_news |= self.take(answer, facts);
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

    fn take(&mut self, answer: Answer, facts: &mut Facts) -> bool {
        let is_text = |index: Option<usize>| {
            let now = index.and_then(|index| facts.dataset.captions.get(index));
            match (&answer.text, now) {
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
    pub(super) fn tell(
        &self,
        given: &BTreeMap<String, Given>,
        facts: &Facts,
        absent: &mut Vec<Absent>,
    ) {
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
            let at = option_place(why, named, given.get(&**rule), &facts.context.settings);
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
