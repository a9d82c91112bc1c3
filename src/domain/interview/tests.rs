//! The interview by value: what each event does, and that every step can be taken back.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::domain::examples;
use crate::domain::rating::Basis;
use crate::domain::rubric::Level;

const AT: i64 = 1_795_442_700;

/// Four levels of ten criteria; the interview starts with the lower two.
fn levels() -> Vec<Arc<Level>> {
    examples::sized(40).levels().to_vec()
}

/// An interview that keeps its journal.
struct Live {
    interview: Interview,
    journal: Vec<Recorded>,
}

impl Live {
    fn begin() -> Self {
        let start = Start {
            id: "0192f3c4-0000-7000-8000-000000000000".to_owned(),
            candidate: Candidate { name: "Sam Poe".to_owned(), reference: None },
            interviewer: "Ana Ruiz".to_owned(),
            planned_minutes: 60,
            focus: vec!["l2/second".to_owned()],
            amends: None,
            rubric: Rubric::new(levels()[..2].to_vec()).expect("a sound rubric"),
        };
        let first = recorded(0, Event::Started(Box::new(start)));
        Self { interview: Interview::begin(first.clone()).expect("it begins"), journal: vec![first] }
    }

    fn apply(&mut self, event: Event) -> Result<(), ApplyError> {
        let next = recorded(self.interview.next_seq(), event);
        self.interview.apply(&next)?;
        self.journal.push(next);
        Ok(())
    }

    fn does(&mut self, events: impl IntoIterator<Item = Event>) -> &Interview {
        for event in events {
            self.apply(event).expect("the event fits");
        }
        &self.interview
    }

    /// Applies an event that does not fit and makes sure that nothing has changed.
    fn refuses(&mut self, event: Event) -> ApplyError {
        let before = self.interview.clone();
        let error = self.apply(event).expect_err("the event does not fit");
        assert_eq!(self.interview, before, "a refused event changed something");
        error
    }
}

fn recorded(seq: u64, event: Event) -> Recorded {
    let at = Moment::new(AT + i64::try_from(seq).expect("few events"), 3_600);
    Recorded { seq, at, active_ms: seq * 1_000, event }
}

fn rated(id: &str, number: i64) -> Event {
    let answer = Rating::from_number(number).map_or(Answer::NoData, Answer::Rated);
    Event::Rated { criterion: id.to_owned(), answer, basis: Basis::Interview }
}

fn cleared(id: &str) -> Event {
    Event::Cleared { criterion: id.to_owned() }
}

fn typed(field: &Field, at: usize, remove: usize, insert: &str) -> Event {
    Event::TextEdited { field: field.clone(), at, remove, insert: insert.to_owned() }
}

fn note() -> Field {
    Field::Note("l1.first.1".to_owned())
}

/// Everything a person can see of an interview, without its clock and its history.
fn seen(interview: &Interview) -> impl PartialEq + std::fmt::Debug + Clone + use<> {
    let fields = [Field::Takeaways, Field::Strengths, Field::Concerns, Field::Reason];
    (
        interview.start().clone(),
        interview.marks().to_vec(),
        fields.map(|field| interview.text(&field).map(str::to_owned)),
        interview.overall(),
        interview.level_choice().clone(),
        interview.dismissed.clone(),
    )
}

#[test]
fn a_rating_keeps_answer_basis_and_time() {
    let mut live = Live::begin();
    let interview = live.does([rated("l1.first.1", 3), rated("l1.first.2", 0)]);
    let mark = interview.mark(0);
    assert_eq!(mark.answer, Some(Answer::Rated(Rating::Meets)));
    assert_eq!(mark.basis, Some(Basis::Interview));
    assert_eq!(mark.rated_at.map(Moment::unix_seconds), Some(AT + 1));
    assert_eq!(interview.mark(1).answer, Some(Answer::NoData));
    assert_eq!(interview.ratings()[..3], [Some(Rating::Meets), None, None]);
    assert_eq!(interview.tally(), Tally { rated: 1, no_data: 1, open: 18, flagged: 0 });
}

#[test]
fn only_a_changed_or_withdrawn_answer_counts_as_a_change() {
    let mut live = Live::begin();
    let changes = |interview: &Interview| interview.mark(0).changes;
    assert_eq!(changes(live.does([rated("l1.first.1", 3)])), 0);
    assert_eq!(changes(live.does([rated("l1.first.1", 3)])), 0);
    assert_eq!(changes(live.does([rated("l1.first.1", 2)])), 1);
    assert_eq!(changes(live.does([cleared("l1.first.1")])), 2);
    assert_eq!(changes(live.does([cleared("l1.first.1")])), 2);
    assert_eq!(changes(live.does([rated("l1.first.1", 4)])), 2);
}

#[test]
fn clearing_forgets_the_answer_and_keeps_the_note() {
    let mut live = Live::begin();
    let interview = live.does([rated("l1.first.1", 1), typed(&note(), 0, 0, "none given"), cleared("l1.first.1")]);
    let mark = interview.mark(0);
    assert_eq!((mark.answer, mark.basis, mark.rated_at), (None, None, None));
    assert_eq!(mark.note, "none given");
}

#[test]
fn attesting_is_one_step_for_all_its_criteria() {
    let mut live = Live::begin();
    live.does([rated("l1.first.2", 1)]);
    let before = seen(&live.interview);
    let attested = Event::Attested {
        // The second is named twice, as a damaged journal might.
        criteria: ["l1.first.1", "l1.first.2", "l1.first.2"].map(str::to_owned).to_vec(),
        rating: Rating::Meets,
        basis: Basis::Resume,
    };
    let interview = live.does([attested]);
    assert_eq!(interview.ratings()[..3], [Some(Rating::Meets), Some(Rating::Meets), None]);
    assert_eq!(interview.mark(1).basis, Some(Basis::Resume));
    assert_eq!(interview.mark(1).changes, 1);
    let after = seen(interview);
    assert_eq!(seen(live.does([Event::Undone])), before);
    assert_eq!(seen(live.does([Event::Redone])), after);
}

#[test]
fn stretching_opens_a_level_and_undo_closes_it_again() {
    let mut live = Live::begin();
    let stretched = Event::Stretched { level: Arc::clone(&levels()[2]) };
    let interview = live.does([rated("l1.first.1", 3), stretched]);
    assert_eq!(interview.rubric().target().id, "l3");
    assert_eq!((interview.marks().len(), interview.mark(0).rating()), (30, Some(Rating::Meets)));
    let top = LevelChoice::Level("l3".to_owned());
    live.does([rated("l3.first.1", 2), Event::LevelChosen { level: top.clone() }]);
    let whole = seen(&live.interview);

    let interview = live.does([Event::Undone, Event::Undone, Event::Undone]);
    assert_eq!(interview.rubric().target().id, "l2");
    assert_eq!((interview.marks().len(), interview.level_choice()), (20, &LevelChoice::Unchosen));
    assert_eq!(live.refuses(rated("l3.first.1", 2)), ApplyError::UnknownCriterion("l3.first.1".to_owned()));
    assert_eq!(live.refuses(Event::LevelChosen { level: top }), ApplyError::UnknownLevel("l3".to_owned()));
    assert_eq!(seen(live.does([Event::Redone, Event::Redone, Event::Redone])), whole);
}

#[test]
fn a_level_that_does_not_follow_cannot_be_put_on_top() {
    let mut live = Live::begin();
    assert_eq!(live.refuses(Event::Stretched { level: Arc::clone(&levels()[3]) }), ApplyError::Stretch);
    assert_eq!(live.refuses(Event::Stretched { level: Arc::clone(&levels()[1]) }), ApplyError::Stretch);
}

#[test]
fn edits_until_the_editor_closes_are_one_step() {
    let mut live = Live::begin();
    live.does([typed(&note(), 0, 0, "led"), typed(&note(), 3, 0, " it"), typed(&note(), 0, 1, "L"), Event::TextClosed]);
    live.does([typed(&note(), 6, 0, "!")]);
    let text = |interview: &Interview| interview.text(&note()).map(str::to_owned);
    assert_eq!(text(&live.interview).as_deref(), Some("Led it!"));
    assert_eq!(text(live.does([Event::Undone])).as_deref(), Some("Led it"));
    assert_eq!(text(live.does([Event::Undone])).as_deref(), Some(""));
    assert_eq!(live.refuses(Event::Undone), ApplyError::History);
    assert_eq!(text(live.does([Event::Redone, Event::Redone])).as_deref(), Some("Led it!"));
}

#[test]
fn another_text_or_a_rating_ends_the_step() {
    let mut live = Live::begin();
    live.does([
        typed(&note(), 0, 0, "a"),
        typed(&Field::Takeaways, 0, 0, "b"),
        typed(&note(), 1, 0, "c"),
        rated("l1.first.1", 2),
        typed(&note(), 2, 0, "d"),
    ]);
    let states = (0..5).map(|_| {
        let interview = live.does([Event::Undone]);
        (interview.mark(0).note.clone(), interview.text(&Field::Takeaways).unwrap_or_default().to_owned())
    });
    let pairs = [("ac", "b"), ("ac", "b"), ("a", "b"), ("a", ""), ("", "")];
    assert_eq!(states.collect::<Vec<_>>(), pairs.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn a_refused_redo_does_not_end_the_step() {
    // Refused events are not in the journal, so they must not show in what is folded from it.
    let mut live = Live::begin();
    live.does([typed(&note(), 0, 0, "a")]);
    assert_eq!(live.refuses(Event::Redone), ApplyError::History);
    live.does([typed(&note(), 1, 0, "b"), Event::Undone]);
    assert_eq!(live.interview.text(&note()), Some(""));
}

#[test]
fn taking_back_a_rating_leaves_a_later_note_alone() {
    let mut live = Live::begin();
    live.does([rated("l1.first.1", 2), typed(&note(), 0, 0, "half of it"), Event::TextClosed]);
    live.does([Event::Undone, Event::Undone, Event::Redone]);
    assert_eq!(live.interview.mark(0).rating(), Some(Rating::Partial));
    assert_eq!(live.interview.mark(0).note, "");
    assert_eq!(live.interview.redo_target(), Some(0));
    live.does([Event::Redone]);
    assert_eq!(live.interview.mark(0).note, "half of it");
}

#[test]
fn an_edit_outside_its_text_is_refused() {
    let mut live = Live::begin();
    live.does([typed(&note(), 0, 0, "é!")]);
    for (at, remove) in [(1, 0), (0, 1), (4, 0), (3, 1), (0, usize::MAX), (usize::MAX, 1)] {
        assert_eq!(live.refuses(typed(&note(), at, remove, "x")), ApplyError::Edit, "{remove} bytes at {at}");
    }
    let nobody = Field::Note("l9".to_owned());
    assert_eq!(live.refuses(typed(&nobody, 0, 0, "x")), ApplyError::UnknownCriterion("l9".to_owned()));
}

#[test]
fn a_text_ends_at_its_limit() {
    let mut live = Live::begin();
    let field = Field::Concerns;
    live.does([typed(&field, 0, 0, &"x".repeat(limits::TEXT_BYTES))]);
    assert_eq!(live.refuses(typed(&field, 0, 0, "y")), ApplyError::TooLong);
    let interview = live.does([typed(&field, 0, 2, "é")]);
    assert_eq!(interview.text(&field).map(str::len), Some(limits::TEXT_BYTES));
}

#[test]
fn a_decision_names_a_level_of_the_card() {
    let mut live = Live::begin();
    let unknown = Event::LevelChosen { level: LevelChoice::Level("principal".to_owned()) };
    assert_eq!(live.refuses(unknown), ApplyError::UnknownLevel("principal".to_owned()));
    let chosen = LevelChoice::Level("l2".to_owned());
    live.does([
        Event::OverallChosen { overall: Overall::Yes },
        Event::LevelChosen { level: chosen.clone() },
        Event::LevelChosen { level: LevelChoice::None },
        Event::Undone,
    ]);
    assert_eq!((live.interview.overall(), live.interview.level_choice()), (Some(Overall::Yes), &chosen));
}

#[test]
fn events_come_in_sequence_and_start_once() {
    let mut live = Live::begin();
    live.does([rated("l1.first.1", 3)]);
    for found in [0, 1, 3, u64::MAX] {
        let before = live.interview.clone();
        let wrong = Recorded { seq: found, ..recorded(0, rated("l1.first.2", 3)) };
        assert_eq!(live.interview.apply(&wrong), Err(ApplyError::Sequence { expected: 2, found }));
        assert_eq!(live.interview, before);
    }
    let again = live.journal[0].event.clone();
    assert_eq!(live.refuses(again.clone()), ApplyError::Start);
    assert_eq!(Interview::begin(recorded(0, Event::ClockTicked)), Err(ApplyError::Start));
    assert_eq!(Interview::begin(recorded(1, again)), Err(ApplyError::Sequence { expected: 0, found: 1 }));
}

#[test]
fn the_clock_can_be_paused_and_is_no_step_to_take_back() {
    let mut live = Live::begin();
    assert!(!live.interview.clock_used());
    assert!(live.does([Event::ClockStarted]).clock_running());
    assert!(!live.does([Event::ClockTicked, Event::ClockPaused]).clock_running());
    assert!(live.interview.clock_used() && !live.interview.can_undo());
}

#[test]
fn the_time_before_an_answer_was_spent_on_its_criterion() {
    let mut live = Live::begin();
    let ids: Vec<String> = (0..4).map(|i| live.interview.rubric().criterion(i).id.clone()).collect();
    let mut at = |seconds: u64, event: Event| {
        let next = Recorded { active_ms: seconds * 1_000, ..recorded(live.interview.next_seq(), event) };
        live.interview.apply(&next).expect("the event fits");
        (0..4).map(|i| live.interview.spent_ms(i..i + 1) / 1_000).collect::<Vec<_>>()
    };
    at(10, Event::ClockStarted);
    assert_eq!(at(60, rated(&ids[0], 3)), [60, 0, 0, 0]);
    let field = Field::Note(ids[0].clone());
    assert_eq!(at(75, typed(&field, 0, 0, "a")), [75, 0, 0, 0], "its note goes on with it");
    assert_eq!(at(200, rated(&ids[0], 2)), [200, 0, 0, 0]);
    at(260, Event::Flagged { criterion: ids[1].clone(), on: true });
    assert_eq!(at(300, rated(&ids[0], 3)), [200, 60, 0, 0], "a correction in between takes no time");
    assert_eq!(at(320, rated(&ids[1], 3)), [200, 120, 0, 0]);
    let attested = Event::Attested { criteria: vec![ids[2].clone()], rating: Rating::Meets, basis: Basis::Resume };
    assert_eq!(at(400, attested), [200, 120, 0, 0], "nobody talked about what is attested");
    assert_eq!(at(430, rated(&ids[3], 1)), [200, 120, 0, 30]);
    assert_eq!(at(500, Event::Undone), [200, 120, 0, 30], "the time was spent all the same");
    assert_eq!(live.interview.since_ms(500_000), 70_000);
    assert_eq!(live.interview.spent_ms(0..4), 350_000);
}

#[test]
fn focus_is_by_level_and_section() {
    let live = Live::begin();
    let focused: Vec<(usize, usize)> = (0..2)
        .flat_map(|level| (0..3).map(move |section| (level, section)))
        .filter(|&(level, section)| live.interview.in_focus(level, section))
        .collect();
    assert_eq!(focused, [(1, 1)]);
}

#[test]
fn single_criteria_are_in_focus_where_their_section_is_not() {
    let Event::Started(mut start) = Live::begin().journal.remove(0).event else { panic!("a start") };
    let rubric = start.rubric.clone();
    let alone = rubric.section_range(0, 1).start + 1;
    start.focus.push(rubric.criterion_key(alone));
    let interview = Interview::begin(recorded(0, Event::Started(start))).expect("it begins");
    let focused: Vec<usize> = (0..rubric.len()).filter(|&i| interview.criterion_in_focus(i)).collect();
    let expected: Vec<usize> = [alone].into_iter().chain(rubric.section_range(1, 1)).collect();
    assert_eq!(focused, expected);
    assert_eq!((interview.in_focus(0, 1), interview.partly_in_focus(0, 1)), (false, 1));
    assert_eq!((interview.in_focus(1, 1), interview.partly_in_focus(1, 1)), (true, 0));
    let words = [(0, 0), (0, 1), (1, 1)].map(|(level, section)| interview.focus_words(level, section));
    assert_eq!(words, [None, Some("focus 1".to_owned()), Some("focus".to_owned())]);
}

/// Something a person does; text edits are closed at once, so that each is a step.
#[derive(Clone, Debug)]
enum Act {
    Rate(Index, i64),
    Clear(Index),
    Flag(Index, bool),
    Attest(Vec<Index>, i64),
    Edit(Index, Index, Index, String),
    Stretch,
    Overall(Index),
    Level(Index),
    Details(String, u32),
    Dismiss(Index, bool),
    Clock(bool),
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Act> {
    let index = any::<Index>;
    prop_oneof![
        4 => (index(), 0..=4_i64).prop_map(|(at, number)| Act::Rate(at, number)),
        1 => index().prop_map(Act::Clear),
        1 => (index(), any::<bool>()).prop_map(|(at, on)| Act::Flag(at, on)),
        1 => (vec(index(), 0..5), 1..=4_i64).prop_map(|(all, number)| Act::Attest(all, number)),
        3 => (index(), index(), index(), "[aé漢\n]{0,4}").prop_map(|(field, a, b, text)| Act::Edit(field, a, b, text)),
        1 => Just(Act::Stretch),
        1 => index().prop_map(Act::Overall),
        1 => index().prop_map(Act::Level),
        1 => ("[a-z]{1,4}", 0..600_u32).prop_map(|(name, minutes)| Act::Details(name, minutes)),
        1 => (index(), any::<bool>()).prop_map(|(at, whole)| Act::Dismiss(at, whole)),
        1 => any::<bool>().prop_map(Act::Clock),
        4 => Just(Act::Undo),
        3 => Just(Act::Redo),
    ]
}

/// The event that an act is in an interview.
fn event(act: Act, interview: &Interview) -> Event {
    let rubric = interview.rubric();
    let id = |at: Index| rubric.criterion(at.index(rubric.len())).id.clone();
    match act {
        Act::Rate(at, number) => rated(&id(at), number),
        Act::Clear(at) => cleared(&id(at)),
        Act::Flag(at, on) => Event::Flagged { criterion: id(at), on },
        Act::Attest(all, number) => Event::Attested {
            criteria: all.into_iter().map(id).collect(),
            rating: Rating::from_number(number).expect("1 to 4"),
            basis: Basis::Attested,
        },
        Act::Edit(field, a, b, insert) => {
            let field = match field.index(6) {
                0 => Field::Takeaways,
                1 => Field::Strengths,
                2 => Field::Concerns,
                3 => Field::Reason,
                _ => Field::Note(id(field)),
            };
            let text = interview.text(&field).expect("the field exists");
            let bounds: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
            let (a, b) = (*a.get(&bounds), *b.get(&bounds));
            Event::TextEdited { field, at: a.min(b), remove: a.abs_diff(b), insert }
        }
        Act::Dismiss(at, whole) => {
            let finding = if whole { "too-short" } else { "protected:too old" };
            Event::Dismissed { field: Field::Note(id(at)), finding: finding.to_owned() }
        }
        Act::Stretch => Event::Stretched { level: Arc::clone(&levels()[rubric.levels().len().min(3)]) },
        Act::Overall(at) => Event::OverallChosen { overall: *at.get(&Overall::ALL) },
        Act::Level(at) => {
            let ids = rubric.levels().iter().map(|level| LevelChoice::Level(level.id.clone()));
            let choices: Vec<LevelChoice> = ids.chain([LevelChoice::None, LevelChoice::Unchosen]).collect();
            Event::LevelChosen { level: at.get(&choices).clone() }
        }
        Act::Details(name, planned_minutes) => Event::DetailsChanged {
            candidate: Candidate { name: name.clone(), reference: Some(name.clone()) },
            interviewer: name,
            planned_minutes,
        },
        Act::Clock(true) => Event::ClockStarted,
        Act::Clock(false) => Event::ClockPaused,
        Act::Undo => Event::Undone,
        Act::Redo => Event::Redone,
    }
}

proptest! {
    /// Undo shows exactly what was there before each step and redo what was there after it, in any
    /// mixture; and what is folded from the journal is the same interview, its history included.
    #[test]
    fn undo_and_redo_walk_through_what_was_seen(acts in vec(acts(), 0..60)) {
        let mut live = Live::begin();
        let mut states = vec![seen(&live.interview)];
        let mut now = 0;
        for act in acts {
            match event(act, &live.interview) {
                Event::Undone if now == 0 => {
                    prop_assert!(!live.interview.can_undo());
                    prop_assert_eq!(live.refuses(Event::Undone), ApplyError::History);
                }
                Event::Undone => {
                    now -= 1;
                    live.does([Event::Undone]);
                }
                Event::Redone if now + 1 == states.len() => {
                    prop_assert!(!live.interview.can_redo());
                    prop_assert_eq!(live.refuses(Event::Redone), ApplyError::History);
                }
                Event::Redone => {
                    now += 1;
                    live.does([Event::Redone]);
                }
                clock @ (Event::ClockStarted | Event::ClockPaused) => {
                    live.does([clock]);
                }
                stretch @ Event::Stretched { .. } if live.interview.rubric().levels().len() == 4 => {
                    prop_assert_eq!(live.refuses(stretch), ApplyError::Stretch);
                }
                step => {
                    live.does([step, Event::TextClosed]);
                    now += 1;
                    states.truncate(now);
                    states.push(seen(&live.interview));
                }
            }
            prop_assert_eq!(&seen(&live.interview), &states[now]);
            prop_assert_eq!(live.interview.marks().len(), live.interview.rubric().len());
        }
        let mut replayed = Interview::begin(live.journal[0].clone()).expect("it begins");
        for event in &live.journal[1..] {
            replayed.apply(event).expect("what was applied once applies again");
        }
        prop_assert_eq!(replayed, live.interview);
    }

    /// A monotonic clock that starts anew with every process cannot turn the interview's time back.
    #[test]
    fn time_on_the_clock_never_runs_back(ticks in vec(any::<u64>(), 1..20)) {
        let mut live = Live::begin();
        let mut longest = 0;
        for active_ms in ticks {
            longest = longest.max(active_ms);
            let tick = Recorded { active_ms, ..recorded(live.interview.next_seq(), Event::ClockTicked) };
            live.interview.apply(&tick).expect("a tick fits");
            prop_assert_eq!(live.interview.active_ms(), longest);
        }
    }
}
