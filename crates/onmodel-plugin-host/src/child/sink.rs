//! Where a plugin reports: each finding is checked, copied and written into the answer.

use std::cell::RefCell;
use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use onmodel_plugin::abi;

use super::copy::{borrowed, record};
use crate::caps;
use crate::page::Page;
use crate::wire::{Edit, Event, Fix, Found, Op, Related};

/// What is being answered. It is kept here and not behind the sink's `ctx`, which a plugin can break.
struct Answer {
    frame: Vec<u8>,
    /// Place of the item in the frame, and of the rule among those asked.
    at: (u32, u32),
    /// Items looked at in this call: a set's are looked at in one.
    items: usize,
    /// Where in the frame this call's part begins.
    from: usize,
    findings: usize,
    refusals: u32,
    failure: Option<String>,
    since: Option<Instant>,
    /// Whether it was told to stop.
    is_cancelled: bool,
    page: *const Page,
}

/// Findings reported on threads of the plugin's own.
static STRAY: AtomicU32 = AtomicU32::new(0);

thread_local! {
    static ANSWER: RefCell<Answer> = const {
        RefCell::new(Answer {
            frame: Vec::new(),
            at: (0, 0),
            items: 0,
            from: 0,
            findings: 0,
            refusals: 0,
            failure: None,
            since: None,
            is_cancelled: false,
            page: std::ptr::null(),
        })
    };
}

/// Returned by `report` where a finding was not taken.
const NOT_TAKEN: i32 = 1;

/// Begins an answer's frame.
pub(super) fn begin(page: &Page) {
    ANSWER.with_borrow_mut(|answer| {
        answer.frame.clear();
        answer.frame.extend([0; 4]);
        answer.page = page;
    });
}

/// Ends the frame.
pub(super) fn end() -> Vec<u8> {
    say(&Event::End);
    ANSWER.with_borrow_mut(|answer| {
        crate::wire::close(&mut answer.frame);
        std::mem::take(&mut answer.frame)
    })
}

/// Gives the frame's memory back, for the next one.
pub(super) fn reuse(frame: Vec<u8>) {
    ANSWER.with_borrow_mut(|answer| answer.frame = frame);
}

/// Writes an event into the frame.
pub(super) fn say(event: &Event<'_>) {
    ANSWER.with_borrow_mut(|answer| answer.say(event));
}

/// What a rule is called about.
#[derive(Clone, Copy)]
pub(super) struct Call {
    /// The item, by its place in the frame, and the rule, by its place among those asked.
    pub(super) at: (u32, u32),
    /// How many items it looks at: one, or a set's.
    pub(super) items: usize,
}

/// Calls a rule with a sink; why it failed, if it did.
pub(super) fn call(
    about: Call,
    page: &Page,
    call: impl FnOnce(*const abi::Sink) -> i32,
) -> Option<String> {
    let Call { at: (item, rule), items } = about;
    STRAY.store(0, Ordering::Relaxed);
    ANSWER.with_borrow_mut(|answer| {
        (answer.at, answer.findings, answer.refusals) = ((item, rule), 0, 0);
        (answer.items, answer.from) = (items.max(1), answer.frame.len());
        (answer.failure, answer.since, answer.is_cancelled) = (None, None, false);
    });
    // A new one for each call: a plugin that broke the last one has broken nothing.
    let sink = abi::Sink {
        struct_size: size_of::<abi::Sink>() as u32,
        reserved: 0,
        ctx: null_mut::<c_void>(),
        report: Some(report),
        fail: Some(fail),
        cancelled: Some(cancelled),
    };
    page.enter(item, rule);
    let code = call(&raw const sink);
    page.leave();
    ANSWER.with_borrow_mut(|answer| answer.why(code))
}

impl Answer {
    fn say(&mut self, event: &Event<'_>) {
        let length = self.frame.len();
        match postcard::to_extend(event, std::mem::take(&mut self.frame)) {
            Ok(frame) => self.frame = frame,
            // Nothing that is said can fail to be written; if it does, this answer ends the process.
            Err(error) => panic!("cannot answer after {length} bytes: {error}"),
        }
    }

    /// Why a call that returned `code` did not do all it should, if so.
    fn why(&mut self, code: i32) -> Option<String> {
        let stray = STRAY.swap(0, Ordering::Relaxed);
        if stray > 0 {
            self.refuse(&format!(
                "{stray} findings on threads of its own: only that of the call counts"
            ));
        }
        let said = self.failure.take();
        if self.is_cancelled {
            return Some(format!(
                "it took longer than {} s and was told to stop",
                caps::CALL.as_secs()
            ));
        }
        said.or_else(|| (code != 0).then(|| format!("it returned {code} and does not say why")))
    }

    /// Why no further finding of this call is taken, if so.
    fn is_full(&self) -> Option<String> {
        let most = caps::FINDINGS.saturating_mul(self.items);
        if self.findings >= most {
            return Some(format!("more than {most} findings"));
        }
        let most = caps::VOLUME.saturating_mul(self.items);
        if self.frame.len().saturating_sub(self.from) > most || self.frame.len() > caps::ANSWERS {
            return Some("findings of more than 1 MiB".to_owned());
        }
        None
    }

    fn refuse(&mut self, why: &str) -> i32 {
        self.refusals += 1;
        if self.refusals <= caps::REFUSALS {
            let (item, made) = self.at;
            self.say(&Event::Nonsense { item, made, why });
        }
        NOT_TAKEN
    }
}

/// `om_sink.report`
unsafe extern "C" fn report(_: *const abi::Sink, diag: *const abi::Diag) -> i32 {
    ANSWER.with(|answer| {
        // Called from inside itself; another thread has an answer of its own, without a page, that
        // nobody reads.
        let Ok(mut answer) = answer.try_borrow_mut() else { return NOT_TAKEN };
        if answer.page.is_null() {
            STRAY.fetch_add(1, Ordering::Relaxed);
            return NOT_TAKEN;
        }
        if let Some(why) = answer.is_full() {
            return answer.refuse(&why);
        }
        if diag.is_null() {
            return answer.refuse("a finding at no address");
        }
        // SAFETY: the header makes the plugin vouch for what it points to; one that lies ends this
        // process, inside the call, and is named for it.
        match unsafe { found(diag) } {
            Ok(found) => {
                let (item, made) = answer.at;
                answer.say(&Event::Found { item, made, found });
                answer.findings += 1;
                0
            }
            Err(why) => answer.refuse(&why),
        }
    })
}

/// `om_sink.fail`
unsafe extern "C" fn fail(_: *const abi::Sink, why: abi::Str) {
    // SAFETY: as in `report`.
    let why = unsafe { borrowed(why, caps::TEXT) };
    let why = why.map_or_else(|fault| format!("(its reason {fault})"), str::to_owned);
    ANSWER.with(|answer| {
        if let Ok(mut answer) = answer.try_borrow_mut() {
            answer.failure = Some(why);
        }
    });
}

/// `om_sink.cancelled`: never so far, but a sign of life while the call is not endless.
unsafe extern "C" fn cancelled(_: *const abi::Sink) -> i32 {
    ANSWER.with(|answer| {
        let Ok(mut answer) = answer.try_borrow_mut() else { return 0 };
        let since = *answer.since.get_or_insert_with(Instant::now);
        if since.elapsed() > caps::CALL || answer.page.is_null() {
            answer.is_cancelled = true;
            return 1;
        }
        // SAFETY: the page outlives every frame.
        unsafe { (*answer.page).step() };
        0
    })
}

/// Checks a finding, borrowed from the plugin.
///
/// # Safety
/// `diag` points to a finding, which points to what it says.
unsafe fn found<'a>(diag: *const abi::Diag) -> Result<Found<'a>, String> {
    let least = std::mem::offset_of!(abi::Diag, edits);
    // SAFETY: the caller vouches for it, here and below.
    let size = unsafe { (&raw const (*diag).struct_size).read_unaligned() };
    if (size as usize) < least {
        return Err(format!("a finding whose struct_size is {size}, less than {least}"));
    }
    // SAFETY: see above.
    let diag: abi::Diag = unsafe { record(diag, size) };
    // SAFETY: see above.
    let message = unsafe { named(diag.message, "its message") }?;
    if message.trim().is_empty() {
        return Err("a finding without a message".to_owned());
    }
    let mut fixes = Vec::new();
    if diag.n_edits > 0 {
        // SAFETY: see above.
        let title = unsafe { named(diag.fix_title, "the title of its fix") }?;
        // SAFETY: see above.
        let edits = unsafe { edits(diag.edits, diag.n_edits) }?;
        fixes.push(Fix { flags: diag.fix_flags, title, edits, ops: Vec::new() });
    }
    if diag.n_fixes > 0 {
        let least = std::mem::offset_of!(abi::Fix, reserved);
        // SAFETY: see above.
        for at in unsafe {
            strided(diag.fixes, diag.n_fixes, diag.fix_stride, least, caps::FIXES, "fixes")
        }? {
            // SAFETY: see above.
            fixes.push(unsafe { fix(at) }?);
        }
    }
    let mut related = Vec::new();
    if diag.n_related > 0 {
        let least = std::mem::offset_of!(abi::Related, reserved);
        // SAFETY: see above.
        for at in unsafe {
            strided(
                diag.related,
                diag.n_related,
                diag.related_stride,
                least,
                caps::RELATED,
                "related places",
            )
        }? {
            // SAFETY: see above.
            let one: abi::Related = unsafe { record(at, least as u32) };
            // SAFETY: see above.
            let message = unsafe { named(one.message, "the message of a related place") }?;
            let abi::Related { place, start, end, item, .. } = one;
            related.push(Related { place, start, end, item, message });
        }
    }
    // SAFETY: see above.
    let consequence = unsafe { named(diag.consequence, "its consequence") }?;
    let abi::Diag { severity, place, item, start, end, .. } = diag;
    Ok(Found { severity, place, item, start, end, message, consequence, fixes, related })
}

/// The addresses of records in a row.
///
/// # Safety
/// So many records stand there, so far from each other.
unsafe fn strided<T>(
    first: *const T,
    count: usize,
    stride: usize,
    least: usize,
    most: usize,
    what: &str,
) -> Result<impl Iterator<Item = *const T>, String> {
    if count > most {
        return Err(format!("a finding with {count} {what}; {most} are taken"));
    }
    if first.is_null() {
        return Err(format!("a finding with {count} {what} at no address"));
    }
    if stride < least || stride > 1 << 16 {
        return Err(format!("a finding whose {what} stand {stride} bytes apart"));
    }
    // SAFETY: the caller vouches for it; the product is small.
    Ok((0..count).map(move |index| unsafe { first.byte_add(index * stride) }))
}

/// # Safety
/// `at` points to a fix, which points to what it does.
unsafe fn fix<'a>(at: *const abi::Fix) -> Result<Fix<'a>, String> {
    // SAFETY: the caller vouches for it, here and below.
    let fix: abi::Fix = unsafe { record(at, std::mem::offset_of!(abi::Fix, reserved) as u32) };
    // SAFETY: see above.
    let title = unsafe { named(fix.title, "the title of a fix") }?;
    // SAFETY: see above.
    let edits = unsafe { edits(fix.edits, fix.n_edits) }?;
    let mut ops = Vec::new();
    if fix.n_ops > 0 {
        // SAFETY: see above.
        for at in unsafe {
            strided(fix.ops, fix.n_ops, size_of::<abi::Op>(), 0, caps::EDITS, "operations")
        }? {
            // SAFETY: see above.
            let op = unsafe { at.read_unaligned() };
            // SAFETY: see above.
            let text = unsafe { named(op.text, "the text of an operation") }?;
            let item = (op.flags & abi::OP_ITEM != 0).then_some(op.item);
            ops.push(Op { kind: op.kind, item, text });
        }
    }
    Ok(Fix { flags: fix.flags, title, edits, ops })
}

/// # Safety
/// So many edits stand there, which point to their texts.
unsafe fn edits<'a>(first: *const abi::Edit, count: usize) -> Result<Vec<Edit<'a>>, String> {
    if count == 0 {
        return Ok(Vec::new());
    }
    // SAFETY: the caller vouches for it, here and below.
    let all = unsafe { strided(first, count, size_of::<abi::Edit>(), 0, caps::EDITS, "edits") }?;
    all.map(|at| {
        // SAFETY: see above.
        let edit = unsafe { at.read_unaligned() };
        // SAFETY: see above.
        let text = unsafe { named(edit.text, "the text of an edit") }?;
        let item = (edit.flags & abi::EDIT_ITEM != 0).then_some(edit.item);
        Ok(Edit { start: edit.start, end: edit.end, text, item })
    })
    .collect()
}

/// # Safety
/// That of [`borrowed`].
unsafe fn named<'a>(text: abi::Str, what: &str) -> Result<&'a str, String> {
    // SAFETY: the caller vouches for it.
    unsafe { borrowed(text, caps::TEXT) }.map_err(|why| format!("a finding: {what} {why}"))
}
