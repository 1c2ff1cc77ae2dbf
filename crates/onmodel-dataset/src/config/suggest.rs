//! "Did you mean …?"

/// The candidate a mistyped word was probably meant to be, if one is near enough.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(word);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &fold(candidate)), candidate))
        .filter(|&(distance, candidate)| distance <= tolerance(candidate))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// [`closest`] as the help of an error; without a near candidate it lists them all.
pub fn did_you_mean(word: &str, candidates: &[&str]) -> String {
    match closest(word, candidates.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known here: {}", candidates.join(", ")),
    }
}

/// One mistake in three letters, and always one.
fn tolerance(candidate: &str) -> usize {
    (candidate.chars().count() / 3).max(1)
}

fn fold(word: &str) -> String {
    word.to_lowercase().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_recognised() {
        let keys = ["trigger", "trainer", "class", "caption-extension"];
        for (typed, meant) in [
            ("triger", Some("trigger")),
            ("Trainer", Some("trainer")),
            ("caption_extension", Some("caption-extension")),
            ("clas", Some("class")),
            ("zzz", None),
        ] {
            assert_eq!(closest(typed, keys), meant, "{typed}");
        }
    }
}
