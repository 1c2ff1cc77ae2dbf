//! What a caption says at a place, in words an editor shows.
//!
//! [`written`] finds the caption, [`name`] the tag under the cursor and every other place it is
//! written, [`declared`] where the configuration declares the trigger,
//! [`found`] either; [`offers`] are the tags to
//! complete, [`about_tag`] and [`about_image`] what hovers say.

pub(crate) mod about_image;
pub(crate) mod about_tag;
pub(crate) mod declared;
pub(crate) mod found;
pub(crate) mod name;
pub(crate) mod offers;
pub(crate) mod slot;
pub(crate) mod symbols;
pub(crate) mod tokens;
pub(crate) mod words;
pub(crate) mod written;
