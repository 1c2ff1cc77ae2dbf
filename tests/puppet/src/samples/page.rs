//! The page that lists the mistakes; `tests/cli` holds the program to every row of it.

use super::flaw::Flaw;

const INTRODUCTION: &str = "\
# Sample datasets

Kestrel is our own character, drawn by `tests/puppet`. Draw the sets again with
`cargo run -p puppet --release -- datasets tests/datasets`; this page is written by the same command.

- `kestrel`: eight pictures and captions as they should be.
- `kestrel-flawed`: what can be wrong with a picture, a caption, or how files lie beside each other.
- `kestrel-kohya`: what kohya's folders, and a habit of one pose, do to a set.

A test reads the tables below and looks for every rule they name in what `onmodel check` says of the file.
";

const HEAD: &str = "\n| file | what is wrong | rule |\n|---|---|---|\n";

const AFTERWORD: &str = "
Two names that differ only by case (`file-name-clash`) cannot be checked out on Windows and macOS; the set shows the
rule by a reserved ending instead.
";

/// The page, from the sets with something wrong.
pub(super) fn page(sets: &[(&str, &[Flaw])]) -> String {
    let mut page = INTRODUCTION.to_owned();
    for (name, flaws) in sets {
        page += &format!("\n## {name}\n{HEAD}");
        page.extend(flaws.iter().map(Flaw::row));
    }
    page + AFTERWORD
}
