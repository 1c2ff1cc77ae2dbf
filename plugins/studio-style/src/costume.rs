//! Which costume an item shows: the one its folder is called by.

use onmodel_plugin::Item;

/// The costume among `known` whose name stands in the item's folder or subset as a word: `armor` in
/// `5_krstl_armor`.
pub fn of<'a>(item: Item<'_>, known: impl Iterator<Item = &'a String>) -> Option<&'a str> {
    let place = format!("{}/{}", item.subset(), item.folder()).to_lowercase();
    let words: Vec<&str> = place.split(|c: char| !c.is_alphanumeric()).collect();
    let names = |costume: &str| {
        let costume = costume.to_lowercase();
        let parts: Vec<&str> = costume.split(|c: char| !c.is_alphanumeric()).collect();
        words.windows(parts.len()).any(|window| window == parts)
    };
    known.map(String::as_str).filter(|costume| names(costume)).max_by_key(|costume| costume.len())
}

#[cfg(test)]
mod tests {
    use onmodel_plugin::testing::Sample;

    use super::*;

    #[test]
    fn the_folder_names_the_costume() {
        let known = ["armor", "school uniform", "uniform"].map(str::to_owned);
        let costume = |path: &str| {
            let mut found = None;
            Sample::image(path).show(|item| found = of(item, known.iter()).map(str::to_owned));
            found
        };
        assert_eq!(costume("5_krstl_Armor/01.png").as_deref(), Some("armor"));
        assert_eq!(costume("krstl-school-uniform/01.png").as_deref(), Some("school uniform"));
        assert_eq!(costume("armory/01.png"), None);
    }
}
