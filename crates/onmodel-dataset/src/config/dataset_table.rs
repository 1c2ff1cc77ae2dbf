//! `[dataset]`: what the set is and how it is to be read.

use std::path::PathBuf;

use super::declared::{DatasetTable, owned, word};
use super::value::Located;
use super::{Subset, TableReader, did_you_mean, globs};
use crate::trainer::{BaseModel, TrainerId};

/// The sides any trainer known trains at, in pixels.
const RESOLUTIONS: std::ops::RangeInclusive<i64> = 64..=4096;
/// No trainer's documentation shows a larger batch.
const BATCH_SIZES: std::ops::RangeInclusive<i64> = 1..=1024;

pub(super) fn read(mut table: TableReader<'_>) -> DatasetTable {
    // Checked here; taken from the dataset's own file alone, whatever the layers.
    table.word("name");
    let dataset = DatasetTable {
        trigger: read_trigger(&mut table),
        class: word(&mut table, "class"),
        trainer: read_trainer(&mut table),
        base: read_base(&mut table),
        trainer_config: read_path(&mut table, "trainer-config"),
        caption_extension: read_extension(&mut table),
        caption_column: word(&mut table, "caption-column"),
        exclude: read_exclude(&mut table),
        resolution: read_count(&mut table, "resolution", RESOLUTIONS),
        batch_size: read_count(&mut table, "batch-size", BATCH_SIZES),
        tokenizer: read_path(&mut table, "tokenizer"),
        subsets: read_subsets(&mut table),
    };
    table.finish();
    dataset
}

fn read_count(
    table: &mut TableReader<'_>,
    key: &'static str,
    range: std::ops::RangeInclusive<i64>,
) -> Option<u32> {
    table.integer(key, range).and_then(|number| u32::try_from(number.value).ok())
}

fn read_path(table: &mut TableReader<'_>, key: &'static str) -> Option<PathBuf> {
    table.word(key).map(|path| table.sink().layer().resolve(path.value))
}

/// The trigger has to survive being one tag of a caption.
fn read_trigger(table: &mut TableReader<'_>) -> Option<String> {
    let trigger = table.word("trigger")?;
    let fault = if trigger.value.contains([',', '\n', '\r']) {
        "contains a comma or a line break, so that it is no longer one tag"
    } else if trigger.value.trim() != trigger.value {
        "begins or ends with white space"
    } else {
        return Some(trigger.value.to_owned());
    };
    let help = Some("one invented word, the same everywhere: `krstl`".to_owned());
    table.sink().report(trigger.span, format!("`{}` {fault}", table.dotted("trigger")), help);
    None
}

fn read_trainer(table: &mut TableReader<'_>) -> Option<TrainerId> {
    let name = table.word("trainer")?;
    name.value
        .parse()
        .inspect_err(|_| {
            let help = did_you_mean(name.value, &TrainerId::NAMES);
            table.sink().report(name.span, format!("unknown trainer `{}`", name.value), Some(help));
        })
        .ok()
}

fn read_base(table: &mut TableReader<'_>) -> Option<BaseModel> {
    let name = table.word("base")?;
    let base = BaseModel::parse(name.value);
    if base.is_none() {
        let help = did_you_mean(name.value, &BaseModel::NAMES);
        table.sink().report(name.span, format!("unknown base model `{}`", name.value), Some(help));
    }
    base
}

fn read_extension(table: &mut TableReader<'_>) -> Option<String> {
    let extension = table.word("caption-extension")?;
    let value = extension.value;
    let help = if value.contains(['/', '\\']) {
        "an extension is the end of a file name, without a folder".to_owned()
    } else if !value.starts_with('.') || value.len() == 1 {
        format!("write it with its dot: `.{}`", value.trim_start_matches('.'))
    } else {
        return Some(value.to_owned());
    };
    table.sink().report(extension.span, format!("`{value}` is no file extension"), Some(help));
    None
}

fn read_exclude(table: &mut TableReader<'_>) -> Option<Vec<String>> {
    let patterns = table.strings("exclude")?;
    globs::check(table.sink(), &patterns);
    owned(Some(patterns))
}

fn read_subsets(table: &mut TableReader<'_>) -> Option<Vec<Subset>> {
    table.raw("subset")?;
    let mut seen: Vec<String> = Vec::new();
    let tables = table.tables("subset");
    Some(tables.into_iter().filter_map(|subset| read_subset(subset, &mut seen)).collect())
}

fn read_subset(mut table: TableReader<'_>, seen: &mut Vec<String>) -> Option<Subset> {
    let folder = table.required_word("folder");
    let (trigger, class) = (read_trigger(&mut table), word(&mut table, "class"));
    let folder = folder.and_then(|folder| check_folder(&table, folder, seen));
    table.finish();
    Some(Subset { folder: folder?, trigger, class })
}

fn check_folder(
    table: &TableReader<'_>,
    folder: Located<&str>,
    seen: &mut Vec<String>,
) -> Option<String> {
    let name = folder.value.replace('\\', "/");
    let name = name.trim_start_matches("./").trim_end_matches('/').to_owned();
    let fault = if name.starts_with('/')
        || name.contains(':')
        || name.split('/').any(|part| part == "..")
    {
        "must lie inside the dataset"
    } else if seen.contains(&name) {
        "is declared twice"
    } else {
        seen.push(name.clone());
        return Some(name);
    };
    table.sink().report(folder.span, format!("the subset folder `{}` {fault}", folder.value), None);
    None
}
