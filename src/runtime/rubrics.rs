//! What is read of the rubrics, and a family put into the user's folder.

use std::sync::Arc;

use super::background::Background;
use crate::app::message::{FamilyNotSaved, FamilySaved, Message};
use crate::app::rubrics::{FamilyRead, RubricsRead};
use crate::domain::adapt::{Adaptation, Origin, Work};
use crate::domain::rubric::Level;
use crate::storage::catalog::{self, BUILT_IN, Catalog, Family};
use crate::storage::families::{self, NotSaved, Saved, Theirs};
use crate::storage::{FileProblem, adapting, shown};

impl Background {
    /// Every family, with the work on it that was kept.
    pub fn rubrics(&self) -> Message {
        let catalog = Catalog::load(&self.rubrics);
        let mut problems: Vec<String> = catalog.problems.iter().map(ToString::to_string).collect();
        problems.extend(adapting::left_aside(&self.paths));
        let known: Vec<&str> = catalog.families.iter().map(|family| family.id.as_str()).collect();
        problems.extend(adapting::of_others(&self.paths, &known).iter().map(|path| {
            let why = "changes that are not saved, to a family that is not among the rubrics now";
            format!("{}: {why}; they are here again when the family is", shown(path))
        }));
        let families = catalog.families.into_iter().map(|family| self.family(family, &mut problems)).collect();
        Message::RubricsRead(Box::new(RubricsRead { families, problems, folder: shown(&self.rubrics) }))
    }

    fn family(&self, family: Family, problems: &mut Vec<String>) -> FamilyRead {
        let origin = match family.origin {
            catalog::Origin::BuiltIn => Origin::BuiltIn,
            catalog::Origin::Folder(_) => Origin::Saved,
        };
        let replaces = family.id == BUILT_IN && origin == Origin::Saved;
        let built_in: Vec<Arc<Level>> = if replaces { Family::built_in().levels } else { Vec::new() };
        let kept = adapting::kept(&self.paths, &family.id).unwrap_or_else(|why| {
            problems.push(why);
            None
        });
        // Work without a change was taken back, and what the files say already was saved.
        let is_open = |work: &Work| {
            let there = Adaptation::resumed(origin, family.levels.clone(), work.now.clone());
            Adaptation::from(work.clone()).is_changed() && there.is_changed()
        };
        if let Some(work) = kept.filter(is_open) {
            let outdated = !work.began_with(&family.levels);
            return FamilyRead { work, built_in, unsaved: true, outdated };
        }
        let work = Adaptation::new(origin, family.levels).work();
        FamilyRead { work, built_in, unsaved: false, outdated: false }
    }

    /// Puts the work on a family aside.
    pub fn give_up(&self, family: &str) -> Message {
        let aside = adapting::forget(&self.paths, family);
        let result = match aside {
            Ok(path) => Ok(path.map(|path| shown(&path))),
            Err(error) => Err(error.to_string()),
        };
        Message::WorkGivenUp { family: family.to_owned(), result }
    }

    /// Saves a family into the user's folder, and puts the work that was kept with what is done.
    pub fn save_family(&self, work: &Work, over: bool) -> Message {
        let catalog = Catalog::load(&self.rubrics);
        let known = catalog.family(work.family());
        let folder =
            known.map_or_else(|| self.rubrics.join(work.family()), |family| families::folder_of(&self.rubrics, family));
        let theirs = if over { Theirs::Aside } else { Theirs::Stay };
        let result = match families::save(&folder, work, theirs) {
            Ok(Saved { folder, levels, retired }) => {
                // If it stays, the next reading finds that the files say the same.
                let _ = adapting::forget(&self.paths, work.family());
                let retired = retired.iter().map(|path| shown(path)).collect();
                Ok(FamilySaved { folder: shown(&folder), levels, retired })
            }
            Err(why) => {
                let told = |problems: &[FileProblem]| problems.iter().map(ToString::to_string).collect();
                Err(match &why {
                    NotSaved::Unsound(problems) => FamilyNotSaved { why: told(problems), theirs: false },
                    NotSaved::Theirs(problems) => FamilyNotSaved { why: told(problems), theirs: true },
                    NotSaved::Disk(problem) => FamilyNotSaved { why: vec![problem.to_string()], theirs: false },
                })
            }
        };
        Message::FamilySaved { family: work.family().to_owned(), result: Box::new(result) }
    }
}

/// What is told when saving ends in a fault of the program.
pub fn not_saved(family: String, why: String) -> Message {
    let result = Box::new(Err(FamilyNotSaved { why: vec![why], theirs: false }));
    Message::FamilySaved { family, result }
}
