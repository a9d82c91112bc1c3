//! Submitted cards to make panels of, so that a test says only what matters to it.
//!
//! Included with `#[path]` by the domain's own tests, integration tests and benches alike.

use std::sync::Arc;

use assay::domain::candidate::Candidate;
use assay::domain::decision::Overall;
use assay::domain::panel::Submitted;
use assay::domain::rating::{Answer, Basis, Rating};
use assay::domain::rubric::Rubric;
use assay::domain::scorecard::{Amendment, Content, Decision, Entry, Scorecard, Timing};
use assay::domain::time::Moment;

/// A card to be handed in: by whom, as which file, on which day, and everything else that may matter.
#[derive(Clone)]
pub struct Card {
    pub file: String,
    pub content: Content,
}

impl Card {
    /// A card about Jo Roe. `file` names it and makes its id and seal.
    pub fn new(file: &str, interviewer: &str, rubric: &Rubric, answers: &[Option<Answer>]) -> Self {
        assert_eq!(answers.len(), rubric.len(), "one answer a criterion");
        let at = Moment::new(1_795_442_700, 3_600);
        let entries = answers.iter().enumerate().filter_map(|(criterion, answer)| {
            answer.map(|answer| Entry {
                criterion,
                answer,
                basis: Basis::Interview,
                note: format!("{interviewer} on {criterion}"),
                rated_at: at,
                changes: 0,
            })
        });
        let content = Content {
            id: format!("id of {file}"),
            candidate: Candidate { name: "Jo Roe".to_owned(), reference: None },
            interviewer: interviewer.to_owned(),
            rubric: rubric.clone(),
            timing: Timing { started_at: at, ended_at: at, planned_minutes: 60, active_seconds: 0 },
            entries: entries.collect(),
            decision: Decision { overall: Overall::NoDecision, level: None, reason: String::new() },
            takeaways: String::new(),
            strengths: String::new(),
            concerns: String::new(),
            amends: None,
            submitted_at: at,
        };
        Self { file: file.to_owned(), content }
    }

    /// The same with ratings only.
    pub fn rated(file: &str, interviewer: &str, rubric: &Rubric, ratings: &[Option<Rating>]) -> Self {
        let answers: Vec<Option<Answer>> = ratings.iter().map(|rating| rating.map(Answer::Rated)).collect();
        Self::new(file, interviewer, rubric, &answers)
    }

    /// Submitted so many days after the others.
    pub fn day(mut self, day: i64) -> Self {
        self.content.submitted_at = Moment::new(1_795_442_700 + 86_400 * day, 3_600);
        self
    }

    /// Takes the place of another file.
    pub fn amending(mut self, file: &str) -> Self {
        self.content.amends = Some(Amendment { seal: seal(file), reason: "on second thought".to_owned() });
        self
    }

    /// About somebody else.
    pub fn about(mut self, name: &str, reference: Option<&str>) -> Self {
        self.content.candidate = Candidate { name: name.to_owned(), reference: reference.map(str::to_owned) };
        self
    }

    pub fn submitted(self) -> Submitted {
        let card = Arc::new(Scorecard::new(self.content).expect("a test's card is sound"));
        Submitted { seal: seal(&self.file), file: self.file, card }
    }
}

/// The seal of a file's card.
pub fn seal(file: &str) -> String {
    format!("seal of {file}")
}
