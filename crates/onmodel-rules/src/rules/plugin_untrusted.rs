//! `plugin-untrusted`

use crate::testimony::Reason;
use crate::{Draft, Facts, Out, Rule, Severity, declare_rule};

declare_rule! {
    /// A plugin was not run, because its user has not trusted it.
    ///
    /// ## What it checks
    /// Each plugin that `[plugins]` names, against the user's own list of trusted plugins. A plugin is
    /// trusted by the SHA-256 of its library's bytes: another build is another plugin.
    /// Where a plugin is missing that `--select` and `--ignore` mean, this rule tells of it whatever they,
    /// `[rules]` or an `[[ignore]]` say of this rule itself; only `--no-plugins` is silent.
    ///
    /// ## Why it matters
    /// A plugin is a program and can do what its user can. A set of pictures from a stranger must not
    /// run one by being looked at; nor should rules the studio counts on be left out in silence.
    ///
    /// ## Example
    /// ```toml bad
    /// [plugins.studio]
    /// path = "plugins/studio"
    /// [[absent]]
    /// plugin = "studio 0.3.1"
    /// untrusted = "onmodel plugin trust plugins/studio"
    /// ```
    /// ```toml good
    /// [plugins.studio]
    /// path = "plugins/studio"
    /// ```
    ///
    /// ## How to fix
    /// If you know where the plugin comes from, run the command the finding shows; in an editor, take
    /// the action it offers. On a machine that nobody sits at, `onmodel check --trust-sha256 HEX`.
    /// `--no-plugins` checks without it.
    pub struct PluginUntrusted = "plugin-untrusted" {
        scope: Dataset,
        level: Some(Severity::Error),
        fix: None,
        part: Captions,
        cost: Nothing,
    }
}

impl Rule for PluginUntrusted {
    fn files(&self, facts: &Facts, out: &mut Out<'_>) {
        for absent in facts.testimony.absent().iter() {
            if let Reason::Untrusted { .. } = &absent.reason {
                let draft = Draft::at(absent.place.clone(), absent.message());
                out.push(draft.consequence("what its rules would have found stays unseen"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    #[test]
    fn the_command_that_trusts_it_is_shown() {
        let set = "[plugins.studio]\npath = \"p\"\n[[absent]]\nplugin = \"studio 0.3.1\"\n\
                   untrusted = \"onmodel plugin trust p\"\n";
        expect![[r#"
            error set/onmodel.toml:0-16: the plugin studio 0.3.1 (9f2c4ab1…) is not trusted here, so its rules were not run; if you know where it comes from: `onmodel plugin trust p`
              = what its rules would have found stays unseen
        "#]]
        .assert_eq(&crate::fixture::check("plugin-untrusted", set));
    }
}
