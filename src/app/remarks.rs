//! What there is to think over in the interviewer's own texts, while they are written and before they are
//! submitted. A remark blocks nothing, and whoever has looked at it can dismiss it.

use crate::domain::interview::{Event, Field, Interview};
use crate::domain::notes::{self, Code, Finding, NoteContext, WordLists};

/// A remark with the text that it is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The text.
    pub field: Field,
    /// What is to think over.
    pub finding: Finding,
}

/// What is said when one is dismissed.
pub const DISMISSED: &str = "dismissed: it stays as you wrote it; undo brings the remark back";

impl Remark {
    /// The event that dismisses it.
    #[must_use]
    pub fn dismissed(&self) -> Event {
        Event::Dismissed { field: self.field.clone(), finding: self.finding.key() }
    }

    /// What the text is: the criterion that a note is on, or its own name.
    #[must_use]
    pub fn place(&self, interview: &Interview) -> String {
        match &self.field {
            Field::Note(id) => interview
                .rubric()
                .index_of(id)
                .map_or_else(|| id.clone(), |index| interview.rubric().criterion(index).title.clone()),
            Field::Takeaways => "Takeaways".to_owned(),
            Field::Strengths => "Strengths".to_owned(),
            Field::Concerns => "Concerns".to_owned(),
            Field::Reason => "Reason".to_owned(),
            Field::Amendment => "Why the card is amended".to_owned(),
        }
    }
}

/// What a whole note lacks, for a line that is read in passing.
#[must_use]
pub fn in_short(code: Code) -> &'static str {
    match code {
        Code::TooShort => "the note is shorter than a thought; n goes on with it",
        _ => "the note names nothing that was said or done; n goes on with it",
    }
}

/// What there is to think over in one text, without what was dismissed.
#[must_use]
pub fn on(interview: &Interview, field: &Field, lists: &WordLists) -> Vec<Finding> {
    let text = interview.text(field).unwrap_or_default();
    let context = match field {
        Field::Note(id) => match interview.rubric().index_of(id) {
            Some(index) => NoteContext::on(interview.rubric().criterion(index), interview.mark(index).answer, text),
            None => return Vec::new(),
        },
        _ => NoteContext::overall(text),
    };
    let mut findings = notes::lint(&context, lists);
    findings.retain(|finding| !interview.is_dismissed(field, &finding.key()));
    findings
}

/// What there is to think over in all texts, in the order of the summary: first those of the decision.
#[must_use]
pub fn all(interview: &Interview, lists: &WordLists) -> Vec<Remark> {
    let rubric = interview.rubric();
    let notes = (0..rubric.len())
        .filter(|&index| interview.mark(index).has_note())
        .map(|index| Field::Note(rubric.criterion(index).id.clone()));
    [Field::Amendment, Field::Reason, Field::Takeaways, Field::Strengths, Field::Concerns]
        .into_iter()
        .chain(notes)
        .flat_map(|field| on(interview, &field, lists).into_iter().map(move |finding| (field.clone(), finding)))
        .map(|(field, finding)| Remark { field, finding })
        .collect()
}
