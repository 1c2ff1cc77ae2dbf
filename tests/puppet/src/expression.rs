//! Expressions, and what each does to eyes, brows and mouth.

/// What the face shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expression {
    /// At rest.
    #[default]
    Neutral,
    /// A closed-mouth smile.
    Smile,
    /// A broad smile with teeth.
    Grin,
    /// Laughing, eyes shut.
    Laugh,
    /// Eyes and mouth wide.
    Surprised,
    /// Set, brows low.
    Determined,
    /// Angry, teeth clenched.
    Angry,
    /// Downcast.
    Sad,
    /// One corner up.
    Smirk,
    /// One eye shut, smiling.
    Wink,
}

/// How the mouth is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mouth {
    Line,
    Smile,
    Grin,
    Laugh,
    Round,
    Firm,
    Teeth,
    Down,
    Smirk,
}

/// An eye's lids.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Lids {
    /// Open; 1 is at rest, more is wider.
    Open(f64),
    /// Shut in a happy arc.
    Shut,
}

/// The face's parts for one expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Features {
    pub(crate) left_eye: Lids,
    pub(crate) right_eye: Lids,
    /// Brows lifted (positive) or lowered.
    pub(crate) brow_lift: f64,
    /// Brows' inner ends drawn down (positive, angry) or up (sad), degrees.
    pub(crate) brow_turn: f64,
    pub(crate) mouth: Mouth,
    /// The irises' size; small in surprise.
    pub(crate) iris: f64,
    /// The blush's strength, 0 to 1.
    pub(crate) blush: f64,
}

impl Expression {
    /// Every expression with its name, for tables and the command line.
    pub fn named() -> [(&'static str, Self); 10] {
        [
            ("neutral", Self::Neutral),
            ("smile", Self::Smile),
            ("grin", Self::Grin),
            ("laugh", Self::Laugh),
            ("surprised", Self::Surprised),
            ("determined", Self::Determined),
            ("angry", Self::Angry),
            ("sad", Self::Sad),
            ("smirk", Self::Smirk),
            ("wink", Self::Wink),
        ]
    }

    /// The expression of that name, if there is one.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::named().into_iter().find(|(known, _)| *known == name).map(|(_, it)| it)
    }

    pub(crate) fn features(self) -> Features {
        let rest = Features {
            left_eye: Lids::Open(1.0),
            right_eye: Lids::Open(1.0),
            brow_lift: 0.0,
            brow_turn: 0.0,
            mouth: Mouth::Line,
            iris: 1.0,
            blush: 0.55,
        };
        let both = |lids: Lids| Features { left_eye: lids, right_eye: lids, ..rest };
        match self {
            Self::Neutral => rest,
            Self::Smile => Features { brow_lift: 1.5, mouth: Mouth::Smile, blush: 0.8, ..rest },
            Self::Grin => Features { brow_lift: 3.0, mouth: Mouth::Grin, blush: 0.8, ..rest },
            Self::Laugh => {
                Features { brow_lift: 4.0, mouth: Mouth::Laugh, blush: 1.0, ..both(Lids::Shut) }
            }
            Self::Surprised => Features {
                brow_lift: 6.5,
                brow_turn: -4.0,
                mouth: Mouth::Round,
                iris: 0.82,
                ..both(Lids::Open(1.2))
            },
            Self::Determined => Features {
                brow_lift: -2.5,
                brow_turn: 13.0,
                mouth: Mouth::Firm,
                blush: 0.35,
                ..both(Lids::Open(0.82))
            },
            Self::Angry => Features {
                brow_lift: -3.5,
                brow_turn: 20.0,
                mouth: Mouth::Teeth,
                iris: 0.9,
                blush: 0.7,
                ..both(Lids::Open(0.86))
            },
            Self::Sad => Features {
                brow_lift: 1.0,
                brow_turn: -16.0,
                mouth: Mouth::Down,
                ..both(Lids::Open(0.76))
            },
            Self::Smirk => {
                Features { brow_turn: 7.0, mouth: Mouth::Smirk, ..both(Lids::Open(0.78)) }
            }
            Self::Wink => Features {
                brow_lift: 2.5,
                mouth: Mouth::Grin,
                blush: 0.9,
                right_eye: Lids::Shut,
                ..rest
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_expressions_draw_the_same_face() {
        let faces = Expression::named().map(|(_, it)| it.features());
        for (i, face) in faces.iter().enumerate() {
            assert!(!faces[i + 1..].contains(face), "{i}");
        }
    }
}
