//! What the server says of itself: on standard error, in a file, and to the client.

use std::fs::File;
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};

use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::ls_types::MessageType;

/// How much is said. Each level says what those before it say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[repr(u8)]
pub(crate) enum Level {
    /// Nothing.
    Off,
    /// What went wrong.
    Error,
    /// What may be wrong.
    Warning,
    /// What was opened and how it was read.
    #[default]
    Info,
    /// What was done and how long it took.
    Debug,
}

impl Level {
    /// The level a client's word names.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "off" => Self::Off,
            "error" => Self::Error,
            "warn" | "warning" => Self::Warning,
            "info" => Self::Info,
            "debug" | "trace" => Self::Debug,
            _ => return None,
        })
    }

    fn of(number: u8) -> Self {
        let levels = [Self::Off, Self::Error, Self::Warning, Self::Info, Self::Debug];
        levels.get(usize::from(number)).copied().unwrap_or(Self::Debug)
    }

    fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }

    fn kind(self) -> MessageType {
        match self {
            Self::Off | Self::Error => MessageType::ERROR,
            Self::Warning => MessageType::WARNING,
            Self::Info => MessageType::INFO,
            Self::Debug => MessageType::LOG,
        }
    }
}

/// Where the server says things.
pub(crate) struct Log {
    level: AtomicU8,
    file: Option<Mutex<File>>,
    client: UnboundedSender<(MessageType, String)>,
}

impl Log {
    /// A log that writes to standard error, to `file`, and hands messages for the client on.
    pub(crate) fn new(file: Option<File>, client: UnboundedSender<(MessageType, String)>) -> Self {
        Self { level: AtomicU8::new(Level::Info as u8), file: file.map(Mutex::new), client }
    }

    /// From now on this much is said.
    pub(crate) fn set_level(&self, level: Level) {
        self.level.store(level as u8, Ordering::Relaxed);
    }

    /// What went wrong.
    pub(crate) fn error(&self, message: impl Into<String>) {
        self.say(Level::Error, message);
    }

    /// What may be wrong.
    pub(crate) fn warn(&self, message: impl Into<String>) {
        self.say(Level::Warning, message);
    }

    /// What was opened and how it was read.
    pub(crate) fn info(&self, message: impl Into<String>) {
        self.say(Level::Info, message);
    }

    /// What was done.
    pub(crate) fn debug(&self, message: impl FnOnce() -> String) {
        if self.says(Level::Debug) {
            self.say(Level::Debug, message());
        }
    }

    fn says(&self, level: Level) -> bool {
        level <= Level::of(self.level.load(Ordering::Relaxed))
    }

    /// A line that cannot be written has nobody left to be told of.
    fn say(&self, level: Level, message: impl Into<String>) {
        if !self.says(level) {
            return;
        }
        let message = message.into();
        let line = format!("{}: {message}\n", level.word());
        let _ = std::io::stderr().write_all(line.as_bytes());
        if let Some(Ok(mut file)) = self.file.as_ref().map(Mutex::lock) {
            let _ = file.write_all(line.as_bytes());
        }
        let _ = self.client.send((level.kind(), message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_level_allows_is_said() {
        let (client, mut said) = tokio::sync::mpsc::unbounded_channel();
        let log = Log::new(None, client);
        log.set_level(Level::Warning);
        log.error("a");
        log.warn("b");
        log.info("c");
        log.debug(|| "d".to_owned());
        drop(log);
        let mut all = Vec::new();
        while let Ok((_, message)) = said.try_recv() {
            all.push(message);
        }
        assert_eq!(all, ["a", "b"]);
    }

    #[test]
    fn a_level_has_the_words_editors_use() {
        for (word, level) in
            [("off", Level::Off), ("warn", Level::Warning), ("trace", Level::Debug)]
        {
            assert_eq!(Level::parse(word), Some(level));
        }
        assert_eq!(Level::parse("loud"), None);
    }
}
