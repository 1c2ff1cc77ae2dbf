//! Reads a configuration up to a byte, whether or not it is valid TOML.

use onmodel_caption::Span;

use super::place::Place;

/// Lists and tables within each other that are followed; deeper ones mean nothing in a
/// configuration.
const DEEPEST: usize = 16;

/// Reads statement by statement until it passes the byte asked about.
pub(super) struct Scanner<'t> {
    text: &'t str,
    /// The byte asked about.
    asked: usize,
    /// The byte read next; always at a character's boundary.
    at: usize,
    found: Option<Place>,
    is_done: bool,
    written: Vec<Pair>,
    /// How many headers were read.
    section: usize,
}

/// A key with a value, as it is written.
pub(super) struct Pair {
    /// The table it belongs to.
    pub(super) table: Vec<String>,
    /// The key, dots included.
    pub(super) span: Span,
    /// Which header it stands under, counted from the first: two entries of a list are two tables.
    pub(super) section: usize,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, asked: usize) -> Self {
        Self { text, asked, at: 0, found: None, is_done: false, written: Vec::new(), section: 0 }
    }

    /// What stands at the byte asked about.
    pub(super) fn place(mut self) -> Option<Place> {
        self.document();
        self.found
    }

    /// Every key with a value, and under which header the byte asked about stands.
    pub(super) fn pairs(text: &str, asked: usize) -> (Vec<Pair>, usize) {
        let mut all = Scanner::new(text, usize::MAX);
        all.document();
        let mut before = Scanner::new(text, asked);
        before.document();
        (all.written, before.section)
    }

    fn document(&mut self) {
        let mut table = Vec::new();
        while !self.is_done {
            self.statement(&mut table);
        }
    }

    /// Reads a header, a key with its value, or an empty line, to the line's end.
    fn statement(&mut self, table: &mut Vec<String>) {
        self.space(is_blank);
        match self.peek() {
            Some('[') => *table = self.header(),
            Some('#') => {}
            _ => self.pair(table, true, 0),
        }
        self.space(is_blank);
        let another_follows = self.rest_of_line();
        self.is_done |= !another_follows || self.at > self.asked;
    }

    /// Skips what is left of a line, a comment mostly; whether the line ends in a break.
    fn rest_of_line(&mut self) -> bool {
        let from = self.at;
        self.space(|c| c != '\n');
        // Whatever stands here is no key and no value.
        self.is_done |= from < self.asked && self.asked <= self.at;
        self.take('\n')
    }

    /// Reads `[table]` or `[[list]]`; the keys in it.
    fn header(&mut self) -> Vec<String> {
        let is_list = self.text[self.at..].starts_with("[[");
        self.at += if is_list { 2 } else { 1 };
        self.section += 1;
        let start = self.at;
        let span = self.keys(|c| matches!(c, ']' | '\n' | '#'));
        if let Some(span) = self.asked_in(start, span) {
            self.find(Place::Header { span, is_list });
        }
        self.space(|c| c == ']');
        parts(span.of(self.text))
    }

    /// Reads a key and, after `=`, its value.
    fn pair(&mut self, table: &[String], is_line: bool, depth: usize) {
        let start = self.at;
        let span = self.keys(|c| matches!(c, '=' | '\n' | '#' | ',' | '}' | ']'));
        let has_value = self.peek() == Some('=');
        if let Some(span) = self.asked_in(start, span) {
            self.find(Place::Key { table: table.to_vec(), span, has_value, is_line });
        }
        if !has_value || self.is_done {
            return;
        }
        self.at += 1;
        self.written.push(Pair { table: table.to_vec(), span, section: self.section });
        let path: Vec<String> = table.iter().cloned().chain(parts(span.of(self.text))).collect();
        self.value(&path, &mut Vec::new(), depth);
    }

    /// Reads a value; `siblings` are the texts before it in its list, and its own is added to them.
    fn value(&mut self, path: &[String], siblings: &mut Vec<String>, depth: usize) {
        let start = self.at;
        self.space(is_blank);
        if start <= self.asked && self.asked < self.at {
            return self.find_value(path, Span::at(self.asked), siblings);
        }
        match self.peek() {
            Some('[') if depth < DEEPEST => self.list(path, depth),
            Some('{') if depth < DEEPEST => self.inline_table(path, depth),
            Some(quote @ ('"' | '\'')) => self.string(quote, path, siblings),
            _ => self.bare(path, siblings),
        }
    }

    /// Reads a list up to its bracket.
    fn list(&mut self, path: &[String], depth: usize) {
        self.at += 1;
        let mut siblings = Vec::new();
        while !self.is_done {
            let before = self.at;
            self.lines();
            if before <= self.asked && self.asked < self.at && !self.is_done {
                return self.find_value(path, Span::at(self.asked), &siblings);
            }
            match self.peek() {
                None | Some(']' | '}' | '=') => break,
                Some(',') => self.at += 1,
                _ => self.value(path, &mut siblings, depth + 1),
            }
        }
        if self.at == self.asked {
            return self.find_value(path, Span::at(self.asked), &siblings);
        }
        self.take(']');
    }

    /// Reads a table in braces.
    fn inline_table(&mut self, path: &[String], depth: usize) {
        self.at += 1;
        while !self.is_done {
            let gap = self.at;
            self.space(|c| is_blank(c) || c == ',');
            let before = self.at;
            match self.peek() {
                None | Some('\n' | '#') => return self.pair(path, false, depth + 1),
                Some('}') if gap <= self.asked && self.asked <= self.at => {
                    return self.find(Place::Key {
                        table: path.to_vec(),
                        span: Span::at(self.asked),
                        has_value: false,
                        is_line: false,
                    });
                }
                Some('}') => break,
                _ => self.pair(path, false, depth + 1),
            }
            // What is no pair is passed over.
            if self.at == before {
                self.step();
            }
        }
        self.take('}');
    }

    /// Reads a text; one without an end goes to the byte asked about, or to the line's end.
    fn string(&mut self, quote: char, path: &[String], siblings: &mut Vec<String>) {
        let start = self.at;
        let fence = quote.to_string().repeat(3);
        let is_long = self.text[start..].starts_with(&fence);
        let fence = if is_long { fence.as_str() } else { &fence[..1] };
        self.at += fence.len();
        let is_closed = self.pass(fence, quote == '"', is_long);
        let span = Span::new(start, self.at);
        if start <= self.asked && self.asked <= self.at {
            let end = if is_closed { span.end } else { self.asked };
            return self.find_value(path, Span::new(start, end), siblings);
        }
        siblings.push(span.of(self.text).trim_matches(quote).to_owned());
    }

    /// Passes everything up to `fence` and the fence itself; whether it was there.
    fn pass(&mut self, fence: &str, has_escapes: bool, is_long: bool) -> bool {
        let stops = |c: char| c == '\n' && !is_long;
        while let Some(c) = self.peek().filter(|c| !stops(*c)) {
            if self.text[self.at..].starts_with(fence) {
                self.at += fence.len();
                return true;
            }
            self.step();
            if c == '\\' && has_escapes && self.peek().is_some_and(|c| !stops(c)) {
                self.step();
            }
        }
        false
    }

    /// Reads a number, a word or nothing.
    fn bare(&mut self, path: &[String], siblings: &[String]) {
        let start = self.at;
        self.space(|c| !matches!(c, ',' | ']' | '}' | '\n' | '#' | '='));
        let end = start + self.text[start..self.at].trim_end().len();
        if start <= self.asked && self.asked <= self.at {
            self.find_value(path, Span::new(start, end.max(self.asked)), siblings);
        }
    }

    fn find_value(&mut self, path: &[String], span: Span, siblings: &[String]) {
        self.find(Place::Value { path: path.to_vec(), span, siblings: siblings.to_vec() });
    }

    fn find(&mut self, place: Place) {
        if !self.is_done {
            self.found = Some(place);
            self.is_done = true;
        }
    }

    /// What is replaced of words at `span`, read from byte `start` on, if the byte asked about is
    /// there.
    fn asked_in(&self, start: usize, span: Span) -> Option<Span> {
        let is_there = start <= self.asked && self.asked <= span.end;
        is_there.then(|| Span::new(span.start.min(self.asked), span.end))
    }

    /// Skips white space, line ends and comments; done where the byte asked about is in a comment.
    fn lines(&mut self) {
        loop {
            self.space(|c| is_blank(c) || c == '\n');
            let start = self.at;
            if self.peek() != Some('#') {
                return;
            }
            self.space(|c| c != '\n');
            self.is_done |= start < self.asked && self.asked <= self.at;
        }
    }

    /// Reads keys with their dots and quotes up to what ends them; where they stand, trimmed.
    fn keys(&mut self, ends: impl Fn(char) -> bool) -> Span {
        let start = self.at;
        let mut quote = None;
        while let Some(c) = self.peek().filter(|c| *c != '\n') {
            match quote {
                None if ends(c) => break,
                None if matches!(c, '"' | '\'') => quote = Some(c),
                Some(open) if c == open => quote = None,
                _ => {}
            }
            self.step();
        }
        let read = &self.text[start..self.at];
        let start = start + (read.len() - read.trim_start().len());
        Span::new(start, start + read.trim().len())
    }

    fn space(&mut self, is_space: impl Fn(char) -> bool) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(is_space).len();
    }

    /// Passes `c`, if it is next; whether it was.
    fn take(&mut self, c: char) -> bool {
        let is_next = self.peek() == Some(c);
        if is_next {
            self.step();
        }
        is_next
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn step(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }
}

/// White space within a line; a carriage return belongs to the line end after it.
fn is_blank(c: char) -> bool {
    c != '\n' && c.is_whitespace()
}

/// The keys of a dotted key, without their quotes.
pub(super) fn parts(dotted: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut part, mut quote) = (String::new(), None);
    for c in dotted.chars() {
        match quote {
            None if c == '.' => parts.push(std::mem::take(&mut part)),
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c.is_whitespace() => {}
            Some(open) if c == open => quote = None,
            _ => part.push(c),
        }
    }
    parts.push(part);
    parts
}
