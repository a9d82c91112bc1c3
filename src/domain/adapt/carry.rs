//! Edits carried out on a list of levels. What an edit refuses, it refuses before it changes anything.

use std::sync::Arc;

use super::edit::{CriterionEdit, Direction, Edit, LevelEdit, Part, Refused, SectionEdit, Spot};
use super::names;
use crate::domain::limits;
use crate::domain::rubric::{Criterion, DEFAULT_BAR_PERCENT, Level, Section};

type Levels = Vec<Arc<Level>>;

/// Carries out an edit and tells where it happened.
pub(super) fn out(levels: &mut Levels, edit: Edit) -> Result<Spot, Refused> {
    match edit {
        Edit::FamilyTitle(title) => {
            fits(&[&title])?;
            for level in levels {
                Arc::make_mut(level).family_title.clone_from(&title);
            }
            Ok(Spot::default())
        }
        Edit::AddLevel { title, grade, extends } => add_level(levels, title, grade, extends),
        Edit::Level { level, edit } => on_level(levels, &level, edit),
        Edit::Section { level, section, edit } => on_section(levels, &level, &section, edit),
        Edit::Criterion { criterion, edit } => on_criterion(levels, &criterion, edit),
    }
}

/// A criterion by its id.
pub(super) fn criterion<'a>(levels: &'a [Arc<Level>], id: &str) -> Option<&'a Criterion> {
    levels.iter().flat_map(|level| level.criteria()).find(|criterion| criterion.id == id)
}

/// A criterion by its id, to change it.
pub(super) fn criterion_mut<'a>(levels: &'a mut [Arc<Level>], id: &str) -> Option<&'a mut Criterion> {
    let (l, s, c) = place(levels, id)?;
    Some(&mut Arc::make_mut(&mut levels[l]).sections[s].criteria[c])
}

fn place(levels: &[Arc<Level>], id: &str) -> Option<(usize, usize, usize)> {
    levels.iter().enumerate().find_map(|(l, level)| {
        let within = |section: &Section| section.criteria.iter().position(|criterion| criterion.id == id);
        level.sections.iter().enumerate().find_map(|(s, section)| Some((l, s, within(section)?)))
    })
}

fn level_at(levels: &[Arc<Level>], id: &str) -> Result<usize, Refused> {
    levels.iter().position(|level| level.id == id).ok_or_else(|| Refused::NoLevel(id.to_owned()))
}

fn section_at(level: &Level, id: &str) -> Result<usize, Refused> {
    level.sections.iter().position(|section| section.id == id).ok_or_else(|| Refused::NoSection(id.to_owned()))
}

fn fits(texts: &[&String]) -> Result<(), Refused> {
    if texts.iter().any(|text| text.len() > limits::TEXT_BYTES) { Err(Refused::TooLong) } else { Ok(()) }
}

fn all_fit(texts: &[String]) -> Result<(), Refused> {
    fits(&texts.iter().collect::<Vec<_>>())
}

fn bounded(what: &'static str, number: u32, least: u32, most: u32) -> Result<u32, Refused> {
    if (least..=most).contains(&number) { Ok(number) } else { Err(Refused::OutOfBounds { what, least, most }) }
}

fn neighbour(at: usize, length: usize, direction: Direction) -> Result<usize, Refused> {
    match direction {
        Direction::Up => at.checked_sub(1).ok_or(Refused::First),
        Direction::Down => Some(at + 1).filter(|&next| next < length).ok_or(Refused::Last),
    }
}

fn add_level(levels: &mut Levels, title: String, grade: Option<u32>, extends: Option<String>) -> Result<Spot, Refused> {
    fits(&[&title])?;
    let at = match &extends {
        Some(below) => level_at(levels, below)? + 1,
        None => levels.len(),
    };
    let (family, family_title) =
        levels.first().map(|level| (level.family.clone(), level.family_title.clone())).unwrap_or_default();
    let id = names::level(&title, &family_title, |id| levels.iter().any(|level| level.id == id));
    let spot = Spot { level: id.clone(), ..Spot::default() };
    levels.insert(at, Arc::new(Level { family, family_title, id, title, grade, extends, ..Level::default() }));
    Ok(spot)
}

fn on_level(levels: &mut Levels, id: &str, edit: LevelEdit) -> Result<Spot, Refused> {
    let at = level_at(levels, id)?;
    let mut spot = Spot { level: id.to_owned(), ..Spot::default() };
    match edit {
        LevelEdit::Title(title) => {
            fits(&[&title])?;
            Arc::make_mut(&mut levels[at]).title = title;
        }
        LevelEdit::Grade(grade) => Arc::make_mut(&mut levels[at]).grade = grade,
        LevelEdit::Extends(below) => {
            if let Some(below) = &below {
                level_at(levels, below)?;
                if below == id || below_of(levels, below).contains(&id) {
                    return Err(Refused::Circle(below.clone()));
                }
            }
            Arc::make_mut(&mut levels[at]).extends = below;
        }
        LevelEdit::LookFor(lines) => {
            all_fit(&lines)?;
            Arc::make_mut(&mut levels[at]).look_for = lines;
        }
        LevelEdit::AddSection { title, kind } => {
            fits(&[&title])?;
            let level = Arc::make_mut(&mut levels[at]);
            let id = names::section(&title, |id| level.sections.iter().any(|section| section.id == id));
            spot.section = Some(id.clone());
            level.sections.push(Section { id, title, kind, bar_percent: DEFAULT_BAR_PERCENT, criteria: Vec::new() });
        }
        LevelEdit::Remove => {
            if levels.len() == 1 {
                return Err(Refused::OnlyLevel);
            }
            let removed = levels.remove(at);
            for level in levels.iter_mut().filter(|level| level.extends.as_deref() == Some(id)) {
                Arc::make_mut(level).extends.clone_from(&removed.extends);
            }
            forget(levels, removed.criteria());
            let near = at.min(levels.len() - 1);
            take_out_level(Arc::make_mut(&mut levels[near]), &removed);
            spot.level.clone_from(&levels[near].id);
        }
    }
    Ok(spot)
}

fn on_section(levels: &mut Levels, level_id: &str, id: &str, edit: SectionEdit) -> Result<Spot, Refused> {
    let l = level_at(levels, level_id)?;
    let s = section_at(&levels[l], id)?;
    let mut spot = Spot { level: level_id.to_owned(), section: Some(id.to_owned()), criterion: None };
    match edit {
        SectionEdit::Title(title) => {
            fits(&[&title])?;
            Arc::make_mut(&mut levels[l]).sections[s].title = title;
        }
        SectionEdit::Kind(kind) => Arc::make_mut(&mut levels[l]).sections[s].kind = kind,
        SectionEdit::Bar(percent) => {
            let percent = bounded("the bar in percent", percent, 1, 100)?;
            Arc::make_mut(&mut levels[l]).sections[s].bar_percent = percent;
        }
        SectionEdit::Move(direction) => {
            let to = neighbour(s, levels[l].sections.len(), direction)?;
            Arc::make_mut(&mut levels[l]).sections.swap(s, to);
        }
        SectionEdit::AddCriterion { at, part } => spot.criterion = Some(add(levels, (l, s, at), part)?),
        SectionEdit::AddFromLookFor { line, take } => {
            let statement = levels[l].look_for.get(line).ok_or(Refused::NoLine(line))?.clone();
            let part = Part { title: names::title_of(&statement), statement };
            spot.criterion = Some(add(levels, (l, s, usize::MAX), part)?);
            if take {
                Arc::make_mut(&mut levels[l]).look_for.remove(line);
            }
        }
        SectionEdit::Remove => {
            let level = Arc::make_mut(&mut levels[l]);
            let removed = level.sections.remove(s);
            let near = level.sections.get(s).or(level.sections.last());
            spot.section = near.map(|section| section.id.clone());
            take_out(level, &removed.criteria);
            forget(levels, removed.criteria.iter());
        }
    }
    Ok(spot)
}

/// Remembers the document's words of criteria that are removed, so that the next import leaves them out.
fn take_out(level: &mut Level, removed: &[Criterion]) {
    for text in removed.iter().filter_map(|criterion| criterion.imported.as_ref()) {
        if !level.taken_out.contains(text) {
            level.taken_out.push(text.clone());
        }
    }
}

/// Remembers the document's heading of a level that is removed, and those that it remembered itself.
fn take_out_level(near: &mut Level, removed: &Level) {
    let own = removed.source.iter().map(|source| &source.heading).filter(|heading| !heading.is_empty());
    for heading in removed.levels_taken_out.iter().chain(own) {
        if !near.levels_taken_out.contains(heading) {
            near.levels_taken_out.push(heading.clone());
        }
    }
}

/// Adds a criterion to a section and tells its id.
fn add(levels: &mut Levels, (l, s, at): (usize, usize, usize), part: Part) -> Result<String, Refused> {
    let Part { title, statement } = part;
    fits(&[&title, &statement])?;
    let id = new_id(levels, l, &title, &statement);
    let criterion = Criterion::unwritten(id.clone(), title, statement);
    let criteria = &mut Arc::make_mut(&mut levels[l]).sections[s].criteria;
    criteria.insert(at.min(criteria.len()), criterion);
    Ok(id)
}

fn new_id(levels: &[Arc<Level>], l: usize, title: &str, statement: &str) -> String {
    let words = if title.trim().is_empty() { statement } else { title };
    names::criterion(&levels[l].id, words, |id| criterion(levels, id).is_some())
}

fn on_criterion(levels: &mut Levels, id: &str, edit: CriterionEdit) -> Result<Spot, Refused> {
    let (l, s, c) = place(levels, id).ok_or_else(|| Refused::NoCriterion(id.to_owned()))?;
    let level = &levels[l];
    let mut spot =
        Spot { level: level.id.clone(), section: Some(level.sections[s].id.clone()), criterion: Some(id.to_owned()) };
    match edit {
        CriterionEdit::Move(direction) => {
            let to = neighbour(c, level.sections[s].criteria.len(), direction)?;
            Arc::make_mut(&mut levels[l]).sections[s].criteria.swap(c, to);
        }
        CriterionEdit::MoveTo { section, at } => {
            let to = section_at(level, &section)?;
            let sections = &mut Arc::make_mut(&mut levels[l]).sections;
            let moved = sections[s].criteria.remove(c);
            let criteria = &mut sections[to].criteria;
            criteria.insert(at.min(criteria.len()), moved);
            spot.section = Some(section);
        }
        CriterionEdit::Split { first, second } => spot.criterion = Some(split(levels, (l, s, c), first, second)?),
        CriterionEdit::Remove => {
            let level = Arc::make_mut(&mut levels[l]);
            let criteria = &mut level.sections[s].criteria;
            let removed = criteria.remove(c);
            let near = criteria.get(c).or(criteria.last());
            spot.criterion = near.map(|criterion| criterion.id.clone());
            take_out(level, std::slice::from_ref(&removed));
            forget(levels, std::iter::once(&removed));
        }
        CriterionEdit::Implies(ids) => {
            let below = below_of(levels, &levels[l].id);
            let lower = |id: &String| {
                let home = place(levels, id).map(|(l, ..)| levels[l].id.as_str());
                home.is_some_and(|home| below.contains(&home))
            };
            if let Some(stray) = ids.iter().find(|id| !lower(id)) {
                return Err(Refused::NotLower(stray.clone()));
            }
            let mut once: Vec<String> = Vec::new();
            for id in ids {
                if !once.contains(&id) {
                    once.push(id);
                }
            }
            Arc::make_mut(&mut levels[l]).sections[s].criteria[c].implies = once;
        }
        edit => set(levels, (l, s, c), edit)?,
    }
    Ok(spot)
}

/// Sets what a criterion says, looking at nothing else.
fn set(levels: &mut Levels, (l, s, c): (usize, usize, usize), edit: CriterionEdit) -> Result<(), Refused> {
    // A copy, so that a refusal has changed nothing.
    let mut criterion = levels[l].sections[s].criteria[c].clone();
    match edit {
        CriterionEdit::Title(title) => {
            fits(&[&title])?;
            criterion.title = title;
        }
        CriterionEdit::Statement(statement) => {
            fits(&[&statement])?;
            criterion.statement = statement;
        }
        CriterionEdit::Anchor(rating, anchor) => {
            fits(&[&anchor])?;
            let place = &mut criterion.anchors[usize::from(rating.number() - 1)];
            criterion.generated_anchors &= *place == anchor;
            *place = anchor;
        }
        CriterionEdit::AddQuestion(question) => {
            fits(&[&question.ask, &question.kind])?;
            all_fit(&question.probes)?;
            criterion.questions.push(question);
        }
        CriterionEdit::Question(at, question) => {
            fits(&[&question.ask, &question.kind])?;
            all_fit(&question.probes)?;
            *criterion.questions.get_mut(at).ok_or(Refused::NoQuestion(at))? = question;
        }
        CriterionEdit::RemoveQuestion(at) => {
            criterion.questions.get(at).ok_or(Refused::NoQuestion(at))?;
            criterion.questions.remove(at);
        }
        CriterionEdit::LookFor(lines) => {
            all_fit(&lines)?;
            criterion.look_for = lines;
        }
        CriterionEdit::Weight(weight) => criterion.weight = bounded("the weight", weight, 1, 3)?,
        CriterionEdit::MustHave(must_have) => criterion.must_have = must_have,
        CriterionEdit::Minutes(minutes) => {
            criterion.minutes = bounded("the minutes", minutes, 0, limits::PLANNED_MINUTES)?;
        }
        CriterionEdit::Competencies(ids) => {
            all_fit(&ids)?;
            criterion.competencies = ids;
        }
        CriterionEdit::Implies(_)
        | CriterionEdit::Move(_)
        | CriterionEdit::MoveTo { .. }
        | CriterionEdit::Split { .. }
        | CriterionEdit::Remove => {}
    }
    Arc::make_mut(&mut levels[l]).sections[s].criteria[c] = criterion;
    Ok(())
}

/// Makes two criteria of one and tells the id of the second.
fn split(levels: &mut Levels, (l, s, c): (usize, usize, usize), first: Part, second: Part) -> Result<String, Refused> {
    let nothing = |part: &Part| part.title.trim().is_empty() && part.statement.trim().is_empty();
    if nothing(&first) || nothing(&second) {
        return Err(Refused::EmptyPart);
    }
    fits(&[&first.title, &first.statement, &second.title, &second.statement])?;
    let id = new_id(levels, l, &second.title, &second.statement);
    let criteria = &mut Arc::make_mut(&mut levels[l]).sections[s].criteria;
    let whole = &mut criteria[c];
    // What the whole proved of lower levels, nobody knows of the part.
    let part = Criterion {
        source: whole.source.clone(),
        weight: whole.weight,
        must_have: whole.must_have,
        minutes: whole.minutes,
        competencies: whole.competencies.clone(),
        ..Criterion::unwritten(id.clone(), second.title, second.statement)
    };
    whole.title = first.title;
    whole.statement = first.statement;
    criteria.insert(c + 1, part);
    Ok(id)
}

/// Ids of the levels below one. A circle, which a file may hold, ends.
fn below_of<'a>(levels: &'a [Arc<Level>], id: &str) -> Vec<&'a str> {
    let mut below: Vec<&str> = Vec::new();
    let mut next = levels.iter().find(|level| level.id == id);
    while let Some(parent) = next.and_then(|level| level.extends.as_deref()) {
        if below.contains(&parent) {
            break;
        }
        below.push(parent);
        next = levels.iter().find(|level| level.id == parent);
    }
    below
}

/// Takes criteria that are gone out of what others imply.
fn forget<'a>(levels: &mut Levels, gone: impl Iterator<Item = &'a Criterion>) {
    let gone: Vec<&str> = gone.map(|criterion| criterion.id.as_str()).collect();
    let is_gone = |id: &String| gone.contains(&id.as_str());
    for level in levels {
        if level.criteria().any(|criterion| criterion.implies.iter().any(is_gone)) {
            for criterion in Arc::make_mut(level).sections.iter_mut().flat_map(|section| &mut section.criteria) {
                criterion.implies.retain(|id| !is_gone(id));
            }
        }
    }
}
