//! Where onmodel calls in: the table of rules, and each function behind a guard against panics.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use crate::options::Options;
use crate::report::{Instance, fail};
use crate::{Dataset, Item, Offers, Report, Rule, Scope, abi};

/// What a call returns that went well.
const DONE: i32 = 0;
/// What a call returns that failed; `fail` has said why.
const FAILED: i32 = 1;

/// Names this SDK in error messages.
const SDK: &str = concat!("onmodel-plugin ", env!("CARGO_PKG_VERSION"));

/// The table, once made.
pub struct Table(&'static abi::Plugin);

// SAFETY: it is never written again, and what it points at never goes away.
unsafe impl Send for Table {}
// SAFETY: as above.
unsafe impl Sync for Table {}

impl Table {
    /// Makes the table of a plugin. It stays for as long as the process, so nothing is freed.
    pub fn new(name: &'static str, version: &'static str, rules: Vec<abi::Rule>) -> Self {
        let rules: &'static [abi::Rule] = Vec::leak(rules);
        Self(Box::leak(Box::new(abi::Plugin {
            magic: abi::MAGIC,
            abi_major: abi::ABI_MAJOR,
            abi_minor: abi::ABI_MINOR,
            struct_size: size_of::<abi::Plugin>() as u32,
            n_rules: rules.len() as u32,
            name: abi::Str::new(name),
            version: abi::Str::new(version),
            sdk: abi::Str::new(SDK),
            rules: rules.as_ptr(),
            rule_stride: size_of::<abi::Rule>(),
            reserved: [0; 4],
        })))
    }

    /// For the host.
    pub fn as_ptr(&self) -> *const abi::Plugin {
        self.0
    }
}

/// A rule's row in the table.
pub fn row<R: Rule>() -> abi::Rule {
    let is_set = R::SCOPE == Scope::Dataset;
    let pixels = if R::SCOPE == Scope::Pixels { abi::RULE_PIXELS } else { 0 };
    abi::Rule {
        struct_size: size_of::<abi::Rule>() as u32,
        scope: R::SCOPE.raw(),
        severity: R::LEVEL.raw(),
        flags: pixels | Offers::flags(R::OFFERS),
        id: abi::Str::new(R::ID),
        summary: abi::Str::new(R::SUMMARY),
        docs_url: abi::Str::new(R::DOCS_URL),
        options_schema: abi::Str::new(String::leak(R::Options::schema())),
        create: Some(create::<R>),
        destroy: Some(destroy::<R>),
        check_item: if is_set { None } else { Some(check_item::<R>) },
        check_dataset: if is_set { Some(check_dataset::<R>) } else { None },
        docs: abi::Str::new(R::DOCS),
        reserved: [0; 4],
    }
}

/// Whether `id` begins with `plugin` and a slash; asked while the plugin is compiled.
pub const fn belongs(id: &str, plugin: &str) -> bool {
    let (id, plugin) = (id.as_bytes(), plugin.as_bytes());
    if id.len() <= plugin.len() + 1 || id[plugin.len()] != b'/' {
        return false;
    }
    let mut at = 0;
    while at < plugin.len() {
        if id[at] != plugin[at] {
            return false;
        }
        at += 1;
    }
    true
}

unsafe extern "C" fn create<R: Rule>(options: abi::Str, sink: *const abi::Sink) -> Instance {
    let made = guarded(sink, || {
        // SAFETY: the host's text is valid UTF-8 until the call returns.
        let json = unsafe { options.as_str() };
        let json = if json.is_empty() { "{}" } else { json };
        let options = R::Options::read(json).map_err(|error| error.to_string())?;
        Ok(Box::into_raw(Box::new(R::new(options)?)).cast())
    });
    made.unwrap_or(std::ptr::null_mut())
}

unsafe extern "C" fn destroy<R: Rule>(rule: Instance) {
    if !rule.is_null() {
        // SAFETY: `create` made it of a box of this type, and the host gives it back once. A rule
        // that panics while it is dropped is stopped here; nobody can be told.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(unsafe { Box::from_raw(rule.cast::<R>()) })));
    }
}

unsafe extern "C" fn check_item<R: Rule>(
    rule: Instance,
    item: *const abi::Item,
    sink: *const abi::Sink,
) -> i32 {
    // SAFETY: the host passes what the header says, all of it valid until the call returns.
    check::<R>(rule, sink, |rule, report| unsafe {
        if let Some(item) = item.as_ref() {
            rule.check(Item::from_raw(item), report);
        }
    })
}

unsafe extern "C" fn check_dataset<R: Rule>(
    rule: Instance,
    set: *const abi::Dataset,
    sink: *const abi::Sink,
) -> i32 {
    // SAFETY: as in `check_item`.
    check::<R>(rule, sink, |rule, report| unsafe {
        if let Some(set) = set.as_ref() {
            rule.check_dataset(Dataset::from_raw(set), report);
        }
    })
}

fn check<R: Rule>(
    rule: Instance,
    sink: *const abi::Sink,
    look: impl FnOnce(&R, &mut Report<'_>),
) -> i32 {
    let looked = guarded(sink, || {
        // SAFETY: `create` made it, of this type, and `destroy` was not called yet.
        let rule = unsafe { rule.cast::<R>().as_ref() };
        // SAFETY: the host's sink is valid until the call returns.
        let sink = unsafe { sink.as_ref() };
        if let (Some(rule), Some(sink)) = (rule, sink) {
            look(rule, &mut Report::to_host(sink));
        }
        Ok(())
    });
    if looked.is_some() { DONE } else { FAILED }
}

/// Runs `call`; whatever goes wrong in it, a panic too, is told to the host.
fn guarded<T>(sink: *const abi::Sink, call: impl FnOnce() -> Result<T, String>) -> Option<T> {
    remember_panics();
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(value)) => return Some(value),
        Ok(Err(why)) => fail(sink, &why),
        Err(payload) => fail(sink, &panic_text(payload.as_ref())),
    }
    None
}

thread_local! {
    static LAST_PANIC_AT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps the line a panic came from; only the hook is told it.
fn remember_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let at = info.location().map(|at| format!(", {}:{}", at.file(), at.line()));
            LAST_PANIC_AT.with_borrow_mut(|last| *last = at);
            before(info);
        }));
    });
}

fn panic_text(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let at = LAST_PANIC_AT.take().unwrap_or_default();
    format!("panicked: {}{at}", text.unwrap_or("without a word"))
}

/// Makes the plugin of these rules: the one function onmodel looks for. The plugin's name and version
/// are the package's, and every rule's [`ID`](crate::Rule::ID) begins with that name.
#[macro_export]
macro_rules! export_rules {
    ($($rule:ty),+ $(,)?) => {
        const _: () = {
            $(assert!(
                $crate::entry::belongs(<$rule as $crate::Rule>::ID, env!("CARGO_PKG_NAME")),
                "a rule's ID begins with the name of its package and a slash"
            );)+
        };

        /// The table of rules, for onmodel.
        #[unsafe(no_mangle)]
        pub extern "C" fn onmodel_plugin_entry(
            _host_major: u16,
            _host_minor: u16,
        ) -> *const $crate::abi::Plugin {
            static TABLE: ::std::sync::OnceLock<$crate::entry::Table> = ::std::sync::OnceLock::new();
            let table = TABLE.get_or_init(|| {
                $crate::entry::Table::new(
                    env!("CARGO_PKG_NAME"),
                    env!("CARGO_PKG_VERSION"),
                    ::std::vec![$($crate::entry::row::<$rule>()),+],
                )
            });
            table.as_ptr()
        }
    };
}
