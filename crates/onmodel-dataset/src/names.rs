//! What a file's name says it is.

use std::ffi::OsStr;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Extensions of image files, without their dots, in lower case.
pub const IMAGE_EXTENSIONS: [&str; 13] = [
    "png", "jpg", "jpeg", "jfif", "webp", "bmp", "gif", "tif", "tiff", "avif", "heic", "heif",
    "jxl",
];

/// Stems of documents people keep beside images, in lower case. A `.txt` or `.caption` file without
/// an image is an orphan caption unless its stem is one of these, begins with one of these followed
/// by anything but a letter, or is hidden.
const DOCUMENTS: [&str; 24] = [
    "readme",
    "license",
    "licence",
    "copying",
    "copyright",
    "notice",
    "changelog",
    "attribution",
    "attributions",
    "credits",
    "authors",
    "requirements",
    "prompt",
    "prompts",
    "sample_prompts",
    "notes",
    "note",
    "todo",
    "classes",
    "tags",
    "trigger",
    "triggers",
    "sources",
    "index",
];

/// Whether a file's name ends like an image's, in any case. Hidden files end like others.
pub(crate) fn is_image(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    let Some(dot) = bytes.iter().rposition(|&byte| byte == b'.') else { return false };
    // `dot` is the index of a byte, so that one past it is still within bounds.
    dot > 0
        && IMAGE_EXTENSIONS
            .iter()
            .any(|known| bytes[dot + 1..].eq_ignore_ascii_case(known.as_bytes()))
}

/// A file name without its last extension, comparable: NFC where it is Unicode.
pub(crate) fn image_stem(name: &OsStr) -> Vec<u8> {
    let bytes = name.as_encoded_bytes();
    comparable(&bytes[..bytes.iter().rposition(|&byte| byte == b'.').unwrap_or(bytes.len())])
}

/// A name's bytes with the equal spellings of accented letters made one.
pub(crate) fn comparable(bytes: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) if is_nfc_quick(text.chars()) != IsNormalized::Yes => {
            text.nfc().collect::<String>().into_bytes()
        }
        _ => bytes.to_vec(),
    }
}

/// A comparable name without the difference between small and capital letters.
pub(crate) fn folded(comparable: &[u8]) -> Vec<u8> {
    std::str::from_utf8(comparable)
        .map_or_else(|_| comparable.to_ascii_lowercase(), |text| text.to_lowercase().into_bytes())
}

/// Whether a name begins with a dot.
pub(crate) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a file is what desktops leave behind, or what an interrupted save left of ours.
pub(crate) fn is_litter(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    let known: [&[u8]; 4] = [b"thumbs.db", b"ehthumbs.db", b"desktop.ini", b".ds_store"];
    bytes.starts_with(b"._")
        || bytes.starts_with(crate::write::TEMPORARY.as_bytes())
        || known.iter().any(|name| bytes.eq_ignore_ascii_case(name))
}

/// How the stem of a mask ends, after the stem of its image.
pub const MASK_ENDINGS: [&str; 2] = ["-masklabel", "-condlabel"];

/// The stem of the image this one is a mask of by its name: `x` of `x-masklabel.png`.
pub(crate) fn mask_of(name: &OsStr) -> Option<Vec<u8>> {
    let stem = image_stem(name);
    let mut endings = MASK_ENDINGS.iter();
    endings.find_map(|ending| stem.strip_suffix(ending.as_bytes())).map(<[u8]>::to_vec)
}

/// Whether a file is what a trainer keeps of an earlier run.
pub(crate) fn is_trainer_cache(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    bytes == b"metadata_cache.json" || bytes.ends_with(b".npz") || bytes.ends_with(b".safetensors")
}

/// Whether a text file without an image is no caption but an obvious document.
pub(crate) fn is_document(name: &OsStr) -> bool {
    let stem = folded(&image_stem(name));
    DOCUMENTS.iter().any(|document| {
        stem.strip_prefix(document.as_bytes())
            .is_some_and(|rest| rest.first().is_none_or(|next| !next.is_ascii_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_are_known_by_their_extension() {
        for (name, image) in [
            ("a.png", true),
            ("a.JPEG", true),
            (".hidden.png", true),
            (".png", false),
            ("png", false),
            ("a.txt", false),
            ("a.", false),
        ] {
            assert_eq!(is_image(OsStr::new(name)), image, "{name}");
        }
    }

    #[test]
    fn documents_are_no_orphans() {
        for (name, document) in [
            ("README.txt", true),
            ("readme_first.txt", true),
            ("LICENSE-MIT.txt", true),
            ("prompts.txt", true),
            ("notebook.txt", false),
            ("03.txt", false),
            ("index1.txt", false),
        ] {
            assert_eq!(is_document(OsStr::new(name)), document, "{name}");
        }
    }

    #[test]
    fn accents_spelt_in_two_ways_are_one_name() {
        assert_eq!(image_stem(OsStr::new("e\u{301}.png")), image_stem(OsStr::new("\u{e9}.png")));
    }
}
