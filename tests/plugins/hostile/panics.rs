//! A plugin in Rust that panics on the item whose path has "img04" in it, and reports the tag "night"
//! on all others; with `--cfg bare` it does so where a panic cannot be caught.

use onmodel_plugin::options::NoOptions;
use onmodel_plugin::{Finding, Item, Report, Rule, export_rules};

struct Night;

impl Rule for Night {
    type Options = NoOptions;
    const ID: &'static str = "hostile/rule";
    const SUMMARY: &'static str = "Panics";

    fn new(_: NoOptions) -> Result<Self, String> {
        Ok(Self)
    }

    fn check(&self, item: Item<'_>, report: &mut Report<'_>) {
        if item.path().contains("img04") {
            if cfg!(bare) { cannot_unwind() } else { panic!("no tag is fourth") }
        }
        for tag in item.caption().tags().filter(|tag| tag.is("night")) {
            report.push(Finding::at(tag.span(), "night is banned"));
        }
    }
}

extern "C" fn cannot_unwind() {
    panic!("out of a function that C calls");
}

export_rules!(Night);
