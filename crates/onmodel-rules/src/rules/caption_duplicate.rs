//! `caption-duplicate`

use std::collections::HashMap;

use crate::{Draft, Facts, Out, Place, Rule, Severity, declare_rule};

declare_rule! {
    /// Different pictures have the same caption.
    ///
    /// ## What it checks
    /// Captions that say the same, whatever their trigger, case, commas and the order of tags.
    /// Pictures that look alike may share a caption, and a caption of the trigger alone is
    /// `caption-empty`'s business.
    ///
    /// ## Why it matters
    /// What differs between the pictures has no words, so the model ties all of it to the trigger:
    /// the same words ask for two things.
    ///
    /// ## Example
    /// ```toml bad
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing, outdoors"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, outdoors, standing"
    /// ```
    /// ```toml good
    /// [[image]]
    /// file = "01.png"
    /// caption = "krstl, standing, outdoors"
    /// [[image]]
    /// file = "02.png"
    /// caption = "krstl, sitting, outdoors"
    /// ```
    ///
    /// ## How to fix
    /// Name in each caption what only that picture shows.
    pub struct CaptionDuplicate = "caption-duplicate" {
        scope: Dataset,
        level: Some(Severity::Warning),
        fix: None,
        part: Captions,
    }
}

/// How many of the others are shown as places.
const SHOWN: usize = 20;

impl Rule for CaptionDuplicate {
    fn dataset(&self, facts: &Facts, out: &mut Out<'_>) {
        let alike = Alike::of(facts);
        for group in groups(facts) {
            if !alike.all(&group) {
                out.push(draft(facts, &group));
            }
        }
    }
}

/// The images whose captions say the same, two or more in each group, by first image.
fn groups(facts: &Facts) -> Vec<Vec<usize>> {
    let mut number_of: HashMap<(u64, Option<&str>), usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (image, file) in facts.dataset.images.iter().enumerate() {
        let Some(fact) = file.caption.map(|index| &facts.captions[index]) else { continue };
        let Some(gist) = fact.gist() else { continue };
        let trigger = fact.trigger.as_ref().map(|found| found.trigger.text());
        let number = *number_of.entry((gist, trigger)).or_insert(groups.len());
        match groups.get_mut(number) {
            Some(group) => group.push(image),
            None => groups.push(vec![image]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

fn draft(facts: &Facts, group: &[usize]) -> Draft {
    let captions: Vec<usize> =
        group.iter().filter_map(|&image| facts.dataset.images[image].caption).collect();
    let (first, others) = captions.split_first().map_or((0, [].as_slice()), |(a, b)| (*a, b));
    let name = others.first().map(|&other| facts.caption(other).relative()).unwrap_or_default();
    let message = match others.len() {
        1 => format!("says the same as {name}, of another picture"),
        count => format!("says the same as {name} and {} more, of other pictures", count - 1),
    };
    let draft = Draft::caption(first, message)
        .consequence("what differs between these pictures is learnt as part of the character");
    let shown = others.iter().take(SHOWN);
    shown.fold(draft, |draft, &other| {
        draft.related(Place::Caption(other, None), "says the same")
    })
}

/// Who looks like whom.
struct Alike(Vec<usize>);

impl Alike {
    fn of(facts: &Facts) -> Self {
        let mut group_of = vec![0; facts.dataset.images.len()];
        for (number, group) in facts.groups_of_look_alikes().iter().enumerate() {
            for &image in group {
                group_of[image] = number;
            }
        }
        Self(group_of)
    }

    /// Whether all of these images look alike.
    fn all(&self, images: &[usize]) -> bool {
        images.windows(2).all(|pair| self.0[pair[0]] == self.0[pair[1]])
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;
    use expect_test::expect;

    #[test]
    fn one_group_is_one_finding() {
        expect![].assert_eq(&check("caption-duplicate", r#"
            [dataset]
            trigger = "krstl"
            [[image]]
            file = "01.png"
            caption = "krstl, standing, Outdoors"
            [[image]]
            file = "02.png"
            caption = "standing, outdoors"
            [[image]]
            file = "03.png"
            caption = "krstl, outdoors, standing"
        "#));
    }

    #[test]
    fn look_alikes_and_bare_triggers_are_let_be() {
        expect![].assert_eq(&check("caption-duplicate", r#"
            [dataset]
            trigger = "krstl"
            [[image]]
            file = "01.png"
            caption = "krstl, standing"
            [[image]]
            file = "02.png"
            caption = "krstl, standing"
            looks_like = "01.png"
            [[image]]
            file = "03.png"
            caption = "krstl"
            [[image]]
            file = "04.png"
            caption = "krstl"
        "#));
    }
}
