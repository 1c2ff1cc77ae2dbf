//! A picture described in a few words, and its drawing.

use image::RgbaImage;
use resvg::{tiny_skia, usvg};

use crate::background::Background;
use crate::body;
use crate::camera::{Framing, Shot};
use crate::colour::{Colour, Outfit, Tone};
use crate::expression::Expression;
use crate::geometry::{Pt, pt};
use crate::head::{self, HeadView};
use crate::path::{Path, c, k};
use crate::pose::Pose;
use crate::rig::{ArmJoints, Skeleton};
use crate::svg::Svg;

/// From where she is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Facing the viewer.
    #[default]
    Front,
    /// Turned somewhat to the right of the picture.
    ThreeQuarter,
    /// Facing the right of the picture.
    Side,
    /// Facing away.
    Back,
}

impl View {
    /// Every view with its name, for tables and the command line.
    pub fn named() -> [(&'static str, Self); 4] {
        [
            ("front", Self::Front),
            ("three-quarter", Self::ThreeQuarter),
            ("side", Self::Side),
            ("back", Self::Back),
        ]
    }

    /// The view of that name, if there is one.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::named().into_iter().find(|(known, _)| *known == name).map(|(_, it)| it)
    }

    /// The body's turn in degrees.
    fn turn(self) -> f64 {
        match self {
            Self::Front => 0.0,
            Self::ThreeQuarter => 36.0,
            Self::Side => 90.0,
            Self::Back => 180.0,
        }
    }
}

/// A picture of the character. Equal puppets draw byte-identical pictures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Puppet {
    /// Her pose.
    pub pose: Pose,
    /// Her expression.
    pub expression: Expression,
    /// From where she is seen.
    pub view: View,
    /// How much of her is in the picture.
    pub framing: Framing,
    /// Her clothes and colours.
    pub outfit: Outfit,
    /// What is behind her.
    pub background: Background,
    /// Whether the finished picture is mirrored, background and all.
    pub mirror: bool,
}

impl Default for Puppet {
    fn default() -> Self {
        Self {
            pose: Pose::standing(),
            expression: Expression::Neutral,
            view: View::Front,
            framing: Framing::FullBody,
            outfit: Outfit::kestrel(),
            background: Background::Plain(Colour(238, 236, 232)),
            mirror: false,
        }
    }
}

/// The outline's width in the figure's units in a full-body picture; less when she is nearer.
const LINE: f64 = 2.0;

impl Puppet {
    /// The picture as an SVG document of that many pixels.
    pub fn to_svg(&self, width: u32, height: u32) -> String {
        let skeleton = Skeleton::solve(&self.pose, self.view.turn());
        let shot = Shot::new(self.framing, &skeleton);
        let (wide, high) = (f64::from(width), f64::from(height));
        let mut svg = Svg::new(LINE);
        let flip =
            if self.mirror { format!("translate({width} 0) scale(-1 1)") } else { String::new() };
        svg.moved(flip, |svg| {
            self.draw_background(svg, wide, high);
            let scale = wide.min(high) / shot.side;
            let corner = pt(wide / 2.0, high / 2.0) - shot.middle * scale;
            let place = format!("translate({:.3} {:.3}) scale({scale:.4})", corner.x, corner.y);
            svg.set_line(LINE * (shot.side / 620.0).powf(0.38));
            svg.moved(place, |svg| self.draw_figure(svg, &skeleton));
        });
        svg.finish(width, height)
    }

    /// The picture, rendered.
    ///
    /// # Panics
    /// When a side is zero or the picture would not fit into memory.
    pub fn render(&self, width: u32, height: u32) -> RgbaImage {
        let tree = usvg::Tree::from_str(&self.to_svg(width, height), &usvg::Options::default())
            .expect("our own SVG is well-formed");
        let mut pixmap = tiny_skia::Pixmap::new(width, height).expect("both sides are positive");
        resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixmap.as_mut());
        // The background covers every pixel, so premultiplied and straight alpha are the same.
        RgbaImage::from_raw(width, height, pixmap.take())
            .expect("a pixmap holds four bytes a pixel")
    }

    fn draw_background(&self, svg: &mut Svg, wide: f64, high: f64) {
        // The painted area is 2600 by 2200 units: very long pictures show all of it.
        let scale = (wide.min(high) / 1000.0).max(wide / 2500.0).max(high / 2000.0);
        let zoom = self.framing.background_zoom() * scale;
        let (middle, share) = match self.framing {
            Framing::FullBody => (500.0, 0.5),
            _ => (430.0, 0.5),
        };
        let place = format!(
            "translate({:.3} {:.3}) scale({zoom:.4}) translate(-500 {:.1})",
            wide / 2.0,
            high * share,
            -middle
        );
        svg.moved(place, |svg| self.background.draw(svg));
    }

    /// The figure, back to front.
    fn draw_figure(&self, svg: &mut Svg, skeleton: &Skeleton) {
        let outfit = &self.outfit;
        let view = HeadView::new(skeleton, outfit, self.expression);
        let (before, behind): (Vec<&ArmJoints>, Vec<&ArmJoints>) =
            skeleton.arms.iter().partition(|arm| body::in_front_of_trunk(arm));
        let (over_face, under_face): (Vec<&ArmJoints>, Vec<&ArmJoints>) =
            before.into_iter().partition(|arm| body::in_front_of_face(arm, skeleton));
        let draw_arms = |svg: &mut Svg, arms: &[&ArmJoints]| {
            for arm in arms {
                body::draw_arm(svg, arm, skeleton, outfit);
            }
        };
        draw_shadow(svg, skeleton);
        draw_seat(svg, skeleton);
        let faces_away = skeleton.turn.to_radians().cos() < -0.2;
        if !faces_away {
            head::draw_hair_behind(svg, skeleton, &view);
        }
        draw_arms(svg, &behind);
        body::draw_legs(svg, skeleton, outfit);
        body::draw_hips(svg, skeleton, outfit);
        body::draw_collar_behind(svg, skeleton, outfit);
        body::draw_trunk(svg, skeleton, outfit);
        body::draw_neck(svg, skeleton, outfit);
        draw_arms(svg, &under_face);
        body::draw_collar(svg, skeleton, outfit);
        if faces_away {
            head::draw_hair_behind(svg, skeleton, &view);
        }
        head::draw_head(svg, skeleton, &view);
        draw_arms(svg, &over_face);
    }
}

/// Her shadow on the ground, fainter when she is in the air.
fn draw_shadow(svg: &mut Svg, skeleton: &Skeleton) {
    let feet = skeleton.legs.iter().map(|leg| leg.ankle.at.x);
    let (left, right) = feet.fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
    let middle = pt(f64::midpoint(left, right) + 8.0, skeleton.ground - 3.0);
    let shadow = Path::ellipse(middle, (right - left) / 2.0 + 52.0, 15.0);
    svg.glaze(&shadow, Colour(40, 30, 70), 0.26);
}

/// The crate she sits on.
fn draw_seat(svg: &mut Svg, skeleton: &Skeleton) {
    let Some(top) = skeleton.seat else { return };
    let wood = Tone::of(Colour(176, 128, 86));
    let (left, right, foot) = (-66.0, 66.0, skeleton.ground - 8.0);
    let height = foot - top;
    svg.glaze(&Path::ellipse(pt(6.0, foot), 84.0, 13.0), Colour(40, 30, 70), 0.26);
    let face = Path::polygon(&[pt(left, top), pt(right, top), pt(right, foot), pt(left, foot)]);
    svg.cel(&face, wood, pt(-10.0, -4.0));
    let lid = Path::polygon(&[
        pt(left, top),
        pt(left + 14.0, top - 18.0),
        pt(right - 14.0, top - 18.0),
        pt(right, top),
    ]);
    svg.outline(&lid, wood.line);
    svg.fill(&lid, wood.light);
    for share in [0.34, 0.67] {
        let y = top + height * share;
        svg.crease(&Path::open(&[c(left, y), c(right, y)]), wood, 1.0);
    }
    let brace: [Pt; 4] = [
        pt(left + 4.0, foot - 16.0),
        pt(right - 16.0, top + 4.0),
        pt(right - 4.0, top + 16.0),
        pt(left + 16.0, foot - 4.0),
    ];
    svg.cel(&Path::polygon(&brace), wood, pt(-2.0, -2.0));
    svg.crease(&Path::open(&[k(left, top), k(right, top)]), wood, 1.2);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_puppets_draw_byte_identical_pictures() {
        let puppet = Puppet { pose: Pose::waving(), ..Puppet::default() };
        assert_eq!(puppet.to_svg(200, 300), puppet.to_svg(200, 300));
        assert_eq!(puppet.render(200, 300), puppet.clone().render(200, 300));
    }

    #[test]
    fn different_poses_draw_different_pictures_from_every_side() {
        for (side, view) in View::named() {
            let drawings: Vec<(&str, String)> = Pose::named()
                .into_iter()
                .map(|(name, pose)| {
                    (name, Puppet { pose, view, ..Puppet::default() }.to_svg(64, 64))
                })
                .collect();
            for (i, (name, drawing)) in drawings.iter().enumerate() {
                for (other, another) in &drawings[i + 1..] {
                    assert_ne!(drawing, another, "{name} and {other} from the {side}");
                }
            }
        }
    }

    #[test]
    fn every_trait_shows_in_the_picture() {
        let plain = Puppet::default();
        for (what, changed) in [
            ("expression", Puppet { expression: Expression::Laugh, ..plain }),
            ("view", Puppet { view: View::ThreeQuarter, ..plain }),
            ("framing", Puppet { framing: Framing::CloseUp, ..plain }),
            ("outfit", Puppet { outfit: plain.outfit.with_jacket(Colour(200, 80, 40)), ..plain }),
            ("background", Puppet { background: Background::Forest, ..plain }),
            ("mirror", Puppet { mirror: true, ..plain }),
        ] {
            assert_ne!(plain.render(96, 96), changed.render(96, 96), "{what}");
        }
    }

    #[test]
    fn every_drawing_is_valid_svg() {
        for (name, pose) in Pose::named() {
            for (_, background) in Background::named() {
                let svg = Puppet { pose, background, ..Puppet::default() }.to_svg(320, 200);
                assert!(usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok(), "{name}");
            }
        }
    }

    #[test]
    fn the_background_covers_every_pixel_of_any_shape() {
        for (name, background) in Background::named() {
            for (width, height) in [(64, 64), (160, 48), (48, 160)] {
                let picture = Puppet { background, ..Puppet::default() }.render(width, height);
                assert!(picture.pixels().all(|pixel| pixel.0[3] == 255), "{name}");
            }
        }
    }
}
