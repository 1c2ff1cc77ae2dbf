//! What a text encoder will read of a caption.
