//! The report for a person: words marked in captions.

use expect_test::{Expect, expect};
use onmodel_report::{Style, text};
use onmodel_rules::Severity;

use crate::made::{With, on};
use crate::studio::{GATE, Studio, check, judged};

fn marked(caption: &[u8], words: &str, width: usize, expected: &Expect) {
    let studio = Studio::with(&[("kestrel/01.png", "")]);
    studio.write("kestrel/01.txt", caption);
    let set = studio.set("kestrel");
    let finding =
        on(&set, "01.txt", Severity::Hint, "caption-vague", "this says little").marks(&set, words);
    let check = check(vec![judged(set, vec![finding], [90.0; 5])]);
    let style = Style { quiet: true, width, ..studio.style() };
    expected.assert_eq(&text::render(&check, &GATE, &style));
}

#[test]
fn a_second_line_after_crlf() {
    marked(
        b"krstl, woman\r\nnice picture, smiling\r\n",
        "nice picture",
        80,
        &expect![[r#"
            hint[caption-vague]: this says little
             --> kestrel/01.txt:2:1
              |
            2 | nice picture, smiling
              | ^^^^^^^^^^^^
        "#]],
    );
}

#[test]
fn wide_characters_are_underlined_in_full() {
    marked(
        "krstl, 赤い髪, 笑顔, 青い上着".as_bytes(),
        "笑顔",
        80,
        &expect![[r#"
            hint[caption-vague]: this says little
             --> kestrel/01.txt:1:13
              |
            1 | krstl, 赤い髪, 笑顔, 青い上着
              |                ^^^^
        "#]],
    );
}

#[test]
fn an_emoji_before_the_words() {
    marked(
        "krstl 👩\u{200d}🚀, 🙂 nice".as_bytes(),
        "nice",
        80,
        &expect![[r#"
            hint[caption-vague]: this says little
             --> kestrel/01.txt:1:17
              |
            1 | krstl 👩🚀, 🙂 nice
              |                ^^^^
        "#]],
    );
}

#[test]
fn a_tab_before_the_words() {
    marked(
        b"krstl,\tnice,\tsmiling",
        "nice",
        80,
        &expect![[r#"
            hint[caption-vague]: this says little
             --> kestrel/01.txt:1:8
              |
            1 | krstl,    nice,    smiling
              |           ^^^^
        "#]],
    );
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    marked(
        b"\xef\xbb\xbfkrstl, nice",
        "krstl",
        80,
        &expect![[r#"
            hint[caption-vague]: this says little
             --> kestrel/01.txt:1:1
              |
            1 | krstl, nice
              | ^^^^^
        "#]],
    );
}

#[test]
fn an_escape_in_a_caption_is_shown_not_obeyed() {
    marked(
        "krstl, \u{1b}[2Jnice, a\u{200b}b \u{202e}c".as_bytes(),
        "\u{1b}[2J",
        80,
        &expect![[r#"
            hint[caption-vague]: this says little
             --> kestrel/01.txt:1:8
              |
            1 | krstl, ␛[2Jnice, a<U+200B>b <U+202E>c
              |        ^^^^
        "#]],
    );
}

#[test]
fn an_empty_caption() {
    marked(
        b"",
        "",
        80,
        &expect![[r#"
            hint[caption-vague]: this says little
             --> kestrel/01.txt:1:1
              |
            1 |
              | ^
        "#]],
    );
}

#[test]
fn a_million_characters_are_cut_to_what_is_marked() {
    let caption = format!("{} nice {}", "a".repeat(500_000), "b ".repeat(250_000));
    marked(
        caption.as_bytes(),
        "nice",
        60,
        &expect![[r#"
            hint[caption-vague]: this says little
             --> kestrel/01.txt:1:500002
              |
            1 | …aaaaaaaaaaaaaaaaaaaaaaa nice b b b b b b b b b b b b…
              |                          ^^^^
        "#]],
    );
    marked(
        caption.as_bytes(),
        &caption,
        60,
        &expect![[r#"
            hint[caption-vague]: this says little
             --> kestrel/01.txt:1:1
              |
            1 | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        "#]],
    );
}
