//! *existence*: these words must not stand there.

use onmodel_caption::Caption;
use onmodel_caption::edit::tags;
use onmodel_dataset::config::TableReader;

use super::finder::{Finder, Hit};
use super::reach::Reach;
use super::spec::Frame;
use crate::{CaptionView, Draft, DraftFix, FixKind, ImageView, Out, Rule};

/// Speaks of each place where one of `tokens` stands.
pub(super) struct Existence {
    frame: Frame,
    finder: Finder,
    removes: bool,
}

impl Existence {
    /// Reads `tokens`, `exceptions` and `fix`.
    pub(super) fn read(
        table: &mut TableReader<'_>,
        frame: Frame,
    ) -> Option<(Box<dyn Rule>, FixKind)> {
        // Only a whole tag can be taken out and leave a caption that still reads well.
        let removes = match frame.reach {
            Reach::Tag => table.choice("fix", &["remove-tag"]).is_some(),
            _ => false,
        };
        let finder = Finder::read(table, frame.spelling)?;
        let fix = if removes { FixKind::Unsafe } else { FixKind::None };
        Some((Box::new(Self { frame, finder, removes }), fix))
    }

    fn draft(&self, index: usize, caption: &Caption, hit: Hit) -> Draft {
        let word = hit.span.of(caption.text());
        let draft = Draft::span(index, hit.span, self.frame.message.fill(&[("match", word)]));
        match hit.tag.filter(|_| self.removes) {
            Some(tag) => draft.fix(
                DraftFix::review(format!("remove \"{word}\""))
                    .edits(index, tags::remove(caption, &[tag])),
            ),
            None => draft,
        }
    }
}

impl Rule for Existence {
    fn caption(&self, view: &CaptionView<'_>, out: &mut Out<'_>) {
        if self.frame.reach == Reach::FileName || !self.frame.takes(view) {
            return;
        }
        for hit in self.finder.find(view.caption()) {
            out.push(self.draft(view.index, view.caption(), hit));
        }
    }

    fn image(&self, view: &ImageView<'_>, out: &mut Out<'_>) {
        if self.frame.reach != Reach::FileName || !self.frame.filter.takes(&view.file.relative) {
            return;
        }
        let name = view.file_name();
        for span in self.finder.find_in(&name) {
            let message = self.frame.message.fill(&[("match", span.of(&name))]);
            out.push(Draft::image(view.index, message));
        }
    }
}
