//! Keeping a plugin from writing files and from the network, where the kernel can: Landlock for the
//! one, seccomp for the other. A process that could not be confined runs all the same, and says so: a
//! plugin runs only because its user trusts it.

use std::collections::BTreeMap;

use landlock::{
    ABI, AccessFs, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetStatus,
};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule,
};

use crate::{Confined, Permissions};

/// Confines this process and all it starts, for good; what of it worked.
pub(super) fn confine(permissions: Permissions) -> Confined {
    Confined {
        files: !permissions.write && forbid_writing().unwrap_or(false),
        network: !permissions.network && forbid_network().unwrap_or(false),
    }
}

/// Only `/dev/null` is written to: libraries open it without meaning anything by it.
fn forbid_writing() -> Option<bool> {
    let abi = ABI::V5;
    let writing = AccessFs::from_write(abi);
    let ruleset = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(writing)
        .ok()?
        .create()
        .ok()?;
    let null = PathBeneath::new(PathFd::new("/dev/null").ok()?, AccessFs::WriteFile);
    let status = ruleset.add_rule(null).ok()?.restrict_self().ok()?;
    Some(status.ruleset != RulesetStatus::NotEnforced)
}

/// No socket is made, of any kind, by any way; and no other process is stopped, looked into or
/// written to. The calls fail as those that are not permitted.
fn forbid_network() -> Option<bool> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = [
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_io_uring_setup,
        libc::SYS_ptrace,
        libc::SYS_process_vm_writev,
        libc::SYS_process_vm_readv,
        libc::SYS_pidfd_open,
        libc::SYS_pidfd_getfd,
    ]
    .into_iter()
    .map(|call| (call, Vec::new()))
    .collect();
    let own = u64::from(std::process::id());
    for call in [libc::SYS_kill, libc::SYS_tgkill] {
        let other =
            SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, own).ok()?;
        rules.insert(call, vec![SeccompRule::new(vec![other]).ok()?]);
    }
    let denied = SeccompAction::Errno(libc::EACCES.unsigned_abs());
    let machine = std::env::consts::ARCH.try_into().ok()?;
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, denied, machine).ok()?;
    let program: BpfProgram = filter.try_into().ok()?;
    seccompiler::apply_filter(&program).ok()?;
    Some(true)
}
