//! Finished interviews and cards for tests, made the way the program makes them: by events.

use assay::domain::candidate::Candidate;
use assay::domain::decision::Overall;
use assay::domain::interview::{Event, Field, Interview, LevelChoice, Recorded, Start};
use assay::domain::rating::{Answer, Basis, Rating};
use assay::domain::scorecard::Scorecard;
use assay::domain::time::Moment;
use assay::storage::catalog::Family;

/// The id of [`card`].
pub const ID: &str = "0192f3c4-7e1a-7cc0-9f00-000000000001";

/// A Senior interview with Ana Ruiz in which everything was Meets, submitted.
pub fn card() -> Scorecard {
    card_of(ID, "Ana Ruiz", 0)
}

/// As [`card`], for a candidate of any name, submitted some seconds later than others.
pub fn card_of(id: &str, name: &str, later: i64) -> Scorecard {
    let rubric = Family::built_in().rubric_to("senior").expect("the built-in family has a Senior level");
    let at = Moment::new(1_795_442_700 + later, 3_600);
    let mut events: Vec<Event> = rubric
        .levels()
        .iter()
        .flat_map(|level| level.criteria())
        .map(|criterion| Event::Rated {
            criterion: criterion.id.clone(),
            answer: Answer::Rated(Rating::Meets),
            basis: Basis::Interview,
        })
        .collect();
    let weak = rubric.criterion(0).id.clone();
    events.push(Event::Rated { criterion: weak.clone(), answer: Answer::NoData, basis: Basis::Resume });
    events.push(note(Field::Note(weak), "ran out of time\nsecond line"));
    events.push(note(Field::Takeaways, "Calm under pressure."));
    events.push(Event::OverallChosen { overall: Overall::Yes });
    events.push(Event::LevelChosen { level: LevelChoice::Level("senior".to_owned()) });
    let start = Start {
        id: id.to_owned(),
        candidate: Candidate { name: name.to_owned(), reference: Some("REQ-7".to_owned()) },
        interviewer: "Sam Okafor".to_owned(),
        planned_minutes: 60,
        focus: Vec::new(),
        amends: None,
        rubric,
    };
    let record = |seq, event| Recorded { seq, at, active_ms: 1_000 * seq, event };
    let mut interview = Interview::begin(record(0, Event::Started(Box::new(start)))).expect("a start begins it");
    for (seq, event) in (1..).zip(events) {
        interview.apply(&record(seq, event)).expect("the events fit the rubric");
    }
    Scorecard::submit(&interview, at, 3_312_000).expect("nothing is missing")
}

fn note(field: Field, text: &str) -> Event {
    Event::TextEdited { field, at: 0, remove: 0, insert: text.to_owned() }
}
