//! `image-low-quality`

use onmodel_vision::Quality;

use crate::{Draft, Facts, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// An image is of poor quality beside the others.
    ///
    /// ## What it checks
    /// Blur, pictures that are almost black, almost white or of one flat colour, blocks left by strong JPEG
    /// compression, and small pictures enlarged. Blur counts only against the sharpness of the set: a soft
    /// style is a style.
    ///
    /// ## Why it matters
    /// The model learns the flaw with the character: mushy eyes, square blocks in the hair.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// enlarged = 5.0
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// ```
    ///
    /// ## How to fix
    /// Use the original file, or leave the picture out.
    pub struct ImageLowQuality = "image-low-quality" {
        scope: Image,
        level: Some(Severity::Hint),
        fix: None,
        part: Format,
    }
}

/// Sharpness below this share of the set's median is blur, if it is low in itself too.
const BLURRED_SHARE: f32 = 0.4;
/// Luma step that the strongest edges of a sharp picture always exceed.
const BLURRED: f32 = 24.0;
/// Fewest pictures whose median says something of the set.
const FEWEST: usize = 3;
/// Factor of enlargement no camera and no painter's brush looks like.
const ENLARGED: f32 = 3.0;
/// Strength of the 8-pixel grid beyond what ordinary JPEG quality leaves.
const BLOCKY: f32 = 2.5;
/// Mean luma of a picture in which nothing can be made out, dark and bright.
const DARK: f32 = 16.0;
const BRIGHT: f32 = 250.0;
/// Standard deviation of luma of one flat colour.
const FLAT: f32 = 3.0;

impl Rule for ImageLowQuality {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        let usual = usual_sharpness(facts);
        for image in facts.all_images() {
            let flaw = image.pixels().and_then(|pixels| flaw(&pixels.quality, usual));
            if let Some(flaw) = flaw {
                out.push(
                    Draft::image(image.index, flaw)
                        .consequence("the model learns the flaw with the character"),
                );
            }
        }
    }
}

/// The set's median sharpness; `None` where too few pictures make one.
fn usual_sharpness(facts: &Facts) -> Option<f32> {
    let of = |image: crate::ImageView<'_>| Some(image.pixels()?.quality.sharpness);
    let mut all: Vec<f32> = facts.all_images().filter_map(of).collect();
    all.sort_by(f32::total_cmp);
    (all.len() >= FEWEST).then(|| all[all.len() / 2])
}

/// The worst flaw, in words.
fn flaw(quality: &Quality, usual: Option<f32>) -> Option<String> {
    let Quality { mean, spread, sharpness, blockiness, enlarged, .. } = *quality;
    if spread < FLAT {
        Some("one flat colour: there is hardly anything to see".to_owned())
    } else if mean < DARK {
        Some(format!("almost black: mean brightness {mean:.0} of 255"))
    } else if mean > BRIGHT {
        Some(format!("almost white: mean brightness {mean:.0} of 255"))
    } else if enlarged >= ENLARGED {
        Some(format!("as soft as a small picture enlarged {enlarged:.0} times"))
    } else if let Some(usual) = usual.filter(|usual| sharpness < BLURRED.min(usual * BLURRED_SHARE))
    {
        Some(format!("blurred: sharpness {sharpness:.0}, where {usual:.0} is usual in this set"))
    } else if blockiness >= BLOCKY {
        Some(format!(
            "square blocks from strong JPEG compression, {blockiness:.1} times the usual steps"
        ))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn each_flaw_in_its_words() {
        expect![[r"
            hint set/01.png: blurred: sharpness 5, where 90 is usual in this set
              = the model learns the flaw with the character
            hint set/03.png: square blocks from strong JPEG compression, 3.0 times the usual steps
              = the model learns the flaw with the character
            hint set/04.png: almost black: mean brightness 5 of 255
              = the model learns the flaw with the character
            hint set/05.png: almost white: mean brightness 253 of 255
              = the model learns the flaw with the character
            hint set/06.png: one flat colour: there is hardly anything to see
              = the model learns the flaw with the character
            hint set/07.png: as soft as a small picture enlarged 4 times
              = the model learns the flaw with the character
        "]]
        .assert_eq(&check(
            "image-low-quality",
            r#"
            [[image]]
            file = "01.png"
            sharpness = 5.0
            [[image]]
            file = "02.png"
            sharpness = 80.0
            [[image]]
            file = "03.png"
            sharpness = 90.0
            blockiness = 3.0
            [[image]]
            file = "04.png"
            sharpness = 90.0
            mean = 5.0
            [[image]]
            file = "05.png"
            sharpness = 90.0
            mean = 253.0
            [[image]]
            file = "06.png"
            sharpness = 90.0
            spread = 1.0
            [[image]]
            file = "07.png"
            sharpness = 90.0
            enlarged = 4.0
        "#,
        ));
    }
}
