//! What a rubric must be, and that everything wrong with it is said at once and in its place.

use super::*;
use crate::domain::examples::{self, additional, criterion, level, section};

/// A sound family: `low`, `mid`, `top`, graded 5, 6, 7.
fn family() -> Vec<Level> {
    let mut levels = vec![
        level("low", None, vec![section("low", "craft", 2), additional("low", "extra", 1)]),
        level("mid", Some("low"), vec![section("mid", "craft", 2)]),
        level("top", Some("mid"), vec![section("top", "craft", 2)]),
    ];
    for (level, grade) in levels.iter_mut().zip(5..) {
        level.grade = Some(grade);
    }
    levels
}

/// What is wrong with a family: level, path and message of each problem.
fn problems(levels: Vec<Level>) -> Vec<(usize, String, String)> {
    let levels: Vec<Arc<Level>> = levels.into_iter().map(Arc::new).collect();
    check_family(&levels).into_iter().map(|p| (p.level, p.path, p.message)).collect()
}

/// Breaks a sound family in one way and expects exactly one problem, there, with these words.
#[track_caller]
fn breaks(change: impl FnOnce(&mut Vec<Level>), level: usize, path: &str, words: &str) {
    let mut levels = family();
    change(&mut levels);
    let found = problems(levels);
    let [(at, place, message)] = found.as_slice() else { panic!("one problem expected: {found:?}") };
    assert_eq!((*at, place.as_str()), (level, path), "{message}");
    assert!(message.contains(words), "{message:?} does not say {words:?}");
}

#[test]
fn a_sound_family_has_no_problem() {
    assert_eq!(problems(family()), []);
    assert_eq!(examples::rubric(family()).len(), 7);
}

#[test]
fn ids_are_needed_and_unique() {
    breaks(|f| f[1].sections[0].criteria[1].id = "mid.craft.1".into(), 1, "sections[0].criteria[1].id", "twice");
    breaks(|f| f[2].sections[0].criteria[0].id = "low.craft.2".into(), 2, "sections[0].criteria[0].id", "twice");
    breaks(|f| f[0].sections[1].id = "craft".into(), 0, "sections[1].id", "twice");
    breaks(|f| f[1].sections[0].criteria[0].id = " ".into(), 1, "sections[0].criteria[0].id", "not an id");
    breaks(|f| f[1].sections[0].id = "x".repeat(201), 1, "sections[0].id", "not an id");
    breaks(|f| f[2].id = "mid".into(), 2, "level", "twice");
    breaks(|f| f[2].family = "other".into(), 2, "family", "belongs to family \"other\", not \"test\"");
}

#[test]
fn a_level_id_may_not_lead_astray() {
    for id in ["", "..", "../x", "-rf", "a b", "a/b", "é", ".hidden", "\u{1b}[2J"] {
        breaks(|f| f[2].id = id.into(), 2, "level", "is not an id");
    }
    assert!(is_id("l3.x_y-Z") && !is_id(&"x".repeat(101)));
}

#[test]
fn titles_are_needed() {
    breaks(|f| f[1].title = String::new(), 1, "title", "empty");
    breaks(|f| f[1].sections[0].criteria[1].title = "  ".into(), 1, "sections[0].criteria[1].title", "empty");
}

#[test]
fn bars_and_weights_stay_in_their_range() {
    for bar in [0, 101, u32::MAX] {
        breaks(|f| f[0].sections[0].bar_percent = bar, 0, "sections[0].bar_percent", "outside 1 to 100");
    }
    for weight in [0, 4, u32::MAX] {
        let path = "sections[0].criteria[1].weight";
        breaks(|f| f[0].sections[0].criteria[1].weight = weight, 0, path, "outside 1 to 3");
    }
    let mut edges = family();
    edges[0].sections[0].bar_percent = 1;
    edges[1].sections[0].bar_percent = 100;
    edges[2].sections[0].criteria[0].weight = 3;
    assert_eq!(problems(edges), []);
}

#[test]
fn sections_and_levels_hold_something() {
    breaks(|f| f[0].sections[1].criteria.clear(), 0, "sections[1].criteria", "empty");
    breaks(|f| f[2].sections.clear(), 2, "sections", "no required criterion");
    breaks(|f| f[2].sections[0].kind = SectionKind::Additional, 2, "sections", "no required criterion");
}

#[test]
fn extends_leads_down_to_a_lowest_level() {
    breaks(|f| f[2].extends = Some("chief".into()), 2, "extends", "names \"chief\", which is no level");
    let mut circle = family();
    circle[0].extends = Some("top".into());
    let found = problems(circle);
    assert_eq!(
        found.iter().map(|(level, path, _)| (*level, path.as_str())).collect::<Vec<_>>(),
        [(0, "extends"), (1, "extends"), (2, "extends")]
    );
    assert!(found.iter().all(|(_, _, message)| message.contains("circle")));
    let mut alone = family();
    alone.truncate(1);
    alone[0].extends = Some("low".into());
    assert_eq!(problems(alone), [(0, "extends".to_owned(), "runs in a circle through \"low\"".to_owned())]);
}

#[test]
fn grades_rise_along_extends() {
    breaks(|f| f[2].grade = Some(6), 2, "grade", "does not rise above grade 6 of \"mid\"");
    let mut gap = family();
    gap[1].grade = None;
    assert_eq!(problems(gap.clone()), [], "a level may go without a grade");
    gap[2].grade = Some(5);
    assert_eq!(problems(gap)[0].1, "grade", "a level without a grade hides nothing");
}

#[test]
fn implies_points_to_lower_levels_only() {
    let path = "sections[0].criteria[0].implies[0]";
    for (id, words) in [
        ("mid.nothing", "names \"mid.nothing\", which is no criterion"),
        ("mid.craft.1", "not on a lower level"),
        ("mid.craft.2", "not on a lower level"),
        ("top.craft.1", "not on a lower level"),
    ] {
        breaks(|f| f[1].sections[0].criteria[0].implies = vec![id.into()], 1, path, words);
    }
    let mut down = family();
    down[2].sections[0].criteria[0].implies = vec!["low.extra.1".into(), "mid.craft.2".into()];
    assert_eq!(problems(down), []);
}

#[test]
fn implies_may_not_reach_into_another_branch() {
    let mut levels = family();
    levels[2].extends = Some("low".into());
    levels[2].sections[0].criteria[0].implies = vec!["mid.craft.1".into()];
    let found = problems(levels);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, "sections[0].criteria[0].implies[0]");
}

#[test]
fn everything_wrong_is_said_at_once() {
    let mut levels = family();
    levels[0].sections[0].bar_percent = 0;
    levels[0].sections[1].criteria.clear();
    levels[1].sections[0].criteria[0].weight = 9;
    levels[1].sections[0].criteria[1].id = "low.craft.1".into();
    levels[1].grade = Some(5);
    levels[2].title.clear();
    levels[2].extends = Some("nowhere".into());
    levels[2].sections[0].criteria[1].implies = vec!["nothing".into()];
    let places: Vec<(usize, String)> = problems(levels).into_iter().map(|(level, path, _)| (level, path)).collect();
    let expected = [
        (0, "sections[0].bar_percent"),
        (0, "sections[1].criteria"),
        (1, "sections[0].criteria[0].weight"),
        (1, "sections[0].criteria[1].id"),
        (2, "title"),
        (1, "grade"),
        (2, "extends"),
        (2, "sections[0].criteria[1].implies[0]"),
    ];
    assert_eq!(places, expected.map(|(level, path)| (level, path.to_owned())));
}

#[test]
fn a_family_ends_at_its_limit() {
    let filled = |criteria| vec![level("low", None, vec![section("low", "craft", criteria)])];
    assert_eq!(problems(filled(limits::CRITERIA)), []);
    let found = problems(filled(limits::CRITERIA + 1));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].2, "the family holds 501 criteria; at most 500 are allowed");
}

#[test]
fn a_chain_runs_from_the_lowest_level_to_the_target() {
    let mut levels: Vec<Arc<Level>> = family().into_iter().map(Arc::new).collect();
    levels.reverse();
    let ids = |target: &str| {
        chain_to(&levels, target).map(|chain| chain.iter().map(|level| level.id.clone()).collect::<Vec<_>>())
    };
    assert_eq!(ids("mid").as_deref(), Some(["low", "mid"].map(str::to_owned).as_slice()));
    assert_eq!(ids("top").map(|chain| chain.len()), Some(3));
    assert_eq!(ids("chief"), None);
}

#[test]
fn a_broken_chain_has_no_end() {
    let mut circle = family();
    circle[0].extends = Some("mid".into());
    let circle: Vec<Arc<Level>> = circle.into_iter().map(Arc::new).collect();
    assert_eq!(chain_to(&circle, "top"), None);
    let mut dangling = family();
    dangling[0].extends = Some("ground".into());
    let dangling: Vec<Arc<Level>> = dangling.into_iter().map(Arc::new).collect();
    assert_eq!(chain_to(&dangling, "top"), None);
}

#[test]
fn a_rubric_is_one_whole_chain_in_order() {
    let level = |index: usize| Arc::new(family().swap_remove(index));
    let paths = |levels: Vec<Arc<Level>>| {
        Rubric::new(levels).map(|r| r.len()).map_err(|p| p.into_iter().map(|p| (p.level, p.path)).collect::<Vec<_>>())
    };
    assert_eq!(paths(vec![level(0), level(1)]), Ok(5));
    assert_eq!(paths(vec![level(1), level(0)]), Err(vec![(1, "extends".to_owned())]));
    assert_eq!(paths(vec![]), Err(vec![(0, String::new())]));
    assert!(paths(vec![level(1), level(2)]).is_err(), "the lowest level is missing");
}

#[test]
fn the_flat_order_is_that_of_the_document() {
    let rubric = examples::rubric(family());
    let ids: Vec<&str> = (0..rubric.len()).map(|i| rubric.criterion(i).id.as_str()).collect();
    let expected =
        ["low.craft.1", "low.craft.2", "low.extra.1", "mid.craft.1", "mid.craft.2", "top.craft.1", "top.craft.2"];
    assert_eq!(ids, expected);
    for (index, id) in ids.iter().enumerate() {
        assert_eq!(rubric.index_of(id), Some(index));
        let Place { level, section, .. } = rubric.place(index);
        assert!(rubric.section_range(level, section).contains(&index));
        assert!(id.starts_with(&rubric.levels()[level].id));
    }
    assert_eq!(rubric.section_range(1, 0), 3..5);
}

#[test]
fn stretching_adds_the_next_level_and_keeps_every_index() {
    let whole = examples::rubric(family());
    let shorter = whole.without_top().expect("two levels are left");
    assert_eq!((shorter.len(), shorter.target().id.as_str()), (5, "mid"));
    assert_eq!(shorter.stretched(Arc::clone(&whole.levels()[2])), Ok(whole.clone()));
    assert!(shorter.stretched(Arc::clone(&whole.levels()[1])).is_err());
    assert!(whole.without_top().and_then(|r| r.without_top()).and_then(|r| r.without_top()).is_none());
}

#[test]
fn a_section_needs_its_bar_of_its_points_rounded_up() {
    let points = |weights: &[u32], bar_percent| {
        let mut craft = Section { bar_percent, ..section("low", "craft", weights.len()) };
        for (criterion, weight) in craft.criteria.iter_mut().zip(weights) {
            criterion.weight = *weight;
        }
        (craft.max_points(), craft.need())
    };
    assert_eq!(points(&[1; 4], 75), (8, 6));
    assert_eq!(points(&[1; 7], 75), (14, 11));
    assert_eq!(points(&[3, 2, 1], 51), (12, 7));
    assert_eq!(points(&[1], 1), (2, 1));
    assert_eq!(points(&[3; limits::CRITERIA], 100), (3_000, 3_000));
}

#[test]
fn levels_have_short_names() {
    let mut named = level("team-lead", None, vec![]);
    named.sections.push(Section { criteria: vec![criterion("x")], ..section("team-lead", "s", 0) });
    assert_eq!(named.label_with_grade(), "Team lead", "its title, Level team-lead, spells the id");
    for (id, title, label) in [
        ("sre", "SRE", "SRE"),
        ("senior-sre", "The Senior SRE (EMEA)", "Senior SRE"),
        ("team-lead", "Boss", "Team lead"),
        ("co-founder", "Co-Founder", "Co-Founder"),
    ] {
        let named = Level { id: id.to_owned(), title: title.to_owned(), ..Level::default() };
        assert_eq!(named.label(), label);
    }
    named.grade = Some(9);
    assert_eq!(named.label_with_grade(), "Team lead (grade 9)");
}
