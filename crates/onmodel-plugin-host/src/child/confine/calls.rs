//! The calls that are refused, as those that are not permitted: a list of what reaches out, not of all
//! that a library may do.

use std::collections::BTreeMap;

use libc::c_long;
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition,
    SeccompFilter, SeccompRule,
};

use crate::Permissions;

/// Making connections, of any kind. (What is connected already was closed.)
const NETWORK: [c_long; 4] =
    [libc::SYS_socket, libc::SYS_socketpair, libc::SYS_connect, libc::SYS_bind];

/// Reaching into other processes, starting some, staying behind after this one, and ways round a
/// filter like this.
const PROCESSES: [c_long; 32] = [
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_writev,
    libc::SYS_process_vm_readv,
    libc::SYS_process_madvise,
    libc::SYS_process_mrelease,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_tkill,
    libc::SYS_setpriority,
    libc::SYS_ioprio_set,
    libc::SYS_setrlimit,
    libc::SYS_perf_event_open,
    libc::SYS_io_uring_setup,
    libc::SYS_bpf,
    libc::SYS_userfaultfd,
    libc::SYS_shmget,
    libc::SYS_semget,
    libc::SYS_msgget,
    libc::SYS_mq_open,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_keyctl,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_reboot,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_kexec_load,
    libc::SYS_open_by_handle_at,
];

/// The same where they have calls of their own beside `clone`.
#[cfg(target_arch = "x86_64")]
const FORKS: [c_long; 2] = [libc::SYS_fork, libc::SYS_vfork];
#[cfg(not(target_arch = "x86_64"))]
const FORKS: [c_long; 0] = [];

/// Calls whose first argument is a process: 0, this one, or another, which is refused.
const OF_A_PROCESS: [c_long; 8] = [
    libc::SYS_kill,
    libc::SYS_tgkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_sched_setaffinity,
    libc::SYS_sched_setscheduler,
    libc::SYS_sched_setparam,
    libc::SYS_sched_setattr,
];

/// Changing what is known of a file: Landlock does not look at that.
const METADATA: [c_long; 14] = [
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchmodat2,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    // setxattrat and removexattrat, since Linux 6.13.
    463,
    466,
];

/// The older calls for the same.
#[cfg(target_arch = "x86_64")]
const OLD_METADATA: [c_long; 6] = [
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_lchown,
    libc::SYS_utime,
    libc::SYS_utimes,
    libc::SYS_futimesat,
];
#[cfg(not(target_arch = "x86_64"))]
const OLD_METADATA: [c_long; 0] = [];

/// Having a descriptor send signals, to whomever: `F_SETOWN`, `F_SETSIG`, `F_SETOWN_EX`.
const SIGNALLING: [u64; 3] = [8, 10, 15];

/// The same by `ioctl`, and putting words into a terminal: `FIOSETOWN`, `SIOCSPGRP`, `TIOCSTI`,
/// `TIOCLINUX`.
const CONTROLS: [u64; 4] = [0x8901, 0x8902, 0x5412, 0x541C];

/// Changing a file's attributes by `ioctl`: `FS_IOC_SETFLAGS`, `FS_IOC_FSSETXATTR`.
const FILE_CONTROLS: [u64; 2] = [0x4008_6602, 0x401C_5820];

/// Refuses all of them from now on but for what is permitted; `None` where the kernel does not know
/// how.
pub(super) fn filter(permissions: Permissions) -> Option<bool> {
    let refused = refused(permissions).ok()?;
    install(refused, libc::EACCES)?;
    // `clone3` hides its flags in memory. Told that it is not there, a C library uses `clone`.
    let newer = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    install(newer, libc::ENOSYS)?;
    Some(true)
}

type Rules = BTreeMap<c_long, Vec<SeccompRule>>;

fn install(rules: Rules, error: i32) -> Option<()> {
    let denied = SeccompAction::Errno(error.unsigned_abs());
    let machine = std::env::consts::ARCH.try_into().ok()?;
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, denied, machine).ok()?;
    let program: BpfProgram = filter.try_into().ok()?;
    seccompiler::apply_filter(&program).ok()
}

fn refused(permissions: Permissions) -> Result<Rules, BackendError> {
    use SeccompCmpOp::{Eq, MaskedEq, Ne};
    let is =
        |argument, op, value| SeccompCondition::new(argument, SeccompCmpArgLen::Dword, op, value);
    let mut rules: Rules =
        PROCESSES.into_iter().chain(FORKS).map(|call| (call, Vec::new())).collect();
    let own = u64::from(std::process::id());
    for call in OF_A_PROCESS {
        // 0 is this process to those that set its schedule, and a whole group to `kill`.
        let mut other = vec![is(0, Ne, own)?];
        if !matches!(call, libc::SYS_kill) {
            other.push(is(0, Ne, 0)?);
        }
        rules.insert(call, vec![SeccompRule::new(other)?]);
    }
    // A process that is no thread of this one.
    let flags = MaskedEq(libc::CLONE_THREAD as u64);
    rules.insert(libc::SYS_clone, vec![SeccompRule::new(vec![is(0, flags, 0)?])?]);
    // A limit is read, not set.
    let sets = SeccompCondition::new(2, SeccompCmpArgLen::Qword, Ne, 0)?;
    rules.insert(libc::SYS_prlimit64, vec![SeccompRule::new(vec![sets])?]);
    let one_of = |values: &[u64]| -> Result<Vec<SeccompRule>, BackendError> {
        values.iter().map(|value| SeccompRule::new(vec![is(1, Eq, *value)?])).collect()
    };
    rules.insert(libc::SYS_fcntl, one_of(&SIGNALLING)?);
    let mut controls = CONTROLS.to_vec();
    if !permissions.network {
        rules.extend(NETWORK.map(|call| (call, Vec::new())));
    }
    if !permissions.write {
        let metadata = METADATA.into_iter().chain(OLD_METADATA);
        rules.extend(metadata.map(|call| (call, Vec::new())));
        controls.extend(FILE_CONTROLS);
    }
    rules.insert(libc::SYS_ioctl, one_of(&controls)?);
    Ok(rules)
}
