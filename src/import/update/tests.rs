//! What an update carries over, and what it never touches.

use std::sync::Arc;

use super::*;
use crate::domain::adapt::{Adaptation, CriterionEdit, Edit, LevelEdit, Origin};
use crate::domain::rubric::{Criterion, Section, SectionKind};
use crate::import::{Options, family, read};

fn made(text: &str) -> Family {
    family(&read(text.as_bytes(), "cook"), &Options::default())
}

/// The rubric of a document, after somebody has worked on it.
fn worked_on(text: &str, work: impl FnOnce(&mut Vec<Level>)) -> Vec<Level> {
    let mut levels = made(text).levels;
    work(&mut levels);
    levels
}

fn find<'a>(levels: &'a [Level], text: &str) -> &'a Criterion {
    let mut all = levels.iter().flat_map(Level::criteria);
    all.find(|criterion| criterion.statement.contains(text)).unwrap_or_else(|| panic!("{text} is gone"))
}

fn find_mut<'a>(levels: &'a mut [Level], text: &str) -> &'a mut Criterion {
    let mut all = levels.iter_mut().flat_map(|level| &mut level.sections).flat_map(|section| &mut section.criteria);
    all.find(|criterion| criterion.statement.contains(text)).expect("it is there")
}

fn fates(update: &Update) -> Vec<(Fate, &str)> {
    update.changes.iter().map(|change| (change.fate, change.criterion.as_str())).collect()
}

const COOK: &str = "# Cook\n\n## Requirements\n\n- Knows Linux\n- Bones a fish in a minute\n- Keeps a clean bench\n\n## Nice to have\n\n- Speaks Breton\n";

#[test]
fn the_same_document_again_changes_nothing() {
    let there = made(COOK).levels;
    let update = update(&there, made(COOK));
    assert_eq!((update.levels, update.unchanged, update.changes, update.kept), (there, 4, Vec::new(), Vec::new()));
}

#[test]
fn a_statement_that_goes_on_in_somebodys_own_words_is_theirs() {
    let own = "Knows Linux, and has debugged a kernel panic in production";
    let there = worked_on(COOK, |levels| own.clone_into(&mut find_mut(levels, "Knows Linux").statement));
    let update = update(&there, made(&COOK.replace("Knows Linux", "Knows Linux well")));
    assert_eq!(fates(&update), [(Fate::KeptWording, "Knows Linux well")]);
    assert_eq!(find(&update.levels, "kernel panic").statement, own);
}

#[test]
fn whatever_somebody_did_to_a_criterion_keeps_it_when_the_document_drops_it() {
    let works: [fn(&mut Criterion); 7] = [
        // In an editor, which leaves the mark of generated anchors where it was.
        |criterion| criterion.anchors[2] = "Boned twelve in a row.".to_owned(),
        |criterion| criterion.statement.push_str(", blindfolded"),
        |criterion| criterion.title = "Fish".to_owned(),
        |criterion| criterion.look_for.push("a sharp knife".to_owned()),
        |criterion| criterion.weight = 3,
        |criterion| criterion.must_have = true,
        |criterion| criterion.minutes = 10,
    ];
    let without = COOK.replace("- Bones a fish in a minute\n", "");
    for work in works {
        let there = worked_on(COOK, |levels| work(find_mut(levels, "Bones a fish")));
        let update = update(&there, made(&without));
        assert_eq!(find(&update.levels, "Bones a fish"), find(&there, "Bones a fish"));
        assert!(matches!(fates(&update)[..], [(Fate::KeptWork, _)]), "{:?}", update.changes);
    }
    let update = update(&made(COOK).levels, made(&without));
    assert_eq!(fates(&update), [(Fate::Removed, "Bones a fish in a minute")]);
}

#[test]
fn what_fits_best_keeps_its_anchors_whatever_comes_first() {
    let before = "# Ops\n\n## Requirements\n\n- Knows Linux administration in large networks\n";
    let there = worked_on(before, |levels| find_mut(levels, "Linux").anchors[3] = "HAND".to_owned());
    let after = "# Ops\n\n## Requirements\n\n- Knows Windows administration in large networks\n- Knows Linux administration in very large networks\n";
    let update = update(&there, made(after));
    assert_eq!(find(&update.levels, "Linux").anchors[3], "HAND");
    assert_eq!(find(&update.levels, "Linux").id, find(&there, "Linux").id);
    assert_ne!(find(&update.levels, "Windows").anchors[3], "HAND");
}

#[test]
fn where_people_have_put_things_they_stay() {
    let there = worked_on(COOK, |levels| {
        let level = &mut levels[0];
        level.title = "Chef".to_owned();
        let fish = level.sections[0].criteria.remove(1);
        level.sections[0].bar_percent = 90;
        level.sections[1].kind = SectionKind::Required;
        level.sections.push(Section {
            id: "own".to_owned(),
            title: "My own".to_owned(),
            kind: SectionKind::Required,
            bar_percent: 50,
            criteria: vec![fish],
        });
    });
    let update = update(&there, made(COOK));
    assert_eq!(update.levels, there);
    assert_eq!((update.unchanged, update.changes.len()), (4, 0));
}

#[test]
fn what_the_document_moves_or_renames_follows_it() {
    let there = made(COOK).levels;
    let later = "# Cook\n\n## Must-haves\n\n- Knows Linux\n- Bones a fish in a minute\n- Speaks Breton\n- Keeps a clean bench\n";
    let update = update(&there, made(later));
    let sections: Vec<(&str, SectionKind, usize)> =
        update.levels[0].sections.iter().map(|s| (s.title.as_str(), s.kind, s.criteria.len())).collect();
    assert_eq!(sections, [("Must-haves", SectionKind::Required, 4)]);
    assert_eq!(update.levels[0].sections[0].criteria[2].statement, "Speaks Breton");
    assert!(fates(&update).contains(&(Fate::Moved, "Speaks Breton")), "{:?}", update.changes);
}

#[test]
fn what_is_listened_for_does_not_pile_up_and_own_lines_stay() {
    let doc = |line: &str| format!("# Cook\n\n## Responsibilities\n\n- {line}\n\n## Requirements\n\n- Cooks\n");
    let there = worked_on(&doc("Leads three projects in the kitchen"), |levels| {
        levels[0].look_for.push("Hums while cooking".to_owned());
    });
    let update = update(&there, made(&doc("Leads four projects in the kitchen")));
    assert_eq!(update.levels[0].look_for, ["Leads four projects in the kitchen", "Hums while cooking"]);
    assert!(update.kept.iter().any(|kept| kept.contains("Hums while cooking")), "what is kept is told");
}

#[test]
fn a_grade_of_ones_own_stays_and_is_told() {
    let doc = |grade: u32| format!("# Cook (Grade {grade})\n\n## Requirements\n\n- Cooks\n");
    let there = worked_on(&doc(4), |levels| levels[0].grade = Some(6));
    let update = update(&there, made(&doc(4)));
    assert_eq!(update.levels[0].grade, Some(6));
    assert!(update.kept[0].contains("grade 6, where the document says 4"), "{:?}", update.kept);
    let update = super::update(&made(&doc(4)).levels, made(&doc(5)));
    assert_eq!((update.levels[0].grade, update.kept), (Some(5), Vec::new()), "the document's own change is followed");
}

#[test]
fn what_somebody_took_out_stays_out_and_what_they_split_is_known_by_its_words() {
    let mut work = Adaptation::new(Origin::Saved, made(COOK).levels.into_iter().map(Arc::new).collect());
    let id = find(&made(COOK).levels, "Bones a fish").id.clone();
    work.apply(Edit::Criterion { criterion: id, edit: CriterionEdit::Remove }).expect("it is there");
    let there: Vec<Level> = work.levels().iter().map(|level| Level::clone(level)).collect();
    let again = update(&there, made(COOK));
    assert_eq!((again.levels, again.unchanged, again.changes.len()), (there, 3, 0));
    assert!(again.kept[0].contains("took out: Bones a fish"), "{:?}", again.kept);

    let doc = COOK.replace("Knows Linux", "Knows Linux; bakes bread for sixty guests at a time");
    let there = worked_on(&doc, |levels| {
        let whole = find_mut(levels, "Knows Linux");
        "Knows Linux".clone_into(&mut whole.statement);
        "HAND".clone_into(&mut whole.anchors[2]);
    });
    let split = update(&there, made(COOK));
    assert_eq!(split.levels[0].criteria().filter(|criterion| criterion.statement == "Knows Linux").count(), 1);
    assert_eq!(find(&split.levels, "Knows Linux").anchors[2], "HAND");
}

const LADDER: &str = "# Cook\n\n## Cook\n\n### Requirements\n\n- Knows Linux\n- Bones a fish\n\n## Senior Cook\n\n### Requirements\n\n- Extends the Cook requirements\n- Plans a menu\n\n## Head Cook\n\n### Requirements\n\n- Extends the Senior Cook requirements\n- Buys for a season\n";

#[test]
fn a_level_that_somebody_took_out_stays_out_and_what_built_on_it_builds_on_what_is_below() {
    let remove = |work: &mut Adaptation, level: &str| {
        work.apply(Edit::Level { level: level.to_owned(), edit: LevelEdit::Remove }).expect("it is there");
    };
    let plain = |work: &Adaptation| work.levels().iter().map(|level| Level::clone(level)).collect::<Vec<_>>();
    let mut work = Adaptation::new(Origin::Saved, made(LADDER).levels.into_iter().map(Arc::new).collect());
    remove(&mut work, "senior");
    let there = plain(&work);
    let again = update(&there, made(LADDER));
    assert_eq!((&again.levels, again.unchanged, again.changes.len()), (&there, 3, 0));
    assert_eq!(again.kept, ["without the level that you took out, Senior Cook: 1 criterion"]);
    let sous = format!(
        "{LADDER}\n## Sous Cook\n\n### Requirements\n\n- Extends the Senior Cook requirements\n- Runs a line\n"
    );
    let more = update(&there, made(&sous));
    assert_eq!(more.levels[2].extends.as_deref(), Some("cook"), "{:?}", more.levels[2]);

    // What a level remembers outlives it.
    remove(&mut work, "head");
    let again = update(&plain(&work), made(LADDER));
    assert_eq!((again.levels.len(), again.kept.len()), (1, 2), "{:?}", again.kept);
    work.undo();
    work.undo();
    assert_eq!(update(&plain(&work), made(LADDER)).kept, Vec::<String>::new(), "and goes with an undo");
}
