//! What a file is that is no image: said so that its owner knows what happened.

/// In words, for the message.
pub(super) fn describe(bytes: &[u8]) -> &'static str {
    match bytes {
        [b'8', b'B', b'P', b'S', ..] => "a Photoshop document; export it as PNG",
        [b'%', b'P', b'D', b'F', ..] => "a PDF document, not an image",
        [b'P', b'K', 3, 4, ..] => {
            "a ZIP archive (or a project file of a painting program), not an image"
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "a video, not an image",
        _ => std::str::from_utf8(head(bytes))
            .map_or("not an image of any kind known here", describe_text),
    }
}

/// The first bytes, cut where a character ends.
fn head(bytes: &[u8]) -> &[u8] {
    let head = &bytes[..bytes.len().min(1024)];
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => &head[..error.valid_up_to()],
        _ => head,
    }
}

fn describe_text(text: &str) -> &'static str {
    let start = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    let opens = |tag: &str| start.starts_with(tag);
    if opens("<!doctype html") || opens("<html") || opens("<head") || opens("<body") {
        "a web page (HTML), perhaps a download that failed"
    } else if opens("<svg") || (opens("<?xml") || opens("<!")) && start.contains("<svg") {
        "an SVG drawing, which has no pixels; export it as PNG"
    } else if opens("{") || opens("[") {
        "text (JSON), not an image"
    } else if text.contains(|letter: char| letter.is_control() && !letter.is_whitespace()) {
        "not an image of any kind known here"
    } else {
        "text, not an image"
    }
}
