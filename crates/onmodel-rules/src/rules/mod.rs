//! The built-in rules, one file each. To add one: copy a file that resembles it, edit it, and name
//! it in the table below. Nothing else knows of it.

pub use crate::rule::read_options;

use crate::Registered;

/// Declares the modules and the table in one place.
macro_rules! rules {
    ($($module:ident,)*) => {
        $(pub mod $module;)*

        /// Every built-in rule, in the order of the documentation.
        pub static RULES: &[Registered] = &[$($module::RULE,)*];
    };
}

rules! {
    image_unreadable,
    image_too_small,
    image_near_duplicate,
    image_duplicate,
    image_ignored_extension,
    image_exif_rotated,
    image_alpha,
    image_crop_loss,
    image_not_square,
    image_color_mode,
    image_animated,
    image_extension_mismatch,
    image_low_quality,
    image_letterboxed,
    image_extreme_aspect,
    image_too_large,
    image_color_profile,
    dataset_too_small,
    dataset_too_large,
    dataset_low_variety,
    dataset_trait_dominant,
    dataset_shared_stem,
    dataset_ignored_location,
    dataset_mixed_caption_extensions,
    dataset_repeated_composition,
    dataset_mixed_style,
    dataset_second_character,
    file_name_clash,
    caption_missing,
    caption_orphan,
    trigger_missing,
    trigger_variant,
    trigger_not_first,
    trigger_common_word,
    caption_empty,
    caption_encoding,
    caption_contradiction,
    caption_too_long,
    caption_boilerplate,
    caption_duplicate,
    caption_duplicate_tag,
    caption_punctuation,
    caption_invisible_characters,
    caption_placeholder,
    config_caption_extension,
    ignore_unused,
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::docs::{SECTIONS, Shows};
    use crate::fixture;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let mut names: Vec<_> = RULES.iter().map(|rule| (rule.meta)().name.clone()).collect();
        assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
        names.sort();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
    }

    #[test]
    fn every_rule_is_documented_in_the_fixed_sections() {
        for rule in RULES {
            let meta = (rule.meta)();
            let sections = meta.sections();
            let known =
                SECTIONS.iter().filter(|(name, _)| sections.iter().any(|section| section == name));
            let in_order: Vec<_> = known.map(|(name, _)| (*name).to_owned()).collect();
            assert_eq!(sections, in_order, "{}: sections in their order", meta.name);
            for (section, required) in SECTIONS {
                assert!(
                    !required || sections.iter().any(|name| name == section),
                    "{}: {section}",
                    meta.name
                );
            }
            assert!(meta.summary().ends_with('.'), "{}: the summary is a sentence", meta.name);
        }
    }

    #[test]
    fn every_option_is_documented() {
        for rule in RULES {
            let meta = (rule.meta)();
            for option in crate::config::entries::option_names(rule) {
                assert!(
                    meta.markdown().contains(&format!("`{option}`")),
                    "{}: {option}",
                    meta.name
                );
            }
        }
    }

    #[test]
    fn every_example_shows_what_it_says() {
        for rule in RULES {
            let meta = (rule.meta)();
            let (mut bad, mut good) = (0, 0);
            let mut last_bad = None;
            for example in meta.examples() {
                let say = |text: &str| {
                    if example.is_set {
                        fixture::check(&meta.name, text)
                    } else {
                        fixture::check_caption(&meta.name, text)
                    }
                };
                match example.shows {
                    Shows::Bad => {
                        assert!(
                            !say(&example.text).is_empty(),
                            "{}: silent on\n{}",
                            meta.name,
                            example.text
                        );
                        last_bad = Some(example.text);
                        bad += 1;
                    }
                    Shows::Good => {
                        assert_eq!(
                            say(&example.text),
                            "",
                            "{}: speaks on\n{}",
                            meta.name,
                            example.text
                        );
                        good += 1;
                    }
                    Shows::Fixed => {
                        let fixed =
                            last_bad.take().and_then(|bad| fixture::fix_caption(&meta.name, &bad));
                        assert_eq!(fixed.as_deref(), Some(example.text.as_str()), "{}", meta.name);
                    }
                }
            }
            assert!(bad > 0 && good > 0, "{}: needs a bad and a good example", meta.name);
        }
    }
}
