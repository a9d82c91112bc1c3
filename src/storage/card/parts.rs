//! The parts of a card other than its rubric, each read as far as it can be told.

use serde_json::Value;

use crate::domain::candidate::Candidate;
use crate::domain::decision::Overall;
use crate::domain::rating::{Answer, Basis, Rating};
use crate::domain::rubric::{Rubric, is_id};
use crate::domain::scorecard::{Amendment, Decision, Entry, Timing};
use crate::domain::time::Moment;
use crate::storage::fields::{Fields, shown};

/// Everything but rubric, ratings and decision. What is at fault is filled in, and reported.
pub(super) struct Head {
    pub(super) id: String,
    pub(super) candidate: Candidate,
    pub(super) interviewer: String,
    pub(super) timing: Timing,
    pub(super) takeaways: String,
    pub(super) strengths: String,
    pub(super) concerns: String,
    pub(super) amends: Option<Amendment>,
    pub(super) submitted_at: Moment,
}

pub(super) fn head(fields: &mut Fields<'_>) -> Head {
    // A name that is missing was reported; the domain need not report it again as empty.
    const REPORTED: &str = "?";
    let id = fields.text("id");
    if let Some(id) = id
        && !is_id(id)
    {
        fields.problem("id", &format!("{} is not the id of a card", shown(&Value::String(id.to_owned()))));
    }
    let mut person = fields.inner("candidate");
    let candidate = Candidate {
        name: person.text("name").unwrap_or(REPORTED).to_owned(),
        reference: person.optional_text("ref").map(str::to_owned),
    };
    let unknown = Moment::new(0, 0);
    let interviewer = fields.text("interviewer").unwrap_or(REPORTED).to_owned();
    let mut interview = fields.inner("interview");
    let timing = Timing {
        started_at: interview.moment("started_at").unwrap_or(unknown),
        ended_at: interview.moment("ended_at").unwrap_or(unknown),
        planned_minutes: interview.number("planned_minutes").unwrap_or_default(),
        active_seconds: interview.number("active_seconds").unwrap_or_default(),
    };
    let amends = fields.optional_text("amends").map(|seal| Amendment {
        seal: seal.to_owned(),
        reason: fields.optional_text("amendment_reason").unwrap_or_default().to_owned(),
    });
    let mut text = |key| fields.text(key).unwrap_or_default().to_owned();
    Head {
        id: id.unwrap_or_default().to_owned(),
        candidate,
        interviewer,
        timing,
        takeaways: text("takeaways"),
        strengths: text("strengths"),
        concerns: text("concerns"),
        amends,
        submitted_at: fields.moment("submitted_at").unwrap_or(unknown),
    }
}

/// One rating. Nothing only where criterion or rating cannot be told; the rest does not keep the
/// rule from being applied.
pub(super) fn entry(fields: &mut Fields<'_>, rubric: &Rubric) -> Option<Entry> {
    let criterion = fields.text("criterion").and_then(|id| {
        let index = rubric.index_of(id);
        if index.is_none() {
            let id = shown(&Value::String(id.to_owned()));
            fields.problem("criterion", &format!("{id} is no criterion of this card's rubric"));
        }
        index
    });
    let answer = fields.value("rating").and_then(|value| {
        let answer = match value {
            Value::Null => Some(Answer::NoData),
            number => number.as_i64().and_then(Rating::from_number).map(Answer::Rated),
        };
        if answer.is_none() {
            let message = format!("is {}; allowed are 1, 2, 3, 4 and null for asked, no data", shown(value));
            fields.problem("rating", &message);
        }
        answer
    });
    let basis = fields.one_of("basis", Basis::from_id, &Basis::ALL.map(Basis::id).join(", "));
    let note = fields.optional_text("note").unwrap_or_default().to_owned();
    let rated_at = fields.moment("rated_at");
    let changes = fields.number("changes");
    Some(Entry {
        criterion: criterion?,
        answer: answer?,
        basis: basis.unwrap_or(Basis::Interview),
        note,
        rated_at: rated_at.unwrap_or(Moment::new(0, 0)),
        changes: changes.unwrap_or_default(),
    })
}

pub(super) fn decision(fields: &mut Fields<'_>, rubric: Option<&Rubric>) -> Option<Decision> {
    let overall = fields.one_of("overall", Overall::from_id, &Overall::ALL.map(Overall::id).join(", "));
    let level = match fields.value("level") {
        Some(Value::Null) => Some(None),
        Some(Value::String(id)) => rubric.and_then(|rubric| {
            let level = rubric.level_index(id);
            if level.is_none() {
                let id = shown(&Value::String(id.clone()));
                fields.problem("level", &format!("{id} is no level of this card"));
            }
            level.map(Some)
        }),
        Some(_) => {
            fields.problem("level", "is neither the id of a level nor null");
            None
        }
        None => None,
    };
    let reason = fields.optional_text("reason").unwrap_or_default().to_owned();
    Some(Decision { overall: overall?, level: level?, reason })
}
