//! What the service itself thinks of the set.

use crate::api::AssetId;
use crate::submit::Submission;
use crate::submit::news::News;

/// What the service thinks of the set.
#[derive(Debug, Clone, PartialEq)]
pub struct TheirScore {
    /// 0 to 100.
    pub score: Option<f64>,
    /// Its sentences, each with the pictures' names.
    pub warnings: Vec<String>,
}

impl Submission<'_> {
    /// Asks for it; a service that will not say costs nobody the training.
    pub(in crate::submit) async fn hear_score(&self) {
        let Ok(id) = self.id() else { return };
        let Ok(theirs) = self.client.dataset_score(id).await else { return };
        let name = |id: &AssetId| {
            let kept = self.kept().iter().find(|kept| kept.asset == *id);
            kept.map_or_else(|| id.to_string(), |kept| kept.name.clone())
        };
        let single = theirs
            .assets_warnings
            .iter()
            .map(|one| format!("{}: {}", name(&one.asset_id), one.message.join(", ")));
        let couples = theirs.asset_couples_warnings.iter().map(|two| {
            let names: Vec<String> = two.couple.iter().map(name).collect();
            format!("{}: {}", names.join(" and "), two.message.join(", "))
        });
        let warnings = single.chain(couples).collect();
        let score = theirs.score.map(|score| score * 100.0);
        (self.tell)(News::Scored(TheirScore { score, warnings }));
    }
}
