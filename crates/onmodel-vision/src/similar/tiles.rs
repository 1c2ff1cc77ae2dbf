//! Finding all near-duplicates among many pictures: each is compared with every other.
//!
//! A hundred thousand pictures are five thousand million pairs, and a glance tells of nearly every
//! one that it is none. An index over pieces of the hashes would not help: at the distances that
//! still make a candidate (see [`MAX_DISTANCE`]) it would visit nearly half of all. So the table of
//! pairs is walked in tiles, small enough that what the glances at one need stays in the processor's
//! cache.

use multiversion::multiversion;
use rayon::prelude::*;

use super::Alike;
use super::likeness::{Drawn, MAX_DISTANCE};

/// Pictures at a tile's side, each of a third of a kilobyte.
const SIDE: usize = 512;

/// The near-duplicates among `drawn`, by their indices, in no order: of all pairs that are `wanted`
/// and one of which asks. Where both ask the first is named first, else the one that asks.
pub(super) fn near(
    drawn: &[Drawn<'_>],
    asks: impl Fn(usize) -> bool + Sync,
    wanted: impl Fn(usize, usize) -> bool + Sync,
) -> Vec<(usize, usize, Alike)> {
    let hashes: Vec<u64> = drawn.iter().map(|drawn| drawn.hash(false).0).collect();
    let asking: Vec<usize> = (0..drawn.len()).filter(|&at| asks(at)).collect();
    let all_ask = asking.len() == drawn.len();
    let is_named = |row, column| column > row || (column < row && !asks(column));
    let tile = |rows: &[usize], left: usize| {
        let (mut found, mut close) = (Vec::new(), Vec::new());
        let end = drawn.len().min(left + SIDE);
        for &row in rows {
            // Where all ask, nothing before the row is for it to name.
            let start = if all_ask { left.max(row + 1).min(end) } else { left };
            glance(&drawn[row], &drawn[start..end], &hashes[start..end], &mut close);
            for column in close.drain(..).map(|offset| start + offset) {
                if is_named(row, column) && wanted(row, column) {
                    let alike = drawn[row].alike(&drawn[column]);
                    found.extend(alike.map(|alike| (row, column, alike)));
                }
            }
        }
        found
    };
    let tile = &tile;
    let band = |rows| {
        let columns = (0..drawn.len().div_ceil(SIDE)).into_par_iter();
        columns.flat_map_iter(move |column| tile(rows, column * SIDE))
    };
    asking.par_chunks(SIDE).flat_map(band).collect()
}

/// Adds which of `others`, whose hashes these are, are worth a closer look beside a picture. Compiled
/// for newer processors too, which count bits several times as fast as the oldest that are served.
#[multiversion(targets("x86_64+avx2+popcnt"))]
fn glance(first: &Drawn<'_>, others: &[Drawn<'_>], hashes: &[u64], found: &mut Vec<usize>) {
    let views = [false, true].map(|mirrored| (mirrored, first.hash(mirrored).0));
    for (chunk, (others, hashes)) in others.chunks(64).zip(hashes.chunks(64)).enumerate() {
        let mut seen = 0_u64;
        for (mirrored, hash) in views {
            each(close(hash, hashes), |bit| {
                let is_seen =
                    others.get(bit).is_some_and(|other| first.correlates(other, mirrored));
                seen |= u64::from(is_seen) << bit;
            });
        }
        each(seen, |bit| found.push(chunk * 64 + bit));
    }
}

/// Which of up to sixty-four hashes are close to one: a bit for each, without a branch between them,
/// as hardly any is.
#[allow(clippy::inline_always, reason = "compiled with whoever asks, for its processor")]
#[inline(always)]
fn close(hash: u64, hashes: &[u64]) -> u64 {
    hashes.iter().enumerate().fold(0, |close, (bit, other)| {
        close | u64::from((hash ^ other).count_ones() <= MAX_DISTANCE) << bit
    })
}

#[allow(clippy::inline_always, reason = "compiled with whoever asks, for its processor")]
#[inline(always)]
fn each(mut bits: u64, mut visit: impl FnMut(usize)) {
    while bits != 0 {
        visit(bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
}
