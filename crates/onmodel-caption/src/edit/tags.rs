//! Edits of a tag list.
