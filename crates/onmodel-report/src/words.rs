//! Counted words.

use onmodel_rules::judge::Tally;

/// `1 image`, `2 images`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// `1 error, 2 warnings and 1 hint`; only what there is.
pub(crate) fn severities(tally: &Tally) -> String {
    let each = [(tally.errors, "error"), (tally.warnings, "warning"), (tally.hints, "hint")];
    let there: Vec<String> =
        each.iter().filter(|(number, _)| *number > 0).map(|(n, noun)| count(*n, noun)).collect();
    list(&there)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_not_counted() {
        let tally = Tally { errors: 1, hints: 3, ..Tally::default() };
        assert_eq!(severities(&tally), "1 error and 3 hints");
        assert_eq!(severities(&Tally::default()), "");
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
