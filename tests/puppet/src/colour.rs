//! Colours, the four tones a cel-shaded material has, and what the character wears.

use std::fmt;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// This colour with a share `t` (0 to 1) of another mixed in.
    #[must_use]
    pub fn mixed(self, other: Self, t: f64) -> Self {
        let blend = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * t).round() as u8;
        Self(blend(self.0, other.0), blend(self.1, other.1), blend(self.2, other.2))
    }
}

impl fmt::Display for Colour {
    /// As SVG writes it: `#rrggbb`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// One material as a cel painter mixes it: the flat colour, its shadow, its highlight and its outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tone {
    /// The flat colour.
    pub base: Colour,
    /// In shadow: darker, and cooler.
    pub shade: Colour,
    /// In full light.
    pub light: Colour,
    /// The outline: a very dark relative of the base, never black.
    pub line: Colour,
}

impl Tone {
    /// The tones of a material from its flat colour: shadows lean to violet, lights to cream.
    pub fn of(base: Colour) -> Self {
        Self {
            base,
            shade: base.mixed(Colour(44, 22, 84), 0.34),
            light: base.mixed(Colour(255, 244, 214), 0.36),
            line: base.mixed(Colour(22, 12, 30), 0.80),
        }
    }
}

/// What the character wears and is: one tone for each material.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outfit {
    /// Face, neck and hands.
    pub skin: Tone,
    /// All of the hair, and the brows.
    pub hair: Tone,
    /// The irises.
    pub eyes: Tone,
    /// The short jacket.
    pub jacket: Tone,
    /// Collar lining, cuffs and hem.
    pub trim: Tone,
    /// The shirt under the jacket.
    pub shirt: Tone,
    /// The trousers.
    pub trousers: Tone,
    /// Boots, belt and pouch.
    pub leather: Tone,
    /// Zip, buckle and hair clip.
    pub metal: Tone,
}

impl Outfit {
    /// Kestrel as she is meant to be: red hair, green eyes, blue jacket.
    pub fn kestrel() -> Self {
        Self {
            skin: Tone {
                base: Colour(253, 221, 199),
                shade: Colour(236, 171, 153),
                light: Colour(255, 240, 226),
                line: Colour(112, 50, 52),
            },
            hair: Tone {
                base: Colour(214, 64, 46),
                shade: Colour(156, 34, 50),
                light: Colour(250, 126, 84),
                line: Colour(74, 14, 32),
            },
            eyes: Tone {
                base: Colour(46, 168, 92),
                shade: Colour(14, 92, 72),
                light: Colour(150, 232, 132),
                line: Colour(10, 44, 44),
            },
            jacket: Tone {
                base: Colour(52, 112, 206),
                shade: Colour(32, 68, 150),
                light: Colour(104, 164, 240),
                line: Colour(16, 28, 74),
            },
            trim: Tone::of(Colour(30, 60, 126)),
            shirt: Tone {
                base: Colour(250, 245, 234),
                shade: Colour(206, 200, 218),
                light: Colour(255, 255, 255),
                line: Colour(96, 86, 112),
            },
            trousers: Tone::of(Colour(66, 68, 92)),
            leather: Tone::of(Colour(132, 82, 52)),
            metal: Tone::of(Colour(246, 200, 92)),
        }
    }

    /// The same clothes with another jacket, its trim matching.
    #[must_use]
    pub fn with_jacket(self, base: Colour) -> Self {
        let trim = base.mixed(Colour(20, 16, 50), 0.42);
        Self { jacket: Tone::of(base), trim: Tone::of(trim), ..self }
    }

    /// The same character with other hair.
    #[must_use]
    pub fn with_hair(self, base: Colour) -> Self {
        Self { hair: Tone::of(base), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_written_as_svg_writes_it() {
        assert_eq!(Colour(255, 0, 10).to_string(), "#ff000a");
    }

    #[test]
    fn a_shadow_is_darker_than_its_material() {
        let tone = Tone::of(Colour(200, 150, 100));
        assert!(tone.shade.0 < tone.base.0 && tone.line.0 < tone.shade.0);
    }
}
