//! The format of a panel's decision, `assay.panel/1`: one file per decision, beside the cards.
//!
//! It names the cards that it rests on by their seals. What they say is in them; nothing of it is
//! copied, so there is nothing that could disagree.

use schemars::JsonSchema;
use serde::Serialize;

use super::card::{CandidateFile, LevelRefFile};
use crate::domain::panel::{LevelRef, PanelDecision};

/// The `format` of a decision.
pub const FORMAT: &str = "assay.panel/1";

/// A panel's decision, as its file holds it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "assay panel: one decision of a hiring panel")]
pub struct DecisionFile {
    /// Always `assay.panel/1`.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// A UUID, version 7. The file is called `panel-<id>.json`.
    pub id: String,
    /// Who was interviewed.
    pub candidate: CandidateFile,
    /// Id of the job family.
    pub family: String,
    /// The level that the rule recommended then, or null for none.
    pub recommended: Option<LevelRefFile>,
    /// The level that was decided, or null for none.
    pub level: Option<LevelRefFile>,
    /// Overall.
    #[schemars(extend("enum" = ["strong_no", "no", "yes", "strong_yes", "no_decision"]))]
    pub overall: String,
    /// The reason; needed where the decided level is not the recommended one.
    pub reason: String,
    /// Who was there.
    #[schemars(length(min = 1))]
    pub present: Vec<String>,
    /// Whether somebody looked at the others' cards before handing in their own.
    pub revealed: bool,
    /// The cards that it rests on, by interviewer.
    #[schemars(length(min = 1))]
    pub cards: Vec<CardRefFile>,
    /// RFC 3339 with the local offset.
    #[schemars(extend("format" = "date-time"))]
    pub decided_at: String,
    /// SHA-256 over the canonical JSON (RFC 8785) of the decision without this field.
    #[schemars(regex(pattern = "^sha256:[0-9a-f]{64}$"))]
    pub seal: String,
}

/// A card that a decision rests on.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CardRefFile {
    /// Who interviewed.
    pub interviewer: String,
    /// Id of the card.
    pub id: String,
    /// Its seal.
    pub seal: String,
}

impl DecisionFile {
    /// The file of a decision, not yet sealed.
    #[must_use]
    pub fn from_decision(decision: &PanelDecision) -> Self {
        let record = decision.record();
        let level_ref =
            |level: &Option<LevelRef>| level.clone().map(|LevelRef { id, grade }| LevelRefFile { level: id, grade });
        let cards = record.cards.iter().map(|card| CardRefFile {
            interviewer: card.interviewer.clone(),
            id: card.id.clone(),
            seal: card.seal.clone(),
        });
        Self {
            format: FORMAT.to_owned(),
            id: record.id.clone(),
            candidate: CandidateFile {
                name: record.candidate.name.clone(),
                reference: record.candidate.reference.clone(),
            },
            family: record.family.clone(),
            recommended: level_ref(&record.recommended),
            level: level_ref(&record.level),
            overall: record.overall.id().to_owned(),
            reason: record.reason.clone(),
            present: record.present.clone(),
            revealed: record.revealed,
            cards: cards.collect(),
            decided_at: record.decided_at.to_string(),
            seal: String::new(),
        }
    }
}
