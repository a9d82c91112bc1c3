//! Families with something of everything that a page of a level can show.

use std::sync::Arc;

use assay::domain::rubric::{Criterion, Level, Question, Source};
use assay::report::rubric::LevelSheet;

use super::rubrics;

/// Two levels: a ladder, a must-have, a weight, generated and missing anchors, an additional section,
/// questions with and without probes, and what people do.
pub fn family() -> Vec<Arc<Level>> {
    let mut low = level("apprentice", 3, None);
    low.sections = vec![rubrics::section("apprentice", "beds", 2)];
    let mut high = level("gardener", 4, Some("apprentice"));
    high.look_for = vec!["Plans a year of planting".to_owned(), "Shows others how".to_owned()];
    high.source = Some(Source { document: "gardeners.md".to_owned(), heading: "Gardener (Grade 4)".to_owned() });
    high.sections = vec![rubrics::section("gardener", "trees", 3), rubrics::additional("gardener", "extra", 1)];
    for (section, title) in [(0, "Trees | hedges"), (1, "Additional skills")] {
        title.clone_into(&mut high.sections[section].title);
    }
    let criteria = &mut high.sections[0].criteria;
    criteria[0] = Criterion {
        title: "Pruning".to_owned(),
        statement: "Has pruned fruit trees for three winters.".to_owned(),
        must_have: true,
        weight: 2,
        implies: vec!["apprentice.beds.1".to_owned()],
        look_for: vec!["names the tree".to_owned()],
        anchors: ["Cannot name a tree.", "Prunes by the book.", "Tells why each cut was made.", "Measured the crop."]
            .map(str::to_owned),
        questions: vec![
            question("behavioural", "Tell me about a tree you saved.", &["What did it look like before?"]),
            question("", "When do you not prune?", &[]),
        ],
        ..criteria[0].clone()
    };
    criteria[1].generated_anchors = true;
    criteria[1].anchors = ["absent", "some", "all", "beyond"].map(str::to_owned);
    vec![Arc::new(low), Arc::new(high)]
}

/// The family with `hostile` wherever somebody may write.
pub fn hostile(hostile: &str) -> Vec<Arc<Level>> {
    let text = || hostile.to_owned();
    let mut levels = family();
    for level in levels.iter_mut().map(Arc::make_mut) {
        level.family_title = text();
        level.title = text();
        level.look_for = vec![text(), text()];
        level.source = Some(Source { document: text(), heading: text() });
        for section in &mut level.sections {
            section.title = text();
            for criterion in &mut section.criteria {
                criterion.title = text();
                criterion.statement = text();
                criterion.source = text();
                criterion.competencies = vec![text()];
                criterion.look_for = vec![text()];
                criterion.anchors = std::array::from_fn(|_| text());
                criterion.questions = vec![question(hostile, hostile, &[hostile])];
            }
        }
    }
    levels
}

/// The page of the upper level, alone or with the one below.
pub fn sheet(family: &[Arc<Level>], with_chain: bool) -> LevelSheet<'_> {
    LevelSheet::new(family, "gardener", with_chain).expect("the family has such a level")
}

fn level(id: &str, grade: u32, extends: Option<&str>) -> Level {
    let mut level = rubrics::level(id, extends, Vec::new());
    (level.grade, level.family_title) = (Some(grade), "Gardener".to_owned());
    level
}

fn question(kind: &str, ask: &str, probes: &[&str]) -> Question {
    let probes = probes.iter().map(|probe| (*probe).to_owned()).collect();
    Question { kind: kind.to_owned(), ask: ask.to_owned(), probes }
}
