//! The built-in rules, one file each. To add one: copy a file that resembles it, edit it, and name
//! it in the table below. Nothing else knows of it.

pub use crate::rule::read_options;

use crate::Registered;

pub mod caption_boilerplate;
pub mod caption_contradiction;
pub mod caption_duplicate;
pub mod caption_duplicate_tag;
pub mod caption_empty;
pub mod caption_encoding;
pub mod caption_hedging;
pub mod caption_identity_inconsistent;
pub mod caption_identity_leak;
pub mod caption_image_disagree;
pub mod caption_inconsistent_wording;
pub mod caption_invisible_characters;
pub mod caption_mentions_watermark;
pub mod caption_missing;
pub mod caption_missing_trait;
pub mod caption_multiline;
pub mod caption_orphan;
pub mod caption_placeholder;
pub mod caption_prompt_syntax;
pub mod caption_punctuation;
pub mod caption_style_mixed;
pub mod caption_style_unnamed;
pub mod caption_tag_order;
pub mod caption_too_long;
pub mod caption_vague;
pub mod config_caption_extension;
pub mod dataset_ignored_location;
pub mod dataset_low_variety;
pub mod dataset_mixed_caption_extensions;
pub mod dataset_mixed_style;
pub mod dataset_repeated_composition;
pub mod dataset_second_character;
pub mod dataset_shared_stem;
pub mod dataset_too_large;
pub mod dataset_too_small;
pub mod dataset_trait_dominant;
pub mod file_name_clash;
pub mod ignore_unused;
pub mod image_alpha;
pub mod image_animated;
pub mod image_color_mode;
pub mod image_color_profile;
pub mod image_crop_loss;
pub mod image_duplicate;
pub mod image_exif_rotated;
pub mod image_extension_mismatch;
pub mod image_extreme_aspect;
pub mod image_ignored_extension;
pub mod image_in_two_sets;
pub mod image_letterboxed;
pub mod image_low_quality;
pub mod image_near_duplicate;
pub mod image_not_square;
pub mod image_too_large;
pub mod image_too_small;
pub mod image_unreadable;
pub mod plugin_failed;
pub mod plugin_untrusted;
pub mod trigger_collision;
pub mod trigger_common_word;
pub mod trigger_missing;
pub mod trigger_not_first;
pub mod trigger_variant;

/// The rules that tell of a plugin which did not speak. Without them a report would look whole.
pub const ABOUT_PLUGINS: [&str; 2] = ["plugin-untrusted", "plugin-failed"];

/// Every built-in rule, in the order of the documentation.
pub static RULES: &[Registered] = &[
    image_unreadable::RULE,
    image_too_small::RULE,
    image_near_duplicate::RULE,
    image_duplicate::RULE,
    image_ignored_extension::RULE,
    image_exif_rotated::RULE,
    image_alpha::RULE,
    image_crop_loss::RULE,
    image_not_square::RULE,
    image_color_mode::RULE,
    image_animated::RULE,
    image_extension_mismatch::RULE,
    image_low_quality::RULE,
    image_letterboxed::RULE,
    image_extreme_aspect::RULE,
    image_too_large::RULE,
    image_color_profile::RULE,
    dataset_too_small::RULE,
    dataset_too_large::RULE,
    dataset_low_variety::RULE,
    dataset_trait_dominant::RULE,
    dataset_shared_stem::RULE,
    dataset_ignored_location::RULE,
    dataset_mixed_caption_extensions::RULE,
    dataset_repeated_composition::RULE,
    dataset_mixed_style::RULE,
    dataset_second_character::RULE,
    file_name_clash::RULE,
    caption_missing::RULE,
    caption_orphan::RULE,
    trigger_missing::RULE,
    trigger_variant::RULE,
    trigger_not_first::RULE,
    trigger_common_word::RULE,
    caption_empty::RULE,
    caption_encoding::RULE,
    caption_identity_inconsistent::RULE,
    caption_identity_leak::RULE,
    caption_contradiction::RULE,
    caption_missing_trait::RULE,
    caption_too_long::RULE,
    caption_boilerplate::RULE,
    caption_duplicate::RULE,
    caption_style_mixed::RULE,
    caption_style_unnamed::RULE,
    caption_duplicate_tag::RULE,
    caption_punctuation::RULE,
    caption_vague::RULE,
    caption_invisible_characters::RULE,
    caption_multiline::RULE,
    caption_placeholder::RULE,
    caption_hedging::RULE,
    caption_mentions_watermark::RULE,
    caption_prompt_syntax::RULE,
    caption_inconsistent_wording::RULE,
    caption_tag_order::RULE,
    caption_image_disagree::RULE,
    config_caption_extension::RULE,
    image_in_two_sets::RULE,
    trigger_collision::RULE,
    plugin_untrusted::RULE,
    plugin_failed::RULE,
    ignore_unused::RULE,
];

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::docs::{SECTIONS, Shows};
    use crate::fixture;

    #[test]
    fn every_file_of_this_folder_is_in_the_table() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let stems = files.map(|path| path.file_stem().unwrap().to_string_lossy().replace('_', "-"));
        let mut files: Vec<_> = stems.filter(|stem| stem != "mod").collect();
        let mut rules: Vec<_> = RULES.iter().map(|rule| (rule.meta)().name.to_string()).collect();
        files.sort();
        files.dedup(); // A rule with a folder of its own has a file of the same name.
        rules.sort();
        assert_eq!(files, rules);
    }

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

    /// A set no rule has anything to say of.
    const GOOD: [&str; 8] = [
        "krstl, a woman standing on a rooftop at night, front view, full body, neutral expression",
        "krstl, a woman sitting in a cafe, side view, upper body, smiling, warm light",
        "krstl, a woman running through a forest, from behind, full body, looking back",
        "krstl, a woman crouching in an alley, three-quarter view, cowboy shot, angry",
        "krstl, a woman leaning against a wall, front view, portrait, smirking, simple background",
        "krstl, a woman kneeling in snow, side view, full body, crying, overcast day",
        "krstl, a woman jumping over a stream, from below, wide shot, laughing, sunset",
        "krstl, a woman lying in a meadow, from above, close-up, eyes closed, surprised",
    ];

    #[test]
    fn a_good_set_is_left_in_peace() {
        let mut set = "[dataset]\ntrigger = \"krstl\"\nbase = \"flux.2-dev\"\n".to_owned();
        for (number, caption) in GOOD.into_iter().enumerate() {
            let image = format!("[[image]]\nfile = \"{number}.png\"\ncaption = \"{caption}\"\n");
            set.push_str(&image);
        }
        let found = fixture::judgement(&set, &crate::Selection::default()).findings;
        let said: Vec<_> =
            found.iter().map(|one| format!("{}: {}", one.rule, one.message)).collect();
        assert!(said.is_empty(), "{said:#?}");
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
