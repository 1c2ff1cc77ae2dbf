//! The sample datasets, judged for real.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use onmodel_engine::{Check, Engine, Options, Plugins, today};
use onmodel_rules::{Selection, Severity};
use onmodel_vision::Examiner;

fn check(sample: &str) -> Check {
    let options =
        Options { trainer: None, selection: Selection::default(), config: None, today: today() };
    let engine = Engine::new(options, Examiner::without_cache(), Plugins::none());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/datasets").join(sample);
    engine.check(&[path], &|_, _| {}, &AtomicBool::new(false))
}

#[test]
fn the_good_sample_scores_over_90_without_a_warning() {
    let check = check("kestrel");
    assert!(
        check.errors.is_empty() && check.problems.is_empty(),
        "{:?} {:?}",
        check.errors,
        check.problems
    );
    let judgement = &check.sets[0].judgement;
    let loud: Vec<_> =
        judgement.findings.iter().filter(|one| one.severity > Severity::Hint).collect();
    assert!(loud.is_empty(), "{loud:#?}");
    assert!(judgement.score.total > 90.0, "{:#?}", judgement.score);
}
