//! A panel to look at: three interviewers who disagree about seven criteria, of which one decides.
//!
//! Included with `#[path]` beside `panels`.

use assay::app::message::{Message, PanelContent, PanelOpen, PanelRead};
use assay::domain::panel::Panel;
use assay::domain::rating::{Answer, Basis, Rating};
use assay::domain::rubric::Rubric;
use assay::storage::catalog::Family;

use super::panels::Card;

/// The Senior level and those below it.
///
/// # Panics
/// Never: the built-in family has it.
pub fn senior() -> Rubric {
    Family::built_in().rubric_to("senior").expect("the built-in family has a Senior level")
}

/// Everything Meets, but where `other` says otherwise: criterion and rating, 0 for no data and 9 for
/// not asked.
///
/// # Panics
/// If a criterion is not on the card.
pub fn answers(rubric: &Rubric, other: &[(&str, i64)]) -> Vec<Option<Answer>> {
    let mut answers = vec![Some(Answer::Rated(Rating::Meets)); rubric.len()];
    for (id, number) in other {
        let index = rubric.index_of(id).unwrap_or_else(|| panic!("{id} is on the card"));
        answers[index] = match number {
            0 => Some(Answer::NoData),
            9 => None,
            number => Rating::from_number(*number).map(Answer::Rated),
        };
    }
    answers
}

/// Ana, Ben and Chi on Jo Roe: Senior hangs on whether the mentoring counts.
///
/// # Panics
/// Never: the cards are sound.
pub fn cards() -> Vec<Card> {
    let rubric = senior();
    let id = |level: usize, section: usize, at: usize| {
        rubric.criterion(rubric.section_range(level, section).start + at).id.clone()
    };
    let (vision, mentoring, leading) = (id(2, 1, 3), id(2, 1, 2), id(2, 1, 1));
    let (english, parallel, years) = (id(0, 1, 0), id(0, 1, 1), id(0, 0, 0));
    let (writing, tuning, open_source) = (id(1, 1, 4), id(2, 2, 2), id(2, 3, 4));
    let ana = [(&*vision, 1), (&mentoring, 3), (&leading, 3), (&english, 4), (&writing, 3), (&open_source, 9)];
    let ben = [(&*vision, 1), (&mentoring, 2), (&leading, 4), (&parallel, 2), (&tuning, 2), (&open_source, 0)];
    let chi = [(&*vision, 2), (&mentoring, 1), (&leading, 3), (&years, 9), (&writing, 2), (&open_source, 3)];
    let mut cards = vec![
        Card::new("ana.json", "Ana Ruiz", &rubric, &answers(&rubric, &ana)),
        Card::new("ben.json", "Ben Adler", &rubric, &answers(&rubric, &ben)).day(1),
        Card::new("chi.json", "Chi Nguyen", &rubric, &answers(&rubric, &chi)).day(2),
    ];
    for card in &mut cards {
        let meets = |answer: &Answer| *answer == Answer::Rated(Rating::Meets);
        let who = card.content.interviewer.clone();
        for entry in &mut card.content.entries {
            entry.note = if meets(&entry.answer) {
                String::new()
            } else {
                format!(
                    "{who} heard of one project, with dates and names, and asked twice for the part that was missing."
                )
            };
            if entry.answer == Answer::NoData {
                entry.basis = Basis::Resume;
            }
        }
    }
    cards
}

/// What is read for the panel of these cards.
///
/// # Panics
/// If none can be pooled.
pub fn open(cards: Vec<Card>) -> PanelOpen {
    let panel = Panel::new(cards.into_iter().map(Card::submitted).collect(), Vec::new());
    PanelOpen {
        panel: panel.expect("the cards can be pooled"),
        decisions: Vec::new(),
        problems: Vec::new(),
        revealed: false,
        kept: None,
    }
}

/// The message that brings a panel.
pub fn read(open: PanelOpen, me: Option<&str>) -> Message {
    let name = open.panel.candidate().name.clone();
    let content = PanelContent::Open(Box::new(open));
    Message::PanelRead(Box::new(PanelRead { name, me: me.map(str::to_owned), content }))
}
