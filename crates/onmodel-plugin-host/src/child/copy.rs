//! Copying what a plugin points to.

use std::mem::MaybeUninit;

use onmodel_plugin::abi;

/// Copies a record of `size` bytes into the one this version knows: what is missing is zero, what is
/// newer is left out.
///
/// # Safety
/// `size` bytes can be read at `from`, and zero is a value of every field of `T`.
pub(super) unsafe fn record<T: Copy>(from: *const T, size: u32) -> T {
    let mut copy = MaybeUninit::<T>::zeroed();
    let length = (size as usize).min(size_of::<T>());
    // SAFETY: the caller vouches for the source; the target is as large; they are apart.
    unsafe {
        std::ptr::copy_nonoverlapping(from.cast::<u8>(), copy.as_mut_ptr().cast::<u8>(), length);
    }
    // SAFETY: every field holds what was copied or zero, which the caller vouches for.
    unsafe { copy.assume_init() }
}

/// A text of at most `most` bytes, borrowed.
///
/// # Safety
/// `text.len` bytes can be read at `text.ptr` for as long as `'a`, if it is not null.
pub(super) unsafe fn borrowed<'a>(text: abi::Str, most: usize) -> Result<&'a str, String> {
    if text.len == 0 {
        return Ok("");
    }
    if text.len > most {
        return Err(format!("is {} bytes long; {most} are taken", text.len));
    }
    if text.ptr.is_null() {
        return Err(format!("is {} bytes at no address", text.len));
    }
    // SAFETY: the caller vouches for it; the length is small.
    let bytes = unsafe { std::slice::from_raw_parts(text.ptr, text.len) };
    std::str::from_utf8(bytes)
        .map_err(|error| format!("is not UTF-8 at byte {}", error.valid_up_to()))
}

/// The same, copied.
///
/// # Safety
/// That of [`borrowed`], for the time of the call.
pub(super) unsafe fn text(text: abi::Str, most: usize) -> Result<String, String> {
    // SAFETY: the caller vouches for it.
    unsafe { borrowed(text, most) }.map(str::to_owned)
}
