//! Edits of sentences.
