//! One interview in progress: what was answered, noted and decided so far.
//!
//! An [`Interview`] changes only by [`Interview::apply`]. Live, undone, recovered and replayed
//! interviews go through that one door, so a journal of its events always gives the same interview.

mod carried;
mod event;
mod history;
mod marks;
mod pace;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::candidate::Candidate;
use super::decision::Overall;
use super::limits;
use super::rating::{Answer, Rating};
use super::rubric::{Level, Rubric};
use super::time::Moment;
pub use carried::carry_over;
pub use event::{Amends, ApplyError, Event, Field, LevelChoice, Recorded, Start};
use history::{Change, History};
pub use marks::{Mark, Tally};
use pace::{About, Pace};

/// Minutes of an interview where nothing else is known: what calendars give one, and about as long as
/// two people stay exact.
pub const USUAL_MINUTES: u32 = 60;

/// An interview in progress.
#[derive(Clone, Debug, PartialEq)]
pub struct Interview {
    start: Start,
    started_at: Moment,
    marks: Vec<Mark>,
    takeaways: String,
    strengths: String,
    concerns: String,
    reason: String,
    amendment: String,
    overall: Option<Overall>,
    level: LevelChoice,
    clock_running: bool,
    clock_used: bool,
    active_ms: u64,
    next_seq: u64,
    last_criterion: Option<usize>,
    pace: Pace,
    dismissed: HashSet<(Field, String)>,
    history: History,
}

impl Interview {
    /// Begins an interview with its first event.
    ///
    /// # Errors
    /// If the first event is not a start with number 0.
    pub fn begin(first: Recorded) -> Result<Self, ApplyError> {
        if first.seq != 0 {
            return Err(ApplyError::Sequence { expected: 0, found: first.seq });
        }
        let Event::Started(start) = first.event else { return Err(ApplyError::Start) };
        Ok(Self {
            marks: vec![Mark::default(); start.rubric.len()],
            pace: Pace::new(start.rubric.len(), first.active_ms),
            dismissed: HashSet::new(),
            start: *start,
            started_at: first.at,
            takeaways: String::new(),
            strengths: String::new(),
            concerns: String::new(),
            reason: String::new(),
            amendment: String::new(),
            overall: None,
            level: LevelChoice::Unchosen,
            clock_running: false,
            clock_used: false,
            active_ms: first.active_ms,
            next_seq: 1,
            last_criterion: None,
            history: History::default(),
        })
    }

    /// Applies the next event. On an error nothing has changed.
    ///
    /// # Errors
    /// If the event does not fit the interview.
    pub fn apply(&mut self, recorded: &Recorded) -> Result<(), ApplyError> {
        if recorded.seq != self.next_seq {
            return Err(ApplyError::Sequence { expected: self.next_seq, found: recorded.seq });
        }
        let about = self.about(&recorded.event);
        self.apply_event(&recorded.event, recorded.at)?;
        if let About::Criterion(index, _) = about {
            self.last_criterion = Some(index);
        }
        self.next_seq += 1;
        self.active_ms = self.active_ms.max(recorded.active_ms);
        self.pace.count(about, self.active_ms);
        Ok(())
    }

    fn apply_event(&mut self, event: &Event, at: Moment) -> Result<(), ApplyError> {
        match event {
            Event::Started(_) => return Err(ApplyError::Start),
            Event::Rated { criterion, answer, basis } => {
                let index = self.index_of(criterion)?;
                self.remember(Change::Marks(vec![(index, self.marks[index].clone())]));
                self.marks[index].answered(*answer, *basis, at);
            }
            Event::Cleared { criterion } => {
                let index = self.index_of(criterion)?;
                self.remember(Change::Marks(vec![(index, self.marks[index].clone())]));
                self.marks[index].cleared();
            }
            Event::Flagged { criterion, on } => {
                let index = self.index_of(criterion)?;
                self.remember(Change::Marks(vec![(index, self.marks[index].clone())]));
                self.marks[index].flagged = *on;
            }
            Event::Dismissed { field, finding } => {
                self.text(field).ok_or_else(|| unknown(field))?;
                let remark = (field.clone(), finding.clone());
                let was = !self.dismissed.insert(remark.clone());
                self.remember(Change::Dismissed(Box::new(remark), was));
            }
            Event::Attested { criteria, rating, basis } => {
                let mut indices = criteria.iter().map(|id| self.index_of(id)).collect::<Result<Vec<_>, _>>()?;
                // A criterion named twice would be put back twice by undo, and redo would lose it.
                let mut seen = HashSet::new();
                indices.retain(|index| seen.insert(*index));
                self.remember(Change::Marks(indices.iter().map(|&i| (i, self.marks[i].clone())).collect()));
                for index in indices {
                    self.marks[index].answered(Answer::Rated(*rating), *basis, at);
                }
            }
            Event::TextEdited { field, at, remove, insert } => self.edit(field, *at, *remove, insert)?,
            Event::TextClosed => self.history.close_text(),
            Event::Stretched { level } => {
                self.stretch(Arc::clone(level))?;
                self.remember(Change::Unstretch);
            }
            Event::ClockStarted => {
                self.clock_running = true;
                self.clock_used = true;
            }
            Event::ClockPaused => self.clock_running = false,
            Event::ClockTicked => {}
            Event::OverallChosen { overall } => {
                self.remember(Change::Overall(self.overall));
                self.overall = Some(*overall);
            }
            Event::LevelChosen { level } => {
                if let LevelChoice::Level(id) = level
                    && self.start.rubric.level_index(id).is_none()
                {
                    return Err(ApplyError::UnknownLevel(id.clone()));
                }
                self.remember(Change::Level(self.level.clone()));
                self.level = level.clone();
            }
            Event::DetailsChanged { candidate, interviewer, planned_minutes } => {
                self.remember(Change::Details(Box::new((
                    self.start.candidate.clone(),
                    self.start.interviewer.clone(),
                    self.start.planned_minutes,
                ))));
                self.set_details(candidate, interviewer, *planned_minutes);
            }
            Event::CarriedOver => self.history = History::default(),
            Event::Undone => {
                let change = self.history.pop_undo().ok_or(ApplyError::History)?;
                let inverse = self.swap(change);
                self.history.push_redo(inverse);
            }
            Event::Redone => {
                let change = self.history.pop_redo().ok_or(ApplyError::History)?;
                let inverse = self.swap(change);
                self.history.push_undo(inverse);
            }
        }
        Ok(())
    }

    fn edit(&mut self, field: &Field, at: usize, remove: usize, insert: &str) -> Result<(), ApplyError> {
        let before = self.text(field).ok_or_else(|| unknown(field))?;
        let end = at.checked_add(remove).ok_or(ApplyError::Edit)?;
        if !before.is_char_boundary(at) || !before.is_char_boundary(end) {
            return Err(ApplyError::Edit);
        }
        if before.len() - remove + insert.len() > limits::TEXT_BYTES {
            return Err(ApplyError::TooLong);
        }
        let whole = before.to_owned();
        self.history.edited_text(field, whole);
        let text = self.text_mut(field).ok_or(ApplyError::Edit)?;
        text.replace_range(at..end, insert);
        Ok(())
    }

    /// The criterion that an event is about, if it is about one.
    fn about(&self, event: &Event) -> About {
        let id = match event {
            Event::Rated { criterion, .. } | Event::Cleared { criterion } | Event::Flagged { criterion, .. } => {
                criterion
            }
            Event::TextEdited { field: Field::Note(criterion), .. }
            | Event::Dismissed { field: Field::Note(criterion), .. } => criterion,
            Event::Attested { .. } | Event::TextEdited { .. } | Event::CarriedOver => return About::Elsewhere,
            _ => return About::Nothing,
        };
        let index = self.start.rubric.index_of(id);
        index.map_or(About::Nothing, |index| About::Criterion(index, self.marks[index].answer.is_some()))
    }

    fn index_of(&self, id: &str) -> Result<usize, ApplyError> {
        self.start.rubric.index_of(id).ok_or_else(|| ApplyError::UnknownCriterion(id.to_owned()))
    }

    fn remember(&mut self, change: Change) {
        self.history.changed(change);
    }

    /// Puts a remembered value in place and returns what it replaced.
    fn swap(&mut self, change: Change) -> Change {
        match change {
            Change::Marks(marks) => Change::Marks(
                marks
                    .into_iter()
                    .map(|(index, mark)| {
                        // A note has steps of its own; taking back a rating leaves it alone.
                        let note = self.marks[index].note.clone();
                        (index, std::mem::replace(&mut self.marks[index], Mark { note, ..mark }))
                    })
                    .collect(),
            ),
            Change::Text(field, before) => {
                let now = self.text_mut(&field).map(|text| std::mem::replace(text, before)).unwrap_or_default();
                Change::Text(field, now)
            }
            // Every step is taken back before the one it rests on. So nothing is known of the top level any
            // more when it goes, and it is not the chosen one.
            Change::Unstretch => {
                let top = self.start.rubric.levels().last().cloned().expect("a rubric has levels");
                self.start.rubric =
                    self.start.rubric.without_top().expect("a stretched rubric has a level below its top");
                self.marks.truncate(self.start.rubric.len());
                self.pace.resize(self.start.rubric.len());
                Change::Stretch(top)
            }
            Change::Stretch(top) => {
                self.stretch(top).expect("the level was on top of this rubric before");
                Change::Unstretch
            }
            Change::Dismissed(remark, before) => {
                let now = self.dismissed.remove(&*remark);
                if before {
                    self.dismissed.insert((*remark).clone());
                }
                Change::Dismissed(remark, now)
            }
            Change::Overall(before) => Change::Overall(std::mem::replace(&mut self.overall, before)),
            Change::Level(before) => Change::Level(std::mem::replace(&mut self.level, before)),
            Change::Details(before) => {
                let now = (self.start.candidate.clone(), self.start.interviewer.clone(), self.start.planned_minutes);
                self.set_details(&before.0, &before.1, before.2);
                Change::Details(Box::new(now))
            }
        }
    }

    fn stretch(&mut self, top: Arc<Level>) -> Result<(), ApplyError> {
        self.start.rubric = self.start.rubric.stretched(top).map_err(|_| ApplyError::Stretch)?;
        self.marks.resize(self.start.rubric.len(), Mark::default());
        self.pace.resize(self.start.rubric.len());
        Ok(())
    }

    fn set_details(&mut self, candidate: &Candidate, interviewer: &str, planned_minutes: u32) {
        self.start.candidate = candidate.clone();
        interviewer.clone_into(&mut self.start.interviewer);
        self.start.planned_minutes = planned_minutes;
    }

    fn text_mut(&mut self, field: &Field) -> Option<&mut String> {
        Some(match field {
            Field::Note(id) => {
                let index = self.start.rubric.index_of(id)?;
                &mut self.marks[index].note
            }
            Field::Takeaways => &mut self.takeaways,
            Field::Strengths => &mut self.strengths,
            Field::Concerns => &mut self.concerns,
            Field::Reason => &mut self.reason,
            Field::Amendment => &mut self.amendment,
        })
    }

    /// A text of the interviewer; nothing for a note on an unknown criterion.
    #[must_use]
    pub fn text(&self, field: &Field) -> Option<&str> {
        Some(match field {
            Field::Note(id) => &self.marks[self.start.rubric.index_of(id)?].note,
            Field::Takeaways => &self.takeaways,
            Field::Strengths => &self.strengths,
            Field::Concerns => &self.concerns,
            Field::Reason => &self.reason,
            Field::Amendment => &self.amendment,
        })
    }

    /// Whether a remark on a text was looked at and left as it is.
    #[must_use]
    pub fn is_dismissed(&self, field: &Field, finding: &str) -> bool {
        // A tuple of borrowed parts cannot be looked up; there are few.
        self.dismissed.iter().any(|(on, key)| on == field && key == finding)
    }

    /// Id of the interview and of its card.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.start.id
    }

    /// Who is interviewed, by whom, for how long, with what focus.
    #[must_use]
    pub fn start(&self) -> &Start {
        &self.start
    }

    /// The levels on the card, stretched ones included.
    #[must_use]
    pub fn rubric(&self) -> &Rubric {
        &self.start.rubric
    }

    /// When it was set up.
    #[must_use]
    pub fn started_at(&self) -> Moment {
        self.started_at
    }

    /// What is known of a criterion, by its index in the rubric.
    #[must_use]
    pub fn mark(&self, index: usize) -> &Mark {
        &self.marks[index]
    }

    /// What is known of every criterion, in the rubric's flat order.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Own ratings in the rubric's flat order, as the rule takes them.
    #[must_use]
    pub fn ratings(&self) -> Vec<Option<Rating>> {
        self.marks.iter().map(|mark| mark.answer.and_then(Answer::rating)).collect()
    }

    /// The interviewer's overall decision, if made.
    #[must_use]
    pub fn overall(&self) -> Option<Overall> {
        self.overall
    }

    /// The level in the interviewer's decision.
    #[must_use]
    pub fn level_choice(&self) -> &LevelChoice {
        &self.level
    }

    /// Whether the clock is running.
    #[must_use]
    pub fn clock_running(&self) -> bool {
        self.clock_running
    }

    /// Whether the clock was ever started.
    #[must_use]
    pub fn clock_used(&self) -> bool {
        self.clock_used
    }

    /// Time on the clock at the last event, in milliseconds.
    #[must_use]
    pub fn active_ms(&self) -> u64 {
        self.active_ms
    }

    /// Time spent on these criteria so far, in milliseconds of the clock.
    #[must_use]
    pub fn spent_ms(&self, criteria: Range<usize>) -> u64 {
        self.pace.spent(criteria)
    }

    /// Time since something was last recorded of a criterion or written elsewhere, with the clock at
    /// `active_ms`: what is being talked about now takes it.
    #[must_use]
    pub fn since_ms(&self, active_ms: u64) -> u64 {
        self.pace.since(active_ms)
    }

    /// The number that the next event carries.
    #[must_use]
    pub fn next_seq(&self) -> u64 {
        self.next_seq
    }

    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is a step to make again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// The criterion that was last rated or written about, to go on from there.
    #[must_use]
    pub fn last_criterion(&self) -> Option<usize> {
        self.last_criterion.filter(|&index| index < self.start.rubric.len())
    }

    /// The text whose editor was not closed, to go on writing after a crash.
    #[must_use]
    pub fn open_text(&self) -> Option<&Field> {
        self.history.open_text()
    }

    /// What the next undo takes back, in a few words.
    #[must_use]
    pub fn undo_words(&self) -> Option<String> {
        self.history.undo_field().map(|change| change.words(&self.start.rubric))
    }

    /// What the next redo makes again, in a few words.
    #[must_use]
    pub fn redo_words(&self) -> Option<String> {
        self.history.redo_field().map(|change| change.words(&self.start.rubric))
    }

    /// The criterion that the next undo touches, if it touches one.
    #[must_use]
    pub fn undo_target(&self) -> Option<usize> {
        self.history.undo_field().and_then(|at| at.criterion(&self.start.rubric))
    }

    /// The criterion that the next redo touches, if it touches one.
    #[must_use]
    pub fn redo_target(&self) -> Option<usize> {
        self.history.redo_field().and_then(|at| at.criterion(&self.start.rubric))
    }

    /// How many criteria are answered, open, flagged and noted.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of(&self.marks)
    }

    /// Whether a whole section is in focus. Without any focus none is.
    #[must_use]
    pub fn in_focus(&self, level: usize, section: usize) -> bool {
        self.start.focus.contains(&self.start.rubric.section_key(level, section))
    }

    /// Whether a criterion is in focus: by itself, or because its section is.
    #[must_use]
    pub fn criterion_in_focus(&self, index: usize) -> bool {
        let place = self.start.rubric.place(index);
        !self.start.focus.is_empty()
            && (self.in_focus(place.level, place.section)
                || self.start.focus.contains(&self.start.rubric.criterion_key(index)))
    }

    /// How many criteria of a section are in focus one by one, where the section as a whole is not.
    #[must_use]
    pub fn partly_in_focus(&self, level: usize, section: usize) -> usize {
        if self.start.focus.is_empty() || self.in_focus(level, section) {
            return 0;
        }
        self.start.rubric.section_range(level, section).filter(|&i| self.criterion_in_focus(i)).count()
    }

    /// What stands beside a section of which anything is in focus: `focus`, or `focus 2` for a part of it.
    #[must_use]
    pub fn focus_words(&self, level: usize, section: usize) -> Option<String> {
        match self.partly_in_focus(level, section) {
            0 => self.in_focus(level, section).then(|| "focus".to_owned()),
            part => Some(format!("focus {part}")),
        }
    }
}

/// A text that there is none of.
fn unknown(field: &Field) -> ApplyError {
    match field {
        Field::Note(id) => ApplyError::UnknownCriterion(id.clone()),
        _ => ApplyError::Edit,
    }
}
