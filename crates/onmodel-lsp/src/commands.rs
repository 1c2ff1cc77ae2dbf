//! The commands' names.

/// Does what an action says, for clients that take no code action literals.
pub(crate) const APPLY: &str = "onmodel.applyFix";

/// Makes a fix in the file itself, where an editor does not show what changes.
pub(crate) const REWRITE: &str = "onmodel.rewriteFile";

/// Judges a set and says how it stands.
pub(crate) const CHECK: &str = "onmodel.checkDataset";

/// Makes every safe fix of a set.
pub(crate) const FIX: &str = "onmodel.fixDataset";

/// Shows which image shows which trait.
pub(crate) const TRAITS: &str = "onmodel.showTraits";

/// Shows the picture of a caption.
pub(crate) const IMAGE: &str = "onmodel.openImage";

/// Sends a set to be trained.
pub(crate) const SUBMIT: &str = "onmodel.submitTraining";

/// Forgets everything and reads it again.
pub(crate) const RESTART: &str = "onmodel.restart";

/// All of them.
pub(crate) const NAMES: [&str; 8] =
    [APPLY, REWRITE, CHECK, FIX, TRAITS, IMAGE, SUBMIT, RESTART];
