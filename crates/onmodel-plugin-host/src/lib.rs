//! Studio plugins, from a folder beside a dataset to findings like any other.
//!
//! The way of one plugin: `[plugins]` names a folder ([`named`]); its `plugin.toml` names a library
//! for this computer ([`manifest`], [`package`]); the user's own list says whether these bytes may
//! run ([`trust`]); a private copy of them is loaded by a process of its own ([`child`]), which a
//! supervisor in this one watches, restarts and, when it must, does without (`parent`). What the
//! plugin says is checked again on this side and becomes drafts (`answer`).
//!
//! A plugin never runs in the process of whoever asks, and nothing in a dataset can make it run.

#![cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "no plugin runs elsewhere yet: nothing is asked, nothing answered")
)]

mod answer;
mod brought;
mod caps;
pub mod child;
mod copy;
mod desk;
mod fault;
mod hex;
pub mod manifest;
mod named;
pub mod package;
mod page;
mod parent;
mod plugins;
mod question;
mod rule;
pub mod sniff;
pub mod trust;
mod wire;

pub use brought::Brought;
pub use desk::Desk;
pub use fault::Fault;
pub use named::{Named, named};
pub use parent::News;
pub use plugins::{Plugins, Policy, Seen};
pub use wire::{Confined, Permissions};
