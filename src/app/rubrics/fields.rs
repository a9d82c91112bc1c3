//! What can be changed of a level, section or criterion, field by field: what a field says, what typing
//! into it or stepping it does to the family, and where it stands in the level's file.

use std::sync::Arc;

use super::rows::Row;
use crate::domain::adapt::{CriterionEdit, Edit, LevelEdit, SectionEdit};
use crate::domain::rating::Rating;
use crate::domain::rubric::{self, Criterion, Level, Question, SectionKind};

/// A field of the selected row. Lists have a field for each item, and one that adds an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the field of the domain that has its name")]
pub enum Field {
    FamilyTitle,
    LevelTitle,
    Grade,
    Extends,
    Does(usize),
    NewDoes,
    SectionTitle,
    Kind,
    Bar,
    Title,
    Statement,
    Weight,
    MustHave,
    Minutes,
    Implies,
    Anchor(Rating),
    Question(usize),
    Ask(usize),
    Probe(usize, usize),
    NewProbe(usize),
    NewQuestion,
    LookFor(usize),
    NewLookFor,
    Competencies,
}

/// How a field is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// By typing a text, of one line or of more.
    Text {
        /// Whether line breaks have a place in it.
        lines: bool,
    },
    /// By typing a number, or with the arrows.
    Number,
    /// With the arrows.
    Choice,
    /// From a list.
    List,
    /// It adds an item to a list, which is then typed.
    New,
}

/// Kinds of questions, as files name them.
pub const QUESTION_KINDS: [&str; 3] = ["behavioural", "situational", "knowledge"];

impl Field {
    /// The fields of a row, top to bottom.
    #[must_use]
    pub fn all(levels: &[Arc<Level>], row: Row) -> Vec<Self> {
        if let Some(criterion) = row.criterion_of(levels) {
            return of_criterion(criterion);
        }
        if row.section.is_some() {
            return vec![Self::SectionTitle, Self::Kind, Self::Bar];
        }
        let Some(level) = levels.get(row.level) else { return Vec::new() };
        let mut fields = vec![Self::LevelTitle, Self::Grade, Self::Extends, Self::FamilyTitle];
        fields.extend((0..level.look_for.len()).map(Self::Does));
        fields.push(Self::NewDoes);
        fields
    }

    /// How it is changed.
    #[must_use]
    pub fn manner(self) -> Manner {
        match self {
            Self::Statement | Self::Anchor(_) | Self::Ask(_) => Manner::Text { lines: true },
            Self::FamilyTitle
            | Self::LevelTitle
            | Self::Does(_)
            | Self::SectionTitle
            | Self::Title
            | Self::Probe(..)
            | Self::LookFor(_)
            | Self::Competencies => Manner::Text { lines: false },
            Self::Grade | Self::Bar | Self::Weight | Self::Minutes => Manner::Number,
            Self::Extends | Self::Kind | Self::MustHave | Self::Question(_) => Manner::Choice,
            Self::Implies => Manner::List,
            Self::NewDoes | Self::NewProbe(_) | Self::NewQuestion | Self::NewLookFor => Manner::New,
        }
    }

    /// What stands before it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FamilyTitle => "Family",
            Self::LevelTitle | Self::SectionTitle | Self::Title => "Title",
            Self::Grade => "Grade",
            Self::Extends => "Builds on",
            Self::Does(_) => "  –",
            Self::NewDoes | Self::NewProbe(_) | Self::NewLookFor | Self::NewQuestion => "  +",
            Self::Kind => "Counts as",
            Self::Bar => "Bar",
            Self::Statement => "Statement",
            Self::Weight => "Weight",
            Self::MustHave => "Must-have",
            Self::Minutes => "Minutes",
            Self::Implies => "Implies",
            Self::Anchor(Rating::NotShown) => "1 Not shown",
            Self::Anchor(Rating::Partial) => "2 Partial",
            Self::Anchor(Rating::Meets) => "3 Meets",
            Self::Anchor(Rating::Exceeds) => "4 Exceeds",
            Self::Question(_) => "Question",
            Self::Ask(_) => "  ask",
            Self::Probe(..) => "  probe",
            Self::LookFor(_) => "Listen for",
            Self::Competencies => "Speaks of",
        }
    }

    /// What an empty text asks for.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::FamilyTitle => "What the job family is called",
            Self::LevelTitle => "What somebody at this level is called",
            Self::Does(_) => "One thing people at this level do",
            Self::SectionTitle => "What its criteria have in common",
            Self::Title => "A few words to find it by",
            Self::Statement => "One sentence with every clause that counts",
            Self::Anchor(Rating::NotShown) => "What does an answer lack that shows nothing of it?",
            Self::Anchor(Rating::Partial) => "What is there, and which clause is missing?",
            Self::Anchor(Rating::Meets) => "What does somebody say or do who meets all of it?",
            Self::Anchor(Rating::Exceeds) => "What goes beyond the statement?",
            Self::Ask(_) => "A question that cannot be answered with yes or no",
            Self::Probe(..) => "What to ask next",
            Self::LookFor(_) => "Something to listen for",
            Self::Competencies => "Ids of competencies, with commas",
            _ => "",
        }
    }

    /// What it says, as it is typed.
    #[must_use]
    pub fn text(self, levels: &[Arc<Level>], row: Row) -> String {
        let Some(level) = levels.get(row.level) else { return String::new() };
        let section = row.section_of(levels);
        let criterion = row.criterion_of(levels);
        let of_criterion = |get: &dyn Fn(&Criterion) -> Option<String>| criterion.and_then(get).unwrap_or_default();
        match self {
            Self::FamilyTitle => level.family_title.clone(),
            Self::LevelTitle => level.title.clone(),
            Self::Grade => level.grade.map(|grade| grade.to_string()).unwrap_or_default(),
            Self::Extends => level.extends.clone().unwrap_or_default(),
            Self::Does(line) => level.look_for.get(line).cloned().unwrap_or_default(),
            Self::SectionTitle => section.map(|section| section.title.clone()).unwrap_or_default(),
            Self::Kind => section.map(|section| kind_words(section.kind).to_owned()).unwrap_or_default(),
            Self::Bar => section.map(|section| section.bar_percent.to_string()).unwrap_or_default(),
            Self::Title => of_criterion(&|c| Some(c.title.clone())),
            Self::Statement => of_criterion(&|c| Some(c.statement.clone())),
            Self::Weight => of_criterion(&|c| Some(c.weight.to_string())),
            Self::MustHave => of_criterion(&|c| Some(if c.must_have { "yes" } else { "no" }.to_owned())),
            Self::Minutes => of_criterion(&|c| Some(c.minutes.to_string())),
            Self::Implies => of_criterion(&|c| Some(c.implies.join(", "))),
            Self::Anchor(rating) => of_criterion(&|c| Some(c.anchors[usize::from(rating.number() - 1)].clone())),
            Self::Question(q) => of_criterion(&|c| Some(c.questions.get(q)?.kind.clone())),
            Self::Ask(q) => of_criterion(&|c| Some(c.questions.get(q)?.ask.clone())),
            Self::Probe(q, p) => of_criterion(&|c| c.questions.get(q)?.probes.get(p).cloned()),
            Self::LookFor(line) => of_criterion(&|c| c.look_for.get(line).cloned()),
            Self::Competencies => of_criterion(&|c| Some(c.competencies.join(", "))),
            Self::NewDoes | Self::NewProbe(_) | Self::NewQuestion | Self::NewLookFor => String::new(),
        }
    }

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

    /// Its JSON path below the row's own.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::FamilyTitle => "family_title".to_owned(),
            Self::LevelTitle | Self::SectionTitle | Self::Title => "title".to_owned(),
            Self::Grade => "grade".to_owned(),
            Self::Extends => "extends".to_owned(),
            Self::Does(line) | Self::LookFor(line) => format!("look_for[{line}]"),
            Self::NewDoes | Self::NewLookFor => "look_for".to_owned(),
            Self::Kind => "kind".to_owned(),
            Self::Bar => "bar_percent".to_owned(),
            Self::Statement => "statement".to_owned(),
            Self::Weight => "weight".to_owned(),
            Self::MustHave => "must_have".to_owned(),
            Self::Minutes => "minutes".to_owned(),
            Self::Implies => "implies".to_owned(),
            Self::Anchor(rating) => format!("anchors.{}", rating.number()),
            Self::Question(q) => format!("questions[{q}]"),
            Self::Ask(q) => format!("questions[{q}].ask"),
            Self::Probe(q, p) => format!("questions[{q}].probes[{p}]"),
            Self::NewProbe(q) => format!("questions[{q}].probes"),
            Self::NewQuestion => "questions".to_owned(),
            Self::Competencies => "competencies".to_owned(),
        }
    }
}

fn of_criterion(criterion: &Criterion) -> Vec<Field> {
    let mut fields = vec![Field::Title, Field::Statement];
    fields.extend(Rating::ALL.map(Field::Anchor));
    for (q, question) in criterion.questions.iter().enumerate() {
        fields.extend([Field::Question(q), Field::Ask(q)]);
        fields.extend((0..question.probes.len()).map(|p| Field::Probe(q, p)));
        fields.push(Field::NewProbe(q));
    }
    fields.push(Field::NewQuestion);
    fields.extend((0..criterion.look_for.len()).map(Field::LookFor));
    fields.push(Field::NewLookFor);
    fields.extend([Field::Weight, Field::MustHave, Field::Minutes, Field::Implies, Field::Competencies]);
    fields
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

/// How a section counts, in words.
#[must_use]
pub fn kind_words(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Required => "required",
        SectionKind::Additional => "additional",
    }
}
