//! `onmodel doctor`

use std::path::{Path, PathBuf};

use anyhow::Result;
use onmodel_dataset::discover::{Options, discover};
use onmodel_dataset::{Dataset, Evidence};
use onmodel_vision::{Examiner, cache};

use crate::args::Doctor;
use crate::exit::Exit;
use crate::terminal;

pub(super) fn run(args: &Doctor) -> Result<Exit> {
    line("onmodel", &format!("{} ({})", env!("CARGO_PKG_VERSION"), program()));
    line("cores", &std::thread::available_parallelism().map_or(1, usize::from).to_string());
    line(
        "terminal",
        &format!("{} columns, colour {}", terminal::width(), yes(terminal::stdout_is_coloured())),
    );
    cache_line();
    let discovery = discover(&args.paths.paths, &Options::default());
    for dataset in &discovery.datasets {
        outln!();
        describe(dataset);
    }
    for error in &discovery.errors {
        outln!("\nconfiguration: {error}");
    }
    for problem in &discovery.problems {
        outln!("\n{problem}");
    }
    let sound = discovery.errors.is_empty() && discovery.problems.is_empty();
    Ok(if sound { Exit::Fine } else { Exit::Failed })
}

fn program() -> String {
    std::env::current_exe()
        .map_or_else(|error| error.to_string(), |path| path.display().to_string())
}

fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn line(name: &str, value: &str) {
    let bold = anstyle::Style::new().bold();
    outln!("{bold}{name:<10}{bold:#} {value}");
}

fn cache_line() {
    let Some(folder) = cache::default_folder() else {
        return line("cache", "none: this machine names no cache folder; set ONMODEL_CACHE_DIR");
    };
    let file = Examiner::with_cache(folder).path().unwrap_or_default();
    let size = std::fs::metadata(&file).map(|file| file.len());
    let size = size.map_or_else(
        |_| "not written yet".to_owned(),
        |bytes| format!("{} KiB", bytes.div_ceil(1024)),
    );
    line("cache", &format!("{} ({size})", file.display()));
}

fn describe(dataset: &Dataset) {
    let settings = &dataset.settings;
    line("dataset", &format!("{} ({})", dataset.name, dataset.root.display()));
    line("found by", &evidence(&dataset.evidence));
    line("trainer", &format!("{} ({})", settings.trainer, settings.trainer_evidence));
    let with = dataset.images.iter().filter(|image| image.caption.is_some()).count();
    line("images", &format!("{}, {with} of them with a caption", dataset.images.len()));
    line("trigger", settings.trigger.as_deref().unwrap_or("none declared"));
    let files: Vec<PathBuf> = settings.layers.iter().map(|layer| layer.path.clone()).collect();
    let named: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
    line(
        "configured",
        if named.is_empty() { "by no onmodel.toml".to_owned() } else { named.join(", ") }.as_str(),
    );
    for (key, file) in settings.origins() {
        line("", &format!("{key} from {}", Path::new(file).display()));
    }
}

fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Named => "its onmodel.toml, which names it".to_owned(),
        Evidence::KohyaFolders(folder) => format!("its folder {folder}"),
        Evidence::Pair(image) => format!("{image} and its caption"),
        Evidence::Metadata(file) => format!("its {file}, which names images"),
        Evidence::Given => "being named on the command line and holding an image".to_owned(),
    }
}
