//! `caption-duplicate-tag`

use std::collections::BTreeMap;

use onmodel_caption::edit::TextEdit;
use onmodel_caption::{Caption, Span, Style, text};
use onmodel_dataset::trainer::Family;

use crate::{CaptionView, Draft, DraftFix, Out, Place, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A tag stands in a caption twice.
    ///
    /// ## What it checks
    /// The tags of each line against each other, whatever their case, underscores and hyphens. A tag
    /// that another says more exactly ("shirt" beside "white shirt") is a hint, and fine on Pony,
    /// Illustrious and `NoobAI`, which were trained on such pairs.
    ///
    /// ## Why it matters
    /// A repeated tag weighs more than it should, and costs tokens.
    ///
    /// ## Example
    /// ```caption bad
    /// krstl, red hair, standing, Red_Hair
    /// ```
    /// ```caption fixed
    /// krstl, red hair, standing
    /// ```
    /// ```caption good
    /// krstl, red hair, standing
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix` takes out the later one with its comma.
    ///
    /// ## Sources
    /// - jhc13/taggui#92 and #146; toshiaki1729/dataset-tag-editor#27.
    pub struct CaptionDuplicateTag = "caption-duplicate-tag" {
        scope: Caption,
        level: Some(Severity::Warning),
        fix: Safe,
        part: Captions,
    }
}

/// A tag that stands there already.
struct Repeat {
    earlier: Span,
    later: Span,
    /// The later one with the comma before it.
    removed: Span,
}

impl Rule for CaptionDuplicateTag {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        for repeat in repeats(view.caption(), &mend::protected(view)) {
            out.push(draft(view, &repeat));
        }
        if !reads_tags_in_pairs(view) {
            redundant(view, out);
        }
    }
}

fn reads_tags_in_pairs(view: &CaptionView<'_>) -> bool {
    matches!(view.context.family(), Some(Family::Pony | Family::Illustrious | Family::Noobai))
}

fn draft(view: &CaptionView<'_>, repeat: &Repeat) -> Draft {
    let tag = repeat.later.of(view.text());
    let title = format!("take out the second \"{tag}\"");
    let fix = mend::offer(view, title, vec![TextEdit::remove(repeat.removed)]);
    let draft =
        Draft::span(view.index, repeat.later, format!("\"{tag}\" is in this caption already"))
            .related(Place::Caption(view.index, Some(repeat.earlier)), "it stands here first");
    fix.into_iter().fold(draft, Draft::fix)
}

/// The tags of a tag list that are repeated, by line. A tag in which the trigger stands is the same
/// as another only byte by byte: misspelt triggers are not for this rule to choose from.
fn repeats(caption: &Caption, trigger: &[Span]) -> Vec<Repeat> {
    if caption.style() != Style::Tags {
        return Vec::new();
    }
    caption.lines().flat_map(|line| repeats_in(caption.text(), line, trigger)).collect()
}

fn repeats_in(text: &str, line: Span, trigger: &[Span]) -> Vec<Repeat> {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut found = Vec::new();
    let mut before: Option<Span> = None;
    for tag in pieces(text, line) {
        let names_trigger = trigger.iter().any(|span| span.overlaps(tag));
        let key = if names_trigger { tag.of(text).to_owned() } else { key(tag.of(text)) };
        match (seen.get(&key), before) {
            _ if key.is_empty() => {}
            (Some(&earlier), Some(before)) => {
                let removed = Span::new(before.end, tag.end);
                found.push(Repeat { earlier, later: tag, removed });
            }
            _ => {
                seen.insert(key, tag);
            }
        }
        before = Some(tag);
    }
    found
}

/// What stands between the commas of a line, trimmed. The full-width comma is one here: whoever
/// wrote it meant one.
fn pieces(text: &str, line: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = line.start;
    line.of(text).split_inclusive([',', '\u{ff0c}']).map(move |piece| {
        let begin = start;
        start += piece.len();
        let tag = piece.trim_end_matches([',', '\u{ff0c}']);
        let inner = tag.trim();
        let lead = tag.len() - tag.trim_start().len();
        Span::new(begin + lead, begin + lead + inner.len())
    })
}

/// One spelling for "close-up", `close_up` and "closeup"; what nobody sees is left out, and so is
/// the full stop that ends a list.
pub(crate) fn key(tag: &str) -> String {
    let mut visible = tag.to_owned();
    for (span, _) in text::invisible(tag).into_iter().rev() {
        visible.replace_range(span.start..span.end, "");
    }
    let normal = text::normalise(&visible);
    if !normal.chars().any(char::is_alphabetic) {
        return normal;
    }
    let joined = normal.replace(' ', "");
    joined.strip_suffix('.').map_or_else(|| joined.clone(), str::to_owned)
}

/// Tags that a longer one beside them says more exactly.
fn redundant(view: &CaptionView<'_>, out: &mut Out<'_>) {
    let caption = view.caption();
    if caption.style() != Style::Tags {
        return;
    }
    for line in caption.lines() {
        let tags: Vec<(Span, String)> = pieces(view.text(), line)
            .map(|span| (span, text::normalise(span.of(view.text()))))
            .filter(|(_, key)| is_plain(key))
            .collect();
        for (span, key) in &tags {
            let exact = tags.iter().find(|(_, longer)| says_more(longer, key));
            if let Some((longer, _)) = exact.filter(|_| !is_name(view, *span, key)) {
                out.push(redundant_draft(view, *span, *longer));
            }
        }
    }
}

/// Whether a tag is made of words alone, without a sign that is a mistake of its own.
fn is_plain(key: &str) -> bool {
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'');
    !key.is_empty() && key.chars().all(is_of_word)
}

/// Whether `longer` is one describing word and then `tag`.
fn says_more(longer: &str, tag: &str) -> bool {
    const NO_ADJECTIVES: [&str; 14] = [
        "no", "not", "without", "on", "in", "at", "from", "of", "under", "over", "behind",
        "another", "her", "his",
    ];
    let Some((word, rest)) = longer.split_once(' ') else { return false };
    rest == tag
        && word.chars().all(char::is_alphabetic)
        && !word.ends_with("ing")
        && !NO_ADJECTIVES.contains(&word)
}

/// Whether the tag is the character's own: its trigger or its class.
fn is_name(view: &CaptionView<'_>, span: Span, key: &str) -> bool {
    mend::protected(view).iter().any(|trigger| trigger.overlaps(span))
        || view.context.settings.class.as_deref().is_some_and(|class| text::normalise(class) == key)
}

fn redundant_draft(view: &CaptionView<'_>, span: Span, longer: Span) -> Draft {
    let (tag, exact) = (span.of(view.text()), longer.of(view.text()));
    let draft = Draft::span(view.index, span, format!("\"{exact}\" says \"{tag}\" already"))
        .severity(Severity::Hint)
        .related(Place::Caption(view.index, Some(longer)), format!("\"{exact}\" stands here"));
    match mend::whole_tag(view.caption(), span) {
        Some(at) => {
            let edits = onmodel_caption::edit::tags::remove(view.caption(), &[at]);
            let fix = DraftFix::review(format!("take out \"{tag}\""));
            draft.fix(fix.edits(view.index, edits))
        }
        None => draft,
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check_caption, fix_caption};
    use expect_test::expect;

    #[test]
    fn the_later_one_is_marked_and_goes() {
        expect![[r#"
            warning set/01.txt:22-29: "closeup" is in this caption already
              + set/01.txt: it stands here first
              fix (Safe): take out the second "closeup"
        "#]]
        .assert_eq(&check_caption("caption-duplicate-tag", "krstl, close-up, hat, closeup"));
        for (before, after) in [
            ("a, krstl, b, A, c", "a, krstl, b, c"),
            ("a, krstl, a, a", "a, krstl"),
            ("krstl, ^_^, ^_^\r\n", "krstl, ^_^\r\n"),
            ("krstl\u{ff0c}hat\u{ff0c}hat", "krstl\u{ff0c}hat"),
        ] {
            assert_eq!(fix_caption("caption-duplicate-tag", before).as_deref(), Some(after));
        }
    }

    #[test]
    fn a_tag_said_more_exactly_is_a_hint() {
        expect![[r#"
            hint set/01.txt:7-12: "white shirt" says "shirt" already
              + set/01.txt: "white shirt" stands here
              fix (Unsafe): take out "shirt"
        "#]]
        .assert_eq(&check_caption("caption-duplicate-tag", "krstl, shirt, white shirt, hat"));
    }

    #[test]
    fn what_only_resembles_is_let_be() {
        for caption in [
            "krstl, hat, no hat",
            "krstl, sword, holding sword",
            "krstl, Krstl, hat",
            "krstl, hat\nkrstl, hat",
            "She waves, krstl is happy, and she waves.",
        ] {
            assert_eq!(check_caption("caption-duplicate-tag", caption), "", "{caption}");
        }
    }
}
