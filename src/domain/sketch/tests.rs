//! What lines make, and what is said of what they do not make yet.

use proptest::prelude::*;

use super::*;
use crate::domain::rating::generic_anchors;
use crate::domain::rubric::Rubric;

fn section(title: &str, criteria: &[&str]) -> SectionSketch {
    SectionSketch {
        title: title.to_owned(),
        criteria: criteria.iter().map(|&line| line.to_owned()).collect(),
        ..SectionSketch::default()
    }
}

fn gardener() -> Sketch {
    let level = |title: &str, grade: &str, extends, sections| LevelSketch {
        title: title.to_owned(),
        grade: grade.to_owned(),
        extends,
        sections,
    };
    Sketch {
        title: "Gardener".to_owned(),
        id: String::new(),
        levels: vec![
            level("", "4", None, vec![section("", &["Sows: Sowed a bed that came up.", "", "Digs"]), section("", &[])]),
            level("Senior Gardener", "5", Some(0), vec![section("Beds", &["Plans a season"])]),
            level("", "", Some(1), Vec::new()),
        ],
    }
}

#[test]
fn lines_become_a_family_that_can_be_interviewed_for() {
    let sketch = gardener();
    assert_eq!(sketch.problems(&[]), []);
    let made = sketch.made();
    let levels: Vec<Arc<Level>> = made.iter().map(|(_, level)| Arc::clone(level)).collect();
    let rubric = Rubric::new(levels).expect("it is a chain");
    assert_eq!((rubric.levels()[0].id.as_str(), rubric.levels()[1].id.as_str()), ("gardener", "senior"));
    assert_eq!(rubric.levels()[0].family, "gardener");
    assert_eq!((rubric.levels()[0].title.as_str(), rubric.levels()[1].grade), ("Gardener", Some(5)));
    assert_eq!(rubric.levels()[0].sections[0].title, "Requirements");
    let sows = rubric.criterion(0);
    assert_eq!(
        (sows.id.as_str(), sows.title.as_str(), sows.statement.as_str()),
        ("gardener.sows", "Sows", "Sowed a bed that came up.")
    );
    assert!(sows.generated_anchors && sows.anchors == generic_anchors());
    assert_eq!(rubric.len(), 3, "blank lines make nothing");
}

#[test]
fn a_colon_parts_title_and_statement_and_a_long_line_makes_a_short_title() {
    assert_eq!(parted("Sows: in rows: always"), ("Sows".to_owned(), "in rows: always".to_owned()));
    assert_eq!(parted("Opens at 9:30"), ("Opens at 9:30".to_owned(), String::new()));
    assert_eq!(parted("Sows:"), ("Sows".to_owned(), String::new()));
    assert_eq!(parted(": Sows in rows."), ("Sows in rows".to_owned(), "Sows in rows.".to_owned()));
    let long = "Has kept a garden of more than two hectares through at least one year of drought, alone or with others";
    let (title, statement) = parted(long);
    assert!(title.chars().count() <= 60 && statement == long, "{title}");
}

#[test]
fn what_is_missing_is_said_with_its_line() {
    let blank = Sketch::default();
    assert!(blank.is_blank());
    let lines: Vec<Row> = blank.problems(&[]).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [Row::Title, Row::Criterion(0, 0, 0)]);

    let mut sketch = gardener();
    sketch.levels[0].grade = "five".to_owned();
    sketch.levels[2].title = "Head Gardener".to_owned();
    let said: Vec<(Row, String)> = sketch.problems(&["gardener".to_owned()]);
    let lines: Vec<Row> = said.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [Row::Id, Row::Grade(0), Row::Criterion(2, 0, 0)]);
    assert_eq!(said[2].1, "Head Gardener: needs a line of what it requires");
    sketch.levels[0].grade = "6".to_owned();
    sketch.id = "../x".to_owned();
    let said = sketch.problems(&[]);
    assert_eq!(said.iter().map(|(line, _)| *line).collect::<Vec<_>>()[..2], [Row::Id, Row::Grade(1)]);
    assert!(said[1].1.starts_with("Senior Gardener: the grade 5 does not rise"), "{}", said[1].1);
}

#[test]
fn a_blank_level_between_two_is_passed_over() {
    let mut sketch = gardener();
    sketch.levels[1] = LevelSketch { extends: Some(0), ..LevelSketch::default() };
    sketch.levels[2] = LevelSketch {
        title: "Head".to_owned(),
        extends: Some(1),
        sections: vec![section("", &["Hires"])],
        ..LevelSketch::default()
    };
    let made = sketch.made();
    assert_eq!(made.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0, 2]);
    assert_eq!(made[1].1.extends.as_deref(), Some("gardener"));
}

#[test]
fn hints_say_what_would_be_better_and_only_then() {
    assert!(Sketch::default().hints().is_empty());
    let hints = gardener().hints().join("\n");
    assert!(hints.contains("2 lines have a title only") && hints.contains("scale's own wording"), "{hints}");
    let mut sketch = gardener();
    sketch.levels[0].sections[0].criteria = vec!["Prunes old trees and trains young gardeners: Did.".to_owned(); 20];
    let hints = sketch.hints().join("\n");
    assert!(hints.contains("may be two things") && hints.contains("about 84 minutes"), "{hints}");
}

proptest! {
    #[test]
    fn whatever_is_typed_makes_levels_with_ids_of_their_own(
        title in "\\PC{0,12}", id in "[a-z./ ]{0,4}",
        levels in prop::collection::vec(("\\PC{0,8}|[a ]{0,2}", "[0-9x]{0,2}", prop::option::of(0_usize..3),
            prop::collection::vec(("[a ]{0,2}", any::<bool>(), prop::collection::vec("\\PC{0,8}|[a: ]{0,3}", 0..3)), 0..3)), 1..4),
    ) {
        let levels: Vec<LevelSketch> = levels.into_iter().enumerate().map(|(at, (title, grade, extends, sections))| LevelSketch {
            title,
            grade,
            extends: extends.filter(|&below| below < at),
            sections: sections.into_iter().map(|(title, required, criteria)| SectionSketch {
                title,
                kind: if required { SectionKind::Required } else { SectionKind::Additional },
                criteria,
            }).collect(),
        }).collect();
        let sketch = Sketch { title, id, levels };
        let made: Vec<Arc<Level>> = sketch.made().into_iter().map(|(_, level)| level).collect();
        let problems = rubric::check_family(&made);
        prop_assert!(problems.iter().all(|problem| !problem.message.contains("twice")), "{:?}", problems);
        if sketch.problems(&[]).is_empty() {
            prop_assert!(problems.is_empty(), "{:?}", problems);
        }
        let _ = sketch.hints();
    }
}
