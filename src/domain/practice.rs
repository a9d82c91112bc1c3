//! Practice: short invented interviews that are rated blind and then held against an expert's ratings.
//!
//! It calibrates whoever rates and touches no card: nothing here is a candidate's.

use super::agreement::Agreement;
use super::rating::{Answer, Rating};
use super::rubric::Criterion;

pub mod words;

/// A short interview to rate, with an expert's ratings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exercise {
    /// Id, stable from version to version.
    pub id: String,
    /// Title, which gives nothing of the ratings away.
    pub title: String,
    /// The level that it is rated for, in a word.
    pub level: String,
    /// What was said, in order.
    pub turns: Vec<Turn>,
    /// What is rated, with the expert's ratings.
    pub key: Vec<Keyed>,
    /// What it teaches.
    pub lesson: String,
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who said it.
    pub speaker: String,
    /// What.
    pub words: String,
}

/// A criterion to rate, with the expert's rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyed {
    /// The criterion.
    pub criterion: Criterion,
    /// Its level, in a word.
    pub level: String,
    /// The expert's answer.
    pub answer: Answer,
    /// Why, from what was said.
    pub reason: String,
}

/// What was answered in a round, by ids, as it is kept. What another version asked stays in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// What was answered, one entry an exercise.
    pub given: Vec<Given>,
    /// What the round before came to.
    pub before: Option<Before>,
}

/// What was answered in an exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Id of the exercise.
    pub exercise: String,
    /// The answers, by the ids of their criteria.
    pub answers: Vec<(String, Answer)>,
    /// Whether they were held against the expert's: from then on they stand.
    pub compared: bool,
}

impl Round {
    /// Whether nothing is answered.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.given.iter().all(|given| given.answers.is_empty())
    }
}

/// What a round came to, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Criteria that were compared.
    pub of: usize,
    /// Criteria with the expert's answer.
    pub same: usize,
    /// Steps above the expert, less those below.
    pub steps: i64,
}

/// How an answer differs from the expert's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It does not.
    Same,
    /// So many steps higher: lenient.
    Up(u8),
    /// So many steps lower: severe.
    Down(u8),
    /// Rated, where the expert found nothing to rate.
    Unfounded,
    /// No data, where the expert found something to rate.
    Missed,
}

impl Difference {
    /// How an answer differs from the expert's.
    #[must_use]
    pub fn between(yours: Answer, expert: Answer) -> Self {
        match (yours.rating().map(Rating::number), expert.rating().map(Rating::number)) {
            (Some(yours), Some(expert)) if yours > expert => Self::Up(yours - expert),
            (Some(yours), Some(expert)) if yours < expert => Self::Down(expert - yours),
            (Some(_), None) => Self::Unfounded,
            (None, Some(_)) => Self::Missed,
            _ => Self::Same,
        }
    }
}

/// The exercises with what was answered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    exercises: Vec<Exercise>,
    round: Round,
}

impl Session {
    /// Goes on with a round.
    #[must_use]
    pub fn new(exercises: Vec<Exercise>, round: Round) -> Self {
        Self { exercises, round }
    }

    /// The exercises, in order.
    #[must_use]
    pub fn exercises(&self) -> &[Exercise] {
        &self.exercises
    }

    /// What was answered, to be kept.
    #[must_use]
    pub fn round(&self) -> &Round {
        &self.round
    }

    /// The answer to a criterion of an exercise, if there is one.
    #[must_use]
    pub fn answer(&self, exercise: usize, item: usize) -> Option<Answer> {
        let id = &self.keyed(exercise, item)?.criterion.id;
        self.given(exercise)?.answers.iter().find(|(of, _)| of == id).map(|(_, answer)| *answer)
    }

    /// Whether an exercise was held against the expert's ratings.
    #[must_use]
    pub fn is_compared(&self, exercise: usize) -> bool {
        self.given(exercise).is_some_and(|given| given.compared)
    }

    /// Answers a criterion, or takes the answer back. Says whether anything has changed: what was
    /// compared stands, or knowing the expert's ratings would change it.
    pub fn give(&mut self, exercise: usize, item: usize, answer: Option<Answer>) -> bool {
        let Some(id) = self.keyed(exercise, item).map(|keyed| keyed.criterion.id.clone()) else { return false };
        if self.is_compared(exercise) || self.answer(exercise, item) == answer {
            return false;
        }
        let answers = &mut self.given_mut(exercise).answers;
        answers.retain(|(of, _)| *of != id);
        answers.extend(answer.map(|answer| (id, answer)));
        true
    }

    /// The criteria of an exercise that are not answered.
    #[must_use]
    pub fn missing(&self, exercise: usize) -> Vec<usize> {
        let items = self.exercises.get(exercise).map_or(0, |exercise| exercise.key.len());
        (0..items).filter(|&item| self.answer(exercise, item).is_none()).collect()
    }

    /// Holds an exercise against the expert's ratings, once all of it is answered. Says whether anything
    /// has changed.
    pub fn compare(&mut self, exercise: usize) -> bool {
        let ready = exercise < self.exercises.len() && self.missing(exercise).is_empty();
        ready && !std::mem::replace(&mut self.given_mut(exercise).compared, true)
    }

    /// How an answer differs from the expert's; nothing before they are compared.
    #[must_use]
    pub fn difference(&self, exercise: usize, item: usize) -> Option<Difference> {
        let yours = self.answer(exercise, item).filter(|_| self.is_compared(exercise))?;
        Some(Difference::between(yours, self.keyed(exercise, item)?.answer))
    }

    /// What the comparison of an exercise comes to.
    #[must_use]
    pub fn tally_of(&self, exercise: usize) -> Tally {
        let items = self.exercises.get(exercise).map_or(&[][..], |exercise| &exercise.key);
        let pairs = items.iter().enumerate().filter(|_| self.is_compared(exercise));
        Tally::of(pairs.filter_map(|(item, keyed)| Some((self.answer(exercise, item)?, keyed.answer))))
    }

    /// What everything compared so far comes to.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of((0..self.exercises.len()).flat_map(|exercise| self.tally_of(exercise).pairs))
    }

    /// A new round, which knows what this one came to, or, where nothing was compared, the one before.
    #[must_use]
    pub fn afresh(&self) -> Round {
        let tally = self.tally();
        let before = Before { of: tally.count(), same: tally.same(), steps: tally.steps() };
        Round { given: Vec::new(), before: Some(before).filter(|before| before.of > 0).or(self.round.before) }
    }

    /// Begins a round.
    pub fn begin(&mut self, round: Round) {
        self.round = round;
    }

    fn keyed(&self, exercise: usize, item: usize) -> Option<&Keyed> {
        self.exercises.get(exercise)?.key.get(item)
    }

    fn given(&self, exercise: usize) -> Option<&Given> {
        let id = &self.exercises.get(exercise)?.id;
        self.round.given.iter().find(|given| given.exercise == *id)
    }

    fn given_mut(&mut self, exercise: usize) -> &mut Given {
        let id = &self.exercises[exercise].id;
        let at = self.round.given.iter().position(|given| given.exercise == *id).unwrap_or_else(|| {
            self.round.given.push(Given { exercise: id.clone(), ..Given::default() });
            self.round.given.len() - 1
        });
        &mut self.round.given[at]
    }
}

/// What comparisons come to: counts, and never a mark for whoever practises.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Everything compared: yours, then the expert's.
    pairs: Vec<(Answer, Answer)>,
}

impl Tally {
    /// Counts pairs of answers: yours, then the expert's.
    #[must_use]
    pub fn of(pairs: impl IntoIterator<Item = (Answer, Answer)>) -> Self {
        Self { pairs: pairs.into_iter().collect() }
    }

    /// How many criteria were compared.
    #[must_use]
    pub fn count(&self) -> usize {
        self.pairs.len()
    }

    /// How many answers are the expert's.
    #[must_use]
    pub fn same(&self) -> usize {
        self.number(|difference| difference == Difference::Same)
    }

    /// How many are the expert's or a step beside it.
    #[must_use]
    pub fn within_a_step(&self) -> usize {
        self.number(|difference| matches!(difference, Difference::Same | Difference::Up(1) | Difference::Down(1)))
    }

    /// How many were rated where there was nothing to rate.
    #[must_use]
    pub fn unfounded(&self) -> usize {
        self.number(|difference| difference == Difference::Unfounded)
    }

    /// How many were left without data where there was something to rate.
    #[must_use]
    pub fn missed(&self) -> usize {
        self.number(|difference| difference == Difference::Missed)
    }

    /// How many were rated on both sides: the ones that can lean.
    #[must_use]
    pub fn rated(&self) -> usize {
        self.pairs.iter().filter(|(yours, expert)| yours.rating().and(expert.rating()).is_some()).count()
    }

    /// Steps above the expert, and steps below.
    #[must_use]
    pub fn up_and_down(&self) -> (i64, i64) {
        self.differences().fold((0, 0), |(up, down), difference| match difference {
            Difference::Up(steps) => (up + i64::from(steps), down),
            Difference::Down(steps) => (up, down + i64::from(steps)),
            _ => (up, down),
        })
    }

    /// Steps above the expert, less those below: how lenient all of it is, or, below zero, how severe.
    #[must_use]
    pub fn steps(&self) -> i64 {
        let (up, down) = self.up_and_down();
        up - down
    }

    /// How often the expert's answer met yours.
    #[must_use]
    pub fn met(&self, expert: Answer, yours: Answer) -> usize {
        self.pairs.iter().filter(|pair| **pair == (yours, expert)).count()
    }

    /// The shift that came most often, with how often: the expert's answer, then yours. Of several the first.
    #[must_use]
    pub fn shift(&self) -> Option<(Answer, Answer, usize)> {
        let all = || ANSWERS.into_iter();
        let shifts = all().flat_map(|expert| all().map(move |yours| (expert, yours)));
        let counted = shifts.filter(|(expert, yours)| expert != yours).map(|(e, y)| (e, y, self.met(e, y)));
        counted.filter(|(.., times)| *times > 0).rev().max_by_key(|(.., times)| *times)
    }

    /// How far you and the expert agree beyond chance; no data is unknown to it.
    #[must_use]
    pub fn agreement(&self) -> Agreement {
        let number = |answer: &Answer| answer.rating().map(Rating::number);
        let yours = self.pairs.iter().map(|(yours, _)| number(yours)).collect();
        let expert = self.pairs.iter().map(|(_, expert)| number(expert)).collect();
        Agreement::of(&[yours, expert])
    }

    fn differences(&self) -> impl Iterator<Item = Difference> {
        self.pairs.iter().map(|(yours, expert)| Difference::between(*yours, *expert))
    }

    fn number(&self, is: impl Fn(Difference) -> bool) -> usize {
        self.differences().filter(|difference| is(*difference)).count()
    }
}

/// Every answer that can be given.
pub const ANSWERS: [Answer; 5] = [
    Answer::NoData,
    Answer::Rated(Rating::NotShown),
    Answer::Rated(Rating::Partial),
    Answer::Rated(Rating::Meets),
    Answer::Rated(Rating::Exceeds),
];

#[cfg(test)]
mod tests;
