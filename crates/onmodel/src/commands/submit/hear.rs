//! The news, told: lines on standard output, a bar on standard error where that is a terminal.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use onmodel_report::harmless;
use onmodel_scenario::submit::{News, Order, words};

/// Steps of the bar of a training, whose share of done is a fraction.
const FINE: f64 = 1000.0;

/// Tells the news.
pub(super) struct Hear<'a> {
    order: &'a Order,
    bar: Mutex<Option<ProgressBar>>,
}

impl<'a> Hear<'a> {
    pub(super) fn new(order: &'a Order) -> Self {
        Self { order, bar: Mutex::new(None) }
    }

    /// Tells one.
    pub(super) fn hear(&self, news: &News) {
        match news {
            News::Uploading { file, done, all } => {
                self.show("sending", *done, *all, harmless(file).into_owned());
            }
            News::Captioned { done, all } => {
                self.show("captions", *done as u64, *all as u64, String::new());
            }
            News::Step(step) => {
                let done = (step.share.unwrap_or(0.0) * FINE) as u64;
                self.show("at Scenario", done, FINE as u64, words::step(step));
            }
            News::Silent => self.note("Scenario does not answer; the training goes on there"),
            _ => {}
        }
        if let Some(text) = words::news(news, self.order) {
            self.done();
            text.lines().for_each(|line| outln!("{}", harmless(line)));
        }
    }

    /// Takes the bar away.
    pub(super) fn done(&self) {
        if let Ok(mut bar) = self.bar.lock()
            && let Some(bar) = bar.take()
        {
            bar.finish_and_clear();
        }
    }

    fn show(&self, what: &'static str, done: u64, all: u64, message: String) {
        if !std::io::stderr().is_terminal() {
            return;
        }
        // A poisoned lock means another thread panicked while drawing; the bar is not worth more.
        let Ok(mut bar) = self.bar.lock() else { return };
        let bar = bar.get_or_insert_with(|| new_bar(what));
        bar.set_length(all);
        bar.set_position(done);
        bar.set_message(message);
    }

    fn note(&self, text: &str) {
        match self.bar.lock() {
            Ok(bar) if bar.is_some() => bar.iter().for_each(|bar| bar.println(text)),
            _ => anstream::eprintln!("{text}"),
        }
    }
}

fn new_bar(what: &'static str) -> ProgressBar {
    let target = ProgressDrawTarget::stderr_with_hz(10);
    let bar = ProgressBar::with_draw_target(None, target);
    let style = ProgressStyle::with_template("{spinner} {prefix} {bar:30} {percent:>3} %  {msg}");
    let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(120));
    bar.with_prefix(what)
}
