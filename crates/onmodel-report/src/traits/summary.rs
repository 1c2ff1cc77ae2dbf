//! Below the matrix: what each category shows, lacks and shows too often.

use onmodel_rules::coverage::{Matrix, Row, Value};

use super::readable;
use crate::Style;
use crate::columns::{pad, width, wrap};
use crate::style::{BOLD, UNSURE};
use crate::words::{count, list};

/// Images named at most where a category is missing; the rest are counted.
const MOST_NAMED: usize = 6;
/// Columns before each line's text, besides the category's title.
const GAP: usize = 2;

/// One paragraph for each category.
pub(super) fn render(matrix: &Matrix, names: &[String], style: &Style) -> String {
    let titles = matrix.categories.iter().map(|row| width(&row.title));
    let indent = titles.max().unwrap_or(0) + GAP;
    matrix.categories.iter().map(|row| paragraph(row, names, indent, style)).collect()
}

fn paragraph(row: &Row, names: &[String], indent: usize, style: &Style) -> String {
    let room = style.width.saturating_sub(indent).max(indent);
    let mut lines: Vec<String> = wrap(&values(row), room);
    let doubt = |text: String| wrap(&text, room).into_iter().map(|line| style.paint(UNSURE, line));
    if let Some(value) = row.dominant() {
        lines.extend(doubt(dominant(value, names.len())));
    }
    if !row.missing.is_empty() && !row.values.is_empty() {
        lines.extend(doubt(missing(row, names)));
    }
    let title = style.paint(BOLD, pad(&row.title, indent));
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let head = if index == 0 { title.clone() } else { " ".repeat(indent) };
        out += &format!("{head}{line}\n");
    }
    out
}

/// `3 values: standing 4, running, sitting`.
fn values(row: &Row) -> String {
    if row.values.is_empty() {
        return "no caption names any".to_owned();
    }
    let counted = |value: &Value| match value.images.len() {
        1 => readable(&value.id),
        many => format!("{} {many}", readable(&value.id)),
    };
    let values: Vec<String> = row.values.iter().map(counted).collect();
    let wanted =
        if row.is_poor() { format!(" (a varied set shows {})", row.wanted) } else { String::new() };
    format!("{}{wanted}: {}", count(row.values.len(), "value"), values.join(", "))
}

fn dominant(value: &Value, all: usize) -> String {
    format!("dominant: {} in {} of {all}", readable(&value.id), value.images.len())
}

fn missing(row: &Row, names: &[String]) -> String {
    let mut named: Vec<String> = row
        .missing
        .iter()
        .take(MOST_NAMED)
        .filter_map(|&image| names.get(image).cloned())
        .collect();
    let more = row.missing.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        named.push(format!("{more} more"));
    }
    format!("missing in: {}", list(&named))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::tests::plain;

    #[test]
    fn a_category_says_what_it_shows_lacks_and_shows_too_often() {
        let value =
            |id: &str, images: &[usize]| Value { id: id.to_owned(), images: images.to_vec() };
        let row = |title: &str, values: Vec<Value>, missing: &[usize], dominant| Row {
            id: title.to_lowercase(),
            title: title.to_owned(),
            values,
            missing: missing.to_vec(),
            wanted: 3,
            dominant,
        };
        let pose = vec![value("standing", &[0, 1, 2, 3, 4]), value("hands-on-hips", &[0])];
        let matrix = Matrix {
            images: 6,
            categories: vec![
                row("Pose", pose, &[5], Some(0)),
                row("Expression", Vec::new(), &[0, 1, 2, 3, 4, 5], None),
            ],
        };
        let names: Vec<String> = (1..=6).map(|number| format!("{number}.png")).collect();
        expect_test::expect![[r#"
            Pose        2 values (a varied set shows 3): standing 5, hands on hips
                        dominant: standing in 5 of 6
                        missing in: 6.png
            Expression  no caption names any
        "#]]
        .assert_eq(&render(&matrix, &names, &plain("/work")));
    }
}
