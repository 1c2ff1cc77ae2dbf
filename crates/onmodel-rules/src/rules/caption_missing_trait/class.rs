//! Captions without the class word that most others have beside the trigger.

use std::collections::BTreeSet;

use onmodel_caption::edit::TextEdit;
use onmodel_caption::{IdentityKind, text};

use crate::index::CaptionIndex;
use crate::{CaptionView, Context, Draft, DraftFix, Facts, Out};

/// Tells the captions that leave the declared class out, where at least half of the set names it.
pub(super) fn report(facts: &Facts, out: &mut Out<'_>) {
    let classed = facts.index::<Classed>();
    if classed.naming.len() < classed.lacking.len() {
        return;
    }
    for view in classed.lacking.iter().map(|&caption| facts.caption(caption)) {
        out.extend_with(class(&view).map(|class| draft(&view, class, classed.naming.len())));
    }
}

/// Which captions name what the character is, of those that have a declared class to name.
#[derive(Default)]
struct Classed {
    naming: BTreeSet<usize>,
    lacking: BTreeSet<usize>,
}

impl CaptionIndex for Classed {
    fn empty(_: &Context) -> Self {
        Self::default()
    }

    fn add(&mut self, caption: &CaptionView<'_>) {
        let Some(class) = class(caption).filter(|_| caption.fact.gist().is_some()) else { return };
        let side = if is_named(caption, class) { &mut self.naming } else { &mut self.lacking };
        side.insert(caption.index);
    }

    fn remove(&mut self, caption: &CaptionView<'_>) {
        self.naming.remove(&caption.index);
        self.lacking.remove(&caption.index);
    }
}

/// The class word that holds for a caption: its subset's, or the set's.
fn class<'a>(view: &CaptionView<'a>) -> Option<&'a str> {
    let settings = &view.context.settings;
    let subset = view.subset.and_then(|index| settings.subsets.get(index));
    subset.and_then(|subset| subset.class.as_deref()).or(settings.class.as_deref())
}

/// Whether a caption says the class, or another word for what the figure is: "1girl" for "woman".
fn is_named(view: &CaptionView<'_>, class: &str) -> bool {
    let (said, class) = (view.caption().normalised().text(), text::normalise(class));
    let stands_alone =
        |at: usize| text::is_boundary(said, at) && text::is_boundary(said, at + class.len());
    let in_trigger = || {
        view.fact.trigger.iter().any(|found| text::normalise(found.trigger.text()).contains(&class))
    };
    said.match_indices(&class).any(|(at, _)| stands_alone(at))
        || view
            .fact
            .identity(&view.context.vocabulary)
            .iter()
            .any(|one| one.kind == IdentityKind::Class)
        || in_trigger()
}

fn draft(view: &CaptionView<'_>, class: &str, naming: usize) -> Draft {
    let others =
        if naming == 1 { "another caption does".into() } else { format!("{naming} others do") };
    let draft = Draft::caption(view.index, format!("does not say \"{class}\", as {others}"))
        .consequence("beside the class word the trigger is learnt as one of its kind, without it as anything");
    let used =
        view.fact.trigger.as_ref().and_then(|found| Some((found.used.first()?, &found.trigger)));
    let Some((span, trigger)) = used else { return draft };
    let title = format!("write \"{} {class}\"", trigger.text());
    let edit = TextEdit::insert(span.end, format!(" {class}"));
    draft.fix(DraftFix::choice(title).edits(view.index, [edit]))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    const HEAD: &str = "[dataset]\ntrigger = \"krstl\"\nclass = \"woman\"\n";

    fn said(captions: &[&str]) -> String {
        let images = captions.iter().enumerate().map(|(index, caption)| {
            format!("[[image]]\nfile = \"{index}.png\"\ncaption = \"{caption}\"\n")
        });
        check("caption-missing-trait", &format!("{HEAD}{}", images.collect::<String>()))
    }

    #[test]
    fn the_few_that_leave_the_class_out_are_told() {
        expect![[r#"
            hint set/2.txt:0-14: does not say "woman", as 2 others do
              = beside the class word the trigger is learnt as one of its kind, without it as anything
              fix (Assist): write "krstl woman"
        "#]]
        .assert_eq(&said(&["krstl woman, standing", "krstl, a woman running", "krstl, sitting"]));
    }

    #[test]
    fn other_words_for_it_and_sets_that_do_without_are_let_be() {
        for captions in [
            &["krstl woman, standing", "krstl, 1girl, sitting"][..],
            &["krstl, standing", "krstl, sitting", "krstl woman, running"],
            &["krstl woman, standing", "krstl"],
        ] {
            assert_eq!(said(captions), "", "{captions:?}");
        }
    }
}
