//! What a plugin's process does to itself before any of the plugin's code runs.

use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, RawFd};

use crate::caps;

/// The way to the supervisor.
pub(super) struct Channel {
    /// Requests.
    pub(super) requests: File,
    /// Answers.
    pub(super) answers: File,
}

/// Descriptors of the channel are moved up here, out of the way of plugins that close or write to
/// those they believe to be theirs.
const HIGH: RawFd = 900;

/// Takes standard input and output for the channel. What the plugin prints goes to standard error,
/// which the supervisor keeps the end of; what it reads ends at once. All other descriptors that came
/// with the process are closed.
pub(super) fn channel() -> io::Result<Channel> {
    let requests = moved(0)?;
    let answers = moved(1)?;
    let null = File::options().read(true).open("/dev/null")?;
    // SAFETY: all three descriptors are open.
    if unsafe { libc::dup2(null.as_raw_fd(), 0) } < 0 || unsafe { libc::dup2(2, 1) } < 0 {
        return Err(io::Error::last_os_error());
    }
    close_between(3, requests.as_raw_fd().min(answers.as_raw_fd()));
    // The descriptor of `null` was among those.
    std::mem::forget(null);
    Ok(Channel { requests, answers })
}

/// Another descriptor of the same file, high up.
fn moved(from: RawFd) -> io::Result<File> {
    // SAFETY: a descriptor and a number; what is wrong with them is told.
    let mut to = unsafe { libc::fcntl(from, libc::F_DUPFD_CLOEXEC, HIGH) };
    if to < 0 {
        // Fewer descriptors are allowed than that.
        // SAFETY: as above.
        to = unsafe { libc::fcntl(from, libc::F_DUPFD_CLOEXEC, 64) };
    }
    if to < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor was just made and belongs to nobody else.
    Ok(unsafe { File::from_raw_fd(to) })
}

/// Closes the descriptors from `first` on, below `end`. The shared memory stays mapped.
fn close_between(first: RawFd, end: RawFd) {
    // SAFETY: nothing of ours is open there any more but what is about to be forgotten.
    let closed = unsafe { libc::syscall(libc::SYS_close_range, first, end - 1, 0 as libc::c_uint) };
    if closed != 0 {
        for descriptor in first..end {
            // SAFETY: as above; closing what is not open does nothing.
            unsafe { libc::close(descriptor) };
        }
    }
}

/// Limits memory and leaves no core; ends with the supervisor. What the system refuses of this it
/// does without: the supervisor watches all the same.
pub(super) fn limit() {
    let limit = |resource, most: u64| {
        let limits = libc::rlimit { rlim_cur: most, rlim_max: most };
        // SAFETY: the structure lives through the call.
        unsafe { libc::setrlimit(resource, &raw const limits) };
    };
    limit(libc::RLIMIT_AS, caps::MEMORY);
    limit(libc::RLIMIT_CORE, 0);
    // SAFETY: numbers only.
    unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) };
    // SAFETY: no argument. A supervisor that died before the line above leaves another parent.
    if unsafe { libc::getppid() } == 1 {
        std::process::exit(0);
    }
}
