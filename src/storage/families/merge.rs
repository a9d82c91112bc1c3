//! Unknown fields carried over from the file that a level came from, each with what it belongs to.

use std::collections::HashMap;

use crate::domain::rubric::Level;
use crate::storage::wire::rubric::{CriterionFile, Extra, LevelFile, QuestionFile, SectionFile};

/// The file of a level, with the fields of `before` that this version does not know.
pub(super) fn with_unknown_fields(level: &Level, before: Option<&LevelFile>) -> LevelFile {
    let mut file = LevelFile::from_level(level);
    let Some(before) = before else { return file };
    file.extra.clone_from(&before.extra);
    if let (Some(source), Some(before)) = (&mut file.source, &before.source) {
        source.extra.clone_from(&before.extra);
    }
    let sections: HashMap<&str, &SectionFile> =
        before.sections.iter().map(|section| (section.id.as_str(), section)).collect();
    // By id in the whole level: a criterion may have moved to another section.
    let criteria: HashMap<&str, &CriterionFile> =
        before.sections.iter().flat_map(|section| &section.criteria).map(|c| (c.id.as_str(), c)).collect();
    for section in &mut file.sections {
        if let Some(before) = sections.get(section.id.as_str()) {
            section.extra.clone_from(&before.extra);
        }
        for criterion in &mut section.criteria {
            if let Some(before) = criteria.get(criterion.id.as_str()) {
                criterion.extra.clone_from(&before.extra);
                criterion.anchors.extra.clone_from(&before.anchors.extra);
                questions(&mut criterion.questions, &before.questions);
            }
        }
    }
    file
}

/// Questions have no ids: the same words are the same question, and one that was reworded is known by
/// its place, unless that question is still there elsewhere.
fn questions(now: &mut [QuestionFile], before: &[QuestionFile]) {
    let asked: Vec<String> = now.iter().map(|question| question.ask.clone()).collect();
    for (at, question) in now.iter_mut().enumerate() {
        let same = before.iter().find(|before| before.ask == question.ask);
        let here = before.get(at).filter(|before| !asked.contains(&before.ask));
        question.extra = same.or(here).map_or_else(Extra::new, |before| before.extra.clone());
    }
}
