//! Loading a library and reading its table. Nothing of it is believed: what is read is copied, within
//! the sizes that the interface knows.

use std::error::Error;
use std::path::Path;

use libloading::os::unix::{Library, RTLD_LOCAL, RTLD_NOW};
use onmodel_plugin::abi;

use super::copy::{record, text};
use crate::caps;
use crate::wire::Unfit;

/// A loaded plugin: its table, copied; its texts are the plugin's and stay where they are.
pub(super) struct Plugin {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) rules: Vec<Rule>,
}

/// One of its rules.
pub(super) struct Rule {
    pub(super) table: abi::Rule,
    pub(super) id: String,
    pub(super) summary: String,
    pub(super) docs_url: String,
    pub(super) schema: String,
    pub(super) docs: String,
}

/// Loads the library for as long as the process lives: unloading one whose threads or destructors
/// are about is a crash.
pub(super) fn load(path: &Path) -> Result<Plugin, Unfit> {
    // SAFETY: this runs the library's constructors, which may do anything. That is what this process
    // is for: it holds nothing but the plugin.
    let library = unsafe { Library::open(Some(path), RTLD_NOW | RTLD_LOCAL) };
    let library =
        std::mem::ManuallyDrop::new(library.map_err(|error| Unfit::Loader(words(&error)))?);
    // SAFETY: the header fixes the symbol's type; a library where it is another is caught by its
    // table, or dies, here.
    let entry = unsafe { library.get::<abi::Entry>(abi::ENTRY.to_bytes_with_nul()) };
    let entry = entry.map_err(|_| Unfit::NoEntry)?;
    // SAFETY: as above.
    let table = unsafe { entry(abi::ABI_MAJOR, abi::ABI_MINOR) };
    if table.is_null() {
        return Err(Unfit::Declined);
    }
    // SAFETY: a table is at least its head; one at a wild address is a death in this process, which
    // the supervisor tells as one while loading.
    unsafe { read(table) }
}

/// The loader's own words; its error's are only "dlopen failed". A static program has no loader.
fn words(error: &libloading::Error) -> String {
    if cfg!(target_feature = "crt-static") {
        return "this onmodel is a static program, which can load no library; check with a build \
                for your system's C library, or without plugins (--no-plugins)"
            .to_owned();
    }
    error.source().map_or_else(|| error.to_string(), ToString::to_string)
}

/// Copies the table.
///
/// # Safety
/// `table` points to a table that stays as it is.
unsafe fn read(table: *const abi::Plugin) -> Result<Plugin, Unfit> {
    // SAFETY: the caller vouches for the head, which is the same in every version.
    let (magic, major, minor, size, count) = unsafe {
        (
            (&raw const (*table).magic).read_unaligned(),
            (&raw const (*table).abi_major).read_unaligned(),
            (&raw const (*table).abi_minor).read_unaligned(),
            (&raw const (*table).struct_size).read_unaligned(),
            (&raw const (*table).n_rules).read_unaligned(),
        )
    };
    if magic != abi::MAGIC {
        return Err(Unfit::NotATable(format!("it begins with {magic:#010x}")));
    }
    if major != abi::ABI_MAJOR {
        return Err(Unfit::Version(major, minor));
    }
    let least = std::mem::offset_of!(abi::Plugin, reserved);
    if (size as usize) < least {
        return Err(malformed(format!("its struct_size is {size}, less than {least}")));
    }
    // SAFETY: `size` bytes are there, as the table says.
    let head: abi::Plugin = unsafe { record(table, size) };
    // SAFETY: its texts live as long as it does.
    let name = unsafe { text(head.name, 256) }.map_err(|why| malformed(format!("name {why}")))?;
    // SAFETY: as above.
    let version =
        unsafe { text(head.version, 256) }.map_err(|why| malformed(format!("version {why}")))?;
    if !is_name(&name) {
        return Err(malformed(format!(
            "its name `{}` is not of a-z, 0-9 and -",
            name.escape_debug()
        )));
    }
    if count == 0 {
        return Err(malformed("it has no rules"));
    }
    if count as usize > caps::RULES {
        return Err(malformed(format!(
            "it says that it has {count} rules; at most {} are taken",
            caps::RULES
        )));
    }
    if count > 0 && head.rules.is_null() {
        return Err(malformed("its rules are at no address"));
    }
    let least = std::mem::offset_of!(abi::Rule, docs);
    if count > 0 && head.rule_stride < least {
        return Err(malformed(format!(
            "its rule_stride is {}, less than {least}",
            head.rule_stride
        )));
    }
    let mut rules = Vec::new();
    for index in 0..count as usize {
        // SAFETY: the table says that so many rules stand so far from each other.
        let at = unsafe { head.rules.byte_add(index * head.rule_stride) };
        // SAFETY: as above.
        let rule = unsafe { read_rule(at, head.rule_stride, &name) };
        rules.push(rule.map_err(|why| malformed(format!("rule {index}: {why}")))?);
    }
    Ok(Plugin { name, version, rules })
}

/// Copies a rule.
///
/// # Safety
/// `at` points to a rule that stays as it is.
unsafe fn read_rule(at: *const abi::Rule, stride: usize, plugin: &str) -> Result<Rule, String> {
    // SAFETY: the caller vouches for it.
    let size = unsafe { (&raw const (*at).struct_size).read_unaligned() };
    let least = std::mem::offset_of!(abi::Rule, docs);
    if (size as usize) < least || size as usize > stride {
        return Err(format!("struct_size is {size}, not between {least} and the stride {stride}"));
    }
    // SAFETY: `size` bytes are there, as the rule says.
    let table: abi::Rule = unsafe { record(at, size) };
    let named = |field, what: &str, most| {
        // SAFETY: its texts live as long as it does.
        unsafe { text(field, most) }.map_err(|why| format!("{what} {why}"))
    };
    let rule = Rule {
        id: named(table.id, "id", 256)?,
        summary: named(table.summary, "summary", caps::TEXT)?,
        docs_url: named(table.docs_url, "docs_url", caps::TEXT)?,
        schema: named(table.options_schema, "options_schema", caps::PAGE)?,
        docs: named(table.docs, "docs", caps::PAGE)?,
        table,
    };
    let own = rule.id.strip_prefix(plugin).and_then(|rest| rest.strip_prefix('/'));
    if !own.is_some_and(is_name) {
        return Err(format!(
            "its id `{}` is not `{plugin}/` and a name of a-z, 0-9 and -",
            rule.id.escape_debug()
        ));
    }
    let is_whole = match table.scope {
        abi::SCOPE_CAPTION | abi::SCOPE_IMAGE => table.check_item.is_some(),
        abi::SCOPE_DATASET => table.check_dataset.is_some(),
        other => return Err(format!("`{}` has scope {other}, which does not exist", rule.id)),
    };
    if !is_whole {
        return Err(format!("`{}` lacks the function its scope asks for", rule.id));
    }
    if table.severity > abi::OFF {
        return Err(format!("`{}` has severity {}, which does not exist", rule.id, table.severity));
    }
    Ok(rule)
}

fn is_name(name: &str) -> bool {
    let in_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !name.is_empty() && name.bytes().all(in_name)
}

fn malformed(what: impl Into<String>) -> Unfit {
    Unfit::Malformed(what.into())
}
