//! `caption-prompt-syntax`

use std::sync::LazyLock;

use onmodel_caption::edit::{TextEdit, prose, tags};
use onmodel_caption::{Span, Style};
use onmodel_dataset::trainer::Family;
use regex::Regex;

use crate::{CaptionView, Draft, Out, Rule, Severity, declare_rule, mend};

declare_rule! {
    /// A caption holds syntax of prompts.
    ///
    /// ## What it checks
    /// Weights `(tag:1.2)`, brackets that stand for weights `((tag))`, `{{tag}}` or `(tag)` for a whole
    /// tag, `[from:to:0.5]`, orders such as `--ar 16:9`, `<lora:…>`, escaped
    /// parentheses (a hint in tag lists for SDXL and its relatives, as taggers write them so), `BREAK`,
    /// `AND` between tags, `::2`, `|||`, choices `{a|b}`, wildcards `__name__` and `embedding:name`.
    /// Where `trainer-config` names the trainer's own file, `|||` and `{a|b}` may be options set there
    /// and are let be.
    ///
    /// ## Why it matters
    /// Image generators understand these signs. Trainers do not: they hand them to the text encoder as
    /// they are.
    ///
    /// ## Example
    /// ```caption bad
    /// krstl, (red hair:1.2), standing
    /// ```
    /// ```caption fixed
    /// krstl, red hair, standing
    /// ```
    /// ```caption good
    /// krstl, red hair, standing
    /// ```
    ///
    /// ## How to fix
    /// `onmodel fix` keeps the words and takes the signs out. What joins or chooses wants a decision.
    pub struct CaptionPromptSyntax = "caption-prompt-syntax" {
        scope: Caption,
        level: Some(Severity::Warning),
        fix: Safe,
        part: Captions,
    }
}

/// One kind of syntax.
struct Syntax {
    /// What a message calls it.
    name: &'static str,
    pattern: Regex,
    mends: Mends,
}

/// How it is mended.
#[derive(Clone, Copy, PartialEq)]
enum Mends {
    /// The first group stays.
    Unwrap,
    /// The first group stays without its first and last sign.
    Peel,
    /// All of it goes.
    Remove,
    /// A person decides about the first group, or all of it.
    Never,
    /// The same, and a trainer may be told what it means.
    Option,
}

static SYNTAX: LazyLock<[Syntax; 15]> = LazyLock::new(|| {
    let syntax = |name, pattern: &str, mends| Syntax {
        name,
        pattern: Regex::new(pattern).expect("a test matches with every pattern"),
        mends,
    };
    [
        syntax("a model reference", r"<(?:lora|lyco|hypernet):[^<>\r\n]*>", Mends::Remove),
        syntax("a prompt weight", r"\(([^():\r\n]*[\pL_]):\s*\d(?:\.\d+)?\)", Mends::Unwrap),
        syntax("brackets for weight", r"\({2,}([^()\r\n]*[\pL][^()\r\n]*)\){2,}", Mends::Unwrap),
        syntax(
            "brackets for weight",
            r"\[{2,}([^\[\]\r\n]*[\pL][^\[\]\r\n]*)\]{2,}",
            Mends::Unwrap,
        ),
        syntax("brackets for weight", r"\{{2,}([^{}|\r\n]*[\pL][^{}|\r\n]*)\}{2,}", Mends::Unwrap),
        // A whole tag: "saber (fate)" is a name.
        syntax(
            "brackets for weight",
            r"(?m)(?:^|,)[ ]*(\([\pL][^(),:\r\n]+\))[ ]*(?:,|$)",
            Mends::Peel,
        ),
        syntax(
            "a change of prompt while drawing",
            r"\[[^\[\]:\r\n]*:[^\[\]:\r\n]*:?\s*\d*\.?\d+\]",
            Mends::Never,
        ),
        syntax(
            "an order to an image generator",
            r"(?:^|\s)(--(?:ar|v|niji|style|stylize|s|q|chaos|seed|no|w|h)\b[^,\r\n]*)",
            Mends::Never,
        ),
        syntax("an embedding", r"\bembedding:\S+", Mends::Never),
        syntax("a choice for prompts", r"\{[^{}\r\n]*\|[^{}\r\n]*\}", Mends::Option),
        syntax("a separator for trainers that are told so", r"\|{3,}", Mends::Option),
        syntax("a prompt weight", r"[\pL\d)](::(?:-?\d+(?:\.\d+)?)?)", Mends::Never),
        syntax("a wildcard", r"\b__[\pL\d-]+__\b|__[\pL][\pL\d/-]*__", Mends::Never),
        // In capitals on both sides it is something written in the picture.
        syntax(
            "a prompt keyword",
            r"(?m)(?:^\s*|[^\p{Lu}\s]\s*[ ,])(BREAK)(?:\s*$|\s*[.,]|\s+(?:[^\p{Lu}\s]|\p{Lu}[^\p{Lu}]))",
            Mends::Never,
        ),
        syntax("a prompt keyword", r"[\p{Ll}\d)]\s+(AND)\s+[\p{Ll}\d(]", Mends::Never),
    ]
});
/// Parentheses escaped as booru tags are in prompts: `krstl \(character\)`.
static ESCAPED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\\\(([^\\()\r\n]*[\pL\d][^\\()\r\n]*)\\\)").expect("a test matches with it")
});

impl Rule for CaptionPromptSyntax {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        let signs = ['(', '<', '[', '{', '_', ':', '|', 'B', '-'];
        if !view.text().contains(signs) && !view.text().contains("AND") {
            return;
        }
        let is_told = view.context.settings.trainer_config.is_some();
        for syntax in SYNTAX.iter().filter(|one| !(is_told && one.mends == Mends::Option)) {
            for found in syntax.pattern.captures_iter(view.text()) {
                let Some(whole) = found.get(0) else { continue };
                let inner = found.get(1).unwrap_or(whole);
                let is_inner = matches!(syntax.mends, Mends::Never | Mends::Peel);
                let span = if is_inner { inner } else { whole };
                out.push(draft(view, syntax, span.range().into(), inner.as_str()));
            }
        }
        escaped(view, out);
    }
}

fn draft(view: &CaptionView<'_>, syntax: &Syntax, span: Span, inner: &str) -> Draft {
    let found = span.of(view.text());
    let words = found.trim_matches([' ', ',']);
    let start = span.start + found.len() - found.trim_start_matches([' ', ',']).len();
    let place = Span::new(start, start + words.len());
    let draft = Draft::span(view.index, place, format!("\"{words}\" is {}", syntax.name))
        .consequence("trainers read it letter by letter");
    let edits = match syntax.mends {
        Mends::Never | Mends::Option => return draft,
        Mends::Unwrap => vec![TextEdit::replace(span, inner)],
        Mends::Peel => vec![TextEdit::replace(span, peeled(inner))],
        Mends::Remove => match mend::whole_tag(view.caption(), span) {
            Some(index) => tags::remove(view.caption(), &[index]),
            None => prose::remove_words(view.text(), span),
        },
    };
    let title = match syntax.mends {
        Mends::Unwrap => format!("write \"{inner}\""),
        Mends::Peel => format!("write \"{}\"", peeled(inner)),
        _ => format!("take out \"{words}\""),
    };
    mend::offer(view, title, edits).into_iter().fold(draft, Draft::fix)
}

/// What stands between brackets.
fn peeled(words: &str) -> &str {
    words.trim_start_matches('(').trim_end_matches(')')
}

/// Escaped parentheses: one finding for the caption.
fn escaped(view: &CaptionView<'_>, out: &mut Out<'_>) {
    let found: Vec<_> = ESCAPED
        .captures_iter(view.text())
        .filter_map(|one| Some((Span::from(one.get(0)?.range()), one.get(1)?.as_str())))
        .collect();
    let Some((first, _)) = found.first() else { return };
    let edits: Vec<TextEdit> =
        found.iter().map(|(span, inner)| TextEdit::replace(*span, format!("({inner})"))).collect();
    let message = format!("\"{}\": parentheses need no backslash here", first.of(view.text()));
    // Booru taggers write them so, and whoever prompts models that read tags is used to it.
    let is_usual = view.caption().style() == Style::Tags
        && view.context.family().is_none_or(Family::reads_clip_only);
    let draft = Draft::span(view.index, *first, message)
        .severity(if is_usual { Severity::Hint } else { Severity::Warning })
        .consequence("each backslash is a token of its own");
    let fix = mend::offer(view, "take out the backslashes", edits);
    out.push(fix.into_iter().fold(draft, Draft::fix));
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_caption, fix_caption};
    use expect_test::expect;

    #[test]
    fn the_words_stay_and_the_signs_go() {
        for (before, after) in [
            ("krstl, ((red hair)), hat", "krstl, red hair, hat"),
            ("krstl, [[hat]], coat", "krstl, hat, coat"),
            ("krstl, hat, <lora:krstl_v2:0.8>", "krstl, hat"),
            ("krstl \\(character\\), hat_\\(red\\)\r\n", "krstl (character), hat_(red)\r\n"),
        ] {
            assert_eq!(fix_caption("caption-prompt-syntax", before).as_deref(), Some(after));
        }
    }

    #[test]
    fn what_wants_a_decision_is_only_said() {
        expect![[r#"
            warning set/01.txt:7-16: "{hat|cap}" is a choice for prompts
              = trainers read it letter by letter
            warning set/01.txt:17-22: "BREAK" is a prompt keyword
              = trainers read it letter by letter
            warning set/01.txt:23-33: "__colour__" is a wildcard
              = trainers read it letter by letter
            warning set/01.txt:35-49: "embedding:easy" is an embedding
              = trainers read it letter by letter
        "#]]
        .assert_eq(&check_caption(
            "caption-prompt-syntax",
            "krstl, {hat|cap} BREAK __colour__, embedding:easy",
        ));
        expect![[r#"
            warning set/01.txt:6-9: "|||" is a separator for trainers that are told so
              = trainers read it letter by letter
            warning set/01.txt:18-21: "::2" is a prompt weight
              = trainers read it letter by letter
            warning set/01.txt:27-30: "AND" is a prompt keyword
              = trainers read it letter by letter
        "#]]
        .assert_eq(&check_caption("caption-prompt-syntax", "krstl ||| red hair::2, hat AND coat"));
    }

    #[test]
    fn options_of_a_trainer_that_is_configured_are_let_be() {
        let set = "[dataset]\ntrainer-config = \"dataset.toml\"\n[[image]]\nfile = \"01.png\"\n\
                   caption = \"krstl ||| {hat|cap}\"\n";
        assert_eq!(check("caption-prompt-syntax", set), "");
    }

    #[test]
    fn ordinary_signs_are_let_be() {
        for caption in [
            "krstl, :(, ^_^, ||_||, \\(^o^)/",
            "krstl (a woman), ratio (4:3), looking_at_viewer",
            "krstl in a BREAKING wave, {smile}",
            "krstl beside a sign that says SALT AND PEPPER",
            "krstl under a neon sign, COFFEE BREAK ROOM",
            "krstl, cats and dogs, tic-tac-toe, 10:30",
        ] {
            assert_eq!(check_caption("caption-prompt-syntax", caption), "", "{caption}");
        }
    }
}
