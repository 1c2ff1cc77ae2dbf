//! Tags by category, each with its count, its share and a bar.

use onmodel_rules::tags::{Section, TagCount, TagTable};

use crate::Style;
use crate::columns::{pad, shorten, width};
use crate::harmless::harmless;
use crate::style::{BOLD, DIM};

/// Columns of a full bar.
const BAR: usize = 16;
/// Columns of everything that stands beside a tag: indent, count, share, bar and gaps.
const BESIDE: usize = 2 + 2 + 5 + 2 + 5 + 2 + BAR;
/// A tag is not shortened below this.
const NARROWEST: usize = 16;

/// Every section below its title; empty for a set without tags.
pub(super) fn render(table: &TagTable, style: &Style) -> String {
    let tags = table.sections.iter().flat_map(|section| &section.tags);
    let longest = tags.map(|count| width(&shown(count))).max().unwrap_or(0);
    let columns = longest.min(style.width.saturating_sub(BESIDE).max(NARROWEST));
    let sections = table.sections.iter();
    sections.map(|section| block(section, table.captions, columns, style)).collect()
}

fn block(section: &Section, captions: usize, columns: usize, style: &Style) -> String {
    let rows = section.tags.iter().map(|count| row(count, captions, columns, style));
    format!("\n{}\n{}", style.paint(BOLD, harmless(&section.title)), rows.collect::<String>())
}

fn row(count: &TagCount, captions: usize, columns: usize, style: &Style) -> String {
    let tag = pad(&shorten(&shown(count), columns), columns);
    let share = count.captions as f64 / captions.max(1) as f64;
    // A share is 0 to 1, so neither number can leave its range.
    let (percent, eighths) =
        ((share * 100.0).round() as usize, (share * BAR as f64).round() as usize);
    let bar = style.paint(DIM, "▇".repeat(eighths.max(1)));
    format!("  {tag}  {:>5}  {percent:>3} %  {bar}\n", count.captions)
}

/// The tag, and in how many ways it is written where that is more than one.
fn shown(count: &TagCount) -> String {
    let tag = harmless(&count.tag);
    match count.spellings.len() {
        0 | 1 => tag.into_owned(),
        ways => format!("{tag} ({ways} spellings)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::tests::plain;

    #[test]
    fn each_tag_shows_how_often_it_is_used() {
        let count = |tag: &str, captions, spellings: &[&str]| TagCount {
            tag: tag.to_owned(),
            captions,
            spellings: spellings.iter().map(|&text| text.to_owned()).collect(),
        };
        let section =
            |title: &str, tags| Section { id: title.to_lowercase(), title: title.to_owned(), tags };
        let table = TagTable {
            captions: 8,
            sections: vec![
                section("Trigger", vec![count("krstl woman", 8, &["krstl woman"])]),
                section(
                    "Pose",
                    vec![
                        count("standing with hands on hips", 5, &["standing with hands on hips"]),
                        count("sitting", 1, &["sitting", "Sitting"]),
                    ],
                ),
            ],
        };
        expect_test::expect![[r#"

            Trigger
              krstl woman                      8  100 %  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇

            Pose
              standing with hands on hips      5   63 %  ▇▇▇▇▇▇▇▇▇▇
              sitting (2 spellings)            1   13 %  ▇▇
        "#]]
        .assert_eq(&render(&table, &plain("/work")));
    }
}
