//! No file is written, made, moved or removed, and, where the kernel knows how, no signal leaves the
//! process by any way.

use landlock::{
    ABI, AccessFs, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetStatus, Scope,
};

/// Only `/dev/null` is written to: libraries open it without meaning anything by it.
pub(super) fn forbid_writing() -> Option<bool> {
    let writing = AccessFs::from_write(ABI::V6);
    let ruleset = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(writing)
        .ok()?
        .scope(Scope::Signal)
        .ok()?
        .create()
        .ok()?;
    let null = PathBeneath::new(PathFd::new("/dev/null").ok()?, AccessFs::WriteFile);
    let status = ruleset.add_rule(null).ok()?.restrict_self().ok()?;
    Some(status.ruleset != RulesetStatus::NotEnforced)
}
