//! `[[rule.case]]`: examples that test a rule.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use onmodel_caption::Span;
use onmodel_caption::edit::{TextEdit, apply};
use onmodel_dataset::config::TableReader;
use onmodel_dataset::write::Snapshot;
use onmodel_dataset::{
    Body, CaptionFile, CaptionSource, Dataset, Encoding, Evidence, ImageFile, Layout, Settings,
};
use onmodel_vision::similar::Similarity;

use crate::{ActiveRule, CaptionFact, Context, Derived, Draft, DraftFix, Facts, Out, Testimony};

/// More fixes than this of one example would never end.
const MOST_FIXES: usize = 100;

/// One example of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The captions it shows: one, or a small set's.
    pub captions: Vec<String>,
    /// The name of the one image's file, for rules about names.
    pub file_name: Option<String>,
    /// How many findings are expected.
    pub expect: usize,
    /// What the captions become by the rule's fixes, where the example says so.
    pub fixed: Option<Vec<String>>,
    /// Where it stands in its file.
    pub span: Span,
}

/// How an example went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// As expected.
    Fine,
    /// Another number of findings: what they say.
    Found(Vec<String>),
    /// The fixes made something else of the captions.
    Fixed(Vec<String>),
}

/// Reads a rule's `case`: its examples, or `case = "exact"`. Says also whether capitals matter.
pub(super) fn read(rule: &mut TableReader<'_>) -> (bool, Vec<Case>) {
    let match_case = rule.boolean("match-case").is_some_and(|flag| flag.value);
    let is_word = rule.raw("case").is_some_and(|node| node.value.as_str().is_some());
    if is_word {
        let exact = rule.choice("case", &["exact", "any"]);
        return (match_case || exact.is_some_and(|word| word.value == "exact"), Vec::new());
    }
    (match_case, rule.tables("case").into_iter().filter_map(read_case).collect())
}

fn read_case(mut table: TableReader<'_>) -> Option<Case> {
    let caption = table.string("caption");
    let captions = table.strings("captions");
    let file_name = table.word("file-name").map(|name| name.value.to_owned());
    let expect = table.integer("expect", 0..=1_000);
    let fixed = read_fixed(&mut table);
    let (sink, span) = (table.sink(), table.span());
    let has_expect = table.raw("expect").is_some();
    table.finish();
    let captions: Vec<String> = match (caption, captions) {
        (Some(one), None) => vec![one.value.to_owned()],
        (None, Some(all)) => all.iter().map(|one| one.value.to_owned()).collect(),
        (None, None) if file_name.is_some() => Vec::new(),
        _ => {
            let message = "an example needs one of `caption`, `captions` and `file-name`";
            sink.report(span, message, None);
            return None;
        }
    };
    if !has_expect {
        let help = Some("expect = 1: the number of findings, 0 for none".to_owned());
        sink.report(span, "`rule.case.expect` is missing", help);
    }
    let expect = usize::try_from(expect?.value).ok()?;
    Some(Case { captions, file_name, expect, fixed, span })
}

/// `fixed`: a text, or one for each of `captions`.
fn read_fixed(table: &mut TableReader<'_>) -> Option<Vec<String>> {
    let is_text = table.raw("fixed")?.value.as_str().is_some();
    if is_text {
        return table.string("fixed").map(|text| vec![text.value.to_owned()]);
    }
    let texts = table.strings("fixed")?;
    Some(texts.iter().map(|text| text.value.to_owned()).collect())
}

impl Case {
    /// Runs the rule on this example, `where` set aside.
    pub fn run(&self, rule: &ActiveRule) -> Outcome {
        let drafts = drafts(rule, &self.facts(&self.captions));
        if drafts.len() != self.expect {
            return Outcome::Found(drafts.iter().map(|draft| draft.message.clone()).collect());
        }
        let Some(wanted) = &self.fixed else { return Outcome::Fine };
        let fixed = self.mended(rule);
        if fixed == *wanted { Outcome::Fine } else { Outcome::Fixed(fixed) }
    }

    /// What a person is told of an outcome that is not as expected.
    pub fn told(&self, outcome: &Outcome) -> Option<String> {
        let shown = self.captions.iter().chain(&self.file_name).map(|text| format!("{text:?}"));
        let shown = shown.collect::<Vec<_>>().join(", ");
        match outcome {
            Outcome::Fine => None,
            Outcome::Found(messages) => {
                let (expected, found) = (self.expect, messages.len());
                let mut told = vec![format!("{shown}: {expected} expected, {found} found")];
                told.extend(messages.iter().cloned());
                Some(told.join("; "))
            }
            Outcome::Fixed(fixed) => {
                let wanted = self.fixed.as_deref().unwrap_or_default();
                Some(format!("{shown}: fixed to {fixed:?}, expected {wanted:?}"))
            }
        }
    }

    /// The captions after all fixes that need no choice, one after another until none is left.
    pub fn mended(&self, rule: &ActiveRule) -> Vec<String> {
        let mut captions = self.captions.clone();
        for _ in 0..MOST_FIXES {
            let drafts = drafts(rule, &self.facts(&captions));
            let fix = drafts.iter().flat_map(|draft| &draft.fixes).find(|fix| is_applied(fix));
            if !fix.is_some_and(|fix| mend(&mut captions, fix)) {
                break;
            }
        }
        captions
    }

    /// The example as a set in memory, its settings those where nothing is configured.
    fn facts(&self, captions: &[String]) -> Facts {
        let settings = Settings::default();
        let context = Context::of(&settings);
        let dataset = dataset(settings, captions, self.file_name.as_deref());
        let read = |index| Arc::new(CaptionFact::read(&dataset, index, &context));
        let captions = (0..dataset.captions.len()).map(read).collect();
        Facts {
            images: vec![None; dataset.images.len()],
            dataset: Arc::new(dataset),
            context,
            captions,
            similarity: Arc::new(Similarity::default()),
            derived: Derived::default(),
            testimony: Testimony::default(),
        }
    }
}

fn is_applied(fix: &DraftFix) -> bool {
    fix.safety != crate::Safety::Assist && !fix.edits.is_empty()
}

/// Makes one fix; whether that changed anything.
fn mend(captions: &mut [String], fix: &DraftFix) -> bool {
    let mut changed = false;
    for (index, caption) in captions.iter_mut().enumerate() {
        let own = fix.edits.iter().filter(|(of, _)| *of == index);
        let edits: Vec<TextEdit> = own.map(|(_, edit)| edit.clone()).collect();
        if let Ok(text) = apply(caption, &edits) {
            changed |= text != *caption;
            *caption = text;
        }
    }
    changed
}

/// What a rule says of a set.
fn drafts(rule: &ActiveRule, facts: &Facts) -> Vec<Arc<Draft>> {
    let mut drafts = Vec::new();
    let mut out = Out::new(0, rule, &mut drafts);
    facts.all_images().for_each(|image| rule.rule.image(&image, &mut out));
    facts.all_captions().for_each(|caption| rule.rule.caption(&caption, &mut out));
    rule.rule.dataset(facts, &mut out);
    drafts.into_iter().map(|(_, draft)| draft).collect()
}

fn dataset(settings: Settings, captions: &[String], file_name: Option<&str>) -> Dataset {
    let count = captions.len().max(usize::from(file_name.is_some()));
    let name = |index: usize| match file_name {
        Some(name) => PathBuf::from(name),
        None => PathBuf::from(format!("{:03}.png", index + 1)),
    };
    let image = |index: usize| ImageFile {
        path: name(index),
        relative: name(index),
        caption: (index < captions.len()).then_some(index),
        other_captions: Vec::new(),
        subset: None,
        repeats: 1,
    };
    let captions = captions.iter().enumerate();
    Dataset {
        root: PathBuf::from("."),
        name: "example".to_owned(),
        evidence: Evidence::Given,
        layout: Layout::Plain,
        settings,
        images: (0..count).map(image).collect(),
        captions: captions.map(|(index, text)| caption(&name(index), index, text)).collect(),
        strays: Vec::new(),
        unreadable: Vec::new(),
    }
}

fn caption(image: &Path, index: usize, text: &str) -> CaptionFile {
    let path = image.with_extension("txt");
    let shared: Arc<str> = Arc::from(text);
    let snapshot = Snapshot::of_bytes(text.as_bytes());
    let bytes = text.len() as u64;
    let body = Body { text: Arc::clone(&shared), encoding: Encoding::Utf8, bytes, snapshot };
    CaptionFile {
        relative: path.clone(),
        path,
        source: CaptionSource::Sidecar,
        body: Ok(Arc::new(body)),
        place: Some(Span::new(0, text.len())),
        text: shared,
        image: Some(index),
    }
}

#[cfg(test)]
impl Case {
    /// What the rule says, in the form the tests show.
    pub(super) fn said(&self, rule: &ActiveRule) -> String {
        use std::fmt::Write;
        let mut shown = String::new();
        for draft in drafts(rule, &self.facts(&self.captions)) {
            let _ = write!(shown, "{:?}: {}", draft.place, draft.message);
            for fix in &draft.fixes {
                let _ = write!(shown, " [{:?}: {}]", fix.safety, fix.title);
            }
            let _ = writeln!(shown);
            for (place, what) in &draft.related {
                let _ = writeln!(shown, "  + {place:?}: {what}");
            }
        }
        shown
    }
}
