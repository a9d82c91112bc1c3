//! What an edit does, what it refuses, and that every sequence of them can be taken back exactly.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::examples::{additional, level, section};
use crate::domain::rating::{Rating, generic_anchors};
use crate::domain::rubric::{Question, SectionKind, check_family};

/// Two levels of gardeners; the upper's first criterion implies the lower's.
pub(crate) fn gardeners() -> Vec<Arc<Level>> {
    let mut junior = level("junior", None, vec![section("junior", "beds", 2), section("junior", "tools", 2)]);
    let mut senior =
        level("senior", Some("junior"), vec![section("senior", "beds", 2), additional("senior", "extra", 1)]);
    senior.sections[0].criteria[0].implies = vec!["junior.beds.1".to_owned(), "junior.tools.1".to_owned()];
    senior.look_for = vec!["Leads a team of gardeners; plans the season.".to_owned(), "Buys seeds".to_owned()];
    for level in [&mut junior, &mut senior] {
        for criterion in level.sections.iter_mut().flat_map(|section| &mut section.criteria) {
            criterion.anchors = generic_anchors();
            criterion.generated_anchors = true;
        }
    }
    vec![Arc::new(junior), Arc::new(senior)]
}

fn family() -> Adaptation {
    Adaptation::new(Origin::Saved, gardeners())
}

pub(crate) fn on(criterion: &str, edit: CriterionEdit) -> Edit {
    Edit::Criterion { criterion: criterion.to_owned(), edit }
}

pub(crate) fn on_section(level: &str, section: &str, edit: SectionEdit) -> Edit {
    Edit::Section { level: level.to_owned(), section: section.to_owned(), edit }
}

pub(crate) fn on_level(level: &str, edit: LevelEdit) -> Edit {
    Edit::Level { level: level.to_owned(), edit }
}

fn part(title: &str, statement: &str) -> Part {
    Part { title: title.to_owned(), statement: statement.to_owned() }
}

fn find<'a>(family: &'a Adaptation, id: &str) -> &'a Criterion {
    carry::criterion(family.levels(), id).unwrap_or_else(|| panic!("{id} is there"))
}

/// Ids of a section's criteria in order.
fn ids(family: &Adaptation, level: usize, section: usize) -> Vec<&str> {
    family.levels()[level].sections[section].criteria.iter().map(|criterion| criterion.id.as_str()).collect()
}

#[test]
fn what_a_criterion_says_can_be_changed_one_thing_at_a_time() {
    let mut family = family();
    let question =
        Question { kind: "behavioural".to_owned(), ask: "When?".to_owned(), probes: vec!["And?".to_owned()] };
    for edit in [
        CriterionEdit::Title("Sows".to_owned()),
        CriterionEdit::Statement("Sows in rows.".to_owned()),
        CriterionEdit::AddQuestion(question.clone()),
        CriterionEdit::LookFor(vec!["a row".to_owned()]),
        CriterionEdit::Weight(3),
        CriterionEdit::MustHave(true),
        CriterionEdit::Minutes(7),
        CriterionEdit::Competencies(vec!["care".to_owned()]),
    ] {
        family.apply(on("junior.beds.1", edit)).expect("it makes sense");
    }
    let expected = Criterion {
        id: "junior.beds.1".to_owned(),
        title: "Sows".to_owned(),
        statement: "Sows in rows.".to_owned(),
        weight: 3,
        must_have: true,
        minutes: 7,
        competencies: vec!["care".to_owned()],
        look_for: vec!["a row".to_owned()],
        anchors: generic_anchors(),
        generated_anchors: true,
        questions: vec![question.clone()],
        ..Criterion::default()
    };
    assert_eq!(*find(&family, "junior.beds.1"), expected);
    let other = Question { kind: "situational".to_owned(), ..question };
    family.apply(on("junior.beds.1", CriterionEdit::Question(0, other.clone()))).expect("it is there");
    assert_eq!(find(&family, "junior.beds.1").questions, [other]);
    family.apply(on("junior.beds.1", CriterionEdit::RemoveQuestion(0))).expect("it is there");
    assert!(find(&family, "junior.beds.1").questions.is_empty());
    assert!(family.is_changed() && family.problems().is_empty());
}

#[test]
fn an_anchor_of_the_writers_own_ends_the_generated_ones() {
    let mut family = family();
    let same = generic_anchors()[2].clone();
    family.apply(on("junior.beds.1", CriterionEdit::Anchor(Rating::Meets, same))).expect("it makes sense");
    assert!(find(&family, "junior.beds.1").generated_anchors && !family.can_undo(), "nothing has changed");
    family
        .apply(on("junior.beds.1", CriterionEdit::Anchor(Rating::Meets, "Sowed a bed alone.".to_owned())))
        .expect("it makes sense");
    let sows = find(&family, "junior.beds.1");
    assert!(!sows.generated_anchors);
    assert_eq!((sows.anchors[2].as_str(), &sows.anchors[3]), ("Sowed a bed alone.", &generic_anchors()[3]));
    assert!(family.undo() && find(&family, "junior.beds.1").generated_anchors);
}

#[test]
fn criteria_and_sections_move_but_not_past_the_ends() {
    let mut family = family();
    family.apply(on("junior.beds.2", CriterionEdit::Move(Direction::Up))).expect("there is room");
    assert_eq!(ids(&family, 0, 0), ["junior.beds.2", "junior.beds.1"]);
    let refused = family.apply(on("junior.beds.2", CriterionEdit::Move(Direction::Up)));
    assert_eq!(refused.map_err(|why| why.to_string()), Err("this is the first already".to_owned()));
    let to = CriterionEdit::MoveTo { section: "tools".to_owned(), at: 1 };
    family.apply(on("junior.beds.1", to)).expect("there is room");
    assert_eq!(ids(&family, 0, 1), ["junior.tools.1", "junior.beds.1", "junior.tools.2"]);
    assert_eq!(family.at().and_then(|spot| spot.section.as_deref()), Some("tools"));
    family.apply(on_section("junior", "tools", SectionEdit::Move(Direction::Up))).expect("there is room");
    assert_eq!(family.levels()[0].sections[0].id, "tools");
    assert_eq!(family.apply(on_section("senior", "extra", SectionEdit::Move(Direction::Down))), Err(Refused::Last));
}

#[test]
fn a_compound_criterion_becomes_two() {
    let mut family = family();
    let question = Question { kind: "behavioural".to_owned(), ask: "When?".to_owned(), probes: Vec::new() };
    family.apply(on("senior.beds.1", CriterionEdit::AddQuestion(question))).expect("it makes sense");
    family.apply(on("senior.beds.1", CriterionEdit::MustHave(true))).expect("it makes sense");
    let split = CriterionEdit::Split {
        first: part("Plans the beds", "Plans the beds."),
        second: part("Trains gardeners", "Trains gardeners."),
    };
    family.apply(on("senior.beds.1", split.clone())).expect("it makes sense");
    assert_eq!(ids(&family, 1, 0), ["senior.beds.1", "senior.trains-gardeners", "senior.beds.2"]);
    let (first, second) = (find(&family, "senior.beds.1"), find(&family, "senior.trains-gardeners"));
    assert_eq!((first.title.as_str(), first.questions.len(), first.implies.len()), ("Plans the beds", 1, 2));
    assert_eq!((second.statement.as_str(), second.questions.len()), ("Trains gardeners.", 0));
    assert!(second.generated_anchors && second.must_have && second.implies.is_empty());
    assert_eq!(family.at().and_then(|spot| spot.criterion.as_deref()), Some("senior.trains-gardeners"));
    family.apply(on("senior.beds.2", split)).expect("it makes sense");
    assert_eq!(ids(&family, 1, 0)[3], "senior.trains-gardeners-2", "an id is never given twice");
    assert_eq!(
        family.apply(on("senior.beds.2", CriterionEdit::Split { first: part("A", ""), second: part(" ", "") })),
        Err(Refused::EmptyPart)
    );
}

#[test]
fn a_criterion_is_added_blank_or_from_what_people_do() {
    let mut family = family();
    let blank = SectionEdit::AddCriterion { at: 1, part: Part::default() };
    family.apply(on_section("senior", "beds", blank)).expect("it makes sense");
    assert_eq!(ids(&family, 1, 0), ["senior.beds.1", "senior.criterion", "senior.beds.2"]);
    let problems = family.problems();
    assert_eq!(problems.len(), 1, "an empty title is let be, and told");
    assert_eq!((problems[0].level, problems[0].path.as_str()), (1, "sections[0].criteria[1].title"));

    family.apply(on_section("senior", "extra", SectionEdit::AddFromLookFor { line: 0, take: false })).expect("a line");
    let added = find(&family, "senior.leads-team-gardeners");
    assert_eq!(
        (added.title.as_str(), added.statement.as_str()),
        ("Leads a team of gardeners", "Leads a team of gardeners; plans the season.")
    );
    assert!(added.generated_anchors && added.anchors == generic_anchors());
    assert_eq!(family.levels()[1].look_for.len(), 2, "the line stays unless asked");
    family.apply(on_section("senior", "extra", SectionEdit::AddFromLookFor { line: 0, take: true })).expect("a line");
    assert_eq!(family.levels()[1].look_for, ["Buys seeds"]);
    assert_eq!(
        family.apply(on_section("senior", "extra", SectionEdit::AddFromLookFor { line: 1, take: true })),
        Err(Refused::NoLine(1))
    );
}

#[test]
fn what_is_removed_is_implied_by_nothing() {
    let mut family = family();
    family.apply(on("junior.beds.1", CriterionEdit::Remove)).expect("it is there");
    assert_eq!(find(&family, "senior.beds.1").implies, ["junior.tools.1"]);
    assert_eq!(family.at().and_then(|spot| spot.criterion.as_deref()), Some("junior.beds.2"));
    family.apply(on_section("junior", "tools", SectionEdit::Remove)).expect("it is there");
    assert!(find(&family, "senior.beds.1").implies.is_empty());
    assert!(family.problems().is_empty(), "{:?}", family.problems());
    family.apply(on_level("junior", LevelEdit::Remove)).expect("there is another");
    assert_eq!(family.levels()[0].extends, None, "the ladder closes");
    assert_eq!(family.apply(on_level("senior", LevelEdit::Remove)), Err(Refused::OnlyLevel));
}

#[test]
fn only_lower_criteria_can_be_implied() {
    let mut family = family();
    let implies = |ids: &[&str]| CriterionEdit::Implies(ids.iter().map(|&id| id.to_owned()).collect());
    family.apply(on("senior.beds.2", implies(&["junior.beds.2", "junior.beds.2"]))).expect("it is lower");
    assert_eq!(find(&family, "senior.beds.2").implies, ["junior.beds.2"]);
    for stray in ["senior.beds.1", "nothing"] {
        let refused = family.apply(on("senior.beds.2", implies(&["junior.beds.1", stray])));
        assert_eq!(refused, Err(Refused::NotLower(stray.to_owned())));
    }
    assert_eq!(find(&family, "senior.beds.2").implies, ["junior.beds.2"], "a refusal changes nothing");
    assert!(family.apply(on("junior.beds.1", implies(&["senior.beds.1"]))).is_err());
}

#[test]
fn levels_and_sections_are_added_with_ids_of_their_own() {
    let mut family = family();
    family
        .apply(Edit::AddLevel { title: "Head Gardener".to_owned(), grade: Some(9), extends: Some("junior".to_owned()) })
        .expect("it makes sense");
    let order: Vec<&str> = family.levels().iter().map(|level| level.id.as_str()).collect();
    assert_eq!(order, ["junior", "head-gardener", "senior"]);
    assert_eq!((family.levels()[1].family.as_str(), family.levels()[1].family_title.as_str()), ("test", "Test"));
    family
        .apply(on_level(
            "head-gardener",
            LevelEdit::AddSection { title: "The Team".to_owned(), kind: SectionKind::Required },
        ))
        .expect("it makes sense");
    assert_eq!(family.at().and_then(|spot| spot.section.as_deref()), Some("team"));
    assert!(!family.problems().is_empty(), "an empty section cannot be saved");
    let add = SectionEdit::AddCriterion { at: 9, part: part("Hires", "Hires gardeners.") };
    family.apply(on_section("head-gardener", "team", add)).expect("it makes sense");
    assert!(family.problems().is_empty(), "{:?}", family.problems());
    assert_eq!(
        family.apply(on_level("junior", LevelEdit::Extends(Some("senior".to_owned())))),
        Err(Refused::Circle("senior".to_owned()))
    );
    family.apply(on_level("head-gardener", LevelEdit::Extends(Some("senior".to_owned())))).expect("no circle");
    family.apply(Edit::FamilyTitle("Gardens".to_owned())).expect("it makes sense");
    assert!(family.levels().iter().all(|level| level.family_title == "Gardens"));
}

#[test]
fn a_run_of_typing_is_one_step_back() {
    let mut family = family();
    for typed in ["S", "So", "Sow"] {
        family.apply(on("junior.beds.1", CriterionEdit::Title(typed.to_owned()))).expect("it makes sense");
    }
    family.rest();
    family.apply(on("junior.beds.1", CriterionEdit::Title("Sows".to_owned()))).expect("it makes sense");
    family.apply(on("junior.beds.2", CriterionEdit::Title("Digs".to_owned()))).expect("it makes sense");
    let title = |family: &Adaptation, id| find(family, id).title.clone();
    assert!(family.undo());
    assert_eq!(title(&family, "junior.beds.2"), "Title of junior.beds.2");
    assert!(family.undo());
    assert_eq!(title(&family, "junior.beds.1"), "Sow");
    assert!(family.undo() && !family.undo());
    assert_eq!(title(&family, "junior.beds.1"), "Title of junior.beds.1");
    assert!(!family.is_changed() && family.can_redo());
    assert!(family.redo() && family.redo() && family.redo() && !family.redo());
    assert_eq!((title(&family, "junior.beds.1"), title(&family, "junior.beds.2")), ("Sows".into(), "Digs".into()));
}

#[test]
fn a_built_in_family_is_marked_as_adapted_and_what_was_saved_can_still_be_undone() {
    let mut family = Adaptation::new(Origin::BuiltIn, gardeners());
    assert!(!family.is_changed());
    assert_eq!(family.levels()[1].adapted_from.as_deref(), Some("sha256:senior"));
    family.apply(on("junior.beds.1", CriterionEdit::Weight(2))).expect("it makes sense");
    let saved: Vec<Arc<Level>> = family
        .levels()
        .iter()
        .map(|level| Arc::new(Level { digest: "sha256:new".to_owned(), ..Level::clone(level) }))
        .collect();
    family.saved(saved);
    assert!(!family.is_changed() && family.origin() == Origin::Saved);
    assert!(family.undo() && family.is_changed());
    assert_eq!(family.levels()[0].adapted_from.as_deref(), Some("sha256:junior"));
}

/// An edit whose places are picked from the family as it stands when it is applied.
fn pick(family: &Adaptation, (what, a, b, text): (u8, prop::sample::Index, u32, String)) -> Edit {
    let levels = family.levels();
    let level = &levels[a.index(levels.len())];
    let sections: Vec<(&Level, &str)> =
        levels.iter().flat_map(|level| level.sections.iter().map(|section| (&**level, section.id.as_str()))).collect();
    let criteria: Vec<&Criterion> = levels.iter().flat_map(|level| level.criteria()).collect();
    let up = if b.is_multiple_of(2) { Direction::Up } else { Direction::Down };
    let at = b as usize % 4;
    let rating = Rating::ALL[at];
    let of_level = |edit| on_level(&level.id, edit);
    let part = Part { title: text.clone(), statement: text.clone() };
    let of_section = |edit| {
        let (level, section) =
            sections.get(b as usize % sections.len().max(1)).map_or(("none", "none"), |s| (&s.0.id, s.1));
        on_section(level, section, edit)
    };
    let of_criterion = |edit| {
        let id = if criteria.is_empty() { "none" } else { &criteria[a.index(criteria.len())].id };
        on(id, edit)
    };
    let other = criteria.get(b as usize % criteria.len().max(1)).map(|criterion| criterion.id.clone());
    let question = Question { kind: "behavioural".to_owned(), ask: text.clone(), probes: vec![text.clone()] };
    match what {
        0 => Edit::FamilyTitle(text),
        1 => Edit::AddLevel { title: text, grade: Some(b), extends: Some(level.id.clone()) },
        2 => of_level(LevelEdit::Title(text)),
        3 => of_level(LevelEdit::Grade(Some(b))),
        4 => of_level(LevelEdit::Extends(Some(levels[b as usize % levels.len()].id.clone()))),
        5 => of_level(LevelEdit::LookFor(vec![text; at])),
        6 => of_level(LevelEdit::AddSection { title: text, kind: SectionKind::Additional }),
        7 => of_level(LevelEdit::Remove),
        8 => of_section(SectionEdit::Title(text)),
        9 => of_section(SectionEdit::Kind(SectionKind::Required)),
        10 => of_section(SectionEdit::Bar(b)),
        11 => of_section(SectionEdit::Move(up)),
        12 => of_section(SectionEdit::AddCriterion { at, part }),
        13 => of_section(SectionEdit::AddFromLookFor { line: at, take: b.is_multiple_of(2) }),
        14 => of_section(SectionEdit::Remove),
        15 => of_criterion(CriterionEdit::Title(text)),
        16 => of_criterion(CriterionEdit::Statement(text)),
        17 => of_criterion(CriterionEdit::Anchor(rating, text)),
        18 => of_criterion(CriterionEdit::AddQuestion(question)),
        19 => of_criterion(CriterionEdit::Question(at, question)),
        20 => of_criterion(CriterionEdit::RemoveQuestion(at)),
        21 => of_criterion(CriterionEdit::Weight(b)),
        22 => of_criterion(CriterionEdit::Minutes(b)),
        23 => of_criterion(CriterionEdit::Implies(other.into_iter().collect())),
        24 => of_criterion(CriterionEdit::Move(up)),
        25 => of_criterion(CriterionEdit::MoveTo { section: sections.first().map_or("", |s| s.1).to_owned(), at }),
        26 => of_criterion(CriterionEdit::Split { first: part.clone(), second: part }),
        27 => of_criterion(CriterionEdit::MustHave(b.is_multiple_of(2))),
        _ => of_criterion(CriterionEdit::Remove),
    }
}

/// Whether a family's ids are still its own: what nothing that can be edited may break.
fn ids_are_sound(family: &Adaptation) -> bool {
    check_family(family.levels()).iter().all(|problem| {
        !problem.path.ends_with("id") && problem.path != "level" && !problem.message.contains("no criterion of this")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_undone_in_full_are_the_beginning_and_redone_the_end(
        picks in prop::collection::vec((0_u8..29, any::<prop::sample::Index>(), 0_u32..8, "[a-c ]{0,6}"), 0..40),
        between in prop::collection::vec(0_u8..4, 40),
    ) {
        let mut family = family();
        let beginning = family.levels().to_vec();
        for (picked, between) in picks.into_iter().zip(between) {
            let before = family.clone();
            let edit = pick(&family, picked);
            if family.apply(edit).is_err() {
                prop_assert_eq!(&before, &family, "a refusal changes nothing");
            }
            prop_assert!(ids_are_sound(&family), "{:?}", family.problems());
            match between {
                0 => family.rest(),
                1 => _ = family.undo(),
                2 => _ = family.redo(),
                _ => {}
            }
        }
        while family.redo() {}
        let end = family.levels().to_vec();
        let mut states = vec![end.clone()];
        while family.undo() {
            states.push(family.levels().to_vec());
        }
        prop_assert_eq!(family.levels(), &beginning[..]);
        prop_assert!(!family.is_changed());
        while family.redo() {
            states.pop();
            prop_assert_eq!(Some(family.levels()), states.last().map(Vec::as_slice));
        }
        prop_assert_eq!(family.levels(), &end[..]);
    }
}
