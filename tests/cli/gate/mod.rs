//! `onmodel check` as a merge gate, in real git repositories.

mod across;
mod baseline;
mod formats;
mod history;
mod lfs;
mod milder;
mod repo;
mod shards;
mod since;
mod staged;
mod watch;
