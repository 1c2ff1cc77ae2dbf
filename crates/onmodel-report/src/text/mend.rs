//! How a finding is mended, and what else it concerns, in words.

use onmodel_rules::{Finding, Related, Safety};

use crate::Style;

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

fn choices(finding: &Finding) -> String {
    let titles: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
    match titles.as_slice() {
        [one] => format!("{one} (for you to decide)"),
        many if many.len() <= MOST => format!("choose: {}", many.join(", or ")),
        many => format!("choose: {}, or {} others", many[..MOST].join(", or "), many.len() - MOST),
    }
}

/// The related places, grouped by what is said of them: `see a.png, b.png: the same picture`.
pub(super) fn related(finding: &Finding, style: &Style) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<&Related>)> = Vec::new();
    for related in &finding.related {
        match groups.iter_mut().find(|(message, _)| *message == related.message) {
            Some((_, places)) => places.push(related),
            None => groups.push((&related.message, vec![related])),
        }
    }
    let hidden: usize = groups.iter().skip(MOST).map(|(_, places)| places.len()).sum();
    let mut lines: Vec<String> =
        groups.iter().take(MOST).map(|(message, places)| group(message, places, style)).collect();
    if hidden > 0 {
        lines.push(format!("and {hidden} more"));
    }
    lines
}

fn group(message: &str, places: &[&Related], style: &Style) -> String {
    let mut named: Vec<String> =
        places.iter().take(MOST).map(|related| place(related, style)).collect();
    if places.len() > MOST {
        named.push(format!("and {} more", places.len() - MOST));
    }
    let named = named.join(", ");
    if message.is_empty() { named } else { format!("{named}: {message}") }
}

fn place(related: &Related, style: &Style) -> String {
    let path = style.path(&related.path);
    related.range.map_or(path.clone(), |range| format!("{path}:{}", range.start.line + 1))
}
