//! Whether the editor that started the server still lives.
//!
//! An editor that crashes closes our input, which ends us; but somebody else may hold the pipe open,
//! so the process is looked for too.

use std::path::Path;
use std::time::Duration;

use tokio::sync::watch;

/// How often is looked: an orphan must be gone within twenty seconds.
const EVERY: Duration = Duration::from_secs(4);

/// Completes when the process that started us is gone, or the one the client named (once it did).
pub(crate) async fn gone(mut named: watch::Receiver<Option<u32>>) {
    let parent = parent_id();
    let mut was_seen_alive = None;
    loop {
        // The named one is looked for at once, too: it may be gone by the next time.
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            Ok(()) = named.changed() => {}
        }
        if parent_id() != parent {
            return;
        }
        let Some(process) = *named.borrow_and_update() else { continue };
        // An id that never was alive here belongs to another machine: an editor in a container.
        if is_alive(process).await {
            was_seen_alive = Some(process);
        } else if was_seen_alive == Some(process) {
            return;
        }
    }
}

#[cfg(unix)]
use std::os::unix::process::parent_id;

/// On Windows a process keeps no tie to its parent; the end of the input tells.
#[cfg(not(unix))]
fn parent_id() -> u32 {
    0
}

/// Whether a process runs; one that ended and waits to be asked about (a zombie) does not.
async fn is_alive(process: u32) -> bool {
    if Path::new("/proc/self/stat").exists() {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        let state = stat.rsplit(')').next().unwrap_or_default().trim_start().chars().next();
        return state.is_some_and(|state| !matches!(state, 'Z' | 'X'));
    }
    runs_elsewhere(process).await
}

/// Where there is no `/proc` the system's own program is asked; one that cannot be asked says yes.
#[cfg(unix)]
async fn runs_elsewhere(process: u32) -> bool {
    let ask = move || {
        let mut kill = std::process::Command::new("kill");
        kill.args(["-0", &process.to_string()]).stderr(std::process::Stdio::null()).status()
    };
    let answer = tokio::task::spawn_blocking(ask).await;
    !matches!(answer, Ok(Ok(status)) if !status.success())
}

#[cfg(not(unix))]
async fn runs_elsewhere(_process: u32) -> bool {
    true
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_that_was_named_and_ends_at_once_is_missed() {
        let name = watch::Sender::new(None);
        let mut child = std::process::Command::new("sleep").arg("60").spawn().unwrap();
        let gone = tokio::spawn(gone(name.subscribe()));
        name.send_replace(Some(child.id()));
        tokio::task::yield_now().await;
        child.kill().unwrap();
        child.wait().unwrap();
        tokio::time::timeout(Duration::from_secs(60), gone).await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn a_process_that_ended_is_not_alive_even_before_it_is_waited_for() {
        assert!(is_alive(std::process::id()).await);
        let mut child = std::process::Command::new("true").spawn().unwrap();
        while is_alive(child.id()).await {
            tokio::task::yield_now().await;
        }
        child.wait().unwrap();
        assert!(!is_alive(child.id()).await);
    }
}
