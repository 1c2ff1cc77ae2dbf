//! Pictures that look nearly the same, with different poses named.

use onmodel_caption::{GroupId, Span};
use onmodel_vision::similar::Likeness;

use crate::{CaptionView, Draft, Facts, Out, Place};

/// The axis of the vocabulary on which a figure has one value at a time.
const STANCE: &str = "pose.stance";

/// Looks at the pairs that look alike.
pub(super) fn look(facts: &Facts, out: &mut Out<'_>) {
    for pair in &facts.similarity.pairs {
        if pair.likeness != Likeness::NearDuplicate {
            continue;
        }
        let captions = (facts.image(pair.a).caption(), facts.image(pair.b).caption());
        if let (Some(a), Some(b)) = captions {
            out.extend_with(disagreement(&a, &b));
        }
    }
}

fn disagreement(a: &CaptionView<'_>, b: &CaptionView<'_>) -> Option<Draft> {
    let (of_a, of_b) = (stance(a)?, stance(b)?);
    if of_a.0 == of_b.0 {
        return None;
    }
    let (word_a, word_b) = (of_a.1.of(a.text()), of_b.1.of(b.text()));
    let message =
        format!("\"{word_b}\", but {} looks nearly the same and says \"{word_a}\"", a.relative());
    Some(
        Draft::span(b.index, of_b.1, message)
            .related(Place::Caption(a.index, Some(of_a.1)), format!("says \"{word_a}\"")),
    )
}

/// The one stance a caption names; `None` where it names none or several.
fn stance(view: &CaptionView<'_>) -> Option<(GroupId, Span)> {
    let vocabulary = &view.context.vocabulary;
    let mut named = view
        .fact
        .traits
        .iter()
        .filter(|found| !found.negated && vocabulary.axis_of(found.group).id == STANCE);
    let first = named.next()?;
    named.all(|other| other.group == first.group).then_some((first.group, first.span))
}
