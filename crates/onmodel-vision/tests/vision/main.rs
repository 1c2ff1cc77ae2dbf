//! The whole crate on pictures made here: formats, bad files, likeness, the cache.

mod bad;
mod cache;
mod formats;
mod fuzz;
mod measures;
mod pictures;
mod similar;
