//! What a reader sees: every format over hand-made findings on real files.

mod concise;
mod json;
mod made;
mod studio;
mod text;
mod text_captions;
mod text_odd;
