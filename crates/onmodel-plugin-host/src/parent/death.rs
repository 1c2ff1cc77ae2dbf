//! How a plugin's process ended.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

/// The end of a process, in words that follow "its rule x".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Death {
    pub(crate) how: String,
    pub(crate) when: When,
}

/// When a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// In the call about this item (its place in the frame) by this rule (its place among those
    /// asked).
    During(u32, u32),
    /// While it was asked something, in no call.
    Asked,
    /// Before it was asked anything it had not answered.
    Idle,
}

/// How a process that ended by itself did so.
pub(super) fn words(status: Option<ExitStatus>, printed: &[u8]) -> String {
    let how = match status {
        None => "closed its answers and went on".to_owned(),
        Some(status) => match (status.signal(), status.code()) {
            (Some(signal), _) => format!("crashed ({})", name(signal)),
            (None, code) => format!("ended its process (exit code {})", code.unwrap_or_default()),
        },
    };
    match last_words(printed) {
        Some(words) => format!("{how}, having printed \"{words}\","),
        None => how,
    }
}

/// What it printed last that says something, on one line.
fn last_words(printed: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(printed);
    let is_note = |line: &&str| {
        !line.is_empty() && !line.starts_with("note:") && !line.starts_with("stack backtrace")
    };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(is_note).collect();
    // A panic prints where, then why. One that cannot unwind is followed by another, of the standard
    // library's own, and a page of backtrace.
    let is_cause = |line: &&str| line.contains("panicked at") && !line.contains("/panicking.rs:");
    let panic = lines.iter().rposition(is_cause);
    let line = panic.and_then(|at| lines.get(at + 1)).or(lines.last())?;
    let line = crate::answer::one_line(line);
    let end = line.char_indices().nth(160).map_or(line.len(), |(at, _)| at);
    Some(line[..end].to_owned())
}

fn name(signal: i32) -> String {
    let name = match signal {
        libc::SIGSEGV => "SIGSEGV",
        libc::SIGABRT => "SIGABRT",
        libc::SIGBUS => "SIGBUS",
        libc::SIGILL => "SIGILL",
        libc::SIGFPE => "SIGFPE",
        libc::SIGKILL => "SIGKILL",
        libc::SIGTERM => "SIGTERM",
        libc::SIGSYS => "SIGSYS",
        libc::SIGTRAP => "SIGTRAP",
        libc::SIGPIPE => "SIGPIPE",
        other => return format!("signal {other}"),
    };
    name.to_owned()
}
