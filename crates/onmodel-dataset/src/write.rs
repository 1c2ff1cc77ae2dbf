//! The one function that writes user files.
