//! An earlier card carried over into an interview: to be read like one, or to be amended.

use super::{Amends, Event, Field, LevelChoice, Recorded, Start};
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::Scorecard;
use crate::domain::time::Moment;

/// The events of an interview that says what a card says. Answers keep the time at which they were
/// given; from the last event on, which cannot be undone, it is an interview like any other.
///
/// `rubric` is the card's own, or one that asks the same and also holds the guidance for interviewers.
/// Where a criterion of the card is not in it, its entry is left out.
#[must_use]
pub fn carry_over(card: &Scorecard, seal: &str, rubric: Rubric, id: &str, now: Moment) -> Vec<Recorded> {
    let content = card.content();
    let mut events = vec![(
        content.timing.started_at,
        Event::Started(Box::new(Start {
            id: id.to_owned(),
            candidate: content.candidate.clone(),
            interviewer: content.interviewer.clone(),
            planned_minutes: content.timing.planned_minutes,
            focus: Vec::new(),
            amends: Some(Amends { seal: seal.to_owned(), ended_at: content.timing.ended_at }),
            rubric,
        })),
    )];
    for entry in &content.entries {
        let criterion = content.rubric.criterion(entry.criterion).id.clone();
        let field = Field::Note(criterion.clone());
        events.push((entry.rated_at, Event::Rated { criterion, answer: entry.answer, basis: entry.basis }));
        events.extend(written(field, &entry.note).map(|event| (entry.rated_at, event)));
    }
    let texts = [
        (Field::Takeaways, &content.takeaways),
        (Field::Strengths, &content.strengths),
        (Field::Concerns, &content.concerns),
        (Field::Reason, &content.decision.reason),
    ];
    events.extend(texts.into_iter().filter_map(|(field, text)| written(field, text)).map(|event| (now, event)));
    let level = content.decision.level.map(|level| content.rubric.levels()[level].id.clone());
    events.extend(
        [
            Event::OverallChosen { overall: content.decision.overall },
            Event::LevelChosen { level: level.map_or(LevelChoice::None, LevelChoice::Level) },
            Event::CarriedOver,
        ]
        .map(|event| (now, event)),
    );
    let active_ms = content.timing.active_seconds.saturating_mul(1_000);
    (0..).zip(events).map(|(seq, (at, event))| Recorded { seq, at, active_ms, event }).collect()
}

/// The event that writes a text; none for an empty one.
fn written(field: Field, text: &str) -> Option<Event> {
    (!text.is_empty()).then(|| Event::TextEdited { field, at: 0, remove: 0, insert: text.to_owned() })
}
