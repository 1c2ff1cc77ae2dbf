//! The trigger written otherwise.

use super::{
    Trigger,
    key::{Key, ONE_EDIT, bare},
};
use crate::{
    Span, Vocabulary,
    text::{is_unseen, is_word_char, normalise},
    tokens,
};

/// In what a variant differs from the trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VariantKind {
    /// `Krstl`.
    Case,
    /// `char v1` or `char-v1` for `char_v1`; `krstl_`.
    Separators,
    /// `krstls`: a possessive without its apostrophe.
    Possessive,
    /// `krtsl`; `krst1`, with a digit that looks like its letter.
    Misspelt,
}

/// The runs of word characters in `text`.
pub(super) fn parts(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_word_char)?;
        at = start + text[start..].find(|c| !is_word_char(c)).unwrap_or(text.len() - start);
        Some(Span::new(start, at))
    })
}

impl Trigger {
    /// Where `text` holds the trigger in another form, outside its `exact` uses.
    pub(super) fn variants(&self, text: &str, exact: &[Span]) -> Vec<(Span, VariantKind)> {
        let pieces: Vec<Span> = parts(text).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let variant = self
                .variant_at(text, &pieces[at..])
                .filter(|(_, span, _)| !overlaps_any(exact, *span));
            let taken = variant.map_or(1, |(taken, ..)| taken);
            found.extend(variant.map(|(_, span, kind)| (span, kind)));
            at += taken;
        }
        found
    }

    /// The variant beginning with the first of `pieces`: how many of them it takes, where, and
    /// what differs. The shortest wins.
    fn variant_at(&self, text: &str, pieces: &[Span]) -> Option<(usize, Span, VariantKind)> {
        let first = pieces.first()?;
        (1..=self.parts.len() + 1).take_while(|&count| joined(text, pieces, count)).find_map(
            |count| {
                let span = Span::new(first.start, pieces[count - 1].end);
                let span = with_loose_joints(text, span);
                Some((count, span, self.kind(span.of(text), count)?))
            },
        )
    }

    /// What `written`, made of `count` parts, is of the trigger.
    fn kind(&self, written: &str, count: usize) -> Option<VariantKind> {
        let key = &self.key;
        let is_other =
            written == self.text || written.len() > 2 * self.text.len() + 2 || !key.may_be(written);
        if is_other || self.parts.is_empty() {
            return None;
        }
        let lower = written.to_lowercase();
        if lower == key.lower {
            return Some(VariantKind::Case);
        }
        let bare = bare(&lower);
        let meant = || !self.is_known(written);
        if bare == key.bare {
            return (key.length >= ONE_EDIT).then_some(VariantKind::Separators);
        }
        if count != self.parts.len() {
            return None;
        }
        let possessive =
            bare.strip_suffix('s') == Some(key.bare.as_str()) && key.length >= ONE_EDIT;
        if possessive && meant() {
            return Some(VariantKind::Possessive);
        }
        (is_slip(&bare, key) && meant()).then_some(VariantKind::Misspelt)
    }

    /// Whether `written` is a word of its own: told so, in the vocabulary, or so common that
    /// CLIP has one token for each of its parts.
    fn is_known(&self, written: &str) -> bool {
        let word = normalise(written);
        let differing = parts(&word)
            .map(|span| span.of(&word))
            .filter(|part| !self.parts.iter().any(|own| own == part));
        let is_word =
            |part: &str| Vocabulary::standard().knows_word(part) || tokens::clip(part) <= 1;
        self.known.contains(&word) || differing.into_iter().all(is_word)
    }
}

/// Whether `span` shares a byte with any of `sorted`.
fn overlaps_any(sorted: &[Span], span: Span) -> bool {
    let first = sorted.partition_point(|other| other.end <= span.start);
    sorted.get(first).is_some_and(|other| other.overlaps(span))
}

/// Whether the first `count` pieces exist and only one space, underscore or hyphen stands between
/// each two.
fn joined(text: &str, pieces: &[Span], count: usize) -> bool {
    let Some(taken) = pieces.get(..count) else { return false };
    taken.windows(2).all(|pair| {
        let between = &text[pair[0].end..pair[1].start];
        matches!(between, " " | "_" | "-") || between.chars().all(is_unseen)
    })
}

/// `span` with the underscores beside it that join it to no other word.
pub(super) fn with_loose_joints(text: &str, span: Span) -> Span {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let (left, right) = (before.trim_end_matches('_'), after.trim_start_matches('_'));
    let is_joint = |beside: Option<char>| beside.is_some_and(is_word_char);
    let start = if is_joint(left.chars().next_back()) { span.start } else { left.len() };
    let end = if is_joint(right.chars().next()) { span.end } else { text.len() - right.len() };
    Span::new(start, end)
}

/// Whether `word` is `key` but for one edit (two in long words). Digits must agree: `kael08` is
/// another character than `kael07`, not a slip of the pen; but one that looks like the letter it
/// stands for, or a letter like the digit, is misread.
fn is_slip(word: &str, key: &Key) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let close = word.chars().count().abs_diff(key.length) <= key.slips();
    let is_mistyped = || {
        digits(word) == digits(&key.bare) && strsim::osa_distance(word, &key.bare) <= key.slips()
    };
    close && key.slips() > 0 && (is_mistyped() || is_misread(word, key))
}

/// Digits with the letters they are mistaken for.
const LOOK_ALIKES: [(char, char); 6] =
    [('0', 'o'), ('1', 'l'), ('1', 'i'), ('2', 'z'), ('5', 's'), ('8', 'b')];

/// Whether `word` differs from `key` only where one has a digit and the other its look-alike.
fn is_misread(word: &str, key: &Key) -> bool {
    let mut misread = 0;
    let are_alike = word.chars().zip(key.bare.chars()).filter(|(a, b)| a != b).all(|(a, b)| {
        misread += 1;
        LOOK_ALIKES.contains(&(a, b)) || LOOK_ALIKES.contains(&(b, a))
    });
    are_alike && word.chars().count() == key.length && misread <= key.slips()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Caption;

    fn variants(trigger: &Trigger, text: &str) -> Vec<(String, VariantKind)> {
        let found = trigger.find(&Caption::parse(text)).variants;
        found.into_iter().map(|(span, kind)| (span.of(text).to_owned(), kind)).collect()
    }

    #[test]
    fn a_variant_says_in_what_it_differs() {
        use VariantKind::{Case, Misspelt, Possessive, Separators};
        for (trigger, text, found, kind) in [
            ("krstl", "Krstl, red hair", "Krstl", Case),
            ("krstl", "a krtsl woman", "krtsl", Misspelt),
            ("krstl", "krstls red hair", "krstls", Possessive),
            ("char_v1", "a char v1 robot", "char v1", Separators),
            ("char_v1", "char-V1", "char-V1", Separators),
            ("krstl", "kr\u{200b}stl, solo", "kr\u{200b}stl", Separators),
            ("krstl armor", "krstl_armor, solo", "krstl_armor", Separators),
            ("krstl armor", "Krstl armor", "Krstl armor", Case),
            ("zephyrax", "zepyrx, solo", "zepyrx", Misspelt),
            ("ohwx", "ohx woman", "ohx", Misspelt),
            ("krstl", "krstl_, solo", "krstl_", Separators),
            ("krstl", "solo, _krstl", "_krstl", Separators),
            ("char_v1", "char_v1_, solo", "char_v1_", Separators),
            ("krstl", "krst1, solo", "krst1", Misspelt),
            ("krstl", "Krst1 stands", "Krst1", Misspelt),
            ("kael_07", "kael_o7", "kael_o7", Misspelt),
        ] {
            assert_eq!(
                variants(&Trigger::new(trigger), text),
                [(found.to_owned(), kind)],
                "{trigger:?} in {text:?}"
            );
        }
    }

    #[test]
    fn what_is_meant_as_written_is_no_variant() {
        for (trigger, text) in [
            ("krstl", "krstl's hat, crystal, kestrel"),
            ("sks", "sk, six, sky"),
            ("kael_07", "kael_08, kael_17, kael_1o"),
            ("krstl", "krst2, krst7"),
            ("p3r5on", "a person"),
            ("j0hn", "john"),
            ("krstl", "krstl_woman, 1girl_krstl, krstl ^_^"),
            ("mira", "a mirror, mire, mine"),
            ("bownn", "brown hair"),
            ("krstl", "kr, stl"),
        ] {
            assert_eq!(variants(&Trigger::new(trigger), text), [], "{trigger:?} in {text:?}");
        }
    }

    #[test]
    fn words_it_was_told_of_are_no_variants() {
        let trigger = Trigger::new("krstl").knowing(["krstn"]);
        assert_eq!(variants(&trigger, "krstn, solo"), []);
    }
}
