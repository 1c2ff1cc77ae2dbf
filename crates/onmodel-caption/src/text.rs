//! Normalising words so that spellings of one thing compare equal.
