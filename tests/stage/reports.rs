//! Cards with something of everything that a report can show.

use assay::domain::candidate::Candidate;
use assay::domain::decision::Overall;
use assay::domain::rating::{Answer, Basis, Rating};
use assay::domain::rubric::{Criterion, Level, Rubric, Section};
use assay::domain::scorecard::{Amendment, Content, Decision, Entry, Scorecard, Timing};
use assay::domain::time::Moment;

use super::rubrics;

/// A seal that looks like one.
pub const SEAL: &str = "sha256:fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

/// An interview for two small levels that proves the lower and leaves the upper open: every rating and
/// basis, no data, a criterion not asked, a must-have, a weight, a credit, notes of several lines, an
/// amendment, and a decision that is not the recommendation.
pub fn content() -> Content {
    let at = Moment::new(1_795_442_700, 3_600);
    let answers = [
        Some((Answer::NoData, Basis::Interview, "We ran out of time.")),
        Some((rated(Rating::Meets), Basis::Resume, "")),
        Some((rated(Rating::Partial), Basis::WorkSample, "Names the tools, but not how to keep them sharp.")),
        Some((rated(Rating::Exceeds), Basis::Screen, "Grew 40 kinds from seed.\nHeld under two follow-ups.")),
        Some((rated(Rating::NotShown), Basis::Interview, "Asked twice.\n\n- no example\n- no follow-up")),
        Some((rated(Rating::Meets), Basis::Attested, "")),
        Some((rated(Rating::Partial), Basis::Interview, "Only red ones.")),
        None,
    ];
    let entries = answers.into_iter().enumerate().filter_map(|(criterion, answer)| {
        let (answer, basis, note) = answer?;
        Some(Entry { criterion, answer, basis, note: note.to_owned(), rated_at: at, changes: 1 })
    });
    Content {
        id: "0192f3c4-7e1a-7cc0-9f00-000000000002".to_owned(),
        candidate: Candidate { name: "Ana Ruiz".to_owned(), reference: Some("REQ-7".to_owned()) },
        interviewer: "Sam Okafor".to_owned(),
        rubric: garden(),
        timing: Timing { started_at: at, ended_at: at, planned_minutes: 60, active_seconds: 3_312 },
        entries: entries.collect(),
        decision: Decision {
            overall: Overall::Yes,
            level: Some(1),
            reason: "What is open is about roses, and her references speak of nothing else.".to_owned(),
        },
        takeaways: "Calm in the rain, and precise about what she did herself.".to_owned(),
        strengths: "Seedlings.\nExplains trade-offs without being asked.".to_owned(),
        concerns: "Has not yet led a team.".to_owned(),
        amends: Some(Amendment {
            seal: format!("sha256:{}", "0123456789abcdef".repeat(4)),
            reason: "A note was cut off.".to_owned(),
        }),
        submitted_at: Moment::new(1_795_446_300, 3_600),
    }
}

/// The card of some content.
pub fn card(content: Content) -> Scorecard {
    Scorecard::new(content).expect("a test's card is sound")
}

/// A card in which `hostile` stands wherever a person or a rubric may write.
pub fn hostile(hostile: &str) -> Scorecard {
    let text = || hostile.to_owned();
    let mut content = content();
    let mut levels: Vec<Level> = content.rubric.levels().iter().map(|level| (**level).clone()).collect();
    for level in &mut levels {
        level.family_title = text();
        level.title = text();
        for section in &mut level.sections {
            section.title = text();
            for criterion in &mut section.criteria {
                criterion.title = text();
                criterion.statement = text();
            }
        }
    }
    content.rubric = rubrics::rubric(levels);
    for entry in &mut content.entries {
        entry.note = text();
    }
    content.id = text();
    content.candidate = Candidate { name: text(), reference: Some(text()) };
    content.interviewer = text();
    content.decision.reason = text();
    content.takeaways = text();
    content.strengths = text();
    content.concerns = text();
    content.amends = Some(Amendment { seal: text(), reason: text() });
    card(content)
}

fn garden() -> Rubric {
    let mut apprentice = level("apprentice", 3, None);
    apprentice.sections = vec![
        section(
            rubrics::section("apprentice", "beds", 4),
            "Beds and borders",
            &["Digging", "Weeding", "Tool care", "Sowing"],
        ),
        section(rubrics::additional("apprentice", "extra", 1), "Additional skills", &["Speaks with bees"]),
    ];
    apprentice.sections[0].criteria[1].must_have = true;
    apprentice.sections[0].criteria[3].weight = 2;
    let mut gardener = level("gardener", 4, Some("apprentice"));
    let titles = ["Pruning", "Roses", "Greenhouses"];
    gardener.sections = vec![section(rubrics::section("gardener", "plants", 3), "Plants | trees", &titles)];
    gardener.sections[0].criteria[0].implies = vec!["apprentice.beds.1".to_owned()];
    rubrics::rubric(vec![apprentice, gardener])
}

fn level(id: &str, grade: u32, extends: Option<&str>) -> Level {
    let family_title = "Gardener".to_owned();
    Level { grade: Some(grade), family_title, ..rubrics::level(id, extends, Vec::new()) }
}

fn section(section: Section, title: &str, titles: &[&str]) -> Section {
    let criteria = section.criteria.into_iter().zip(titles).map(|(criterion, title)| Criterion {
        title: (*title).to_owned(),
        statement: format!("Has done it for a season: {}.", title.to_lowercase()),
        ..criterion
    });
    Section { title: title.to_owned(), criteria: criteria.collect(), ..section }
}

fn rated(rating: Rating) -> Answer {
    Answer::Rated(rating)
}
