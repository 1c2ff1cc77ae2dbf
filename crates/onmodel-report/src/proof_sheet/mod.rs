//! A proof sheet: what a trained model painted, beside what it was trained on.
//!
//! One file that needs no other: the pictures are in it, nothing is fetched, nothing runs.

mod escape;

use std::fmt::Write;

use escape::escape;

const STYLE: &str = include_str!("style.css");

/// Everything on the page.
#[derive(Debug, Clone)]
pub struct ProofSheet {
    /// The set's name.
    pub name: String,
    /// The trained model.
    pub model: String,
    /// What it was run with.
    pub base: String,
    /// The number that decides which pictures come.
    pub seed: u32,
    /// The pictures, under headings.
    pub sections: Vec<Section>,
    /// What could not be painted, and why.
    pub missing: Vec<(String, String)>,
}

/// Pictures of one kind.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// The pictures.
    pub shots: Vec<Shot>,
}

/// One picture.
#[derive(Debug, Clone)]
pub struct Shot {
    /// What was asked.
    pub prompt: String,
    /// What the set shows of it, in a few words.
    pub novelty: String,
    /// What to look at.
    pub why: String,
    /// The picture, as a data URL.
    pub picture: String,
    /// The training images nearest to it, the nearest first.
    pub nearest: Vec<Neighbour>,
}

/// A training image near a picture.
#[derive(Debug, Clone)]
pub struct Neighbour {
    /// Its name in the set.
    pub name: String,
    /// It, as a data URL.
    pub picture: String,
    /// Bits of 64 in which its hash differs.
    pub distance: u32,
    /// Whether both are one picture.
    pub is_copy: bool,
}

impl Shot {
    /// The training image it repeats.
    pub fn copied(&self) -> Option<&Neighbour> {
        self.nearest.iter().find(|near| near.is_copy)
    }
}

impl ProofSheet {
    /// How many pictures there are, and how many of them repeat a training image.
    pub fn counts(&self) -> (usize, usize) {
        let shots = || self.sections.iter().flat_map(|section| &section.shots);
        (shots().count(), shots().filter(|shot| shot.copied().is_some()).count())
    }

    /// The page.
    pub fn html(&self) -> String {
        let name = escape(&self.name);
        let mut page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             img-src data:; style-src 'unsafe-inline'\">\n\
             <title>{name}: test prompts</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        );
        self.header(&mut page);
        self.sections.iter().for_each(|section| write_section(&mut page, section));
        self.footer(&mut page);
        page + "</body>\n</html>\n"
    }

    fn header(&self, page: &mut String) {
        let (model, base) = (escape(&self.model), escape(&self.base));
        *page += &format!(
            "<header>\n<h1>{}</h1>\n<p class=\"of\">Test prompts, painted by <code>{model}</code> on \
             <code>{base}</code>, seed {}.</p>\n<p class=\"verdict\">{}</p>\n</header>\n",
            escape(&self.name),
            self.seed,
            self.verdict()
        );
    }

    fn verdict(&self) -> String {
        let (pictures, copies) = self.counts();
        let pictures = count(pictures, "picture", "pictures");
        match copies {
            0 => format!(
                "{pictures}. None is a near-duplicate of a training image: by that measure the model \
                 learnt the character, not the pictures."
            ),
            1 => format!(
                "{pictures}. <strong>1 is a near-duplicate of a training image</strong>: there the \
                 model repeats what it saw instead of reading the prompt."
            ),
            many => format!(
                "{pictures}. <strong>{many} are near-duplicates of training images</strong>: there \
                 the model repeats what it saw instead of reading the prompt. Fewer epochs, or more \
                 varied images, help."
            ),
        }
    }

    fn footer(&self, page: &mut String) {
        if !self.missing.is_empty() {
            *page += "<section>\n<h2>Not painted</h2>\n<ul>\n";
            for (prompt, why) in &self.missing {
                // Writing to a string cannot fail.
                let _ = writeln!(page, "<li><code>{}</code>: {}</li>", escape(prompt), escape(why));
            }
            *page += "</ul>\n</section>\n";
        }
        *page += "<footer>\n<p>Beside each picture stand the training images nearest to it by \
                  perceptual hash: the fewer of 64 bits differ, the nearer; unrelated pictures differ \
                  in about 32. A near-duplicate is the same picture but for its size, its crop or its \
                  tone.</p>\n<p>Made by onmodel.</p>\n</footer>\n";
    }
}

fn write_section(page: &mut String, section: &Section) {
    *page += &format!("<section>\n<h2>{}</h2>\n", escape(&section.title));
    section.shots.iter().for_each(|shot| write_shot(page, shot));
    *page += "</section>\n";
}

fn write_shot(page: &mut String, shot: &Shot) {
    let prompt = escape(&shot.prompt);
    let class = if shot.copied().is_some() { "shot copy" } else { "shot" };
    *page += &format!(
        "<article class=\"{class}\">\n<img class=\"painted\" src=\"{}\" alt=\"{prompt}\">\n\
         <div class=\"told\">\n<p class=\"prompt\">{prompt}</p>\n\
         <p class=\"novelty\">{}</p>\n<p class=\"why\">{}</p>\n",
        escape(&shot.picture),
        escape(&shot.novelty),
        escape(&sentence(&shot.why))
    );
    if let Some(near) = shot.copied() {
        *page += &format!(
            "<p class=\"warning\">A near-duplicate of {}: memorised, not understood.</p>\n",
            escape(&near.name)
        );
    }
    *page += "<div class=\"nearest\">\n";
    shot.nearest.iter().for_each(|near| write_neighbour(page, near));
    *page += "</div>\n</div>\n</article>\n";
}

fn write_neighbour(page: &mut String, near: &Neighbour) {
    let name = escape(&near.name);
    let class = if near.is_copy { " class=\"copy\"" } else { "" };
    let distance = if near.is_copy {
        "the same picture".to_owned()
    } else {
        format!("{} of 64 bits differ", near.distance)
    };
    *page += &format!(
        "<figure{class}><img src=\"{}\" alt=\"\"><figcaption><b>{name}</b> {distance}</figcaption></figure>\n",
        escape(&near.picture)
    );
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().collect::<String>());
    let text = first.unwrap_or_default() + chars.as_str();
    if text.ends_with(['.', '?', '!']) { text } else { text + "." }
}

fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(is_copy: bool) -> ProofSheet {
        let near = Neighbour {
            name: "<03>.png".to_owned(),
            picture: "data:image/jpeg;base64,AA".to_owned(),
            distance: 4,
            is_copy,
        };
        let shot = Shot {
            prompt: "krstl, \"<b>\"".to_owned(),
            novelty: "shown in the set".to_owned(),
            why: "it should simply work".to_owned(),
            picture: "data:image/jpeg;base64,BB".to_owned(),
            nearest: vec![near],
        };
        ProofSheet {
            name: "kestrel".to_owned(),
            model: "model_1".to_owned(),
            base: "model_base".to_owned(),
            seed: 1,
            sections: vec![Section { title: "Short".to_owned(), shots: vec![shot] }],
            missing: Vec::new(),
        }
    }

    #[test]
    fn nothing_of_a_prompt_or_a_name_becomes_markup() {
        let page = sheet(false).html();
        assert!(page.contains("krstl, &quot;&lt;b&gt;&quot;") && !page.contains("<b>\""));
        assert!(page.contains("&lt;03&gt;.png"));
        assert!(
            !page.contains("http://") && !page.contains("https://") && !page.contains("<script")
        );
    }

    #[test]
    fn a_memorised_picture_is_said_to_be_one() {
        assert!(sheet(false).html().contains("None is a near-duplicate"));
        let page = sheet(true).html();
        assert!(page.contains("1 is a near-duplicate of a training image"));
        assert!(page.contains("A near-duplicate of &lt;03&gt;.png: memorised, not understood."));
    }
}
