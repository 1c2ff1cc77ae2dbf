//! The text a finding points into.

use onmodel_caption::Span;
use onmodel_engine::SetReport;
use onmodel_rules::Finding;

/// A file's text and the bytes of it that a finding marks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    /// The whole file, without a byte order mark.
    pub(crate) text: &'a str,
    /// What is marked.
    pub(crate) span: Span,
}

impl<'a> Source<'a> {
    /// The text of the caption, metadata or configuration file the finding is in; `None` for a
    /// finding about a whole file, or where the text is not at hand.
    pub(crate) fn of(finding: &Finding, set: &'a SetReport) -> Option<Self> {
        let range = finding.range?;
        let (text, mark) = caption(finding, set).or_else(|| configuration(finding, set))?;
        let start = range.start.offset.checked_sub(mark)?;
        let end = range.end.offset.checked_sub(mark)?;
        text.get(start..end)?;
        Some(Self { text, span: Span::new(start, end) })
    }
}

fn caption<'a>(finding: &Finding, set: &'a SetReport) -> Option<(&'a str, usize)> {
    let captions = &set.facts.dataset.captions;
    let file = captions.iter().find(|file| file.path == finding.path)?;
    let body = file.body.as_ref().ok()?;
    Some((&body.text, body.mark()))
}

fn configuration<'a>(finding: &Finding, set: &'a SetReport) -> Option<(&'a str, usize)> {
    let layers = &set.facts.context.settings.layers;
    let layer = layers.iter().find(|layer| layer.path == finding.path)?;
    Some((&layer.text, 0))
}
