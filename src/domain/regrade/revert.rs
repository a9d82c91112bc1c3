//! New levels without one of their changes, to see what it did.

use std::sync::Arc;

use crate::domain::difference::{Change, What};
use crate::domain::rubric::{Criterion, Level, Section};

/// The new levels as they would be without `change`. Nothing where that cannot be told; what comes
/// back need not be sound.
pub(super) fn without(old: &[Arc<Level>], new: &[Arc<Level>], change: &Change) -> Option<Vec<Arc<Level>>> {
    let mut levels = new.to_vec();
    match change.what {
        What::LevelGrade => {
            let grade = level(old, &change.level)?.grade;
            level_mut(&mut levels, &change.level)?.grade = grade;
        }
        What::SectionBar | What::SectionKind => {
            let was = section(old, change)?;
            let now = section_mut(&mut levels, change)?;
            if change.what == What::SectionBar { now.bar_percent = was.bar_percent } else { now.kind = was.kind }
        }
        What::Weight | What::MustHave | What::Implies => {
            let was = criterion(old, change.criterion.as_deref()?)?;
            let now = criterion_mut(&mut levels, change)?;
            match change.what {
                What::Weight => now.weight = was.weight,
                What::MustHave => now.must_have = was.must_have,
                _ => now.implies.clone_from(&was.implies),
            }
        }
        What::CriterionRenamed => rename(&mut levels, &change.after, &change.before),
        What::CriterionAdded => {
            let id = change.criterion.as_deref()?;
            section_mut(&mut levels, change)?.criteria.retain(|criterion| criterion.id != id);
            forget(&mut levels, &[id.to_owned()]);
        }
        What::CriterionRemoved => {
            let was = criterion(old, change.criterion.as_deref()?)?.clone();
            section_mut(&mut levels, change)?.criteria.push(was);
        }
        What::CriterionMoved => {
            let id = change.criterion.as_deref()?;
            let (was, home) = old.iter().find_map(|level| {
                let home = level.sections.iter().find(|section| section.criteria.iter().any(|known| known.id == id))?;
                Some((&level.id, &home.id))
            })?;
            let here = section_mut(&mut levels, change)?;
            let at = here.criteria.iter().position(|criterion| criterion.id == id)?;
            let moved = here.criteria.remove(at);
            let home = level_mut(&mut levels, was)?.sections.iter_mut().find(|section| section.id == *home)?;
            home.criteria.push(moved);
        }
        What::SectionAdded => {
            let added = section(new, change)?;
            // Only what came with it goes; of a criterion from elsewhere nobody could say where it belongs.
            let gone: Vec<String> = added.criteria.iter().map(|criterion| criterion.id.clone()).collect();
            if gone.iter().any(|id| criterion(old, id).is_some()) {
                return None;
            }
            level_mut(&mut levels, &change.level)?.sections.retain(|section| section.id != added.id);
            forget(&mut levels, &gone);
        }
        What::SectionRemoved => {
            let mut was = section(old, change)?.clone();
            was.criteria.retain(|known| criterion(new, &known.id).is_none());
            level_mut(&mut levels, &change.level)?.sections.push(was);
        }
        _ => return None,
    }
    Some(levels)
}

fn level<'l>(levels: &'l [Arc<Level>], id: &str) -> Option<&'l Level> {
    levels.iter().find(|level| level.id == id).map(Arc::as_ref)
}

fn section<'l>(levels: &'l [Arc<Level>], change: &Change) -> Option<&'l Section> {
    level(levels, &change.level)?.sections.iter().find(|section| Some(&section.id) == change.section.as_ref())
}

fn criterion<'l>(levels: &'l [Arc<Level>], id: &str) -> Option<&'l Criterion> {
    levels.iter().flat_map(|level| level.criteria()).find(|criterion| criterion.id == id)
}

fn level_mut<'l>(levels: &'l mut [Arc<Level>], id: &str) -> Option<&'l mut Level> {
    levels.iter_mut().find(|level| level.id == id).map(Arc::make_mut)
}

fn section_mut<'l>(levels: &'l mut [Arc<Level>], change: &Change) -> Option<&'l mut Section> {
    let level = level_mut(levels, &change.level)?;
    level.sections.iter_mut().find(|section| Some(&section.id) == change.section.as_ref())
}

fn criterion_mut<'l>(levels: &'l mut [Arc<Level>], change: &Change) -> Option<&'l mut Criterion> {
    let section = section_mut(levels, change)?;
    section.criteria.iter_mut().find(|criterion| Some(&criterion.id) == change.criterion.as_ref())
}

/// Every place that names a criterion, its own included, names it otherwise.
fn rename(levels: &mut [Arc<Level>], from: &str, to: &str) {
    for criterion in all_mut(levels) {
        if criterion.id == from {
            to.clone_into(&mut criterion.id);
        }
        for id in criterion.implies.iter_mut().filter(|id| *id == from) {
            to.clone_into(id);
        }
    }
}

/// Nothing implies these any more.
fn forget(levels: &mut [Arc<Level>], ids: &[String]) {
    for criterion in all_mut(levels) {
        criterion.implies.retain(|id| !ids.contains(id));
    }
}

fn all_mut(levels: &mut [Arc<Level>]) -> impl Iterator<Item = &mut Criterion> {
    let sections = levels.iter_mut().flat_map(|level| &mut Arc::make_mut(level).sections);
    sections.flat_map(|section| &mut section.criteria)
}
