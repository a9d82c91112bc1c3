//! `assay handover`: what nobody has covered yet, for whoever interviews next, and nothing that could
//! tell them what somebody else thought.
#![expect(clippy::disallowed_methods, reason = "these tests put files in the program's way and run it")]

#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/panels.rs"]
mod panels;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/program.rs"]
mod program;

use std::fs;

use assay::domain::candidate::Candidate;
use assay::domain::decision::Overall;
use assay::domain::interview::{Event, Recorded, Start};
use assay::domain::rating::{Answer, Basis, Rating};
use assay::domain::rubric::Rubric;
use assay::domain::scorecard::{Amendment, Content, Scorecard};
use assay::domain::time::Moment;
use assay::storage::archive::write_card;
use assay::storage::card;
use assay::storage::catalog::Family;
use assay::storage::draft::DraftFile;
use panels::Card;
use program::Stage;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

const FORMATS: [&str; 3] = ["text", "md", "json"];
/// What stands in every text that somebody wrote about the candidate.
const OPINION: &str = "zweifelhaft";

fn senior() -> Rubric {
    Family::built_in().rubric_to("senior").expect("it is built in")
}

fn put(stage: &Stage, content: Content) -> std::path::PathBuf {
    write_card(&stage.paths, &Scorecard::new(content).expect("the card is sound")).expect("there is room")
}

/// A card on the first criteria of the rubric, one answer each.
fn card(id: u8, interviewer: &str, answers: &[Option<Answer>]) -> Content {
    let rubric = senior();
    let all: Vec<Option<Answer>> = answers.iter().copied().chain(std::iter::repeat(None)).take(rubric.len()).collect();
    let mut content = Card::new("card", interviewer, &rubric, &all).content;
    content.id = format!("0192f3c4-7e1a-7cc0-9f00-{id:012}");
    for entry in &mut content.entries {
        entry.note = format!("{OPINION} {}", entry.note);
    }
    OPINION.clone_into(&mut content.decision.reason);
    content
}

const EXCEEDS: Option<Answer> = Some(Answer::Rated(Rating::Exceeds));
const MEETS: Option<Answer> = Some(Answer::Rated(Rating::Meets));
const NOT_SHOWN: Option<Answer> = Some(Answer::Rated(Rating::NotShown));

fn snapshot(name: &str, told: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, told));
}

fn every_format(stage: &Stage) -> [String; 3] {
    FORMATS.map(|format| {
        let (code, out, err) = stage.run_text(&["handover", "Jo Roe", "--format", format]);
        assert_eq!((code, err.as_str()), (0, ""), "{format}");
        out
    })
}

/// Which criteria have a rating; per card twice what else it says.
type Opinion = (Vec<u8>, u8, String);

fn opinion() -> impl Strategy<Value = Opinion> {
    (vec(1..=4_u8, 56), 0..5_u8, "[a-z]{0,12}")
}

fn write(stage: &Stage, interviews: &[(Vec<bool>, Opinion)]) {
    const NAMES: [&str; 3] = ["Ana Ruiz", "Ben Adler", "Chi Nguyen"];
    for (number, (covered, (ratings, overall, words))) in interviews.iter().enumerate() {
        let answers: Vec<Option<Answer>> = covered
            .iter()
            .zip(ratings)
            .map(|(&covered, &rating)| {
                covered.then(|| Answer::Rated(Rating::from_number(rating.into()).expect("1 to 4")))
            })
            .collect();
        let mut content = card(u8::try_from(number).expect("few"), NAMES[number], &answers);
        content.decision.overall =
            [Overall::StrongNo, Overall::No, Overall::Yes, Overall::StrongYes, Overall::NoDecision]
                [usize::from(*overall)];
        content.takeaways = format!("{OPINION} {words}");
        content.strengths.clone_from(&content.takeaways);
        content.concerns.clone_from(&content.takeaways);
        put(stage, content);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever was thought of the candidate, what is handed over is the same to the byte.
    #[test]
    fn what_is_handed_over_follows_from_what_was_covered_alone(
        interviews in vec((vec(any::<bool>(), 56), opinion(), opinion()), 1..=3)
    ) {
        let once = Stage::new();
        write(&once, &interviews.iter().map(|(covered, one, _)| (covered.clone(), one.clone())).collect::<Vec<_>>());
        let again = Stage::new();
        write(&again, &interviews.iter().map(|(covered, _, other)| (covered.clone(), other.clone())).collect::<Vec<_>>());
        let told = every_format(&once);
        prop_assert_eq!(&told, &every_format(&again));
        for told in told {
            prop_assert!(!told.contains(OPINION), "{}", told);
        }
    }
}

/// Ana covered the first two criteria and asked the third in vain; Ben is in the middle of the fourth.
fn two_interviewers() -> Stage {
    let stage = Stage::new();
    let mut ana = card(1, "Ana Ruiz", &[EXCEEDS, NOT_SHOWN, Some(Answer::NoData)]);
    ana.entries[1].basis = Basis::Resume;
    put(&stage, ana);
    let rubric = senior();
    let fourth = rubric.criterion(3).id.clone();
    let start = Start {
        id: "0192f3c4-ffff".to_owned(),
        candidate: Candidate { name: "Jo Roe".to_owned(), reference: None },
        interviewer: "Ben Adler".to_owned(),
        planned_minutes: 60,
        focus: Vec::new(),
        amends: None,
        rubric,
    };
    let at = Moment::new(1_795_442_900, 3_600);
    let rated = Event::Rated { criterion: fourth, answer: Answer::Rated(Rating::Partial), basis: Basis::Interview };
    let events = [Event::Started(Box::new(start)), rated];
    let journal: Vec<Recorded> =
        (0..).zip(events).map(|(seq, event)| Recorded { seq, at, active_ms: 0, event }).collect();
    DraftFile::create(&stage.paths, "0192f3c4-ffff").append(&journal).expect("there is room");
    stage
}

#[test]
fn cards_and_drafts_are_told_with_what_they_cover() {
    let stage = two_interviewers();
    let (code, out, err) = stage.run_text(&["handover", "jo roe"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    snapshot("handover-text", &out);
    let (_, markdown, _) = stage.run_text(&["handover", "Jo Roe", "--format", "md"]);
    snapshot("handover-markdown", &markdown);

    let (_, told) = stage.run_json(&["handover", "Jo Roe", "--format", "json"]);
    let family = &told["families"][0];
    let rubric = senior();
    assert_eq!((&family["criteria"], &family["open"]), (&rubric.len().into(), &(rubric.len() - 3).into()));
    let open: Vec<&str> = family["sections"]
        .as_array()
        .expect("sections")
        .iter()
        .flat_map(|section| section["open"].as_array().expect("criteria"))
        .map(|criterion| criterion["id"].as_str().expect("an id"))
        .collect();
    let id = |i: usize| rubric.criterion(i).id.as_str();
    assert!(open.contains(&id(2)), "asked without a usable answer is open");
    assert!([0, 1, 3].into_iter().all(|i| !open.contains(&id(i))), "{open:?}");
    assert_eq!(open.len(), rubric.len() - 3);
    let covered: Vec<(&Value, &Value, &Value)> = family["interviews"]
        .as_array()
        .expect("interviews")
        .iter()
        .map(|one| (&one["interviewer"], &one["covered"], &one["not_asked"]))
        .collect();
    assert_eq!(covered, [(&"Ana Ruiz".into(), &2.into(), &1.into()), (&"Ben Adler".into(), &1.into(), &0.into())]);
}

#[test]
fn the_next_command_begins_the_interview_that_is_left() {
    let stage = Stage::new();
    let (first, rubric) = (senior().section_range(0, 0), senior());
    let answers: Vec<Option<Answer>> =
        (0..rubric.len()).map(|i| (!first.contains(&i)).then_some(Answer::Rated(Rating::Meets))).collect();
    let mut content = card(1, "Ana Ruiz", &answers);
    content.candidate = Candidate { name: "Jo O'Roe".to_owned(), reference: Some("REQ 7".to_owned()) };
    put(&stage, content);
    let (_, told) = stage.run_json(&["handover", "Jo O'Roe", "--format", "json"]);
    let level = &rubric.levels()[0];
    let next = format!(
        "assay new --candidate 'Jo O'\\''Roe' --ref 'REQ 7' --family {} --level senior --focus {}/{}",
        level.family, level.id, level.sections[0].id
    );
    assert_eq!(told["families"][0]["next"], next);
    let every: Vec<Option<Answer>> = vec![MEETS; rubric.len()];
    let mut content = card(2, "Ben Adler", &every);
    content.candidate = Candidate { name: "Jo O'Roe".to_owned(), reference: Some("REQ 7".to_owned()) };
    put(&stage, content);
    let (_, out, _) = stage.run_text(&["handover", "Jo O'Roe"]);
    assert!(out.contains("Everything is covered.\n\nNext:\n  assay panel 'Jo O'\\''Roe'\n"), "{out}");
}

#[test]
fn an_amendment_takes_the_place_of_its_card_and_tells_no_reason() {
    let stage = Stage::new();
    let file = put(&stage, card(1, "Ana Ruiz", &[MEETS; 4]));
    let mut again = card(2, "Ana Ruiz", &[MEETS, Some(Answer::NoData), None, None]);
    let seal = card::from_file(&file).seal.expect("it is sealed");
    again.amends = Some(Amendment { seal, reason: OPINION.to_owned() });
    again.submitted_at = Moment::new(1_795_542_700, 3_600);
    put(&stage, again);
    let told = every_format(&stage);
    assert!(told.iter().all(|told| !told.contains(OPINION)));
    let told: Value = serde_json::from_str(&told[2]).expect("it is JSON");
    assert_eq!(told["families"][0]["interviews"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["families"][0]["interviews"][0]["covered"], 1);
}

#[test]
fn a_file_that_cannot_be_used_is_named_without_what_it_says() {
    let stage = Stage::new();
    let file = put(&stage, card(1, "Ana Ruiz", &[MEETS; 4]));
    let text = fs::read_to_string(&file).expect("it is there");
    fs::write(file.with_file_name("torn.json"), text.replace("\"rating\": 3", "\"rating\": \"zweifelhaft\""))
        .expect("there is room");
    for told in every_format(&stage) {
        assert!(told.contains("torn") && told.contains("cannot be used"), "{told}");
        assert!(!told.contains(OPINION), "{told}");
    }
}

#[test]
fn two_candidates_of_one_name_are_not_mixed() {
    let stage = Stage::new();
    for (number, reference) in [(1, "REQ-1"), (2, "REQ-2")] {
        let mut content = card(number, "Ana Ruiz", &[MEETS]);
        content.candidate.reference = Some(reference.to_owned());
        put(&stage, content);
    }
    let (code, out, err) = stage.run_text(&["handover", "Jo Roe"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(err, "assay: several candidates are called Jo Roe: add --ref with one of REQ-1, REQ-2\n");
    let (code, told) = stage.run_json(&["handover", "Jo Roe", "--ref", "req-2", "--format", "json"]);
    assert_eq!((code, &told["candidate"]["ref"]), (0, &"REQ-2".into()));
    assert_eq!(told["families"][0]["interviews"].as_array().map(Vec::len), Some(1));
    let (code, _, err) = stage.run_text(&["handover", "Nobody"]);
    assert_eq!(code, 2);
    assert!(err.contains("there are: Jo Roe"), "{err}");
}

#[test]
fn hostile_names_steer_nothing() {
    let stage = Stage::new();
    let name = "=1+1 <script>\u{1b}[2J\u{202e} `x`";
    let mut content = card(1, "|Ana\u{1b}]0;x\u{7} @all", &[MEETS]);
    content.candidate.name = name.to_owned();
    put(&stage, content);
    for format in FORMATS {
        // Whatever is printed is held against hidden characters there.
        let (code, out, _) = stage.run_text(&["handover", "=1+1", "--format", format]);
        assert_eq!(code, 0);
        if format == "md" {
            let outside: Vec<&str> = out.lines().filter(|line| !line.starts_with("    ")).collect();
            assert!(!outside.join("\n").contains("<script>"), "{out}");
        }
    }
}
