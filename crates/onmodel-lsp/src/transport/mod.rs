//! Between the pipe and the handlers: what the protocol's framework leaves to its user.
//!
//! [`frames`] reads messages however their headers are spelt and lets no malformed one through;
//! [`ordered`] applies what changes the server's state in the order of the wire, and guards the
//! handlers; [`ending`] ends the process on every way a client can leave.

pub(crate) mod ending;
pub(crate) mod frames;
pub(crate) mod ordered;
pub(crate) mod parent;
