//! Remembering a judgement.

use super::cases::Cases;
use super::fold::Folds;
use super::hearing::Hearing;
use crate::config::Date;

/// What was said at the last judgement, and what followed from it, by image and caption.
///
/// A memo belongs to one frame (settings, trainer, rules) and one list of files: make a new one when
/// those change.
#[derive(Default)]
pub struct Memo {
    pub(super) hearing: Hearing,
    pub(super) cases: Cases,
    pub(super) folds: Folds,
    /// The day of that judgement: suppressions may have run out since.
    pub(super) day: Option<Date>,
}

impl Memo {
    /// Forgets a judgement of another day.
    pub(super) fn turn_to(&mut self, day: Date) {
        if self.day.is_some_and(|known| known != day) {
            *self = Self::default();
        }
        self.day = Some(day);
    }
}
