//! Where a crop lies, read from a picture's profiles: the means of its columns and of its rows.

use super::sums::{correlation, make_level, product};
use super::window::{Line, Span};

/// Steps between the cuts tried first; then half as many beside the best of them, and the rest is
/// for polishing.
const COARSE_STEPS: u8 = 4;
const FINER_STEPS: i8 = 2;

/// Profiles of one picture correlate over 0.9 when its crop lies right to half a cell; below these,
/// to a cell and to half of one, no finer search helps.
const MIN_LIKENESS: f32 = 0.6;
const MIN_FINE_LIKENESS: f32 = 0.85;

/// A profile, and what is left of it when its ends are cut off in the ways tried first. Each is of
/// mean 0 and length 1, so that a product of two is their correlation.
#[derive(Debug)]
pub(super) struct Cuts {
    profile: Line,
    tried: Vec<(Span, Line)>,
}

impl Cuts {
    /// Of a profile.
    pub(super) fn of(profile: Line) -> Self {
        let cut = |span: Span| {
            let mut cut = span.places().stretched(&profile);
            make_level(&mut cut);
            (span, cut)
        };
        let tried = Span::every(COARSE_STEPS).map(cut).collect();
        Self { profile, tried }
    }

    /// The part of this profile that, stretched, is most like the whole of another, and how like it
    /// is; `None` where no part is.
    pub(super) fn best(&self, other: &Self) -> Option<(Span, f32)> {
        let (first, to) = other.tried.first()?;
        // A profile that is flat tells nothing: nothing is cut off.
        if to.iter().chain(&self.tried.first()?.1).all(|&value| value == 0.0) {
            return Some((*first, 1.0));
        }
        let scored = self.tried.iter().map(|(span, cut)| (*span, product(cut, to)));
        let coarse = best_of(scored).filter(|(_, likeness)| *likeness >= MIN_LIKENESS)?;
        let likeness = |span: Span| correlation(&span.places().stretched(&self.profile), to);
        let finer = coarse.0.around(FINER_STEPS).map(|span| (span, likeness(span)));
        let best = best_of(std::iter::once(coarse).chain(finer));
        best.filter(|(_, likeness)| *likeness >= MIN_FINE_LIKENESS)
    }
}

/// Of equals the first.
fn best_of(scored: impl Iterator<Item = (Span, f32)>) -> Option<(Span, f32)> {
    scored.reduce(|best, next| if next.1 > best.1 { next } else { best })
}
