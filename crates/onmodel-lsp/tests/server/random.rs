//! Any number of edits leaves what a fresh start would say.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::client::{Client, pulling, uri};
use crate::project::{CONFIG, Project};

/// Edits of a run.
const EDITS: i32 = 500;

/// A generator of numbers whose run is the same on every machine (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}

/// What is typed: tags, repeated ones, misspelt ones, and what makes counting hard.
const TYPED: [&str; 16] = [
    "",
    "",
    ", smiling",
    "krstl, ",
    "Krstl",
    ", standing",
    ",",
    " ",
    "\u{1f600}",
    "\u{e9}",
    "\n",
    "\r",
    "\r\n",
    "\u{200b}",
    ", front view, full body",
    "e\u{301}",
];

/// A document as the editor has it.
struct Text {
    path: PathBuf,
    text: String,
    version: i32,
}

impl Text {
    /// Types somewhere over something, and tells the server.
    fn edit(&mut self, numbers: &mut Numbers, client: &mut Client, counts_bytes: bool) {
        let mut changes = Vec::new();
        for _ in 0..=numbers.below(2) {
            let places: Vec<usize> = places(&self.text);
            let (a, b) = (numbers.below(places.len()), numbers.below(places.len()));
            // Mostly a few characters, now and then much.
            let far =
                if numbers.below(8) == 0 { a.max(b) } else { (a + b % 4).min(places.len() - 1) };
            let (start, end) = (places[a.min(far)], places[far]);
            let typed = TYPED[numbers.below(TYPED.len())];
            let range = json!({
                "start": position(&self.text, start, counts_bytes),
                "end": position(&self.text, end, counts_bytes),
            });
            changes.push(json!({ "range": range, "text": typed }));
            self.text.replace_range(start..end, typed);
        }
        self.version += 1;
        client.notify(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": uri(&self.path), "version": self.version },
                "contentChanges": changes,
            }),
        );
    }
}

/// The boundaries an editor can put its cursor at: none inside a character or a line break.
fn places(text: &str) -> Vec<usize> {
    let boundaries = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    boundaries.filter(|&at| !(text[..at].ends_with('\r') && text[at..].starts_with('\n'))).collect()
}

/// Line and column of a byte, counted by hand.
fn position(text: &str, offset: usize, counts_bytes: bool) -> Value {
    let before = &text[..offset];
    let unified = before.replace("\r\n", "\n").replace('\r', "\n");
    let line = unified.matches('\n').count();
    let last = unified.rsplit('\n').next().unwrap_or_default();
    let column = if counts_bytes { last.len() } else { last.encode_utf16().count() };
    json!({ "line": line, "character": column })
}

fn run(counts_bytes: bool, seed: u64) {
    let project = Project::new(&["krstl, smiling", "running, standing", "krstl"]);
    let mut offered = pulling();
    let units = if counts_bytes { json!(["utf-8"]) } else { json!(["utf-16"]) };
    offered["general"]["positionEncodings"] = units;
    let mut client = Client::start(offered.clone(), &[&project.root()]);
    let mut texts: Vec<Text> = (1..=3)
        .map(|number| {
            let path = project.path(&format!("{number:02}.txt"));
            Text { text: std::fs::read_to_string(&path).unwrap(), path, version: 1 }
        })
        .collect();
    let mut config = CONFIG.to_owned();
    client.open(&project.path("onmodel.toml"), &config);
    for text in &texts {
        client.open(&text.path, &text.text);
    }
    let mut numbers = Numbers(seed);
    for edit in 0..EDITS {
        let which = numbers.below(3);
        texts[which].edit(&mut numbers, &mut client, counts_bytes);
        if edit % 100 == 99 {
            let trigger = ["krstl", "smiling", "kr\u{e9}"][numbers.below(3)];
            config = CONFIG.replace("krstl", trigger);
            client.change(&project.path("onmodel.toml"), edit + 2, &config);
        }
    }
    client.request("onmodel/unknown", json!({}));
    client.settle();
    let mut fresh = Client::start(offered, &[&project.root()]);
    fresh.open(&project.path("onmodel.toml"), &config);
    for text in &texts {
        fresh.open(&text.path, &text.text);
    }
    fresh.settle();
    for path in texts.iter().map(|text| &text.path).chain([&project.path("onmodel.toml")]) {
        let (after, anew) = (client.pulled(path), fresh.pulled(path));
        assert_eq!(after, anew, "{}", path.display());
        assert!(!anew.is_empty() || path.ends_with("onmodel.toml"), "nothing was compared");
    }
}

#[test]
fn five_hundred_edits_in_utf16_end_as_a_fresh_start_would() {
    run(false, 7);
}

#[test]
fn five_hundred_edits_in_utf8_end_as_a_fresh_start_would() {
    run(true, 8);
}
