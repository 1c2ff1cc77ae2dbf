//! Images by categories, as wide as the terminal.

use onmodel_rules::coverage::{Matrix, Row};

use super::readable;
use crate::Style;
use crate::columns::{pad, shorten, width};
use crate::style::{BOLD, UNSURE};

/// Columns between two cells.
const GAP: usize = 2;
/// A column is not made narrower than this; categories that do not fit go below.
const NARROWEST: usize = 9;
/// What stands where a caption names nothing.
const NOTHING: &str = "–";

/// The table, in as many parts below each other as the width asks for.
pub(super) fn render(matrix: &Matrix, names: &[String], style: &Style) -> String {
    let longest = names.iter().map(|name| width(name)).max().unwrap_or(0).max(width("image"));
    let first = longest.min((style.width / 3).max(NARROWEST));
    let room = style.width.saturating_sub(first);
    let at_once = (room / (NARROWEST + GAP)).max(1);
    let parts = matrix.categories.chunks(at_once);
    let parts: Vec<String> = parts.map(|rows| part(rows, names, first, room, style)).collect();
    parts.join("\n")
}

fn part(rows: &[Row], names: &[String], first: usize, room: usize, style: &Style) -> String {
    let columns = columns(rows, names.len(), room);
    let mut out = pad("image", first);
    for (row, &wide) in rows.iter().zip(&columns) {
        out += &format!("{:GAP$}{}", "", pad(&shorten(&readable(&row.id), wide), wide));
    }
    let mut out = style.paint(BOLD, out.trim_end()) + "\n";
    for (image, name) in names.iter().enumerate() {
        let mut line = pad(&shorten(name, first), first);
        for (row, &wide) in rows.iter().zip(&columns) {
            line += &" ".repeat(GAP);
            line += &cell(row, image, wide, style);
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

/// How wide each category's column is: as its longest cell asks, the widest giving way first.
fn columns(rows: &[Row], images: usize, room: usize) -> Vec<usize> {
    let wanted = |row: &Row| {
        let cells = (0..images).map(|image| width(&values(row, image).join(", ")));
        cells.chain([width(&row.id), NARROWEST]).max().unwrap_or(NARROWEST)
    };
    let mut columns: Vec<usize> = rows.iter().map(wanted).collect();
    while columns.iter().map(|wide| wide + GAP).sum::<usize>() > room {
        match columns.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    columns
}

fn values(row: &Row, image: usize) -> Vec<String> {
    row.shown_by(image).map(|value| readable(&value.id)).collect()
}

/// What one image shows of one category.
fn cell(row: &Row, image: usize, wide: usize, style: &Style) -> String {
    let values = values(row, image);
    if values.is_empty() {
        return style.paint(UNSURE, NOTHING) + &" ".repeat(wide.saturating_sub(width(NOTHING)));
    }
    pad(&fitted(&values, wide), wide)
}

/// As many values as fit, and how many do not: `standing +1`.
fn fitted(values: &[String], wide: usize) -> String {
    let shown = |count: usize| {
        let left = values.len() - count;
        let text = values.iter().take(count).map(String::as_str).collect::<Vec<_>>().join(", ");
        if left == 0 { text } else { format!("{text} +{left}") }
    };
    let fits = (1..=values.len()).rev().map(shown).find(|text| width(text) <= wide);
    fits.unwrap_or_else(|| match values {
        [one] => shorten(one, wide),
        [first, rest @ ..] => {
            let more = format!(" +{}", rest.len());
            shorten(first, wide.saturating_sub(width(&more))) + &more
        }
        [] => String::new(),
    })
}

#[cfg(test)]
mod tests {
    use onmodel_rules::coverage::Value;

    use super::*;
    use crate::style::tests::plain;

    fn matrix() -> (Matrix, Vec<String>) {
        let value =
            |id: &str, images: &[usize]| Value { id: id.to_owned(), images: images.to_vec() };
        let row = |id: &str, title: &str, values: Vec<Value>| Row {
            id: id.to_owned(),
            title: title.to_owned(),
            values,
            missing: Vec::new(),
            wanted: 3,
            dominant: None,
        };
        let pose =
            vec![value("hands-on-hips", &[0, 1]), value("standing", &[0]), value("sitting", &[2])];
        let rows = vec![
            row("pose", "Pose", pose),
            row("expression", "Expression", vec![value("happy", &[1])]),
            row("weapon", "Weapon", vec![value("two-handed-sword-of-doom", &[0])]),
        ];
        let names = ["01.png", "02-a-rather-long-name.png", "03.png"].map(str::to_owned).to_vec();
        (Matrix { images: 3, categories: rows }, names)
    }

    fn at(width: usize) -> String {
        let (matrix, names) = matrix();
        let style = Style { width, ..plain("/work") };
        let text = render(&matrix, &names, &style);
        assert!(text.lines().all(|line| crate::columns::width(line) <= width), "{text}");
        text
    }

    #[test]
    fn a_wide_terminal_shows_every_value() {
        expect_test::expect![[r#"
            image                      pose                     expression  weapon
            01.png                     hands on hips, standing  –           two handed sword of doom
            02-a-rather-long-name.png  hands on hips            happy       –
            03.png                     sitting                  –           –
        "#]]
        .assert_eq(&at(100));
    }

    #[test]
    fn a_narrow_one_shortens_what_is_widest() {
        expect_test::expect![[r#"
            image               pose         expression  weapon
            01.png              han…hips +1  –           two h… doom
            02-a-rat…-name.png  hands… hips  happy       –
            03.png              sitting      –           –
        "#]]
        .assert_eq(&at(56));
    }

    #[test]
    fn categories_that_do_not_fit_stand_below() {
        expect_test::expect![[r#"
            image        pose        expr…sion
            01.png       han…ips +1  –
            02-a-…e.png  hand… hips  happy
            03.png       sitting     –

            image        weapon
            01.png       two handed…rd of doom
            02-a-…e.png  –
            03.png       –
        "#]]
        .assert_eq(&at(34));
    }
}
