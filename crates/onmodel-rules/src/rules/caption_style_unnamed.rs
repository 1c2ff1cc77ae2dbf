//! `caption-style-unnamed`

use std::collections::BTreeSet;

use onmodel_caption::edit::tags;
use onmodel_caption::{Caption, Vocabulary};
use onmodel_dataset::trainer::Family;

use crate::index::{CaptionIndex, Counts};
use crate::{
    CaptionView, Context, Draft, DraftFix, Facts, Out, Place, Rule, Severity, declare_rule,
};

declare_rule! {
    /// Some captions of a drawn set do not name its style.
    ///
    /// ## What it checks
    /// On FLUX only, and only where captions of the set or the declared `identity` name a drawn style
    /// (anime, cartoon, painting, pixel art, 3d render …): captions that name no style at all.
    ///
    /// ## Why it matters
    /// FLUX leans towards photographs. A drawing whose caption does not say so pulls the character
    /// towards realism.
    ///
    /// ## Example
    /// ```toml bad
    /// [dataset]
    /// base = "flux.1-dev"
    /// [[image]]
    /// file = "01.png"
    /// caption = "An anime drawing of krstl standing in the rain."
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl is sitting on a wall."
    /// ```
    /// ```toml good
    /// [dataset]
    /// base = "flux.1-dev"
    /// [[image]]
    /// file = "01.png"
    /// caption = "An anime drawing of krstl standing in the rain."
    /// [[image]]
    /// file = "02.png"
    /// caption = "An anime drawing of krstl sitting on a wall."
    /// ```
    ///
    /// ## How to fix
    /// Name the style in every caption, in the same words.
    pub struct CaptionStyleUnnamed = "caption-style-unnamed" {
        scope: Dataset,
        level: Some(Severity::Hint),
        fix: Assist,
        part: Captions,
        cost: Nothing,
    }
}

/// The least share of captions that must name a drawn style for the set to be a drawn one: a lone
/// "sketch" may lie on a table.
const DRAWN_SHARE: f64 = 0.25;
/// The categories of style: medium and rendering.
const STYLE: &str = "style";
const PHOTO: [&str; 2] = ["photo", "realism"];

/// What the captions say of the style; those that say nothing at all aside.
#[derive(Default)]
struct Seen {
    /// How often each drawn style is named, in the captions' words.
    drawn: Counts<String>,
    drawn_captions: usize,
    photographs: usize,
    /// Captions that name none.
    unnamed: BTreeSet<usize>,
}

impl Rule for CaptionStyleUnnamed {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        if !matches!(facts.context.family(), Some(Family::Flux1 | Family::Flux2)) {
            return;
        }
        let seen = facts.index::<Seen>();
        let all = seen.drawn_captions + seen.unnamed.len();
        let is_drawn = is_declared(facts) || seen.drawn_captions as f64 >= DRAWN_SHARE * all as f64;
        if seen.photographs == 0 && seen.drawn_captions > 0 && is_drawn && !seen.unnamed.is_empty()
        {
            out.push(draft(facts, &seen, all));
        }
    }
}

impl CaptionIndex for Seen {
    fn empty(_: &Context) -> Self {
        Self::default()
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        match medium(caption) {
            Medium::Photograph => self.photographs += 1,
            Medium::Drawn(words) => {
                self.drawn.add(words.to_owned());
                self.drawn_captions += 1;
            }
            Medium::Unnamed => {
                self.unnamed.insert(caption.index);
            }
            Medium::Silent => {}
        }
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        match medium(caption) {
            Medium::Photograph => self.photographs -= 1,
            Medium::Drawn(words) => {
                self.drawn.remove(words);
                self.drawn_captions -= 1;
            }
            Medium::Unnamed => {
                self.unnamed.remove(&caption.index);
            }
            Medium::Silent => {}
        }
    }
}

/// What one caption says of its style.
enum Medium<'a> {
    Photograph,
    /// Drawn in some way, in these words.
    Drawn(&'a str),
    Unnamed,
    /// It says nothing, of style or else.
    Silent,
}

fn medium<'a>(view: &CaptionView<'a>) -> Medium<'a> {
    if view.fact.gist().is_none() {
        return Medium::Silent;
    }
    let mut drawn = None;
    for found in view.fact.traits.iter().filter(|found| !found.negated) {
        match style_of(&view.context.vocabulary, found.group) {
            Some(style) if PHOTO.contains(&style) => return Medium::Photograph,
            Some(_) => drawn = drawn.or(Some(found.span.of(view.fact.caption.text()))),
            None => {}
        }
    }
    drawn.map_or(Medium::Unnamed, Medium::Drawn)
}

/// The group's name, if it is a style; colour is none.
fn style_of(vocabulary: &Vocabulary, group: onmodel_caption::GroupId) -> Option<&str> {
    let axis = vocabulary.axis_of(group);
    let is_style = vocabulary.categories()[axis.category].id == STYLE;
    (is_style && axis.id != "style.colour").then(|| vocabulary.group(group).id.as_str())
}

/// Whether the declared identity names a drawn style.
fn is_declared(facts: &Facts) -> bool {
    let vocabulary = &facts.context.vocabulary;
    facts.context.settings.identity.iter().any(|phrase| {
        let found = vocabulary.find(&Caption::parse(phrase.as_str()));
        found
            .iter()
            .any(|one| style_of(vocabulary, one.group).is_some_and(|style| !PHOTO.contains(&style)))
    })
}

fn draft(facts: &Facts, seen: &Seen, all: usize) -> Draft {
    let style = seen.drawn.iter().max_by_key(|(_, count)| *count).map_or("", |(words, _)| words);
    let count = seen.unnamed.len();
    let verb = if count == 1 { "names" } else { "name" };
    let message = format!("{count} of {all} captions {verb} no style, others say \"{style}\"");
    let mut fix = DraftFix::choice(format!("add \"{style}\" to {count} of the captions"));
    let mut draft = Draft::set(message)
        .consequence("FLUX drifts towards photographs where a caption does not name the style");
    for &index in &seen.unnamed {
        fix = fix.edits(index, tags::append(facts.caption(index).caption(), style));
        draft = draft.related(Place::Caption(index, None), "names no style");
    }
    draft.fix(fix)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    fn of(base: &str, captions: &[&str]) -> String {
        let mut set = format!("[dataset]\nbase = \"{base}\"\n");
        for (number, caption) in captions.iter().enumerate() {
            let image = format!("[[image]]\nfile = \"{number}.png\"\ncaption = \"{caption}\"\n");
            set.push_str(&image);
        }
        check("caption-style-unnamed", &set)
    }

    #[test]
    fn captions_without_the_style_are_named() {
        let captions = ["krstl, anime style, standing", "krstl, sitting on a wall"];
        expect![[r#"
            hint set: 1 of 2 captions names no style, others say "anime style"
              = FLUX drifts towards photographs where a caption does not name the style
              + set/1.txt: names no style
              fix (Assist): add "anime style" to 1 of the captions
        "#]]
        .assert_eq(&of("flux.1-dev", &captions));
        assert_eq!(of("sdxl", &captions), "");
    }

    #[test]
    fn photographs_and_sets_without_a_style_are_let_be() {
        assert_eq!(of("flux.1-dev", &["krstl, standing", "krstl, sitting"]), "");
        assert_eq!(of("flux.1-dev", &["krstl, anime, standing", "photo of krstl", "krstl"]), "");
    }
}
