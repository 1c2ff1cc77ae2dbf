//! One finding a line.

use expect_test::expect;
use onmodel_report::{Style, concise};

use crate::made::{FLAWED, everything};
use crate::studio::{GATE, Studio, check, judged};

#[test]
fn every_finding_is_one_line() {
    let studio = Studio::with(&FLAWED);
    let set = studio.set("kestrel");
    let findings = everything(&set);
    let check = check(vec![judged(set, findings, [90.0; 5])]);
    expect![[r#"
        kestrel: warning[dataset-too-small] 4 distinct pictures: 7 or more make a character
        kestrel/01.png: error[image-unreadable] the file ends in the middle of the picture
        kestrel/02.JPG: warning[image-extension-mismatch] named .JPG, but it is a PNG
        kestrel/03.txt:1:1: error[trigger-missing] the trigger "krstl" is not in this caption
        kestrel/04.png: hint[image-near-duplicate] much like 03.png
        kestrel/04.txt:2:14: warning[caption-contradiction] smiling and frowning at once
        1 dataset: not ready; 2 errors, 3 warnings and 1 hint
    "#]]
    .assert_eq(&concise::render(&check, &GATE, &studio.style()));
    let quiet = concise::render(&check, &GATE, &Style { quiet: true, ..studio.style() });
    assert_eq!(quiet.lines().count(), 6);
}
