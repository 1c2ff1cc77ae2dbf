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
    expect![[""]].assert_eq(&concise::render(&check, &GATE, &studio.style()));
    let quiet = concise::render(&check, &GATE, &Style { quiet: true, ..studio.style() });
    assert_eq!(quiet.lines().count(), 6);
}
