//! One row in the forms the measurements need: colours as stored, as shown on white, alpha, luma.

/// How the 8-bit samples of a row lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    Grey,
    GreyAlpha,
    Rgb,
    Rgba,
}

impl Layout {
    /// Samples of one pixel.
    pub(crate) fn channels(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }
}

/// Views of one row.
pub(crate) struct RowView<'a> {
    /// RGB as stored: what a trainer sees that drops alpha.
    pub(crate) stored: &'a [u8],
    /// RGB laid on white: what a person sees.
    pub(crate) shown: &'a [u8],
    /// Alpha, empty for a picture that has none.
    pub(crate) alpha: &'a [u8],
    /// Luma of what is shown.
    pub(crate) luma: &'a [u8],
}

/// The buffers behind the views, used again for every row.
pub(crate) struct Row {
    layout: Layout,
    stored: Vec<u8>,
    shown: Vec<u8>,
    alpha: Vec<u8>,
    luma: Vec<u8>,
}

impl Row {
    pub(crate) fn new(layout: Layout) -> Self {
        Self { layout, stored: Vec::new(), shown: Vec::new(), alpha: Vec::new(), luma: Vec::new() }
    }

    /// The views of these samples.
    pub(crate) fn of<'a>(&'a mut self, samples: &'a [u8]) -> RowView<'a> {
        self.unpack(samples);
        let stored = if self.layout == Layout::Rgb { samples } else { &self.stored };
        let opaque = self.alpha.iter().all(|&alpha| alpha == 255);
        if !opaque {
            self.shown.clear();
            let pixels = stored.chunks_exact(3).zip(&self.alpha);
            self.shown.extend(pixels.flat_map(|(pixel, &alpha)| on_white(pixel, alpha)));
        }
        let shown = if opaque { stored } else { &self.shown };
        self.luma.clear();
        if self.layout == Layout::Grey {
            self.luma.extend_from_slice(samples);
        } else {
            self.luma.extend(shown.chunks_exact(3).map(|pixel| luma(pixel[0], pixel[1], pixel[2])));
        }
        RowView { stored, shown, alpha: &self.alpha, luma: &self.luma }
    }

    fn unpack(&mut self, samples: &[u8]) {
        self.stored.clear();
        self.alpha.clear();
        match self.layout {
            Layout::Rgb => {}
            Layout::Grey => self.stored.extend(samples.iter().flat_map(|&grey| [grey; 3])),
            Layout::GreyAlpha => {
                self.stored.extend(samples.chunks_exact(2).flat_map(|pixel| [pixel[0]; 3]));
                self.alpha.extend(samples.chunks_exact(2).map(|pixel| pixel[1]));
            }
            Layout::Rgba => {
                self.stored.extend(
                    samples.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]),
                );
                self.alpha.extend(samples.chunks_exact(4).map(|pixel| pixel[3]));
            }
        }
    }
}

/// Rec. 601 luma in 8-bit fixed point, the one definition for every format: a JPEG's own Y plane is
/// Rec. 601, and a hash of one luma compared with a hash of another drifts by up to 14 of 64 bits.
pub(crate) fn luma(red: u8, green: u8, blue: u8) -> u8 {
    // The weights add up to 256, so the sum shifted down is at most 255.
    ((77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue)) >> 8) as u8
}

fn on_white(pixel: &[u8], alpha: u8) -> [u8; 3] {
    let blend = |channel: u8| {
        let alpha = u32::from(alpha);
        ((u32::from(channel) * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    [blend(pixel[0]), blend(pixel[1]), blend(pixel[2])]
}
