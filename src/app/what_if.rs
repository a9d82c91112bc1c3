//! What would follow if a criterion were rated otherwise: tried over the screen and recorded nowhere.

use std::collections::BTreeMap;

use super::detail::{digit, shape};
use super::overlay::Page;
use super::prose::{Line, Tone};
use crate::domain::explain;
use crate::domain::grade::Recommendation;
use crate::domain::rating::{Answer, Rating};
use crate::domain::rubric::Rubric;
use crate::domain::what_if::what_if;
use crate::text;

/// Ratings that are only tried.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// What the rule would make of them.
    pub now: Recommendation,
    /// The selected criterion.
    pub selected: usize,
    /// First visible line.
    pub offset: usize,
    /// The page that it was opened from, to go back to.
    pub from: Option<Page>,
    recorded: Vec<Option<Rating>>,
    was: Recommendation,
    tried: BTreeMap<usize, Option<Rating>>,
    order: Vec<usize>,
}

impl WhatIf {
    /// Nothing tried yet. `order` is the order of the criteria on the screen.
    #[must_use]
    pub fn new(recorded: Vec<Option<Rating>>, was: Recommendation, order: Vec<usize>, selected: usize) -> Self {
        Self { now: was.clone(), selected, offset: 0, from: None, recorded, was, tried: BTreeMap::new(), order }
    }

    /// Tries a rating of the selected criterion, or that nothing is known of it.
    pub fn rate(&mut self, rubric: &Rubric, rating: Option<Rating>) {
        self.tried.insert(self.selected, rating);
        self.tried.retain(|&index, rating| *rating != self.recorded[index]);
        self.judge(rubric);
    }

    /// The selected criterion is again as it was recorded.
    pub fn restore(&mut self, rubric: &Rubric) {
        self.tried.remove(&self.selected);
        self.judge(rubric);
    }

    fn judge(&mut self, rubric: &Rubric) {
        let changes: Vec<_> = self.tried.iter().map(|(&index, &rating)| (index, rating)).collect();
        self.now = what_if(rubric, &self.recorded, &changes);
    }

    /// How many ratings are tried.
    #[must_use]
    pub fn count(&self) -> usize {
        self.tried.len()
    }

    /// Selects the criterion so many places further down, or up; at the ends it stays.
    pub fn go(&mut self, places: isize) {
        let at = self.order.iter().position(|&index| index == self.selected).unwrap_or(0);
        self.selected = self.order[at.saturating_add_signed(places).min(self.order.len() - 1)];
    }

    /// What would follow, in one sentence.
    #[must_use]
    pub fn outcome(&self, rubric: &Rubric) -> String {
        match (self.count(), explain::change(rubric, &self.was, &self.now)) {
            (0, _) => "nothing tried yet: 1-4 tries a rating, 0 that nothing is known".to_owned(),
            (_, Some(change)) => change,
            (_, None) => "proved and reachable levels stay as they are".to_owned(),
        }
    }

    /// The criteria under their sections, each with its rating and the one that is tried.
    #[must_use]
    pub fn lines(&self, rubric: &Rubric, columns: usize) -> Vec<(Option<usize>, Line)> {
        let mut lines = Vec::with_capacity(rubric.len() + 20);
        let mut group = None;
        for &index in &self.order {
            let place = rubric.place(index);
            if group != Some((place.level, place.section)) {
                group = Some((place.level, place.section));
                let label = rubric.levels()[place.level].label();
                lines.push((None, self.heading(rubric, place.level, place.section, &label, columns)));
            }
            let recorded = self.recorded[index].map(Answer::Rated);
            let mut line = Line::new()
                .word(Tone::Plain, "   ")
                .word(Tone::Rating(recorded), digit(recorded))
                .word(Tone::Rating(recorded), shape(recorded));
            line = match self.tried.get(&index) {
                Some(rating) => {
                    let tried = rating.map(Answer::Rated);
                    line.word(Tone::Pending, " → ")
                        .word(Tone::Rating(tried), digit(tried))
                        .word(Tone::Rating(tried), shape(tried))
                }
                None => line.word(Tone::Plain, "     "),
            };
            lines.push((Some(index), line.and(Tone::Plain, &format!(" {}", rubric.criterion(index).title))));
        }
        lines
    }

    fn heading(&self, rubric: &Rubric, level: usize, section: usize, label: &str, columns: usize) -> Line {
        let title = format!(" {label} · {}", rubric.levels()[level].sections[section].title);
        let Some(result) = self.now.section(level, section) else { return Line::of(Tone::Muted, &title) };
        let standing =
            format!("{:>2}/{:<2} needs {:<2}  {:<6}", result.earned, result.max, result.need, result.state.id());
        let room = columns.saturating_sub(standing.len() + 2);
        let title = text::pad(&text::fit(&text::clean(&title), room), room);
        Line::of(Tone::Accent, &title).and(super::why::state_tone(result.state), &standing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grade;
    use crate::storage::catalog::Family;

    #[test]
    fn what_is_tried_is_judged_and_taken_back_whole() {
        let rubric = Family::built_in().rubric_to("associate").expect("there is an Associate level");
        let recorded = vec![Some(Rating::Meets); rubric.len()];
        let was = grade::recommend(&rubric, &recorded);
        let mut trial = WhatIf::new(recorded, was.clone(), (0..rubric.len()).collect(), 0);
        trial.rate(&rubric, Some(Rating::Meets));
        assert_eq!(trial.count(), 0, "what is recorded is nothing tried");
        trial.rate(&rubric, Some(Rating::NotShown));
        assert_eq!(trial.outcome(&rubric), "proved and reachable levels stay as they are");
        trial.go(1);
        trial.rate(&rubric, None);
        trial.go(1);
        trial.rate(&rubric, Some(Rating::NotShown));
        assert_eq!(trial.now.floor, None);
        assert!(trial.outcome(&rubric).contains("Associate (grade 5) is out of reach"), "{}", trial.outcome(&rubric));
        for _ in 0..3 {
            trial.restore(&rubric);
            trial.go(-1);
        }
        assert_eq!((trial.count(), &trial.now), (0, &was));
    }
}
