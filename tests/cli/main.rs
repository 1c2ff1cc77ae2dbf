//! The program as its users call it: real processes on real files.

mod bad_input;
mod check;
mod fix;
mod generated;
mod kill;
mod samples;
mod sandbox;
mod words;
