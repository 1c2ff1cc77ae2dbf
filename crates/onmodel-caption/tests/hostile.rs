//! No text makes the crate panic, hang or lose a byte.

use onmodel_caption::{
    Caption, Lexicon, LineIndex, Style, Trigger, Vocabulary,
    edit::{apply, tags},
    text, tokens,
};
use proptest::prelude::*;

/// Reads everything that can be read of `written` and makes the edits that fit it.
fn read(written: &str) {
    let caption = Caption::parse(written);
    let vocabulary = Vocabulary::standard();
    let traits = vocabulary.find(&caption);
    for span in traits
        .iter()
        .map(|found| found.span)
        .chain(vocabulary.identity(&caption).iter().map(|found| found.span))
    {
        assert!(!span.of(written).is_empty());
    }
    for clash in vocabulary.contradictions(&caption, &traits) {
        assert!(!clash.a.of(written).is_empty() && !clash.b.of(written).is_empty());
    }
    for span in
        Lexicon::ALL.into_iter().flat_map(|lexicon| vocabulary.find_lexicon(&caption, lexicon))
    {
        assert!(!span.of(written).is_empty());
    }
    let usage = Trigger::new("krstl").find(&caption);
    for (span, _) in &usage.variants {
        assert!(!span.of(written).is_empty());
    }
    usage.place(&caption);
    for (span, _) in text::invisible(written) {
        assert!(!span.of(written).is_empty());
    }
    text::mojibake(written);
    tokens::clip_cut(written, 75);
    LineIndex::new(written);
    let is_blank = |c: char| c.is_whitespace() || text::is_unseen(c);
    assert_eq!(caption.style() == Style::Empty, written.chars().all(is_blank));
    let last = caption.tags().len() - 1;
    for edits in [
        tags::remove(&caption, &[0, last]),
        tags::move_first(&caption, last),
        tags::append(&caption, "x"),
    ] {
        apply(written, &edits).expect("edits of a tag list fit the list they were made for");
    }
}

/// A caption an artist might write, to be damaged.
const CAPTIONS: [&str; 3] = [
    "krstl, 1girl, red_hair, looking_at_viewer, ^_^, hair_ornament_\\(flower\\), standing,, close-up\r\n",
    "A full body shot of krstl. She isn\u{2019}t smiling, her long red hair \u{2014} flowing \u{1f469}\u{200d}\u{1f680} in the wind.",
    "Krstl's caf\u{e9}\r\u{6f22}\u{5b57}, [trigger], (masterpiece:1.2), donâ€™t look back; no hat",
];

proptest! {
    #[test]
    fn random_characters(written in any::<String>()) {
        read(&written);
    }

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn damaged_captions(which in 0..3usize, cut in 0..90usize, length in 0..12usize, put in "[\u{0}-\u{300}\u{200b}-\u{200f}\\\\(),._ \n-]{0,4}") {
        let original: Vec<char> = CAPTIONS[which].chars().collect();
        let cut = cut.min(original.len());
        let after = (cut + length).min(original.len());
        let written: String = original[..cut].iter().copied().chain(put.chars()).chain(original[after..].iter().copied()).collect();
        read(&written);
    }
}

#[test]
fn a_very_long_caption_is_read_in_time() {
    for unit in [
        "smiling ",
        "a",
        "red hair ",
        "krstl Krstl ",
        ",",
        "\r",
        "\u{301}",
        "no ",
        "( ",
        "^_^ ",
        ". ",
        "not red long hair, ",
        "\u{1f469}\u{200d}",
    ] {
        read(&unit.repeat(60_000 / unit.len()));
    }
}
