//! A studio's style guide as rules: the order of tags, what each costume is tagged with, how files are
//! called, which colours a picture has to show, and how many pictures each costume has. One file, one
//! rule; `docs` has what `onmodel explain` says of each.

mod costume;
mod costume_balance;
mod costume_tags;
mod file_names;
mod palette;
mod tag_order;

use onmodel_plugin::export_rules;

export_rules!(
    tag_order::TagOrder,
    costume_tags::CostumeTags,
    costume_balance::CostumeBalance,
    file_names::FileNames,
    palette::Palette,
);
