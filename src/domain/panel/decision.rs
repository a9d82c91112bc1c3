//! The panel's decision: what the people in the room decided, on which cards, and why where it is
//! not what the rule recommends. It stands beside the recommendation and is never computed.

use std::collections::HashSet;

use super::{Member, Panel};
use crate::domain::candidate::{Candidate, name_key, same_person};
use crate::domain::decision::Overall;
use crate::domain::interview::LevelChoice;
use crate::domain::limits;
use crate::domain::scorecard::{Fault, name_fault};
use crate::domain::time::Moment;

/// What is entered when a panel decides, to be checked by [`PanelDecision::decide`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Overall, once it is chosen.
    pub overall: Option<Overall>,
    /// The level, or none of them.
    pub level: LevelChoice,
    /// The reason; needed where the level is not the recommended one.
    pub reason: String,
    /// Who was there. Blank names and a name's second mention are dropped.
    pub present: Vec<String>,
    /// Whether somebody looked at the others' cards before handing in their own.
    pub revealed: bool,
}

/// Something that a decision still needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The overall decision.
    Overall,
    /// The level, or that it is none.
    Level,
    /// The reason why the level is not the recommended one.
    Reason,
    /// Who was there.
    Present,
    /// What was entered cannot be kept like this.
    Faulty(Fault),
}

/// The content of a decision, to be checked by [`PanelDecision::new`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// A UUID.
    pub id: String,
    /// Who was interviewed.
    pub candidate: Candidate,
    /// Id of the job family.
    pub family: String,
    /// The level that the rule recommended then, or nothing for none.
    pub recommended: Option<LevelRef>,
    /// The level that was decided, or nothing for none.
    pub level: Option<LevelRef>,
    /// Overall.
    pub overall: Overall,
    /// The reason; needed where the two levels differ.
    pub reason: String,
    /// Who was there.
    pub present: Vec<String>,
    /// Whether somebody looked at the others' cards before handing in their own.
    pub revealed: bool,
    /// The cards that it rests on, by interviewer.
    pub cards: Vec<CardRef>,
    /// When.
    pub decided_at: Moment,
}

/// A level by its id, because a decision outlives the indices of a rubric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelRef {
    /// Id in the family.
    pub id: String,
    /// Pay or job grade, if the family has grades.
    pub grade: Option<u32>,
}

/// A card that a decision rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRef {
    /// Who interviewed.
    pub interviewer: String,
    /// Its UUID.
    pub id: String,
    /// Its seal.
    pub seal: String,
}

/// A checked decision of a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelDecision {
    record: Record,
}

/// What has changed since a panel decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// An interviewer's card is another one now.
    Replaced {
        /// Who.
        interviewer: String,
        /// The file that counts now.
        by: String,
    },
    /// An interviewer's card is not pooled any more.
    Gone {
        /// Who.
        interviewer: String,
    },
    /// An interviewer has joined.
    Joined {
        /// Who.
        interviewer: String,
    },
    /// The rule recommends another level.
    Recommended {
        /// Then.
        then: Option<LevelRef>,
        /// Now.
        now: Option<LevelRef>,
    },
}

impl PanelDecision {
    /// Makes the decision of a panel. `at` is the time of the decision.
    ///
    /// # Errors
    /// Everything that is still missing, in the order in which it is asked for.
    pub fn decide(panel: &Panel, ruling: &Ruling, id: &str, at: Moment) -> Result<Self, Vec<Missing>> {
        let Ruling { overall, level, reason, present, revealed } = ruling;
        let recommended = panel.recommendation().floor;
        let chosen = match level {
            LevelChoice::Unchosen => None,
            LevelChoice::None => Some(None),
            LevelChoice::Level(id) => panel.rubric().level_index(id).map(Some),
        };
        let mut seen = HashSet::new();
        let present: Vec<String> = present
            .iter()
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty() && seen.insert(name_key(name)))
            .collect();
        let missing = [
            (overall.is_none(), Missing::Overall),
            (chosen.is_none(), Missing::Level),
            (chosen.is_some_and(|level| level != recommended) && reason.trim().is_empty(), Missing::Reason),
            (present.is_empty(), Missing::Present),
        ];
        let missing: Vec<Missing> = missing.into_iter().filter(|(is, _)| *is).map(|(_, what)| what).collect();
        let (Some(overall), Some(level), true) = (*overall, chosen, missing.is_empty()) else { return Err(missing) };
        Self::new(Record {
            id: id.to_owned(),
            candidate: panel.candidate().clone(),
            family: panel.rubric().target().family.clone(),
            recommended: level_ref(panel, recommended),
            level: level_ref(panel, level),
            overall,
            reason: reason.clone(),
            present,
            revealed: *revealed,
            cards: card_refs(panel),
            decided_at: at,
        })
        .map_err(|faults| faults.into_iter().map(Missing::Faulty).collect())
    }

    /// Checks the content of a decision.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn new(record: Record) -> Result<Self, Vec<Fault>> {
        let faults = check(&record);
        if faults.is_empty() { Ok(Self { record }) } else { Err(faults) }
    }

    /// What the decision holds.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Whether the decided level is not the one that was recommended.
    #[must_use]
    pub fn differs(&self) -> bool {
        differs(&self.record)
    }

    /// What has changed on the panel since it decided: by interviewer in the order of the decision,
    /// then who has joined, then the recommendation. Nothing if the decision rests on what is there.
    #[must_use]
    pub fn since(&self, panel: &Panel) -> Vec<Since> {
        let cards = &self.record.cards;
        let interviewer = |card: &CardRef| card.interviewer.clone();
        let kept = cards.iter().filter_map(|card| {
            match panel.members().iter().find(|member| same_person(member.interviewer(), &card.interviewer)) {
                Some(member) if member.submitted().seal == card.seal => None,
                Some(member) => {
                    Some(Since::Replaced { interviewer: interviewer(card), by: member.submitted().file.clone() })
                }
                None => Some(Since::Gone { interviewer: interviewer(card) }),
            }
        });
        let joined = panel
            .members()
            .iter()
            .map(Member::interviewer)
            .filter(|name| !cards.iter().any(|card| same_person(&card.interviewer, name)))
            .map(|name| Since::Joined { interviewer: name.to_owned() });
        let now = level_ref(panel, panel.recommendation().floor);
        let then = self.record.recommended.clone();
        let moved = (id(then.as_ref()) != id(now.as_ref())).then_some(Since::Recommended { then, now });
        kept.chain(joined).chain(moved).collect()
    }
}

fn id(level: Option<&LevelRef>) -> Option<&str> {
    level.map(|level| level.id.as_str())
}

fn level_ref(panel: &Panel, level: Option<usize>) -> Option<LevelRef> {
    let level = &panel.rubric().levels()[level?];
    Some(LevelRef { id: level.id.clone(), grade: level.grade })
}

fn card_refs(panel: &Panel) -> Vec<CardRef> {
    let refs = panel.members().iter().map(|member| CardRef {
        interviewer: member.interviewer().to_owned(),
        id: member.card().content().id.clone(),
        seal: member.submitted().seal.clone(),
    });
    refs.collect()
}

fn differs(record: &Record) -> bool {
    id(record.level.as_ref()) != id(record.recommended.as_ref())
}

fn check(record: &Record) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |path: &str, message: String| faults.push(Fault { path: path.to_owned(), message });
    for (path, text) in [("id", &record.id), ("family", &record.family)] {
        if text.trim().is_empty() {
            add(path, "is empty".to_owned());
        }
    }
    if let Some(fault) = name_fault(&record.candidate.name) {
        add("candidate.name", fault);
    }
    if differs(record) && record.reason.trim().is_empty() {
        add("reason", "is empty, but the level is not the recommended one; say why".to_owned());
    }
    if record.reason.len() > limits::TEXT_BYTES {
        add("reason", format!("is longer than {} bytes", limits::TEXT_BYTES));
    }
    if record.present.is_empty() {
        add("present", "is empty; name at least one person".to_owned());
    }
    for (i, name) in record.present.iter().enumerate() {
        if let Some(fault) = name_fault(name) {
            add(&format!("present[{i}]"), fault);
        }
    }
    if record.cards.is_empty() {
        add("cards", "is empty; a decision rests on at least one card".to_owned());
    }
    let mut people = HashSet::new();
    for (i, card) in record.cards.iter().enumerate() {
        if let Some(fault) = name_fault(&card.interviewer) {
            add(&format!("cards[{i}].interviewer"), fault);
        } else if !people.insert(name_key(&card.interviewer)) {
            add(&format!("cards[{i}].interviewer"), format!("{:?} is named twice", card.interviewer));
        }
        for (field, text) in [("id", &card.id), ("seal", &card.seal)] {
            if text.trim().is_empty() {
                add(&format!("cards[{i}].{field}"), "is empty".to_owned());
            }
        }
    }
    faults
}
