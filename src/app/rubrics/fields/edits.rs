//! What typing into a field, stepping it, adding to it or removing it does to the family.

use std::sync::Arc;

use super::{Field, Manner, QUESTION_KINDS};
use crate::app::rubrics::rows::Row;
use crate::domain::adapt::{CriterionEdit, Edit, LevelEdit, SectionEdit};
use crate::domain::rubric::{self, Level, Question, SectionKind};

impl Field {
    /// What putting a text into it does to the family.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn edit(self, levels: &[Arc<Level>], row: Row, text: &str) -> Result<Edit, String> {
        let gone = || "this is not there any more".to_owned();
        let level = levels.get(row.level).ok_or_else(gone)?;
        let text =
            if self.manner() == (Manner::Text { lines: true }) { text.to_owned() } else { text.replace('\n', " ") };
        match self {
            Self::FamilyTitle => return Ok(Edit::FamilyTitle(text)),
            Self::LevelTitle => return Ok(of_level(level, LevelEdit::Title(text))),
            Self::Does(line) => return Ok(of_level(level, LevelEdit::LookFor(with(&level.look_for, line, text)))),
            Self::Grade if text.trim().is_empty() => return Ok(of_level(level, LevelEdit::Grade(None))),
            Self::Grade => return Ok(of_level(level, LevelEdit::Grade(Some(number(&text, 0, u32::MAX)?)))),
            _ => {}
        }
        let section = row.section_of(levels).ok_or_else(gone)?;
        let in_section = |edit| Edit::Section { level: level.id.clone(), section: section.id.clone(), edit };
        match self {
            Self::SectionTitle => return Ok(in_section(SectionEdit::Title(text))),
            Self::Bar => return Ok(in_section(SectionEdit::Bar(number(&text, 1, 100)?))),
            _ => {}
        }
        let criterion = row.criterion_of(levels).ok_or_else(gone)?;
        let question = |q: usize| criterion.questions.get(q).cloned().ok_or_else(gone);
        let edit = match self {
            Self::Title => CriterionEdit::Title(text),
            Self::Statement => CriterionEdit::Statement(text),
            Self::Weight => CriterionEdit::Weight(number(&text, 1, 3)?),
            Self::Minutes => CriterionEdit::Minutes(number(&text, 0, 600)?),
            Self::Anchor(rating) => CriterionEdit::Anchor(rating, text),
            Self::Ask(q) if q == criterion.questions.len() => {
                let kind = QUESTION_KINDS[0].to_owned();
                CriterionEdit::AddQuestion(Question { kind, ask: text, probes: Vec::new() })
            }
            Self::Ask(q) => CriterionEdit::Question(q, Question { ask: text, ..question(q)? }),
            Self::Probe(q, p) => {
                let question = question(q)?;
                let probes = with(&question.probes, p, text);
                CriterionEdit::Question(q, Question { probes, ..question })
            }
            Self::LookFor(line) => CriterionEdit::LookFor(with(&criterion.look_for, line, text)),
            Self::Competencies => {
                let ids = text.split(',').map(str::trim).filter(|id| !id.is_empty());
                CriterionEdit::Competencies(ids.map(str::to_owned).collect())
            }
            _ => return Err("nothing is typed here".to_owned()),
        };
        Ok(Edit::Criterion { criterion: criterion.id.clone(), edit })
    }

    /// The next or previous value of a number or a choice; nothing where it is at an end.
    #[must_use]
    pub fn step(self, levels: &[Arc<Level>], row: Row, forward: bool) -> Option<Edit> {
        let level = levels.get(row.level)?;
        let stepped = |now: u32, by: u32, least: u32, most: u32| {
            let next = if forward { now.saturating_add(by) } else { now.saturating_sub(by) }.clamp(least, most);
            (next != now).then_some(next)
        };
        match self {
            Self::Grade => {
                let next = match level.grade {
                    None if forward => Some(1),
                    None => return None,
                    Some(0 | 1) if !forward => None,
                    Some(grade) => Some(stepped(grade, 1, 1, 1_000)?),
                };
                return Some(of_level(level, LevelEdit::Grade(next)));
            }
            Self::Extends => {
                let choices = below(levels, row.level);
                let at = choices.iter().position(|id| *id == level.extends).unwrap_or(0);
                let next = if forward { (at + 1) % choices.len() } else { (at + choices.len() - 1) % choices.len() };
                return (choices[next] != level.extends)
                    .then(|| of_level(level, LevelEdit::Extends(choices[next].clone())));
            }
            _ => {}
        }
        let section = row.section_of(levels)?;
        let in_section = |edit| Edit::Section { level: level.id.clone(), section: section.id.clone(), edit };
        match self {
            Self::Kind => {
                return Some(in_section(SectionEdit::Kind(match section.kind {
                    SectionKind::Required => SectionKind::Additional,
                    SectionKind::Additional => SectionKind::Required,
                })));
            }
            Self::Bar => return Some(in_section(SectionEdit::Bar(stepped(section.bar_percent, 5, 1, 100)?))),
            _ => {}
        }
        let criterion = row.criterion_of(levels)?;
        let edit = match self {
            Self::Weight => CriterionEdit::Weight(stepped(criterion.weight, 1, 1, 3)?),
            Self::Minutes => CriterionEdit::Minutes(stepped(criterion.minutes, 1, 0, 600)?),
            Self::MustHave => CriterionEdit::MustHave(!criterion.must_have),
            Self::Question(q) => {
                let question = criterion.questions.get(q)?;
                let n = QUESTION_KINDS.len();
                let at = QUESTION_KINDS.iter().position(|kind| *kind == question.kind).unwrap_or(n - 1);
                let kind = QUESTION_KINDS[if forward { at + 1 } else { at + n - 1 } % n].to_owned();
                CriterionEdit::Question(q, Question { kind, ..question.clone() })
            }
            _ => return None,
        };
        Some(Edit::Criterion { criterion: criterion.id.clone(), edit })
    }

    /// What removing it does to the family; nothing for what is always there.
    #[must_use]
    pub fn removal(self, levels: &[Arc<Level>], row: Row) -> Option<Edit> {
        let level = levels.get(row.level)?;
        if let Self::Does(line) = self {
            return Some(of_level(level, LevelEdit::LookFor(without(&level.look_for, line)?)));
        }
        let criterion = row.criterion_of(levels)?;
        let edit = match self {
            Self::Question(q) | Self::Ask(q) => {
                criterion.questions.get(q)?;
                CriterionEdit::RemoveQuestion(q)
            }
            Self::Probe(q, p) => {
                let question = criterion.questions.get(q)?;
                CriterionEdit::Question(q, Question { probes: without(&question.probes, p)?, ..question.clone() })
            }
            Self::LookFor(line) => CriterionEdit::LookFor(without(&criterion.look_for, line)?),
            _ => return None,
        };
        Some(Edit::Criterion { criterion: criterion.id.clone(), edit })
    }

    /// The item that the adding field adds.
    #[must_use]
    pub fn added(self, levels: &[Arc<Level>], row: Row) -> Option<Self> {
        let criterion = row.criterion_of(levels);
        match self {
            Self::NewDoes => Some(Self::Does(levels.get(row.level)?.look_for.len())),
            Self::NewProbe(q) => Some(Self::Probe(q, criterion?.questions.get(q)?.probes.len())),
            Self::NewQuestion => Some(Self::Ask(criterion?.questions.len())),
            Self::NewLookFor => Some(Self::LookFor(criterion?.look_for.len())),
            _ => None,
        }
    }
}

/// What a level could build on: nothing, or any level that does not build on it.
fn below(levels: &[Arc<Level>], own: usize) -> Vec<Option<String>> {
    let others = levels.iter().filter(|level| match rubric::chain_to(levels, &level.id) {
        Some(chain) => chain.iter().all(|below| below.id != levels[own].id),
        // What is broken itself is nothing to build on.
        None => false,
    });
    std::iter::once(None).chain(others.map(|level| Some(level.id.clone()))).collect()
}

fn of_level(level: &Level, edit: LevelEdit) -> Edit {
    Edit::Level { level: level.id.clone(), edit }
}

/// The list with another text in one place; past the end it is added.
fn with(list: &[String], at: usize, text: String) -> Vec<String> {
    let mut list = list.to_vec();
    match list.get_mut(at) {
        Some(item) => *item = text,
        None => list.push(text),
    }
    list
}

fn without(list: &[String], at: usize) -> Option<Vec<String>> {
    let mut list = list.to_vec();
    (at < list.len()).then(|| list.remove(at))?;
    Some(list)
}

fn number(text: &str, least: u32, most: u32) -> Result<u32, String> {
    let number = text.trim().parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| match most {
        u32::MAX => "a whole number".to_owned(),
        _ => format!("a number from {least} to {most}"),
    })
}
