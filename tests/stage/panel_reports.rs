//! A panel with something of everything that a report can show.
//!
//! Included with `#[path]` beside `panels` and `panel_open`.

use std::sync::Arc;

use assay::domain::candidate::Candidate;
use assay::domain::decision::Overall;
use assay::domain::interview::LevelChoice;
use assay::domain::panel::{LeftOut, Panel, PanelDecision, Ruling, Why};
use assay::domain::rating::{Answer, Rating};
use assay::domain::rubric::{Level, Rubric};
use assay::domain::time::Moment;
use assay::report::panel::PanelReport;

use super::panel_open;
use super::panels::Card;

/// A panel with what stands beside it.
#[derive(Debug)]
pub struct Case {
    pub panel: Panel,
    pub decisions: Vec<(String, PanelDecision)>,
    pub problems: Vec<String>,
    pub revealed: bool,
}

impl Case {
    /// A panel of these cards alone.
    pub fn of(cards: Vec<Card>, others: Vec<LeftOut>) -> Self {
        let panel = Panel::new(cards.into_iter().map(Card::submitted).collect(), others);
        let panel = panel.expect("the cards can be pooled");
        Self { panel, decisions: Vec::new(), problems: Vec::new(), revealed: false }
    }

    pub fn report(&self) -> PanelReport<'_> {
        let Self { panel, decisions, problems, revealed } = self;
        PanelReport { panel, decisions, problems, revealed: *revealed }
    }
}

/// Ana, Ben and Chi on Jo Roe, who decided on Senior before Chi amended a card; a draft and a damaged
/// file beside them.
pub fn case() -> Case {
    let mut cards = panel_open::cards();
    cards[0].content.candidate = Candidate { name: "Jo Roe".to_owned(), reference: Some("REQ-7".to_owned()) };
    cards[0].content.takeaways = "Calm, and precise about her own part.\nAsks before she answers.".into();
    cards[1].content.concerns = "Has not led a team of more than two.".into();
    let mut before = cards[2].clone();
    before.file = "chi-before.json".into();
    before.content.id = "id of chi-before.json".into();
    for entry in &mut before.content.entries {
        if entry.answer == Answer::Rated(Rating::NotShown) {
            entry.answer = Answer::Rated(Rating::Meets);
        }
    }
    cards[2] = cards[2].clone().day(3).amending("chi-before.json");
    let then = Case::of(vec![cards[0].clone(), cards[1].clone(), before.clone()], Vec::new());
    cards.push(before);
    let left_out = |file: &str, interviewer: Option<&str>, why| LeftOut {
        file: file.to_owned(),
        interviewer: interviewer.map(str::to_owned),
        why,
    };
    let others = vec![
        left_out("0192f3c4.ndjson", Some("Dov Levi"), Why::Draft),
        left_out("torn.json", None, Why::Damaged("line 3 is not JSON".to_owned())),
    ];
    Case {
        decisions: vec![
            ("panel-2.json".to_owned(), decision(&then.panel, "2", LevelChoice::Level("senior".to_owned()), true)),
            ("panel-1.json".to_owned(), decision(&then.panel, "1", LevelChoice::None, false)),
        ],
        problems: vec!["panel-3.json: seal does not fit the content".to_owned()],
        ..Case::of(cards, others)
    }
}

/// What a panel decided.
pub fn decision(panel: &Panel, id: &str, level: LevelChoice, revealed: bool) -> PanelDecision {
    let ruling = Ruling {
        overall: Some(if level == LevelChoice::None { Overall::NoDecision } else { Overall::Yes }),
        level,
        reason: "Her references speak of two people whom she mentored for a year.".to_owned(),
        present: vec!["Ana Ruiz".to_owned(), "Ben Adler".to_owned()],
        revealed,
    };
    PanelDecision::decide(panel, &ruling, id, Moment::new(1_795_622_400, 3_600)).expect("nothing is missing")
}

/// So many interviewers, of whom every third asked up to Intermediate only, and everybody rates in
/// their own way.
pub fn crowd(interviewers: usize) -> Case {
    let (senior, ratings) = (panel_open::senior(), [3, 3, 2, 3, 4, 9, 1, 0]);
    let intermediate = senior.without_top().expect("there is a level below");
    let names = [
        "Ana Ruiz",
        "Ben Adler",
        "Chi Nguyen",
        "Dov Levi",
        "Eve Martin",
        "Fay Osei",
        "Gil Moreau",
        "Hana Sato",
        "Ivo Novak",
        "Jin Park",
        "Kofi Mensah-Bartholomew",
        "Lea Weiß",
        "Mio Tanaka",
        "Ned O’Hara",
    ];
    let cards = (0..interviewers).map(|who| {
        let rubric = if who % 3 == 2 { &intermediate } else { &senior };
        let answers: Vec<Option<Answer>> = (0..rubric.len())
            .map(|criterion| match ratings[(criterion * 5 + who * who * 3) % ratings.len()] {
                0 => Some(Answer::NoData),
                number => Rating::from_number(number).map(Answer::Rated),
            })
            .collect();
        Card::new(&format!("{who}.json"), names[who % names.len()], rubric, &answers)
            .day(i64::try_from(who).unwrap_or(0))
    });
    Case::of(cards.collect(), Vec::new())
}

/// The page of [`case`], as a browser gets it.
pub fn html() -> String {
    assay::report::html::panel(&case().report())
}

/// A panel in which `hostile` stands wherever a person, a file or a rubric may say something.
pub fn hostile(hostile: &str) -> Case {
    let rubric = evil_rubric(hostile);
    // As long as a name may be.
    let name: String = hostile.chars().take(198).collect();
    let names: Vec<String> = (1..=3).map(|who| format!("{name} {who}")).collect();
    let usual = case();
    let cards = usual.panel.members().iter().zip(&names).map(|(member, who)| {
        let mut content = member.card().content().clone();
        content.rubric = rubric.clone();
        content.candidate = Candidate { name: name.clone(), reference: Some(hostile.to_owned()) };
        who.clone_into(&mut content.interviewer);
        for text in [&mut content.takeaways, &mut content.strengths, &mut content.concerns, &mut content.id] {
            hostile.clone_into(text);
        }
        hostile.clone_into(&mut content.decision.reason);
        for entry in &mut content.entries {
            hostile.clone_into(&mut entry.note);
        }
        Card { file: format!("{hostile} {who}.json"), content }
    });
    let mut cards: Vec<Card> = cards.collect();
    let mut before = cards[2].clone();
    before.file = format!("{hostile} before.json");
    before.content.amends = None;
    before.content.entries[0].answer = Answer::NoData;
    cards[2] = cards[2].clone().day(4).amending(&before.file);
    cards[2].content.amends.as_mut().expect("it amends").reason = hostile.into();
    cards.push(before);
    let why = [Why::Damaged(hostile.to_owned()), Why::OtherFamily { family: hostile.to_owned() }];
    let others = why.map(|why| LeftOut { file: hostile.to_owned(), interviewer: Some(hostile.to_owned()), why });
    let mut case = Case::of(cards, others.to_vec());
    let ruling = Ruling {
        overall: Some(Overall::Yes),
        level: LevelChoice::None,
        reason: hostile.to_owned(),
        present: vec![hostile.to_owned()],
        revealed: true,
    };
    let decision = PanelDecision::decide(&case.panel, &ruling, hostile, Moment::new(1_795_622_400, 3_600));
    let decision = decision.expect("nothing is missing");
    case.decisions = vec![(hostile.to_owned(), decision.clone()), (hostile.to_owned(), decision)];
    case.problems = vec![hostile.to_owned()];
    case.revealed = true;
    case
}

fn evil_rubric(hostile: &str) -> Rubric {
    let levels = panel_open::senior().levels().to_vec().into_iter().map(|level| {
        let mut level = Level::clone(&level);
        hostile.clone_into(&mut level.title);
        hostile.clone_into(&mut level.family_title);
        for section in &mut level.sections {
            hostile.clone_into(&mut section.title);
            for criterion in &mut section.criteria {
                hostile.clone_into(&mut criterion.title);
                hostile.clone_into(&mut criterion.statement);
            }
        }
        Arc::new(level)
    });
    Rubric::new(levels.collect()).expect("only words were changed")
}
