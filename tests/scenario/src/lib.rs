//! Stands in for Scenario in the tests: the same calls over real HTTP on this machine, and every fault
//! on demand.
//!
//! [`Fake::start`] serves a [`World`]; a test reads there what happened, and flips its [`Switches`].
//! A [`Judge`] sees each request before it is served and decides what becomes of it: served, refused,
//! or lost before or after it took effect. What the real service does is documented in its SDK; what
//! it is only thought to do stands behind a switch.

mod chat;
mod fake;
mod http;
mod judge;
mod routes;
mod studio;
mod world;

pub use chat::{Chat, said};
pub use fake::{Fake, matches};
pub use http::{Answer, Request};
pub use judge::{Act, Judge, Seen};
pub use studio::{Making, Studio};
pub use world::{Asset, KEY, Model, SECRET, Switches, Upload, World};
