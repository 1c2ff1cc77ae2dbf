//! The process a plugin lives in: `onmodel plugin-host`, which nobody types.
//!
//! It shuts itself in (`guard`, `confine`), loads the library and reads its table (`load`), and
//! then answers frames (`serve`) until the supervisor closes its end or kills it.

#[cfg(target_os = "linux")]
mod confine;
#[cfg(target_os = "linux")]
mod copy;
#[cfg(target_os = "linux")]
mod guard;
#[cfg(target_os = "linux")]
mod load;
#[cfg(target_os = "linux")]
mod serve;
#[cfg(target_os = "linux")]
mod show;
#[cfg(target_os = "linux")]
mod sink;

use std::path::Path;

use crate::Permissions;

/// Loads the plugin at `library` and serves the supervisor over standard input and output. `page` is
/// the memory shared with it, `permissions` what the plugin may do beside looking. Returns when the
/// supervisor has closed its end, or, with what is wrong, when there is none to serve.
///
/// # Errors
/// If this was not started by a supervisor.
#[cfg(target_os = "linux")]
pub fn run(library: &Path, page: &str, permissions: Permissions) -> Result<(), String> {
    let page = crate::page::Page::open(page)
        .map_err(|error| format!("this command is not for people to run: {error}"))?;
    let mut channel = guard::channel().map_err(|error| error.to_string())?;
    guard::limit();
    let confined = confine::confine(permissions);
    page.step();
    match load::load(library) {
        Ok(plugin) => serve::serve(&plugin, confined, &page, &mut channel),
        Err(unfit) => serve::decline(&unfit, &mut channel),
    }
    .map_err(|error| error.to_string())
}

/// There is no plugin host for this system yet.
///
/// # Errors
/// Always.
#[cfg(not(target_os = "linux"))]
pub fn run(_library: &Path, _page: &str, _permissions: Permissions) -> Result<(), String> {
    Err("studio plugins run on Linux only so far".to_owned())
}
