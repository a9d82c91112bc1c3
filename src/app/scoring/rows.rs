//! The rows of the list: the target level first, the lower ones after it, folded and filtered.

use std::collections::HashSet;

use super::Scoring;

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// Heading of a level.
    Level(usize),
    /// Heading of a section: level and section.
    Section(usize, usize),
    /// A criterion.
    Criterion(usize),
}

/// Which criteria are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// All.
    All,
    /// Those without an answer.
    Unrated,
    /// Those to come back to.
    Flagged,
    /// Those in focus.
    Focus,
}

impl Filter {
    /// The word on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unrated => "unrated",
            Self::Flagged => "flagged",
            Self::Focus => "focus",
        }
    }
}

/// What is listed and where the cursor stands, to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    cursor: Row,
    offset: usize,
    filter: Filter,
    folded: HashSet<(usize, Option<usize>)>,
    detail_scroll: usize,
}

impl Scoring {
    /// Where things stand now.
    #[must_use]
    pub fn whereabouts(&self) -> Whereabouts {
        Whereabouts {
            cursor: self.cursor,
            offset: self.offset,
            filter: self.filter,
            folded: self.folded.clone(),
            detail_scroll: self.detail_scroll,
        }
    }

    /// Goes back to where things stood.
    pub fn go_back(&mut self, to: &Whereabouts) {
        let Whereabouts { cursor, offset, filter, folded, detail_scroll } = to.clone();
        (self.cursor, self.offset, self.filter, self.folded, self.detail_scroll) =
            (cursor, offset, filter, folded, detail_scroll);
        self.relist();
        self.settle();
    }

    /// All criteria in list order, whatever is folded or filtered.
    pub(in crate::app) fn order(&self) -> Vec<usize> {
        let rubric = self.session.interview.rubric();
        (0..rubric.levels().len())
            .rev()
            .flat_map(|level| {
                (0..rubric.levels()[level].sections.len()).flat_map(move |section| rubric.section_range(level, section))
            })
            .collect()
    }

    /// Makes the list anew. The selected criterion stays listed even when the filter no longer fits
    /// it, so that nothing vanishes under the cursor.
    pub(super) fn relist(&mut self) {
        let rubric = self.session.interview.rubric();
        let mut rows = Vec::with_capacity(rubric.len() + 20);
        for level in (0..rubric.levels().len()).rev() {
            let sections = 0..rubric.levels()[level].sections.len();
            if !sections.clone().any(|section| rubric.section_range(level, section).any(|i| self.passes(i))) {
                continue;
            }
            rows.push(Row::Level(level));
            if self.is_folded(level, None) {
                continue;
            }
            for section in sections {
                let range = rubric.section_range(level, section);
                if !range.clone().any(|i| self.passes(i)) {
                    continue;
                }
                rows.push(Row::Section(level, section));
                if !self.is_folded(level, Some(section)) {
                    rows.extend(range.filter(|&i| self.passes(i)).map(Row::Criterion));
                }
            }
        }
        self.rows = rows;
    }

    /// Whether a criterion is listed.
    pub(super) fn passes(&self, index: usize) -> bool {
        self.cursor == Row::Criterion(index) || self.in_filter(index)
    }

    /// Whether the filter fits a criterion.
    pub(super) fn in_filter(&self, index: usize) -> bool {
        let interview = &self.session.interview;
        match self.filter {
            Filter::All => true,
            Filter::Unrated => interview.mark(index).answer.is_none(),
            Filter::Flagged => interview.mark(index).flagged,
            Filter::Focus => interview.criterion_in_focus(index),
        }
    }

    /// The next filter that lists anything.
    pub(super) fn next_filter(&self) -> Filter {
        let tally = self.session.interview.tally();
        let order = [Filter::All, Filter::Unrated, Filter::Flagged, Filter::Focus];
        let at = order.iter().position(|filter| *filter == self.filter).unwrap_or(0);
        (1..=order.len())
            .map(|step| order[(at + step) % order.len()])
            .find(|filter| match filter {
                Filter::All => true,
                Filter::Unrated => tally.open > 0,
                Filter::Flagged => tally.flagged > 0,
                Filter::Focus => !self.session.interview.start().focus.is_empty(),
            })
            .unwrap_or(Filter::All)
    }

    /// Whether a row can be selected: criteria, and headings of what is folded.
    pub(super) fn is_selectable(&self, row: Row) -> bool {
        match row {
            Row::Criterion(_) => true,
            Row::Section(level, section) => self.is_folded(level, Some(section)),
            Row::Level(level) => self.is_folded(level, None),
        }
    }

    /// The selectable row nearest to a cursor that is not listed any more; nothing in an empty list.
    pub(super) fn nearest(&self) -> Option<Row> {
        let rubric = self.session.interview.rubric();
        let (level, section) = match self.cursor {
            Row::Criterion(index) if index < rubric.len() => {
                let place = rubric.place(index);
                (place.level, Some(place.section))
            }
            Row::Section(level, section) => (level, Some(section)),
            Row::Level(level) => (level, None),
            Row::Criterion(_) => (rubric.levels().len() - 1, None),
        };
        let same_section = |row: &&Row| self.group_of(**row) == (level, section);
        let same_level = |row: &&Row| self.group_of(**row).0 == level;
        let listed = || self.rows.iter().filter(|row| self.is_selectable(**row));
        listed().find(same_section).or_else(|| listed().find(same_level)).or_else(|| listed().next()).copied()
    }

    /// The level and section of a row.
    pub(super) fn group_of(&self, row: Row) -> (usize, Option<usize>) {
        match row {
            Row::Criterion(index) => {
                let place = self.session.interview.rubric().place(index);
                (place.level, Some(place.section))
            }
            Row::Section(level, section) => (level, Some(section)),
            Row::Level(level) => (level, None),
        }
    }

    /// The level and section of the selected row.
    pub(super) fn group(&self) -> (usize, Option<usize>) {
        self.group_of(self.cursor)
    }

    pub(super) fn toggle_fold(&mut self, level: usize, section: Option<usize>) {
        if !self.folded.remove(&(level, section)) {
            self.folded.insert((level, section));
            let inside = match (self.cursor, section) {
                (Row::Level(_), _) => false,
                (row, None) => self.group_of(row).0 == level,
                (row, Some(_)) => self.group_of(row) == (level, section),
            };
            if inside {
                self.cursor = section.map_or(Row::Level(level), |section| Row::Section(level, section));
            }
        }
    }
}
