//! Eyes and brows.
//!
//! An eye is drawn in a frame of its own: its middle is the origin and its outer corner points left.

use crate::colour::{Colour, Tone};
use crate::expression::Lids;
use crate::geometry::{Pt, pt};
use crate::path::{Path, c, k};
use crate::svg::Svg;

const WHITE: Colour = Colour(255, 253, 250);

/// One eye: how wide its lids are, where and how large its iris is, and its tones.
pub(super) struct Eye {
    pub(super) lids: Lids,
    pub(super) iris: f64,
    /// The iris's shift in the eye's frame: where she looks.
    pub(super) gaze: Pt,
    /// On which side, in the eye's frame, the light is reflected: -1 outer, 1 inner.
    pub(super) glint: f64,
    pub(super) tone: Tone,
    pub(super) lash: Colour,
    pub(super) skin: Tone,
}

impl Eye {
    /// The eye, in its own frame.
    pub(super) fn draw(&self, svg: &mut Svg) {
        match self.lids {
            Lids::Open(open) => self.draw_open(svg, open),
            Lids::Shut => self.draw_shut(svg),
        }
    }

    fn draw_open(&self, svg: &mut Svg, open: f64) {
        let up = |y: f64| if y < 0.0 { y * open } else { y * open.min(1.0) };
        let white = Path::closed(&[
            c(-11.6, up(1.5)),
            k(-8.6, up(-8.4)),
            k(0.0, up(-12.2)),
            k(7.6, up(-9.0)),
            c(10.6, up(-0.5)),
            k(9.2, up(8.0)),
            k(3.0, up(12.4)),
            k(-5.0, up(11.6)),
            k(-9.6, up(7.4)),
        ]);
        svg.fill(&white, WHITE);
        svg.inside(&white, |svg| {
            self.draw_iris(svg);
            let shadow = Path::closed(&[
                c(-14.0, up(-2.0)),
                k(-6.0, up(-6.6)),
                k(1.0, up(-8.0)),
                k(8.0, up(-5.6)),
                c(12.0, up(-1.0)),
                c(12.0, -22.0),
                c(-14.0, -22.0),
            ]);
            svg.glaze(&shadow, self.tone.line, 0.30);
        });
        self.draw_glints(svg);
        let lash = Path::closed(&[
            c(-16.2, up(-3.6)),
            k(-11.2, up(-8.4)),
            k(-5.0, up(-13.6)),
            k(2.0, up(-14.8)),
            k(8.4, up(-11.4)),
            c(11.8, up(-0.2)),
            k(7.2, up(-8.2)),
            k(1.0, up(-10.8)),
            k(-5.6, up(-9.6)),
            k(-9.4, up(-4.6)),
            c(-11.4, up(3.6)),
            k(-12.6, up(-0.6)),
        ]);
        svg.fill(&lash, self.lash);
        let lower = up(11.4);
        svg.fill(
            &Path::tapered(pt(-9.8, lower - 4.0), pt(-4.6, lower + 0.6), pt(2.0, lower + 0.9), 1.7),
            self.lash,
        );
        let fold = up(-17.2);
        svg.fill(
            &Path::tapered(pt(-8.6, fold + 2.8), pt(-0.6, fold - 0.4), pt(7.4, fold + 2.6), 1.3),
            self.skin.line,
        );
    }

    /// The iris in three greens, dark above and glowing below, with the pupil.
    fn draw_iris(&self, svg: &mut Svg) {
        let middle = self.gaze + pt(0.2, 0.6);
        let (rx, ry) = (7.9 * self.iris, 10.9 * self.iris);
        let iris = Path::ellipse(middle, rx, ry);
        svg.fill(&iris, self.tone.line);
        let inner = Path::ellipse(middle, rx - 1.1, ry - 1.1);
        svg.fill(&inner, self.tone.base);
        svg.inside(&inner, |svg| {
            svg.fill(
                &Path::ellipse(middle + pt(0.0, -6.4 * self.iris), rx * 1.2, ry * 0.66),
                self.tone.shade,
            );
            svg.fill(
                &Path::ellipse(middle + pt(0.0, 9.0 * self.iris), rx * 0.66, ry * 0.42),
                self.tone.light,
            );
        });
        svg.fill(
            &Path::ellipse(middle + pt(0.0, -0.4), 3.1 * self.iris, 4.9 * self.iris),
            self.tone.line,
        );
    }

    fn draw_glints(&self, svg: &mut Svg) {
        let middle = self.gaze + pt(0.2, 0.6);
        svg.fill(&Path::ellipse(middle + pt(3.1 * self.glint, -4.6) * self.iris, 2.7, 3.3), WHITE);
        svg.fill(&Path::ellipse(middle + pt(-3.3 * self.glint, 5.2) * self.iris, 1.4, 1.7), WHITE);
    }

    fn draw_shut(&self, svg: &mut Svg) {
        let arc = Path::closed(&[
            c(-13.4, 6.4),
            k(-8.4, -0.6),
            k(0.0, -3.8),
            k(7.6, -0.6),
            c(11.0, 5.2),
            k(6.6, 1.8),
            k(0.0, 0.2),
            k(-7.2, 2.4),
        ]);
        svg.fill(&arc, self.lash);
        svg.fill(&Path::tapered(pt(-11.6, 3.6), pt(-14.0, 4.4), pt(-15.8, 3.0), 1.8), self.lash);
    }
}

/// A brow over an eye, in the eye's frame: its outer end points left.
pub(super) fn draw_brow(svg: &mut Svg, lift: f64, turn: f64, hair: Tone) {
    let brow = Path::closed(&[
        c(-12.8, -20.4),
        k(-5.0, -25.6),
        k(3.0, -25.8),
        c(9.8, -22.6),
        c(9.2, -19.8),
        k(2.0, -22.6),
        k(-5.0, -22.8),
    ]);
    svg.moved(format_args!("translate(0 {:.2}) rotate({turn:.2} 0 -22)", -lift), |svg| {
        svg.fill(&brow, hair.line.mixed(hair.shade, 0.45));
    });
}
