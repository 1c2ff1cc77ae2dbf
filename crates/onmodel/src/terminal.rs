//! The terminal: colour, width, progress, and how an error is told.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::Colour;
use crate::exit::Exit;

/// Columns assumed where there is no terminal to ask.
const WIDTH_WITHOUT_TERMINAL: usize = 100;

/// Settles whether standard output and error are coloured, for the rest of the run.
pub(crate) fn set_colour(colour: Colour) {
    let choice = match colour {
        Colour::Auto => anstream::ColorChoice::Auto,
        Colour::Always => anstream::ColorChoice::Always,
        Colour::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

/// Columns of the terminal on standard output.
pub(crate) fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map_or(WIDTH_WITHOUT_TERMINAL, |(width, _)| usize::from(width.0))
}

/// Prints on standard output, coloured as settled. Whoever reads us may close the pipe (`| head`):
/// then enough was seen, and the program ends in peace.
pub(crate) fn print(text: std::fmt::Arguments<'_>) {
    let mut out = anstream::stdout();
    if let Err(error) = out.write_fmt(text).and_then(|()| out.flush()) {
        let seen_enough = error.kind() == std::io::ErrorKind::BrokenPipe;
        std::process::exit(if seen_enough { 0 } else { 2 });
    }
}

/// `print!`, by way of [`print()`].
macro_rules! out {
    ($($text:tt)*) => { $crate::terminal::print(format_args!($($text)*)) };
}

/// `println!`, by way of [`print()`].
macro_rules! outln {
    () => { $crate::terminal::print(format_args!("\n")) };
    ($($text:tt)*) => {
        $crate::terminal::print(format_args!("{}\n", format_args!($($text)*)))
    };
}

/// A message as a terminal may see it: what it quotes comes from anywhere. Its lines stay.
pub(crate) fn shown(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(onmodel_report::harmless).collect();
    lines.join("\n")
}

/// Tells an error on standard error.
pub(crate) fn report(error: &anyhow::Error) -> Exit {
    let red = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Red.into()));
    anstream::eprintln!("{red}error{red:#}: {}", shown(&format!("{error:#}")));
    Exit::Failed
}

/// A bar on standard error, where that is a terminal; silent elsewhere.
pub(crate) struct Progress {
    bar: Mutex<Option<ProgressBar>>,
    wanted: bool,
}

impl Progress {
    /// A bar that appears once there is something to do.
    pub(crate) fn new(wanted: bool) -> Self {
        Self { bar: Mutex::new(None), wanted: wanted && std::io::stderr().is_terminal() }
    }

    /// Shows that `done` of `all` images were looked at.
    pub(crate) fn show(&self, done: usize, all: usize) {
        if !self.wanted {
            return;
        }
        // A poisoned lock means another thread panicked while drawing; the bar is not worth more.
        let Ok(mut bar) = self.bar.lock() else { return };
        let bar = bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(
                Some(all as u64),
                ProgressDrawTarget::stderr_with_hz(10),
            );
            let style = ProgressStyle::with_template("looking at images {bar:30} {pos}/{len}");
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Ok(Some(bar)) = self.bar.get_mut() {
            bar.finish_and_clear();
        }
    }
}

/// Whether standard output is to be coloured: as asked, else as the terminal and `NO_COLOR` say.
pub(crate) fn stdout_is_coloured() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

/// Tells something worth knowing on standard error.
pub(crate) fn note(text: &str) {
    let dim = anstyle::Style::new().dimmed();
    anstream::eprintln!("{dim}{}{dim:#}", shown(text));
}

/// Warns on standard error: what was asked is done all the same.
pub(crate) fn warn(text: &str) {
    let yellow = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Yellow.into()));
    anstream::eprintln!("{yellow}warning{yellow:#}: {}", shown(text));
}
