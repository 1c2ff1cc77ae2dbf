//! There is no plugin host for this system yet: it says so, and nothing is passed over in silence.

use std::time::Instant;

use super::telling::{Show, Tell};
use super::{About, Start};
use crate::Fault;

pub(crate) enum Supervisor {}

impl Supervisor {
    pub(crate) fn start(_: Start) -> Result<(Self, About), Fault> {
        Err(Fault::Spawn(
            "studio plugins run on Linux only so far; `--no-plugins` checks without".to_owned(),
        ))
    }

    pub(crate) fn out(&self) -> Option<&Fault> {
        match *self {}
    }

    pub(crate) fn make(&mut self, _: u32, _: &str) -> Result<u32, String> {
        match *self {}
    }

    pub(crate) fn look(&mut self, _: &Show<'_>, _: Tell<'_>) {
        match *self {}
    }

    pub(crate) fn glance(&mut self, _: &Show<'_>, _: Instant, _: Tell<'_>) -> bool {
        match *self {}
    }

    pub(crate) fn survey(&mut self, _: u32, _: &Show<'_>, _: Tell<'_>) {
        match *self {}
    }
}
