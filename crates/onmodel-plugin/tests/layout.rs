//! The header and its mirror are one: a C compiler checks every size, offset and constant.

use std::fmt::Write;
use std::mem::{align_of, offset_of, size_of};
use std::path::Path;
use std::process::{Command, Output};

use onmodel_plugin::abi;

macro_rules! structs {
    ($($c:ident = $rust:ident { $($field:ident),* $(,)? })*) => {
        /// One assertion for each size, alignment and offset.
        fn layout() -> Vec<String> {
            let mut lines = Vec::new();
            $(
                lines.push(format!("sizeof({0}) == {1}", stringify!($c), size_of::<abi::$rust>()));
                lines.push(format!("_Alignof({0}) == {1}", stringify!($c), align_of::<abi::$rust>()));
                $(
                    lines.push(format!(
                        "offsetof({0}, {1}) == {2}",
                        stringify!($c),
                        stringify!($field),
                        offset_of!(abi::$rust, $field)
                    ));
                    lines.push(format!(
                        "sizeof((({0} *)0)->{1}) == {2}",
                        stringify!($c),
                        stringify!($field),
                        field_size(|value: &abi::$rust| &raw const value.$field)
                    ));
                )*
            )*
            lines
        }
    };
}

/// The size of the field that `_field` reaches, without a value to reach it in.
fn field_size<S, F>(_field: fn(&S) -> *const F) -> usize {
    size_of::<F>()
}

structs! {
    om_str = Str { ptr, len }
    om_pixels = Pixels { struct_size, format, width, height, stride, data, reserved }
    om_image = Image {
        struct_size, flags, format, colour, bits, orientation, frames, reserved0, file_size, phash,
        phash_mirrored, texture, mean, spread, dark, bright, sharpness, blockiness, enlarged,
        transparent, reserved1, reserved,
    }
    om_item = Item {
        struct_size, flags, path, caption, pixels, width, height, phash, sha256, image,
        caption_path, trigger, subset, dataset, reserved,
    }
    om_dataset = Dataset {
        struct_size, flags, items, n_items, item_stride, name, path, trigger, class_word, trainer,
        base, reserved,
    }
    om_edit = Edit { start, end, text, flags, reserved, item }
    om_op = Op { kind, flags, item, text }
    om_fix = Fix { struct_size, flags, title, edits, n_edits, ops, n_ops, reserved }
    om_related = Related { struct_size, place, start, end, item, message, reserved }
    om_diag = Diag {
        struct_size, severity, start, end, item, message, edits, n_edits, fix_title, fix_flags,
        place, consequence, related, n_related, related_stride, fixes, n_fixes, fix_stride,
        reserved,
    }
    om_sink = Sink { struct_size, reserved, ctx, report, fail, cancelled }
    om_rule = Rule {
        struct_size, scope, severity, flags, id, summary, docs_url, options_schema, create,
        destroy, check_item, check_dataset, docs, reserved,
    }
    om_plugin = Plugin {
        magic, abi_major, abi_minor, struct_size, n_rules, name, version, sdk, rules, rule_stride,
        reserved,
    }
}

macro_rules! constants {
    ($($name:ident)*) => {
        fn values() -> Vec<(String, u64)> {
            vec![$((concat!("OM_", stringify!($name)).to_owned(), u64::from(abi::$name))),*]
        }
    };
}

constants! {
    MAGIC ABI_MAJOR ABI_MINOR PIXELS_RGB8
    FORMAT_UNKNOWN FORMAT_PNG FORMAT_JPEG FORMAT_WEBP FORMAT_GIF FORMAT_BMP FORMAT_TIFF FORMAT_AVIF
    FORMAT_HEIC FORMAT_JXL
    COLOUR_UNKNOWN COLOUR_GREY COLOUR_GREY_ALPHA COLOUR_RGB COLOUR_RGBA COLOUR_PALETTE COLOUR_CMYK
    IMAGE_DECODED IMAGE_BROKEN IMAGE_ALPHA ITEM_IMAGE ITEM_CAPTION
    EDIT_ITEM OP_RENAME OP_CREATE_CAPTION OP_MOVE_ASIDE OP_ITEM
    FIX_REVIEW FIX_SAFE FIX_ASSIST
    PLACE_DEFAULT PLACE_CAPTION PLACE_IMAGE PLACE_SET
    LEVEL_DEFAULT HINT WARNING ERROR OFF
    SCOPE_CAPTION SCOPE_IMAGE SCOPE_DATASET
    RULE_PIXELS RULE_FIX_REVIEW RULE_FIX_SAFE RULE_FIX_ASSIST
}

fn assertions() -> Vec<String> {
    let values = values().into_iter().map(|(name, value)| format!("{name} == {value}u"));
    let head = format!("offsetof(om_plugin, name) == {}", abi::HEAD_SIZE);
    layout().into_iter().chain(values).chain([head]).collect()
}

/// Compiles a source as a user of the header would; `$CC` or `cc`.
fn compile(name: &str, source: &str, language: &str, options: &[&str]) -> Output {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(name);
    std::fs::write(&file, source).expect("a file for the compiler");
    let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
    Command::new(compiler)
        .args(["-x", language, "-fsyntax-only", "-I"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("include"))
        .args(options)
        .arg(file)
        .output()
        .expect("a C compiler: set CC")
}

fn compiles(name: &str, source: &str, language: &str, options: &[&str]) {
    let done = compile(name, source, language, options);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

const STRICT: [&str; 5] = ["-Wall", "-Wextra", "-Wconversion", "-pedantic", "-Werror"];

#[test]
fn the_mirror_is_the_header() {
    let mut source = String::from("#include \"onmodel_plugin.h\"\n");
    for line in assertions() {
        writeln!(source, "_Static_assert({line}, \"{line}\");").expect("room");
    }
    compiles("layout.c", &source, "c", &["-std=c11"]);
}

#[test]
fn a_difference_would_be_noticed() {
    let source = "#include \"onmodel_plugin.h\"\n_Static_assert(sizeof(om_str) == 17, \"\");\n";
    assert!(!compile("different.c", source, "c", &["-std=c11"]).status.success());
}

/// What an author writes first, in the strictest C and C++ there are.
const USE: &str = r#"
#include "onmodel_plugin.h"
static const om_rule rules[] = { { sizeof(om_rule), OM_SCOPE_CAPTION, OM_WARNING, 0,
    OM_STR_INIT("a/b"), OM_STR_INIT("c"), OM_STR_INIT(""), OM_STR_INIT(""), NULL, NULL, NULL, NULL,
    OM_STR_INIT(""), { 0, 0, 0, 0 } } };
ONMODEL_EXPORT const om_plugin *onmodel_plugin_entry(uint16_t major, uint16_t minor) {
    om_str text = OM_STR("a, b");
    om_tag tag = { 0, 0, 0, 0, 0 };
    om_edit edit;
    (void)major; (void)minor; (void)rules;
    while (om_next_tag(text, &tag)) { edit = om_remove_tag(text, tag); (void)edit; }
    if (om_str_is(text, "b")) return NULL;
    return NULL;
}
"#;

#[test]
fn strict_compilers_take_the_header() {
    compiles("use.c", USE, "c", &[&["-std=c99"], &STRICT[..]].concat());
    compiles("use.cc", USE, "c++", &[&["-std=c++11"], &STRICT[..]].concat());
}

/// The helpers in C and the SDK part tags and take them out alike.
#[test]
fn tags_in_c_are_tags_in_rust() {
    let texts = ["a, b, c", "  a ,b", "a,,b", "a", ", a", "a, b,\r\nc\r\n", "a\rb\n\nc", "", " , "];
    let mut source = String::from(
        r#"#include "onmodel_plugin.h"
#include <stdio.h>
static void show(om_str text) {
    om_tag tag = { 0, 0, 0, 0, 0 };
    while (om_next_tag(text, &tag)) {
        om_edit edit = om_remove_tag(text, tag);
        if (tag.start < tag.end) printf("%u %u %u %u\n", tag.start, tag.end, edit.start, edit.end);
    }
}
int main(void) {
"#,
    );
    let mut expected = String::new();
    for text in texts {
        writeln!(source, "    show(OM_STR(\"{}\"));", text.escape_default()).expect("room");
        let caption = onmodel_plugin::Caption::new(text);
        for tag in caption.tags() {
            let (span, edit) = (tag.span(), tag.remove().span);
            writeln!(expected, "{} {} {} {}", span.start, span.end, edit.start, edit.end)
                .expect("room");
        }
    }
    source.push_str("    return 0;\n}\n");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (file, program) = (folder.join("tags.c"), folder.join("tags"));
    std::fs::write(&file, source).expect("a file for the compiler");
    let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
    let include = Path::new(env!("CARGO_MANIFEST_DIR")).join("include");
    let built =
        Command::new(compiler).arg("-I").arg(include).arg(&file).arg("-o").arg(&program).output();
    let built = built.expect("a C compiler: set CC");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let shown = Command::new(&program).output().expect("the program runs");
    assert_eq!(String::from_utf8_lossy(&shown.stdout), expected);
}
