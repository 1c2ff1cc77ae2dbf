//! A small SVG writer that knows how a cel is painted: outline, flat colour, one shadow, one highlight.

use std::fmt::{Display, Write as _};

use crate::colour::{Colour, Tone};
use crate::geometry::Pt;
use crate::path::Path;

/// An SVG drawing being written.
#[derive(Debug)]
pub(crate) struct Svg {
    body: String,
    clips: usize,
    line: f64,
}

impl Svg {
    /// An empty drawing whose outlines are `line` units wide.
    pub(crate) fn new(line: f64) -> Self {
        Self { body: String::new(), clips: 0, line }
    }

    /// The outline width later shapes get.
    pub(crate) fn set_line(&mut self, line: f64) {
        self.line = line;
    }

    /// The finished document, `width` by `height` pixels.
    pub(crate) fn finish(self, width: u32, height: u32) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n{}</svg>\n",
            self.body
        )
    }

    /// A filled shape without outline.
    pub(crate) fn fill(&mut self, path: &Path, colour: Colour) {
        self.put(format_args!("<path d=\"{}\" fill=\"{colour}\"/>\n", path.data()));
    }

    /// A filled shape the background shows through. `opacity` from 0 to 1.
    pub(crate) fn glaze(&mut self, path: &Path, colour: Colour, opacity: f64) {
        let data = path.data();
        self.put(format_args!(
            "<path d=\"{data}\" fill=\"{colour}\" fill-opacity=\"{opacity}\"/>\n"
        ));
    }

    /// A drawn line, round at its ends.
    pub(crate) fn stroke(&mut self, path: &Path, colour: Colour, width: f64) {
        self.put(format_args!(
            "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:.2}\" \
             stroke-linecap=\"round\" stroke-linejoin=\"round\"/>\n",
            path.data()
        ));
    }

    /// A detail line inside a shape, at a share of the outline's width.
    pub(crate) fn crease(&mut self, path: &Path, tone: Tone, share: f64) {
        self.stroke(path, tone.line, self.line * share);
    }

    /// The shape's outline, thicker towards the lower right, away from the light.
    pub(crate) fn outline(&mut self, path: &Path, colour: Colour) {
        let (data, width) = (path.data(), self.line * 1.9);
        let shift = self.line * 0.26;
        self.put(format_args!(
            "<path d=\"{data}\" transform=\"translate({shift:.2} {shift:.2})\" fill=\"{colour}\" \
             stroke=\"{colour}\" stroke-width=\"{width:.2}\" stroke-linejoin=\"round\"/>\n"
        ));
    }

    /// A cel-painted shape: outline, shadow tone, and the flat colour pushed by `light` so that the rest stays in shadow.
    pub(crate) fn cel(&mut self, path: &Path, tone: Tone, light: Pt) {
        self.outline(path, tone.line);
        self.flat(path, tone, light);
    }

    /// [`cel`](Self::cel) without its outline: for pieces that must melt into their neighbours.
    pub(crate) fn flat(&mut self, path: &Path, tone: Tone, light: Pt) {
        self.fill(path, tone.shade);
        self.inside(path, |svg| svg.shifted(path, tone.base, light));
    }

    /// Draws what `draw` draws only inside the shape.
    pub(crate) fn inside(&mut self, path: &Path, draw: impl FnOnce(&mut Self)) {
        let id = self.clips;
        self.clips += 1;
        self.put(format_args!("<clipPath id=\"c{id}\"><path d=\"{}\"/></clipPath>\n", path.data()));
        self.put(format_args!("<g clip-path=\"url(#c{id})\">\n"));
        draw(self);
        self.put("</g>\n");
    }

    /// Draws what `draw` draws under a transform, in SVG's own notation.
    pub(crate) fn moved(&mut self, transform: impl Display, draw: impl FnOnce(&mut Self)) {
        self.put(format_args!("<g transform=\"{transform}\">\n"));
        draw(self);
        self.put("</g>\n");
    }

    /// A rectangle filled from `top` to `bottom` by a straight gradient.
    pub(crate) fn gradient(&mut self, at: Pt, size: Pt, top: Colour, bottom: Colour) {
        let id = self.clips;
        self.clips += 1;
        self.put(format_args!(
            "<linearGradient id=\"g{id}\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1\">\
             <stop offset=\"0\" stop-color=\"{top}\"/><stop offset=\"1\" stop-color=\"{bottom}\"/></linearGradient>\n\
             <rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{:.2}\" fill=\"url(#g{id})\"/>\n",
            at.x, at.y, size.x, size.y
        ));
    }

    fn shifted(&mut self, path: &Path, colour: Colour, by: Pt) {
        let data = path.data();
        self.put(format_args!(
            "<path d=\"{data}\" fill=\"{colour}\" transform=\"translate({:.2} {:.2})\"/>\n",
            by.x, by.y
        ));
    }

    fn put(&mut self, text: impl Display) {
        let _ = write!(self.body, "{text}"); // writing to a string cannot fail
    }
}
