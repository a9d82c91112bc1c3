//! Each edit is told once and by its name, and what is called wording leaves every grade as it was.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::domain::examples;
use crate::domain::grade::recommend;
use crate::domain::rubric::{Criterion, Question, Rubric, Section, SectionKind, Source};

fn question(ask: &str) -> Question {
    Question { kind: "behavioural".to_owned(), ask: ask.to_owned(), probes: vec!["And then?".to_owned()] }
}

/// Two levels with a ladder, an additional section, and something in every field.
fn family() -> Vec<Level> {
    let mut low =
        examples::level("low", None, vec![examples::section("low", "beds", 3), examples::additional("low", "more", 2)]);
    let mut high = examples::level(
        "high",
        Some("low"),
        vec![examples::section("high", "trees", 3), examples::section("high", "people", 2)],
    );
    high.sections[0].criteria[0].implies = vec!["low.beds.1".to_owned(), "low.beds.2".to_owned()];
    (low.grade, high.grade) = (Some(3), Some(4));
    for level in [&mut low, &mut high] {
        level.look_for = vec!["Plans the year".to_owned(), "Keeps a diary".to_owned()];
        level.source = Some(Source { document: "gardeners.md".to_owned(), heading: level.title.clone() });
        for section in &mut level.sections {
            section.title = format!("{} work", section.id);
            for criterion in &mut section.criteria {
                let last = criterion.id.clone();
                criterion.title = format!("Knows {}", last.replace('.', " of "));
                criterion.statement = format!("Has done {last} for a year and can say how the work went.");
                criterion.source = "Requirements".to_owned();
                criterion.competencies = vec!["care".to_owned(), "craft".to_owned()];
                criterion.look_for = vec!["names a season".to_owned(), "names a loss".to_owned()];
                criterion.anchors = ["none", "some", "all", "more"].map(|word| format!("{word} of {last}"));
                criterion.questions =
                    vec![question("What did you grow last year?"), question("How do you water in a drought?")];
            }
        }
    }
    vec![low, high]
}

fn arcs(levels: &[Level]) -> Vec<Arc<Level>> {
    levels.iter().cloned().map(Arc::new).collect()
}

fn changes(old: &[Level], new: &[Level]) -> Vec<Change> {
    between(&arcs(old), &arcs(new))
}

/// One edit of one field, with what it is called; nothing where it cannot be made there.
type Edit = fn(&mut Vec<Level>, usize, usize, usize) -> Option<What>;

fn section(levels: &mut [Level], l: usize, s: usize) -> &mut Section {
    &mut levels[l].sections[s]
}

fn criterion(levels: &mut [Level], l: usize, s: usize, c: usize) -> &mut Criterion {
    &mut levels[l].sections[s].criteria[c]
}

const EDITS: &[Edit] = &[
    |levels, _, _, _| {
        for level in levels {
            "gardener".clone_into(&mut level.family);
        }
        Some(What::Family)
    },
    |levels, l, _, _| {
        levels[l].family_title.push_str(", all");
        Some(What::FamilyTitle)
    },
    |levels, _, _, _| {
        levels.push(examples::level("top", Some("high"), vec![examples::section("top", "garden", 2)]));
        Some(What::LevelAdded)
    },
    |levels, _, _, _| {
        levels.pop();
        Some(What::LevelRemoved)
    },
    |levels, l, _, _| {
        levels[l].id.push_str("er");
        if l == 0 {
            levels[1].extends = Some(levels[0].id.clone());
        }
        Some(What::LevelRenamed)
    },
    |levels, l, _, _| {
        levels[l].title.push_str(" of gardeners");
        Some(What::LevelTitle)
    },
    |levels, l, _, _| {
        levels[l].grade = if l == 0 { None } else { Some(9) };
        Some(What::LevelGrade)
    },
    |levels, _, _, _| {
        levels[1].extends = None;
        Some(What::LevelExtends)
    },
    |levels, l, _, _| {
        levels[l].source = None;
        Some(What::LevelSource)
    },
    |levels, l, _, _| {
        levels[l].look_for.swap(0, 1);
        Some(What::LevelLookFor)
    },
    |levels, l, s, _| {
        let mut added = examples::section("new", "water", 2);
        added.criteria[0].title = "Dowsing".to_owned();
        levels[l].sections.insert(s, added);
        Some(What::SectionAdded)
    },
    |levels, l, s, _| {
        levels[l].sections.remove(s);
        Some(What::SectionRemoved)
    },
    |levels, l, s, _| {
        section(levels, l, s).id.push('x');
        Some(What::SectionRenamed)
    },
    |levels, l, _, _| {
        levels[l].sections.swap(0, 1);
        Some(What::SectionOrder)
    },
    |levels, l, s, _| {
        "Other".clone_into(&mut section(levels, l, s).title);
        Some(What::SectionTitle)
    },
    |levels, l, s, _| {
        let kind = &mut section(levels, l, s).kind;
        *kind = if *kind == SectionKind::Required { SectionKind::Additional } else { SectionKind::Required };
        Some(What::SectionKind)
    },
    |levels, l, s, _| {
        section(levels, l, s).bar_percent = 50;
        Some(What::SectionBar)
    },
    |levels, l, s, c| {
        let added = Criterion { title: "Dowsing".to_owned(), ..examples::criterion("new") };
        section(levels, l, s).criteria.insert(c, added);
        Some(What::CriterionAdded)
    },
    |levels, l, s, c| {
        let section = section(levels, l, s);
        (l == 1).then(|| section.criteria.remove(c))?;
        Some(What::CriterionRemoved)
    },
    |levels, l, s, c| {
        let criterion = criterion(levels, l, s, c);
        let old = std::mem::replace(&mut criterion.id, "other".to_owned());
        for criterion in
            levels.iter_mut().flat_map(|level| &mut level.sections).flat_map(|section| &mut section.criteria)
        {
            criterion.implies.iter_mut().filter(|id| **id == old).for_each(|id| "other".clone_into(id));
        }
        Some(What::CriterionRenamed)
    },
    |levels, l, s, c| {
        let moved = section(levels, l, s).criteria.remove(c);
        section(levels, l, 1 - s).criteria.insert(0, moved);
        Some(What::CriterionMoved)
    },
    |levels, l, s, c| {
        let criteria = &mut section(levels, l, s).criteria;
        let moved = criteria.remove(c);
        criteria.insert(usize::from(c == 0), moved);
        Some(What::CriterionOrder)
    },
    |levels, l, s, c| {
        "Other".clone_into(&mut criterion(levels, l, s, c).title);
        Some(What::Title)
    },
    |levels, l, s, c| {
        criterion(levels, l, s, c).statement.clear();
        Some(What::Statement)
    },
    |levels, l, s, c| {
        criterion(levels, l, s, c).source.push_str(" / 3");
        Some(What::Source)
    },
    |levels, l, s, c| {
        criterion(levels, l, s, c).weight = 3;
        Some(What::Weight)
    },
    |levels, l, s, c| {
        criterion(levels, l, s, c).must_have = true;
        Some(What::MustHave)
    },
    |levels, l, s, c| {
        criterion(levels, l, s, c).minutes = 9;
        Some(What::Minutes)
    },
    |levels, _, s, c| {
        criterion(levels, 1, s, c).implies.push("low.beds.3".to_owned());
        Some(What::Implies)
    },
    |levels, _, _, _| {
        criterion(levels, 1, 0, 0).implies.swap(0, 1);
        Some(What::Implies)
    },
    |levels, l, s, c| {
        criterion(levels, l, s, c).competencies.pop();
        Some(What::Competencies)
    },
    |levels, l, s, c| {
        "names a tool".clone_into(&mut criterion(levels, l, s, c).look_for[0]);
        Some(What::LookFor)
    },
    |levels, l, s, c| {
        criterion(levels, l, s, c).anchors[2].push_str(" and why");
        Some(What::Anchor(Rating::Meets))
    },
    |levels, l, s, c| {
        criterion(levels, l, s, c).generated_anchors = true;
        Some(What::GeneratedAnchors)
    },
    |levels, l, s, c| {
        criterion(levels, l, s, c).questions.insert(1, question("Why gardens?"));
        Some(What::QuestionAdded)
    },
    |levels, l, s, c| {
        criterion(levels, l, s, c).questions.remove(0);
        Some(What::QuestionRemoved)
    },
    |levels, l, s, c| {
        "Something else?".clone_into(&mut criterion(levels, l, s, c).questions[0].ask);
        Some(What::QuestionChanged)
    },
    |levels, l, s, c| {
        criterion(levels, l, s, c).questions[1].probes.clear();
        Some(What::QuestionChanged)
    },
    |levels, l, s, c| {
        criterion(levels, l, s, c).questions.swap(0, 1);
        Some(What::QuestionOrder)
    },
];

#[test]
fn one_edit_is_one_change_of_its_name() {
    for (l, s, c) in (0..8).map(|n| (n / 4, n / 2 % 2, n % 2)) {
        for edit in EDITS {
            let (old, mut new) = (family(), family());
            let Some(what) = edit(&mut new, l, s, c) else { continue };
            let told = changes(&old, &new);
            assert_eq!(told.iter().map(|change| change.what).collect::<Vec<_>>(), [what], "{l} {s} {c}: {told:#?}");
            assert!(!told[0].said.is_empty() && !told[0].subject.is_empty());
            assert_eq!(changes(&new, &old).len(), 1, "the way back is one change as well");
        }
    }
}

fn place() -> impl Strategy<Value = (usize, usize, usize)> {
    (0..2_usize, 0..2_usize, 0..2_usize)
}

proptest! {
    #[test]
    fn wording_moves_no_grade(
        edits in prop::collection::vec((any::<Index>(), place()), 1..5),
        ratings in prop::collection::vec(prop::option::of(1..=4_i64), 10),
    ) {
        let (old, mut new) = (family(), family());
        for (edit, (l, s, c)) in &edits {
            let mut next = new.clone();
            // Edits that pile up may not fit any more.
            let fits = next.len() == 2 && next.iter().all(|level| {
                level.sections.len() == 2 && level.sections.iter().all(|section| section.criteria.len() >= 2)
            });
            if fits && criterion_texts_stand(&next) && edit.get(EDITS)(&mut next, *l, *s, *c).is_some() {
                new = next;
            }
        }
        let (Ok(before), Ok(now)) = (Rubric::new(arcs(&old)), Rubric::new(arcs(&new))) else { return Ok(()) };
        let told = changes(&old, &new);
        prop_assert_eq!(told.is_empty(), old == new);
        if told.iter().any(|change| change.moves_grade) {
            return Ok(());
        }
        let of = |rubric: &Rubric| -> Vec<Option<Rating>> {
            let by_id = |id: &str| ratings.get(before.index_of(id)?).copied().flatten().and_then(Rating::from_number);
            (0..rubric.len()).map(|index| by_id(&rubric.criterion(index).id)).collect()
        };
        let [then, today] = [&before, &now].map(|rubric| recommend(rubric, &of(rubric)));
        prop_assert_eq!(then.floor, today.floor);
        prop_assert_eq!(then.ceiling, today.ceiling);
        prop_assert_eq!(then.status, today.status);
    }
}

/// Whether every criterion still has what the edits reach for.
fn criterion_texts_stand(levels: &[Level]) -> bool {
    levels
        .iter()
        .flat_map(Level::criteria)
        .all(|criterion| criterion.questions.len() >= 2 && !criterion.look_for.is_empty() && criterion.id != "new")
        && criterion_has_ladder(levels)
}

fn criterion_has_ladder(levels: &[Level]) -> bool {
    levels[1].sections[0].criteria[0].implies.len() >= 2
}

#[test]
fn the_same_is_no_difference() {
    assert_eq!(changes(&family(), &family()), []);
    let mut copy = family();
    copy[0].digest = "sha256:other".to_owned();
    copy[0].adapted_from = Some("sha256:built-in".to_owned());
    assert_eq!(changes(&family(), &copy), [], "what the program notes for itself is no difference");
    let mut twice = family();
    twice[1].id = "low".to_owned();
    twice[1].sections[0].criteria[1].id = "low.beds.1".to_owned();
    assert_eq!(changes(&twice, &twice.clone()), [], "not even where ids are used twice");
}

#[test]
fn changes_are_told_by_titles_in_full_sentences() {
    let (old, mut new) = (family(), family());
    new[0].sections[0].criteria[1].weight = 2;
    new[0].sections[1].criteria[0].weight = 2;
    new[1].sections[0].bar_percent = 80;
    new[1].sections[0].criteria[2].implies = vec!["low.beds.3".to_owned()];
    new[1].sections[1].criteria[0].id = "high.people.first".to_owned();
    new[1].sections[1].criteria[0].statement =
        "Has done high.people.1 for a year and can tell how the work went.".to_owned();
    let told: Vec<(String, bool)> =
        changes(&old, &new).iter().map(|change| (change.sentence(), change.moves_grade)).collect();
    let all = [
        ("Low, beds work: Knows low of beds of 2: weight 1, now 2", true),
        ("Low, more work: Knows low of more of 1: weight 1, now 2", false),
        ("High, trees work: bar 75 %, now 80 %", true),
        ("High, trees work: Knows high of trees of 3: what it proves below changed", true),
        (
            "High, people work: Knows high of people of 1: nearly the same text, but the id \"high.people.1\" is now \
             \"high.people.first\"; old ratings do not count for it",
            true,
        ),
        ("High, people work: Knows high of people of 1: statement reworded", false),
    ];
    assert_eq!(told, all.map(|(sentence, moves)| (sentence.to_owned(), moves)));
}

#[test]
fn a_criterion_that_went_to_another_level_is_neither_gone_nor_new() {
    let (old, mut new) = (family(), family());
    let moved = new[0].sections[0].criteria.remove(2);
    new[1].sections[1].criteria.push(moved);
    let told = changes(&old, &new);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0].what, What::CriterionMoved);
    assert_eq!(told[0].said, "moved here from Low, beds work");
}

#[test]
fn a_section_that_goes_takes_only_what_is_not_elsewhere() {
    let (old, mut new) = (family(), family());
    let gone = new[1].sections.remove(1);
    new[1].sections[0].criteria.push(gone.criteria[0].clone());
    let told = changes(&old, &new);
    let said: Vec<(What, &str)> = told.iter().map(|change| (change.what, change.said.as_str())).collect();
    let all = [
        (What::CriterionMoved, "moved here from High, people work"),
        (What::SectionRemoved, "section removed with 1 criterion"),
    ];
    assert_eq!(said, all);
    assert_eq!(told[1].before, "Knows high of people of 2");
}

#[test]
fn a_level_with_another_id_is_found_again() {
    let (old, mut new) = (family(), family());
    new[0].id = "junior".to_owned();
    new[1].extends = Some("junior".to_owned());
    assert_eq!(renamed_levels(&arcs(&old), &arcs(&new)), [("low", "junior")]);
}

/// Two versions of the largest family that share nothing but a few words.
#[test]
fn large_families_are_compared() {
    let old = examples::sized(500);
    let new: Vec<Arc<Level>> = old
        .levels()
        .iter()
        .map(|level| {
            let mut level = Level::clone(level);
            for criterion in level.sections.iter_mut().flat_map(|section| &mut section.criteria) {
                criterion.id.push_str(".other");
                criterion.implies.iter_mut().for_each(|id| id.push_str(".other"));
            }
            Arc::new(level)
        })
        .collect();
    let told = between(old.levels(), &new);
    assert_eq!(told.len(), 500);
    assert!(told.iter().all(|change| change.what == What::CriterionRenamed));
}

/// What a hostile file may hold: many of everything, nothing of it the same.
#[test]
fn what_is_far_too_much_is_compared_all_the_same() {
    let many = |mark: &str| {
        let mut levels = family();
        levels[0].sections[0] = examples::section(mark, mark, 5_000);
        levels[1].sections[0].criteria[0].questions = (0..5_000).map(|n| question(&format!("{mark} {n}?"))).collect();
        levels[1].look_for = (0..5_000).map(|n| format!("{mark} {n}")).collect();
        levels
    };
    let told = changes(&many("one"), &many("two"));
    assert_eq!(told.iter().filter(|change| change.what == What::QuestionChanged).count(), 5_000);
    assert!(told.iter().any(|change| change.what == What::SectionAdded));
}
