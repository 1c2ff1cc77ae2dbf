//! The plan: what will be sent, before anything is.

use std::io::IsTerminal;

use onmodel_report::harmless;
use onmodel_scenario::submit::Order;
use onmodel_scenario::submit::order::Picture;
use onmodel_scenario::submit::words::{count, size};

/// The plan as text.
pub(super) fn render(order: &Order) -> String {
    let bold = anstyle::Style::new().bold();
    let heading = format!("\n{bold}What goes to Scenario{bold:#}\n");
    let text = [
        heading,
        line(
            "model",
            &format!("{}, a {} ({})", harmless(&order.name), order.kind, order.kind_reason),
        ),
        line("images", &images(order)),
        left_out(order),
        captions(order),
        parameters(order),
        "\n".to_owned(),
    ]
    .concat();
    if crate::terminal::stdout_is_coloured() {
        text
    } else {
        anstream::adapter::strip_str(&text).to_string()
    }
}

fn line(name: &str, value: &str) -> String {
    format!("  {name:<10}  {value}\n")
}

fn images(order: &Order) -> String {
    format!("{}, {}", order.pictures.len(), size(order.bytes()))
}

fn left_out(order: &Order) -> String {
    if order.left_out.is_empty() {
        return String::new();
    }
    let names = order.left_out.join(", ");
    line("left out", &format!("{}: Scenario does not take such files", harmless(&names)))
}

fn captions(order: &Order) -> String {
    let without = order.pictures.iter().filter(|picture| picture.caption.is_none()).count();
    let with = order.pictures.len() - without;
    let summary = match without {
        0 => format!("{with}, sent as they are on disk"),
        _ => format!(
            "{with}, sent as they are on disk; {} without: Scenario writes its own there",
            count(without, "image")
        ),
    };
    let width =
        order.pictures.iter().map(|picture| picture.name.chars().count()).max().unwrap_or(0);
    let each = order.pictures.iter().map(|picture| caption(picture, width));
    line("captions", &summary) + &each.collect::<String>()
}

fn caption(picture: &Picture, width: usize) -> String {
    let text = harmless(picture.caption.as_deref().unwrap_or("(none)")).into_owned();
    let text = match terminal_columns() {
        Some(columns) => wrapped(&text, width + 6, columns),
        None => text,
    };
    format!("    {:<width$}  {text}\n", harmless(&picture.name))
}

/// Columns of the terminal, if standard output is one: elsewhere a caption keeps its line.
fn terminal_columns() -> Option<usize> {
    std::io::stdout().is_terminal().then(crate::terminal::width)
}

/// A text that begins at a column, broken between words before the last one; its further lines
/// begin at the same column.
fn wrapped(text: &str, start: usize, columns: usize) -> String {
    let mut out = String::new();
    let mut at = start;
    for word in text.split_inclusive(' ') {
        let length = word.trim_end().chars().count();
        if at > start && at + length > columns {
            out = out.trim_end().to_owned() + "\n" + &" ".repeat(start);
            at = start;
        }
        out += word;
        at += word.chars().count();
    }
    out
}

fn parameters(order: &Order) -> String {
    let width = order.parameters.iter().map(|one| one.name.len()).max().unwrap_or(0);
    let each = order.parameters.iter().map(|one| {
        format!("    {:<width$}  {:<8}  {}\n", one.name, one.value.to_string(), one.reason)
    });
    "  parameters\n".to_owned() + &each.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_captions_hang_under_their_beginning() {
        assert_eq!(wrapped("krstl, standing, smiling", 4, 20), "krstl, standing,\n    smiling");
        assert_eq!(wrapped("a-word-longer-than-the-line", 4, 10), "a-word-longer-than-the-line");
    }
}
