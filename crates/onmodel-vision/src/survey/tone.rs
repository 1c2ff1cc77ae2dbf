//! How light a picture is, measured on its small frame so that noise does not count.

use super::frame::Frame;

/// Figures of light and dark, as in [`crate::Quality`].
pub(super) struct Tone {
    pub(super) mean: f32,
    pub(super) spread: f32,
    pub(super) dark: f32,
    pub(super) bright: f32,
}

pub(super) fn measure(frame: &Frame) -> Tone {
    let count = frame.luma.len().max(1) as f32;
    let sum = |value: &dyn Fn(f32) -> f32| {
        frame.luma.iter().map(|&luma| value(luma.into())).sum::<f32>() / count
    };
    let mean = sum(&|luma| luma);
    Tone {
        mean,
        spread: sum(&|luma| (luma - mean).powi(2)).sqrt(),
        dark: sum(&|luma| if luma < 16.0 { 1.0 } else { 0.0 }),
        bright: sum(&|luma| if luma > 239.0 { 1.0 } else { 0.0 }),
    }
}
