//! Rules of a studio's own for onmodel.
//!
//! A plugin is a `cdylib` with some types that implement [`Rule`] and one line, [`export_rules!`].
//! onmodel loads it in a process of its own, shows its rules captions, images or whole sets, and does
//! the rest: levels, suppression, places in files, quick-fixes, the editor.
//!
//! ```
//! use onmodel_plugin::{Finding, Fix, Item, Report, Rule, export_rules, options};
//!
//! options! {
//!     /// A tag the studio never trains on.
//!     pub struct BannedTag {
//!         /// The tags; capitals and underscores do not matter.
//!         banned: Vec<String>,
//!     }
//! }
//!
//! impl Rule for BannedTag {
//!     type Options = Self;
//!     const ID: &'static str = "onmodel-plugin/banned-tag";
//!     const SUMMARY: &'static str = "A tag the studio never trains on";
//!
//!     fn new(options: Self) -> Result<Self, String> {
//!         Ok(options)
//!     }
//!
//!     fn check(&self, item: Item<'_>, report: &mut Report<'_>) {
//!         for tag in item.caption().tags() {
//!             if self.banned.iter().any(|banned| tag.is(banned)) {
//!                 let fix = Fix::review("remove the tag").edit(tag.remove());
//!                 report.push(Finding::at(tag.span(), "this tag is banned").fix(fix));
//!             }
//!         }
//!     }
//! }
//!
//! export_rules!(BannedTag);
//!
//! let rule = BannedTag { banned: vec!["night".to_owned()] };
//! assert_eq!(onmodel_plugin::testing::fixed(&rule, "krstl, Night, smiling"), "krstl, smiling");
//! ```
//!
//! [`testing`] runs a rule without onmodel. [`abi`] mirrors the C header `include/onmodel_plugin.h`,
//! which is the interface and its documentation; it needs neither `std` nor any other crate.

#![cfg_attr(not(feature = "sdk"), no_std)]

pub mod abi;

#[cfg(feature = "sdk")]
mod caption;
#[cfg(feature = "sdk")]
mod dataset;
#[cfg(feature = "sdk")]
mod edit;
#[cfg(feature = "sdk")]
#[doc(hidden)]
pub mod entry;
#[cfg(feature = "sdk")]
mod finding;
#[cfg(feature = "sdk")]
mod fix;
#[cfg(feature = "sdk")]
mod image;
#[cfg(feature = "sdk")]
mod item;
#[cfg(feature = "sdk")]
pub mod options;
#[cfg(feature = "sdk")]
mod report;
#[cfg(feature = "sdk")]
mod rule;
#[cfg(feature = "sources")]
pub mod sources;
#[cfg(feature = "sdk")]
pub mod testing;

#[cfg(feature = "sdk")]
pub use caption::{Caption, Tag};
#[cfg(feature = "sdk")]
pub use dataset::Dataset;
#[cfg(feature = "sdk")]
pub use edit::{Edit, Span};
#[cfg(feature = "sdk")]
pub use finding::{Finding, Place};
#[cfg(feature = "sdk")]
pub use fix::{Fix, Operation, Safety};
#[cfg(feature = "sdk")]
pub use image::{Colour, Format, Image, Measures, Pixels};
#[cfg(feature = "sdk")]
pub use item::Item;
#[cfg(feature = "sdk")]
pub use report::Report;
#[cfg(feature = "sdk")]
pub use rule::{Level, Offers, Rule, Scope};

/// The C header, for whoever hands it to authors.
pub const HEADER: &str = include_str!("../include/onmodel_plugin.h");
