//! Why the score is what it is.

use onmodel_rules::score::{Score, ScorePart};

use crate::Style;
use crate::columns::{pad, wrap};
use crate::harmless::harmless;
use crate::style::{BOLD, DIM};

/// Squares of a full bar.
const BAR: usize = 10;
/// Columns before the reason.
const BEFORE: usize = 38;
/// A reason is never pressed into fewer columns than this.
const LEAST_REASON: usize = 20;

/// The table of the score's parts.
pub(super) fn render(score: &Score, style: &Style) -> String {
    let rows: Vec<String> = score.parts.iter().map(|part| row(part, style)).collect();
    format!("{}\n{}", style.paint(BOLD, "Score, part by part"), rows.concat())
}

fn row(part: &ScorePart, style: &Style) -> String {
    let columns = style.width.saturating_sub(BEFORE).max(LEAST_REASON);
    let reason = wrap(&harmless(&part.detail), columns).join(&format!("\n{}", " ".repeat(BEFORE)));
    let (full, empty) = bar(part.score);
    let bar = format!("{full}{}", style.paint(DIM, empty));
    let (name, weight) = (pad(part.part.word(), 10), part.weight * 100.0);
    format!("  {name}  {:>3.0}  {bar}  {weight:>3.0} %  {reason}\n", part.score)
}

/// A bar of [`BAR`] squares; full only at 100, empty only at 0.
fn bar(score: f64) -> (String, String) {
    let share = (score / 100.0).clamp(0.0, 1.0) * BAR as f64;
    let full = if share > 0.0 && share < 1.0 { 1 } else { share.floor() as usize };
    ("▇".repeat(full), "▁".repeat(BAR - full))
}
