//! One fix: edits that fit, operations that stay in the set, and safety that is proven.

use std::collections::BTreeMap;

use onmodel_caption::edit::{TextEdit, apply};
use onmodel_plugin::abi;
use onmodel_rules::{DraftFix, Safety};

use super::draft::{Ground, span};
use super::{files, one_line, safe, unseen};
use crate::question::SetFrame;
use crate::wire::Fix;

/// The fix, or what is wrong with it. `about` is the item the finding is about.
pub(super) fn fix(
    ground: Ground<'_>,
    about: u64,
    set: &SetFrame,
    fix: &Fix<'_>,
) -> Result<DraftFix, String> {
    let edits = edits(ground, about, fix)?;
    let trigger = ground.item(about).map_or("", |item| item.trigger(set));
    let safety = match fix.flags {
        abi::FIX_SAFE if fix.ops.is_empty() && edits.are_safe(trigger) => Safety::Safe,
        // Safe is a promise; one that is not kept is none.
        abi::FIX_REVIEW | abi::FIX_SAFE => Safety::Unsafe,
        abi::FIX_ASSIST => Safety::Assist,
        other => return Err(format!("a fix of kind {other}, which does not exist")),
    };
    let mut operations = Vec::new();
    for op in &fix.ops {
        let item = match op.item {
            Some(index) => ground.named(index)?,
            None => ground.item(about)?,
        };
        operations.extend(files::operations(item, set, op)?);
    }
    files::refuse_clashes(&operations)?;
    let edits = edits.placed;
    if edits.is_empty() && operations.is_empty() {
        return Err("a fix that changes nothing".to_owned());
    }
    let title = match one_line(fix.title) {
        title if title.is_empty() => made_up(&edits),
        title => title,
    };
    Ok(DraftFix {
        title,
        safety,
        edits: edits.into_iter().map(|one| (one.0, one.1)).collect(),
        raw: Vec::new(),
        operations,
    })
}

/// An edit with the caption's index and the text it replaces.
type Placed = (usize, TextEdit, String);

/// The edits of a fix.
struct Edits<'a> {
    placed: Vec<Placed>,
    /// Whether they change one caption, the finding's own.
    are_own: bool,
    /// The captions they change, by index: before and after.
    texts: BTreeMap<usize, (&'a str, String)>,
}

impl Edits<'_> {
    /// Whether they change no caption but the finding's own, and that says the same afterwards.
    fn are_safe(&self, trigger: &str) -> bool {
        let mut texts = self.texts.values();
        self.are_own && texts.all(|(before, after)| safe::says_the_same(before, after, trigger))
    }
}

/// The edits of a fix, if they lie within their captions and apart from each other.
fn edits<'a>(ground: Ground<'a>, about: u64, fix: &Fix<'_>) -> Result<Edits<'a>, String> {
    let mut placed: Vec<Placed> = Vec::new();
    let mut texts: BTreeMap<usize, (&str, String)> = BTreeMap::new();
    let mut are_own = true;
    for edit in &fix.edits {
        let item = match edit.item {
            Some(index) => {
                are_own &= index == about;
                ground.named(index)?
            }
            None => ground.item(about)?,
        };
        let (index, text) =
            item.caption.as_ref().ok_or("an edit of a caption that is not there")?;
        let span = span(text, edit.start, edit.end).map_err(|why| format!("an edit: {why}"))?;
        let replaced = text.get(span.start..span.end).unwrap_or_default().to_owned();
        placed.push((*index, TextEdit { span, text: edit.text.to_owned() }, replaced));
        texts.insert(*index, (text, String::new()));
    }
    for (index, (before, after)) in &mut texts {
        let own = placed.iter().filter(|one| one.0 == *index).map(|one| one.1.clone());
        let own: Vec<TextEdit> = own.collect();
        *after = apply(before, &own).map_err(|_| "edits that overlap")?;
        unseen::refuse(before, after).map_err(|why| format!("an edit: {why}"))?;
    }
    Ok(Edits { placed, are_own, texts })
}

/// A title for a fix that came without.
fn made_up(edits: &[Placed]) -> String {
    match edits {
        [(_, edit, replaced)] => {
            let (old, new) = (one_line(replaced), one_line(&edit.text));
            let trimmed = |text: &str| text.trim_matches([',', ' ']).to_owned();
            match (replaced.is_empty(), edit.text.is_empty()) {
                (true, _) => format!("insert \"{}\"", trimmed(&new)),
                (_, true) => format!("remove \"{}\"", trimmed(&old)),
                _ => format!("replace \"{old}\" by \"{new}\""),
            }
        }
        [] => "change the files".to_owned(),
        many => format!("make {} changes", many.len()),
    }
}
