//! `onmodel submit`, `pull`, `login` against the fake service, over real HTTP.

mod changed;
mod consent;
pub mod desk;
mod editor;
mod ended;
mod faults;
mod gate;
mod home;
mod kills;
mod road;
mod secrets;
