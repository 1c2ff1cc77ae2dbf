//! `studio-style/file-names`

use onmodel_plugin::{Finding, Fix, Item, Offers, Report, Rule, Scope, options};

options! {
    /// How image files are called.
    pub struct FileNames {
        /// The name without its extension: `#` is a digit, `*` some of a-z, 0-9, `_` and `-`, `{set}`
        /// the set's name.
        pattern: String = "{set}_###".to_owned(),
    }
}

impl FileNames {
    fn pattern(&self, item: Item<'_>) -> String {
        let set = item.dataset().map(|set| set.name().to_lowercase().replace(' ', "_"));
        self.pattern.replace("{set}", &set.unwrap_or_default())
    }
}

impl Rule for FileNames {
    type Options = Self;
    const ID: &'static str = "studio-style/file-names";
    const SUMMARY: &'static str = "A file is not called as the studio calls its files";
    const SCOPE: Scope = Scope::Image;
    const OFFERS: Offers = Offers::Review;
    const DOCS: &'static str = include_str!("../docs/file-names.md");

    fn new(options: Self) -> Result<Self, String> {
        if options.pattern.is_empty() || options.pattern.contains(['/', '\\']) {
            return Err("pattern: a file's name without its extension, like `aoi_###`".to_owned());
        }
        Ok(options)
    }

    fn check(&self, item: Item<'_>, report: &mut Report<'_>) {
        let pattern = self.pattern(item);
        if fits(&pattern, item.stem()) {
            return;
        }
        let message = format!("\"{}\" is not called like \"{pattern}\"", item.file_name());
        let mut finding = Finding::on_image(message);
        if let Some(stem) = proposed(&pattern, item.stem()) {
            finding = finding.fix(Fix::review(format!("rename it to \"{stem}\"")).rename(stem));
        }
        report.push(finding);
    }
}

/// Whether a name is one of the pattern's.
fn fits(pattern: &str, name: &str) -> bool {
    let is_free = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    let Some(first) = pattern.chars().next() else { return name.is_empty() };
    let rest = &pattern[first.len_utf8()..];
    let Some(c) = name.chars().next() else { return first == '*' && fits(rest, name) };
    let after = &name[c.len_utf8()..];
    match first {
        '#' => c.is_ascii_digit() && fits(rest, after),
        '*' => fits(rest, name) || (is_free(c) && fits(pattern, after)),
        _ => first == c && fits(rest, after),
    }
}

/// The pattern's name with the number that ends `name`, where the pattern asks for nothing but one.
fn proposed(pattern: &str, name: &str) -> Option<String> {
    let number = name.trim_end().rsplit(|c: char| !c.is_ascii_digit()).next()?;
    let number = number.trim_start_matches('0');
    let digits = pattern.matches('#').count();
    let run = "#".repeat(digits);
    let is_plain = digits > 0 && pattern.contains(&run) && !pattern.contains('*');
    let ends_in_digit = name.trim_end().ends_with(|c: char| c.is_ascii_digit());
    (is_plain && ends_in_digit && number.len() <= digits)
        .then(|| pattern.replace(&run, &format!("{number:0>digits$}")))
}

#[cfg(test)]
mod tests {
    use onmodel_plugin::Operation;
    use onmodel_plugin::testing::{Sample, check_item};

    use super::*;

    #[test]
    fn names_fit_their_pattern() {
        for (pattern, name, expected) in [
            ("aoi_###", "aoi_012", true),
            ("aoi_###", "aoi_12", false),
            ("aoi_###", "aoi_0123", false),
            ("*_##", "aoi-front_01", true),
            ("*_##", "Aoi_01", false),
            ("aoi", "aoi", true),
        ] {
            assert_eq!(fits(pattern, name), expected, "{name} as {pattern}");
        }
    }

    #[test]
    fn a_number_moves_into_the_pattern() {
        assert_eq!(proposed("aoi_###", "Aoi 7").as_deref(), Some("aoi_007"));
        assert_eq!(proposed("aoi_###", "final0012").as_deref(), Some("aoi_012"));
        assert_eq!(proposed("aoi_###", "aoi_front"), None);
        assert_eq!(proposed("aoi_#", "aoi_17"), None);
        assert_eq!(proposed("*_##", "aoi 7"), None);
    }

    #[test]
    fn a_wrong_name_comes_with_a_right_one() {
        let rule = FileNames { pattern: "aoi_###".to_owned() };
        let found = check_item(&rule, &Sample::image("10_aoi/Aoi 7.png"));
        assert_eq!(found[0].message, "\"Aoi 7.png\" is not called like \"aoi_###\"");
        let rename = Operation::Rename { item: None, stem: "aoi_007".to_owned() };
        assert_eq!(found[0].fixes[0].operations, [rename]);
        assert!(check_item(&rule, &Sample::image("10_aoi/aoi_007.png")).is_empty());
    }
}
