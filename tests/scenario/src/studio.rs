//! What the service makes besides models: captions and pictures.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};

/// How captions and pictures are made.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch")]
pub struct Studio {
    /// The captions written, one after the other, over and over.
    pub captions: Vec<String>,
    /// Compute units of a caption.
    pub caption_price: f64,
    /// Compute units of a picture.
    pub picture_price: f64,
    /// Jobs do not say what they were given.
    pub hides_inputs: bool,
    /// A caption's job repeats its text.
    pub repeats_captions: bool,
    /// Jobs fail.
    pub fails: bool,
    /// A picture of a prompt is the first image the model was trained on.
    pub memorises: bool,
    /// The jobs, in the order they came.
    pub jobs: Vec<Making>,
}

impl Default for Studio {
    fn default() -> Self {
        Self {
            captions: vec!["A woman standing in the rain.".to_owned()],
            caption_price: 2.0,
            picture_price: 10.75,
            hides_inputs: false,
            repeats_captions: false,
            fails: false,
            memorises: false,
            jobs: Vec::new(),
        }
    }
}

/// A job that makes captions or pictures.
#[derive(Debug, Clone)]
pub struct Making {
    /// Its id.
    pub id: String,
    /// `caption` or `custom`.
    pub kind: &'static str,
    /// What it was given.
    pub inputs: Value,
    /// The pictures it made.
    pub assets: Vec<String>,
    /// The texts it wrote.
    pub texts: Vec<String>,
    /// Whether it failed.
    pub failed: bool,
    /// Times it was looked at.
    pub polls: usize,
}

impl Studio {
    /// A job as the service shows it.
    pub(crate) fn shown(&self, job: &Making) -> Value {
        let status = match (job.failed, job.polls, job.kind) {
            (true, 1.., _) => "failure",
            (false, 2.., _) | (false, _, "caption") => "success",
            _ => "in-progress",
        };
        let is_done = status == "success";
        let mut metadata = json!({
            "assetIds": if is_done { job.assets.clone() } else { Vec::new() },
            "error": (status == "failure").then_some("the model ran out of ink"),
            "hint": (status == "failure").then_some("try again later"),
        });
        if !self.hides_inputs {
            metadata["input"] = job.inputs.clone();
        }
        if self.repeats_captions && job.kind == "caption" {
            metadata["output"] = json!({ "captions": job.texts });
        }
        json!({
            "jobId": job.id, "jobType": job.kind, "status": status, "progress": 0.5,
            "metadata": metadata, "statusHistory": [],
            "createdAt": "2026-11-28T00:00:00.000Z", "updatedAt": "2026-11-28T00:00:00.000Z",
        })
    }
}

/// Blocks of colour, others for each number.
pub(crate) fn drawn(number: u64, side: u32) -> Vec<u8> {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    let colours: Vec<[u8; 8]> = (0..36).map(|_| next()).collect();
    png(&RgbImage::from_fn(side, side, |x, y| {
        let cell = (y * 6 / side) * 6 + x * 6 / side;
        let [red, green, blue, ..] = colours[cell as usize];
        Rgb([red, green, blue])
    }))
}

/// A picture enlarged, if it is one.
pub(crate) fn enlarged(bytes: &[u8], factor: u32) -> Option<Vec<u8>> {
    let picture = image::load_from_memory(bytes).ok()?.to_rgb8();
    let (width, height) = (picture.width() * factor, picture.height() * factor);
    let filter = image::imageops::FilterType::Nearest;
    Some(png(&image::imageops::resize(&picture, width, height, filter)))
}

fn png(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    // Into memory: the encoder has no other reason to fail.
    picture.write_to(&mut bytes, ImageFormat::Png).expect("a PNG in memory");
    bytes.into_inner()
}
