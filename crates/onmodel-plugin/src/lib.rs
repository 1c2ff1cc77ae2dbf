//! Rules of a studio's own for onmodel.
//!
//! [`abi`] mirrors the C header `include/onmodel_plugin.h`, which is the interface and its
//! documentation; it needs neither `std` nor any other crate.

#![cfg_attr(not(feature = "sdk"), no_std)]

pub mod abi;

/// The C header, for whoever hands it to authors.
pub const HEADER: &str = include_str!("../include/onmodel_plugin.h");
