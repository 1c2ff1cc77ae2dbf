//! Triggers that are, contain or are part of another set's.

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Called, Neighbour, families};

/// How one trigger meets another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// They are one word, whatever their capitals.
    Same,
    /// The other contains it.
    Part,
    /// It contains the other.
    Whole,
}

/// One set's trigger that meets another set's, by their indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Collision {
    /// The set.
    pub(super) set: usize,
    /// Its trigger.
    pub(super) trigger: usize,
    /// How it meets the other.
    pub(super) how: How,
    /// The other set.
    pub(super) other: usize,
    /// The other set's trigger.
    pub(super) others: usize,
}

/// Every collision, once from each side, ordered.
pub(super) fn find(sets: &[Neighbour]) -> Vec<Collision> {
    let families = families::of(sets);
    let called = |(set, neighbour): (usize, &'_ Neighbour)| {
        let triggers = neighbour.triggers.iter().map(folded).enumerate();
        triggers.map(move |(trigger, text)| (set, trigger, text)).collect::<Vec<_>>()
    };
    let all: Vec<(usize, usize, String)> = sets.iter().enumerate().flat_map(called).collect();
    let texts = all.iter().map(|(.., text)| text);
    // Too many for one automaton is more triggers than a repository has; then none is compared.
    let Ok(finder) = AhoCorasick::builder().match_kind(MatchKind::Standard).build(texts) else {
        return Vec::new();
    };
    let mut collisions = Vec::new();
    for (set, trigger, text) in &all {
        for found in finder.find_overlapping_iter(text.as_str()) {
            // Patterns are numbered as they were given.
            let (other, others, part) = &all[found.pattern().as_usize()];
            if families[*set] == families[*other] || part.is_empty() {
                continue;
            }
            let (how, back) =
                if part == text { (How::Same, How::Same) } else { (How::Whole, How::Part) };
            let (one, two) = ((*set, *trigger), (*other, *others));
            collisions.push(collision(one, how, two));
            collisions.push(collision(two, back, one));
        }
    }
    collisions.sort_unstable();
    collisions.dedup();
    collisions
}

fn collision(one: (usize, usize), how: How, other: (usize, usize)) -> Collision {
    Collision { set: one.0, trigger: one.1, how, other: other.0, others: other.1 }
}

fn folded(called: &Called) -> String {
    called.text.to_lowercase()
}
