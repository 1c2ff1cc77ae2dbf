//! The whole crate on pictures made here: formats, bad files, likeness, the cache.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::float_cmp, reason = "the figures compared are exact")]

mod across;
mod bad;
mod cache;
mod character;
mod damage;
mod formats;
mod fuzz;
mod measures;
mod pictures;
mod similar;
