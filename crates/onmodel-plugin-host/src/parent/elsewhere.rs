//! There is no plugin host for this system yet: it says so, and nothing is passed over in silence.

use super::{About, Start};
use crate::Fault;
use crate::question::{Item, SetFrame};
use crate::wire::Found;

pub(crate) struct Told<'a> {
    pub(crate) item: usize,
    pub(crate) rule: usize,
    pub(crate) what: What<'a>,
}

#[allow(dead_code, reason = "nothing is told here")]
pub(crate) enum What<'a> {
    Found(Found<'a>),
    Nonsense(&'a str),
    Failed(&'a str),
    Died(&'a str),
}

pub(crate) type Tell<'t> = &'t mut dyn FnMut(Told<'_>);

pub(crate) struct Show<'a> {
    pub(crate) set: &'a SetFrame,
    pub(crate) rules: &'a [u32],
    pub(crate) items: &'a [Item],
    pub(crate) pixels: &'a [Option<onmodel_vision::Small>],
}

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

    pub(crate) fn survey(&mut self, _: u32, _: &Show<'_>, _: Tell<'_>) {
        match *self {}
    }
}
