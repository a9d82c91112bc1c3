//! An interview on the screen: the interview itself, what the rule makes of it now, and how much of
//! it is on disk.

use std::sync::Arc;

use super::message::Now;
use crate::domain::decision::Overall;
use crate::domain::grade::{self, Recommendation};
use crate::domain::guide::Guide;
use crate::domain::interview::{Event, Field, Interview, LevelChoice, Recorded};
use crate::domain::rating::{Answer, Basis};
use crate::domain::rubric::{self, Level, Rubric};

/// How long a save may take before the screen says that it is not done.
const SLOW_MS: u64 = 900;

/// How much is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Everything.
    Saved,
    /// The last changes are on their way.
    Saving,
    /// Not everything, and why.
    NotSaved(String),
}

/// An open interview.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The interview.
    pub interview: Interview,
    /// What the rule makes of it.
    pub recommendation: Recommendation,
    /// What is worth asking next.
    pub guide: Guide,
    /// Levels of the family that the card can be stretched to, one after the other.
    above: Vec<Arc<Level>>,
    /// Those that do not fit, because the family's files were edited since the draft was begun.
    unfit: Vec<Arc<Level>>,
    on_disk: Option<u64>,
    failing: Option<String>,
    /// Monotonic time of the last event or of opening: the clock counts on from there.
    counted_ms: u64,
    /// Monotonic time since which something waits to be saved.
    waiting_ms: Option<u64>,
    /// Whether the clock was started or paused since the interview was opened.
    clock_touched: bool,
}

impl Session {
    /// Opens an interview. `above` are the levels of its family that are not on the card.
    #[must_use]
    pub fn new(interview: Interview, above: Vec<Arc<Level>>, on_disk: Option<u64>, now: Now) -> Self {
        let ratings = interview.ratings();
        let recommendation = grade::recommend(interview.rubric(), &ratings);
        let guide = Guide::new(interview.rubric(), &ratings, &recommendation);
        let all: Vec<Arc<Level>> = interview.rubric().levels().iter().chain(&above).cloned().collect();
        let fits =
            |level: &Arc<Level>| rubric::chain_to(&all, &level.id).is_some_and(|chain| Rubric::new(chain).is_ok());
        let (above, unfit) = above.into_iter().partition(fits);
        let waiting_ms = (on_disk.map_or(0, |seq| seq + 1) < interview.next_seq()).then_some(now.mono_ms);
        Self {
            interview,
            recommendation,
            guide,
            above,
            unfit,
            on_disk,
            failing: None,
            counted_ms: now.mono_ms,
            waiting_ms,
            clock_touched: false,
        }
    }

    /// The level that the card can be stretched to.
    #[must_use]
    pub fn next_above(&self) -> Option<&Arc<Level>> {
        self.on_top(&self.above)
    }

    /// A level that builds on the card's highest one by its name, but no longer fits it.
    #[must_use]
    pub fn unfit_above(&self) -> Option<&Arc<Level>> {
        self.on_top(&self.unfit)
    }

    fn on_top<'a>(&self, levels: &'a [Arc<Level>]) -> Option<&'a Arc<Level>> {
        let top = &self.interview.rubric().target().id;
        levels.iter().find(|level| level.extends.as_ref() == Some(top))
    }

    /// Applies events and returns them as they go to the journal. Events that do not fit are left
    /// out: the caller decides only on what is possible, so this is a last line of defence.
    pub fn record(&mut self, now: Now, events: Vec<Event>) -> Vec<Recorded> {
        let mut recorded = Vec::with_capacity(events.len());
        for event in events {
            let next = Recorded {
                seq: self.interview.next_seq(),
                at: now.wall,
                active_ms: self.active_ms(now.mono_ms),
                event,
            };
            if self.interview.apply(&next).is_ok() {
                // At once: an event that starts the clock must not be paid the time before it.
                self.counted_ms = now.mono_ms;
                self.clock_touched |= matches!(next.event, Event::ClockStarted | Event::ClockPaused);
                recorded.push(next);
            }
        }
        if !recorded.is_empty() {
            self.waiting_ms.get_or_insert(now.mono_ms);
            if recorded.iter().any(|r| changes_grade(&r.event)) {
                let (rubric, ratings) = (self.interview.rubric(), self.interview.ratings());
                self.recommendation = grade::recommend(rubric, &ratings);
                self.guide = Guide::new(rubric, &ratings, &self.recommendation);
            }
        }
        recorded
    }

    /// Pauses a clock that ran when the program was left without a word: nobody knows how long that
    /// was, so it is not guessed.
    pub fn pause_after_a_gap(&mut self, now: Now) -> Vec<Recorded> {
        let recorded =
            if self.interview.clock_running() { self.record(now, vec![Event::ClockPaused]) } else { Vec::new() };
        self.clock_touched = false;
        recorded
    }

    /// Whether the next rating starts the clock: people forget to, but somebody who paused it meant it,
    /// and amending a card is no part of the interview.
    #[must_use]
    pub fn rating_starts_clock(&self) -> bool {
        !self.interview.clock_running() && !self.clock_touched && self.interview.start().amends.is_none()
    }

    /// Time on the clock, in milliseconds.
    #[must_use]
    pub fn active_ms(&self, mono_ms: u64) -> u64 {
        let since = if self.interview.clock_running() { mono_ms.saturating_sub(self.counted_ms) } else { 0 };
        self.interview.active_ms() + since
    }

    /// Notes that everything up to `seq` is on disk. Somebody who types without a pause is always a
    /// few letters ahead of the disk; that is no slow disk, so the waiting begins anew.
    pub fn saved(&mut self, seq: u64, mono_ms: u64) {
        self.on_disk = self.on_disk.max(Some(seq));
        self.failing = None;
        let all = self.on_disk.is_some_and(|seq| seq + 1 >= self.interview.next_seq());
        self.waiting_ms = (!all).then_some(mono_ms);
    }

    /// Notes that saving fails.
    pub fn save_failing(&mut self, why: String) {
        self.failing = Some(why);
    }

    /// How much is on disk now.
    #[must_use]
    pub fn save_state(&self, mono_ms: u64) -> SaveState {
        if let Some(why) = &self.failing {
            return SaveState::NotSaved(why.clone());
        }
        match self.waiting_ms {
            None => SaveState::Saved,
            Some(since) if mono_ms.saturating_sub(since) >= SLOW_MS => {
                SaveState::NotSaved("the disk is slow".to_owned())
            }
            Some(_) => SaveState::Saving,
        }
    }

    /// When the screen would change by itself, in milliseconds from `mono_ms`.
    #[must_use]
    pub fn next_change_ms(&self, mono_ms: u64) -> Option<u64> {
        let clock = self.interview.clock_running().then(|| 1_000 - self.active_ms(mono_ms) % 1_000);
        let slow = self
            .waiting_ms
            .filter(|_| self.failing.is_none())
            .map(|since| (since + SLOW_MS).saturating_sub(mono_ms))
            .filter(|wait| *wait > 0);
        clock.into_iter().chain(slow).min()
    }

    /// The interview as plain text, for when it cannot be saved where it belongs.
    #[must_use]
    pub fn as_text(&self) -> String {
        use std::fmt::Write;

        let interview = &self.interview;
        let start = interview.start();
        let mut out = format!("{}\n", start.candidate.name);
        let level = match interview.level_choice() {
            LevelChoice::Unchosen => "not chosen",
            LevelChoice::None => "none of them",
            LevelChoice::Level(id) => id,
        };
        for (what, text) in [
            ("reference", start.candidate.reference.as_deref().unwrap_or("none")),
            ("asked for", &interview.rubric().target().label_with_grade()),
            ("interviewer", &start.interviewer),
            ("begun", &interview.started_at().to_minute()),
            ("minutes", &format!("{} of {} planned", interview.active_ms() / 60_000, start.planned_minutes)),
            ("decision", interview.overall().map_or("none yet", Overall::label)),
            ("level", level),
        ] {
            let _ = writeln!(out, "{what}: {text}");
        }
        out.push('\n');
        for (index, mark) in interview.marks().iter().enumerate() {
            if mark.answer.is_none() && mark.note.is_empty() && !mark.flagged {
                continue;
            }
            let criterion = interview.rubric().criterion(index);
            let mut answer = mark.answer.map_or_else(|| "not rated".to_owned(), Answer::label);
            if let Some(basis) = mark.basis.filter(|basis| *basis != Basis::Interview) {
                let _ = write!(answer, ", {}", basis.label());
            }
            if let Some(at) = mark.rated_at {
                let _ = write!(answer, ", {}", at.to_minute());
            }
            if mark.flagged {
                answer.push_str(", flagged");
            }
            let _ = writeln!(out, "{} [{}]: {answer}", criterion.title, criterion.id);
            if !mark.note.is_empty() {
                let _ = writeln!(out, "  {}", mark.note.replace('\n', "\n  "));
            }
        }
        for (name, field) in [
            ("takeaways", Field::Takeaways),
            ("strengths", Field::Strengths),
            ("concerns", Field::Concerns),
            ("reason", Field::Reason),
            ("amended because", Field::Amendment),
        ] {
            if let Some(text) = interview.text(&field).filter(|text| !text.is_empty()) {
                let _ = writeln!(out, "\n{name}:\n  {}", text.replace('\n', "\n  "));
            }
        }
        out
    }
}

fn changes_grade(event: &Event) -> bool {
    !matches!(
        event,
        Event::TextEdited { .. }
            | Event::TextClosed
            | Event::ClockStarted
            | Event::ClockPaused
            | Event::ClockTicked
            | Event::Flagged { .. }
            | Event::Dismissed { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::candidate::Candidate;
    use crate::domain::interview::Start;
    use crate::domain::rating::Rating;
    use crate::domain::time::Moment;
    use crate::storage::catalog::Family;

    fn at(mono_ms: u64) -> Now {
        Now { wall: Moment::new(0, 0), mono_ms }
    }

    fn session() -> Session {
        let rubric = Family::built_in().rubric_to("senior").expect("there is a Senior level");
        let start = Start {
            id: "an-id".to_owned(),
            candidate: Candidate { name: "Ana".to_owned(), reference: Some("R-1".to_owned()) },
            interviewer: "Ben".to_owned(),
            planned_minutes: 60,
            focus: Vec::new(),
            amends: None,
            rubric,
        };
        let first = Recorded { seq: 0, at: at(0).wall, active_ms: 0, event: Event::Started(Box::new(start)) };
        Session::new(Interview::begin(first).expect("it begins"), Vec::new(), Some(0), at(0))
    }

    #[test]
    fn the_time_before_the_clock_was_started_is_not_counted() {
        let mut session = session();
        let criterion = session.interview.rubric().criterion(0).id.clone();
        let rated = Event::Rated { criterion, answer: Answer::Rated(Rating::Meets), basis: Basis::Interview };
        let recorded = session.record(at(300_000), vec![Event::ClockStarted, rated]);
        assert_eq!(recorded.iter().map(|r| r.active_ms).collect::<Vec<_>>(), [0, 0]);
        assert_eq!(session.active_ms(302_500), 2_500);
        session.record(at(302_500), vec![Event::ClockPaused]);
        assert_eq!(session.active_ms(900_000), 2_500);
    }

    #[test]
    fn the_text_for_when_nothing_can_be_saved_holds_everything() {
        let mut session = session();
        let ids: Vec<String> = (0..2).map(|i| session.interview.rubric().criterion(i).id.clone()).collect();
        let [first, second] = <[String; 2]>::try_from(ids).expect("two");
        session.record(
            at(0),
            vec![
                Event::Attested { criteria: vec![first], rating: Rating::Partial, basis: Basis::Resume },
                Event::Flagged { criterion: second, on: true },
                Event::OverallChosen { overall: Overall::StrongNo },
                Event::LevelChosen { level: LevelChoice::None },
            ],
        );
        let text = session.as_text();
        for words in ["R-1", "Ben", "1970-01-01 00:00", "0 of 60 planned", "strong no", "none of them", "flagged"] {
            assert!(text.contains(words), "{words} in {text}");
        }
        assert!(text.contains(&format!("2 Partial, {}, 1970", Basis::Resume.label())), "{text}");
    }

    #[test]
    fn nothing_is_called_saved_before_it_is() {
        let mut session = session();
        assert_eq!(session.save_state(0), SaveState::Saved);
        session.record(at(1_000), vec![Event::ClockStarted]);
        assert_eq!(session.save_state(1_000), SaveState::Saving);
        assert_eq!(session.next_change_ms(1_000), Some(SLOW_MS));
        assert_eq!(session.save_state(1_900), SaveState::NotSaved("the disk is slow".to_owned()));
        session.record(at(2_000), vec![Event::ClockPaused]);
        session.saved(1, 2_000);
        assert_eq!(session.save_state(2_000), SaveState::Saving, "event 2 is not on disk");
        session.saved(2, 2_000);
        assert_eq!((session.save_state(2_000), session.next_change_ms(2_000)), (SaveState::Saved, None));
    }
}
