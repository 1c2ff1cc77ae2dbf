//! What the client asks: one file per method. Each reads a snapshot and changes nothing.

pub(crate) mod code_action;
pub(crate) mod code_action_resolve;
pub(crate) mod diagnostic;
pub(crate) mod execute_command;
pub(crate) mod initialize;
pub(crate) mod initialized;
pub(crate) mod workspace_diagnostic;
