//! Where a rule puts what it finds.

use std::ffi::c_void;

use crate::{Edit, Finding, Fix, Operation, abi};

/// Where a rule puts what it finds.
pub struct Report<'a> {
    outlet: Outlet<'a>,
}

enum Outlet<'a> {
    /// onmodel takes each finding at once.
    Host(&'a abi::Sink),
    /// A test reads them afterwards.
    Kept(Vec<Finding>),
}

impl<'a> Report<'a> {
    pub(crate) fn to_host(sink: &'a abi::Sink) -> Self {
        Self { outlet: Outlet::Host(sink) }
    }

    pub(crate) fn kept() -> Self {
        Self { outlet: Outlet::Kept(Vec::new()) }
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        match self.outlet {
            Outlet::Host(_) => Vec::new(),
            Outlet::Kept(findings) => findings,
        }
    }

    /// States a finding.
    pub fn push(&mut self, finding: Finding) {
        match &mut self.outlet {
            Outlet::Host(sink) => send(sink, &finding),
            Outlet::Kept(findings) => findings.push(finding),
        }
    }

    /// Whether nobody waits for the answer any more. Worth asking in long loops.
    pub fn is_cancelled(&self) -> bool {
        let Outlet::Host(sink) = &self.outlet else { return false };
        // SAFETY: the host's function, called with the host's sink during the call that got it.
        sink.cancelled.is_some_and(|cancelled| unsafe { cancelled(&raw const **sink) } != 0)
    }
}

/// Writes a finding as the interface has it and hands it over. All it borrows lives until the end.
fn send(sink: &abi::Sink, finding: &Finding) {
    let Some(report) = sink.report else { return };
    let related: Vec<abi::Related> = finding.related.iter().map(raw_related).collect();
    let parts: Vec<Parts> = finding.fixes.iter().map(Parts::of).collect();
    let fixes: Vec<abi::Fix> =
        finding.fixes.iter().zip(&parts).map(|(fix, parts)| parts.raw(fix)).collect();
    let (place, item, start, end) = finding.place.raw();
    let diag = abi::Diag {
        struct_size: size_of::<abi::Diag>() as u32,
        severity: finding.level.map_or(abi::LEVEL_DEFAULT, crate::Level::raw),
        start,
        end,
        item,
        message: abi::Str::new(&finding.message),
        edits: std::ptr::null(),
        n_edits: 0,
        fix_title: abi::Str::EMPTY,
        fix_flags: 0,
        place,
        consequence: abi::Str::new(finding.consequence.as_deref().unwrap_or_default()),
        related: related.as_ptr(),
        n_related: related.len(),
        related_stride: size_of::<abi::Related>(),
        fixes: fixes.as_ptr(),
        n_fixes: fixes.len(),
        fix_stride: size_of::<abi::Fix>(),
        reserved: [0; 2],
    };
    // SAFETY: the host's function with the host's sink, during the call that got it; what `diag`
    // borrows outlives this line. A refusal is the host's to tell.
    unsafe { report(sink, &raw const diag) };
}

fn raw_related((place, message): &(crate::Place, String)) -> abi::Related {
    let (place, item, start, end) = place.raw();
    abi::Related {
        struct_size: size_of::<abi::Related>() as u32,
        place,
        start,
        end,
        item,
        message: abi::Str::new(message),
        reserved: [0; 2],
    }
}

/// A fix's edits and operations, as the interface has them.
struct Parts {
    edits: Vec<abi::Edit>,
    operations: Vec<abi::Op>,
}

impl Parts {
    fn of(fix: &Fix) -> Self {
        Self {
            edits: fix.edits.iter().map(raw_edit).collect(),
            operations: fix.operations.iter().map(raw_operation).collect(),
        }
    }

    fn raw(&self, fix: &Fix) -> abi::Fix {
        abi::Fix {
            struct_size: size_of::<abi::Fix>() as u32,
            flags: fix.safety.flags(),
            title: abi::Str::new(&fix.title),
            edits: self.edits.as_ptr(),
            n_edits: self.edits.len(),
            ops: self.operations.as_ptr(),
            n_ops: self.operations.len(),
            reserved: [0; 2],
        }
    }
}

fn raw_edit((item, edit): &(Option<usize>, Edit)) -> abi::Edit {
    abi::Edit {
        start: edit.span.start as u32,
        end: edit.span.end as u32,
        text: abi::Str::new(&edit.text),
        flags: if item.is_some() { abi::EDIT_ITEM } else { 0 },
        reserved: 0,
        item: item.unwrap_or_default() as u64,
    }
}

fn raw_operation(operation: &Operation) -> abi::Op {
    let (kind, item, text) = match operation {
        Operation::Rename { item, stem } => (abi::OP_RENAME, item, stem.as_str()),
        Operation::CreateCaption { item, text } => (abi::OP_CREATE_CAPTION, item, text.as_str()),
        Operation::MoveAside { item } => (abi::OP_MOVE_ASIDE, item, ""),
    };
    abi::Op {
        kind,
        flags: if item.is_some() { abi::OP_ITEM } else { 0 },
        item: item.unwrap_or_default() as u64,
        text: abi::Str::new(text),
    }
}

/// Tells the host why a call fails.
pub(crate) fn fail(sink: *const abi::Sink, why: &str) {
    // SAFETY: the host passes a valid sink to every call, and a null one is caught here.
    let Some(fail) = (unsafe { sink.as_ref() }).and_then(|sink| sink.fail) else { return };
    // SAFETY: the host's function with the host's sink, during the call that got it.
    unsafe { fail(sink, abi::Str::new(why)) };
}

/// So that the pointer type of the interface is spelt once.
pub(crate) type Instance = *mut c_void;
