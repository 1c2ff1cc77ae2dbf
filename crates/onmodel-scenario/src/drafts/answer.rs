//! From a model's answer to a caption.

/// What some models put before the caption, whatever they are told.
const PREAMBLES: [&str; 4] = ["caption:", "here is the caption:", "here's the caption:", "draft:"];

/// The caption in an answer: one line, without the fence, the quotes and the preamble that a model may
/// put round it. `None` where nothing is left.
pub(super) fn caption(answer: &str) -> Option<String> {
    let lines = answer.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.filter(|line| !line.starts_with("```"));
    let text = lines.collect::<Vec<_>>().join(" ");
    let text = without_thoughts(&text);
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let text = without_preamble(text.trim());
    let text = unquoted(text).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Models that think aloud end their thoughts with a tag.
fn without_thoughts(text: &str) -> &str {
    text.rsplit_once("</think>").map_or(text, |(_, said)| said)
}

fn without_preamble(text: &str) -> &str {
    let found = PREAMBLES.iter().find_map(|preamble| {
        let head = text.get(..preamble.len())?;
        head.eq_ignore_ascii_case(preamble).then(|| &text[preamble.len()..])
    });
    found.unwrap_or(text).trim()
}

/// Quotes are taken off where they stand round the whole and nowhere inside.
fn unquoted(text: &str) -> &str {
    for (open, close) in [('"', '"'), ('“', '”'), ('`', '`')] {
        let inner = text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
        if let Some(inner) = inner.filter(|inner| !inner.contains([open, close])) {
            return inner;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_model_puts_round_a_caption_is_taken_off() {
        for (answer, expected) in [
            ("krstl, standing", Some("krstl, standing")),
            ("\n\"krstl, standing\"\n", Some("krstl, standing")),
            ("```\nkrstl, standing\n```", Some("krstl, standing")),
            ("Caption: krstl, standing", Some("krstl, standing")),
            ("<think>She\nstands.</think>\nkrstl, standing", Some("krstl, standing")),
            ("krstl stands.\nShe smiles.", Some("krstl stands. She smiles.")),
            ("\"hi\" she says, \"there\"", Some("\"hi\" she says, \"there\"")),
            ("krstl,\u{1b}[31m red", Some("krstl,[31m red")),
            ("```\n```", None),
            ("ä", Some("ä")),
            ("", None),
        ] {
            assert_eq!(caption(answer).as_deref(), expected, "{answer}");
        }
    }
}
