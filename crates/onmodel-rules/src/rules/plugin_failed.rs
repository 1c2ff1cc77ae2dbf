//! `plugin-failed`

use crate::testimony::Reason;
use crate::{Draft, Facts, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// A plugin could not be run, or not on every file.
    ///
    /// ## What it checks
    /// That every trusted plugin which `[plugins]` names starts, answers in time and answers sense. One
    /// that crashes, hangs or answers nonsense is stopped; the captions it did not spoil are checked by
    /// it all the same, and everything else is checked as always.
    /// Where a plugin fails that `--select` and `--ignore` mean, this rule tells of it whatever they,
    /// `[rules]` or an `[[ignore]]` say of this rule itself; only `--no-plugins` is silent.
    ///
    /// ## Why it matters
    /// A plugin that fails in silence is a check that never fails.
    ///
    /// ## Example
    /// ```toml bad
    /// [plugins.studio]
    /// path = "plugins/studio"
    /// [[absent]]
    /// plugin = "studio 0.3.1"
    /// failed = "its rule studio/palette crashed on 04.txt"
    /// ```
    /// ```toml good
    /// [plugins.studio]
    /// path = "plugins/studio"
    /// ```
    ///
    /// ## How to fix
    /// Give what the finding says to whoever wrote the plugin; `onmodel plugin test` runs it on captions
    /// of your choice. `--no-plugins` checks without it meanwhile.
    pub struct PluginFailed = "plugin-failed" {
        scope: Dataset,
        level: Some(Severity::Error),
        fix: None,
        part: Captions,
        cost: Nothing,
    }
}

impl Rule for PluginFailed {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        for absent in facts.testimony.absent().iter() {
            let Reason::Failed(_) = &absent.reason else { continue };
            let mut draft = Draft::at(absent.place.clone(), absent.message())
                .consequence("what it would have found there stays unseen");
            draft.related.clone_from(&absent.related);
            out.push(draft);
        }
    }
}
