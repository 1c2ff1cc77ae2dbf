//! How a finding is mended, and what else it concerns, in words.

use onmodel_rules::{Finding, Related, Safety};

use super::names::Names;

/// How many related places and choices are named; the rest is counted.
const MOST: usize = 6;

/// The best way to mend it: what it does, and who may do it. Choices are all named.
pub(super) fn help(finding: &Finding) -> Option<String> {
    let best = finding.fixes.first()?;
    Some(match best.safety {
        Safety::Safe => format!("{} (safe: `onmodel fix` does it)", best.title),
        Safety::Unsafe => format!("{} (review first: `onmodel fix --unsafe --diff`)", best.title),
        Safety::Assist => choices(finding),
    })
}

/// The way to mend findings told together: the one there is, or how to see all.
pub(super) fn help_of_all(findings: &[&Finding]) -> Option<String> {
    if let [one] = findings {
        return help(one);
    }
    let with = |safety| {
        let best = findings.iter().filter_map(|finding| finding.fixes.first());
        best.filter(|fix| fix.safety == safety).count()
    };
    match (with(Safety::Safe), with(Safety::Unsafe)) {
        (0, 0) => None,
        (0, review) => {
            Some(format!("`onmodel fix --unsafe --diff` shows {review} fixes to review"))
        }
        (safe, _) => Some(format!("`onmodel fix` mends {safe} of them")),
    }
}

fn choices(finding: &Finding) -> String {
    let titles: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
    match titles.as_slice() {
        [one] => format!("{one} (for you to decide)"),
        many if many.len() <= MOST => format!("choose: {}", many.join(", or ")),
        many => format!("choose: {}, or {} others", many[..MOST].join(", or "), many.len() - MOST),
    }
}

/// The related places, grouped by what is said of them: `see a.png, b.png: the same picture`.
pub(super) fn related(finding: &Finding, names: Names<'_>) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<&Related>)> = Vec::new();
    for related in &finding.related {
        match groups.iter_mut().find(|(message, _)| *message == related.message) {
            Some((_, places)) => places.push(related),
            None => groups.push((&related.message, vec![related])),
        }
    }
    let hidden: usize = groups.iter().skip(MOST).map(|(_, places)| places.len()).sum();
    let mut lines: Vec<String> =
        groups.iter().take(MOST).map(|(message, places)| group(message, places, names)).collect();
    if hidden > 0 {
        lines.push(format!("and {hidden} more"));
    }
    lines
}

fn group(message: &str, places: &[&Related], names: Names<'_>) -> String {
    let mut named: Vec<String> =
        places.iter().take(MOST).map(|related| place(related, names)).collect();
    if places.len() > MOST {
        named.push(format!("and {} more", places.len() - MOST));
    }
    let named = named.join(", ");
    if message.is_empty() { named } else { format!("{named}: {message}") }
}

fn place(related: &Related, names: Names<'_>) -> String {
    let name = names.of(&related.path);
    match related.range {
        Some(range) if range.start.line > 0 => format!("{name}:{}", range.start.line + 1),
        _ => name,
    }
}
