//! What is read for candidates and panels, and the panel's decision put on disk.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::Arc;

use super::background::Background;
use super::clock;
use crate::app::message::{CandidateItem, ClosedPanel, Decided, Message, PanelContent, PanelOpen, PanelRead, Standing};
use crate::domain::candidate::{name_key, same_person};
use crate::domain::panel::{Missing, Panel, PanelDecision, Ruling, Submitted, words};
use crate::domain::scorecard::Scorecard;
use crate::domain::time::Moment;
use crate::storage::candidates::{self, CandidateSummary};
use crate::storage::draft::{self, DraftSummary, outstanding_of};
use crate::storage::pool::{self, Gathered};
use crate::storage::{archive, deciding, shown};

impl Background {
    /// The panel of a candidate, unless whoever sits here has not handed in their own card.
    pub fn panel(&self, name: &str, reveal: bool) -> Message {
        let me = self.me();
        let content = self.panel_content(name, me.as_deref(), reveal);
        Message::PanelRead(Box::new(PanelRead { name: name.to_owned(), me, content }))
    }

    fn panel_content(&self, name: &str, me: Option<&str>, reveal: bool) -> PanelContent {
        let gathered = pool::gather(&self.paths, name);
        let own = me.and_then(|me| outstanding_of(&gathered.drafts, name, me).map(|draft| (me, draft)));
        if let Some((me, draft)) = own.as_ref().filter(|_| !reveal) {
            return PanelContent::Closed(closed(name, me, draft, &gathered));
        }
        let revealed = own.is_some();
        let mut problems: Vec<String> = gathered.problems.iter().map(ToString::to_string).collect();
        let submitted = gathered.submitted.into_iter().map(|card| self.guided(card)).collect();
        match Panel::new(submitted, gathered.left_out) {
            Err(left_out) if left_out.is_empty() => PanelContent::Nothing(vec!["There is no card yet.".to_owned()]),
            Err(left_out) => {
                let told = left_out.iter().map(|file| format!("! {}", words::left_out(file)));
                PanelContent::Nothing(std::iter::once("No card can be pooled:".to_owned()).chain(told).collect())
            }
            Ok(panel) => {
                let decisions =
                    gathered.decisions.iter().map(|(path, decision)| decided(path, decision, &panel)).collect();
                let kept = deciding::kept(&self.paths, name).unwrap_or_else(|why| {
                    problems.push(why);
                    None
                });
                PanelContent::Open(Box::new(PanelOpen { panel, decisions, problems, revealed, kept }))
            }
        }
    }

    /// A card with the anchors of the levels that are installed here.
    fn guided(&self, submitted: Submitted) -> Submitted {
        let mut content = submitted.card.content().clone();
        content.rubric = self.with_guidance(&content.rubric);
        match Scorecard::new(content) {
            Ok(card) => Submitted { card: Arc::new(card), ..submitted },
            Err(_) => submitted,
        }
    }

    /// Everyone with a card or a draft, with what lists show of them; `tell` hears how far it is.
    pub fn candidates(&self, tell: &(dyn Fn(Message) + Sync)) -> Message {
        /// Parts of the work after each of which something is told.
        const PARTS: usize = 40;
        let progress = |done: usize, of: usize| {
            if of >= PARTS && done.is_multiple_of(of / PARTS) {
                tell(Message::CandidatesReading { done, of });
            }
        };
        let (people, problems) = candidates::list(&self.paths, &progress);
        let people = one_each(people);
        Message::CandidatesRead {
            people: people.iter().map(candidate_item).collect(),
            problems: problems.iter().map(ToString::to_string).collect(),
        }
    }

    /// What the panels of some candidates come to.
    pub fn weigh(&self, names: &[String]) -> Message {
        let me = self.me();
        let weighed = |name: &String| (name.clone(), self.standing(name, me.as_deref()));
        Message::Weighed(names.iter().map(weighed).collect())
    }

    fn standing(&self, name: &str, me: Option<&str>) -> Standing {
        let gathered = pool::gather(&self.paths, name);
        if me.is_some_and(|me| outstanding_of(&gathered.drafts, name, me).is_some()) {
            return Standing { grade: "waits for yours".to_owned(), ..Standing::default() };
        }
        let decision = gathered.decisions.first().map(|(_, decision)| short(decision)).unwrap_or_default();
        let (grade, status) = match Panel::new(gathered.submitted, gathered.left_out) {
            Err(_) => ("no card to pool".to_owned(), String::new()),
            Ok(panel) => {
                let now = panel.recommendation();
                let level = now.floor.map_or_else(|| "none".to_owned(), |l| panel.rubric().levels()[l].label());
                (level, now.status.id().to_owned())
            }
        };
        Standing { grade, status, decision }
    }

    /// Puts a panel's decision on disk, unless there is one that was not shown beside it.
    pub fn decide(&self, panel: &Panel, ruling: &Ruling, known: &[String]) -> Message {
        let there = pool::gather(&self.paths, &panel.candidate().name).decisions;
        if there.iter().any(|(path, _)| !known.contains(&path.to_string_lossy().into_owned())) {
            let told = there.iter().map(|(path, decision)| decided(path, decision, panel));
            return Message::DecidedMeanwhile(told.collect());
        }
        let id = uuid::Uuid::now_v7().to_string();
        let decision = match PanelDecision::decide(panel, ruling, &id, clock::wall()) {
            Ok(decision) => decision,
            Err(missing) => return Message::Decided(Err(told(&missing))),
        };
        Message::Decided(match archive::write_decision(&self.paths, &decision) {
            Err(error) => Err(error.to_string()),
            Ok(path) => {
                // What was entered is in the decision now; if it stays, the next form begins with it.
                let _ = deciding::forget(&self.paths, &panel.candidate().name);
                Ok(shown(&path))
            }
        })
    }
}

/// One entry a person, however their name is spelled: what the panel pools.
fn one_each(people: Vec<CandidateSummary>) -> Vec<CandidateSummary> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<CandidateSummary> = Vec::new();
    for person in people {
        match places.entry(name_key(&person.name)) {
            Entry::Vacant(place) => {
                place.insert(all.len());
                all.push(person);
            }
            Entry::Occupied(place) => {
                let known = &mut all[*place.get()];
                // The spelling of cards counts before that of drafts.
                if known.cards.is_empty() && !person.cards.is_empty() {
                    known.name = person.name;
                }
                known.references.extend(person.references);
                known.cards.extend(person.cards);
                known.drafts.extend(person.drafts);
            }
        }
    }
    all
}

fn candidate_item(person: &CandidateSummary) -> CandidateItem {
    let unsubmitted: Vec<&DraftSummary> = person.drafts.iter().filter(|draft| draft.is_outstanding()).collect();
    let mut levels: Vec<String> = Vec::new();
    let mut interviewers: Vec<&str> = Vec::new();
    for card in person.standing() {
        let label = card.target.label();
        if !levels.contains(&label) {
            levels.push(label);
        }
        interviewers.push(&card.interviewer);
    }
    interviewers.extend(unsubmitted.iter().map(|draft| draft.interviewer.as_str()));
    CandidateItem {
        name: person.name.clone(),
        reference: person.references.join(" "),
        interviewers: interviewers.join(" "),
        levels: if levels.is_empty() {
            unsubmitted.first().map(|draft| draft.target.clone()).unwrap_or_default()
        } else {
            levels.join(", ")
        },
        cards: person.standing().count(),
        drafts: unsubmitted.len(),
        newest: person.last_at().map(Moment::to_minute).unwrap_or_default(),
        standing: None,
    }
}

/// Why somebody else's card is not shown yet, if so: whoever sits here has not handed in their own.
pub(super) fn not_yet(background: &Background, card: &Scorecard) -> Option<Vec<String>> {
    let content = card.content();
    let me = background.me().filter(|me| !same_person(me, &content.interviewer))?;
    let (drafts, _) = draft::list(&background.paths);
    outstanding_of(&drafts, &content.candidate.name, &me)?;
    Some(vec![
        format!(
            "{me}, your own interview of {} is not submitted. What others rated would colour what you rate, so this \
             card is not shown to you yet.",
            content.candidate.name
        ),
        "The panel (p) tells who has submitted, and how to see it all the same.".to_owned(),
    ])
}

fn closed(name: &str, me: &str, own: &DraftSummary, gathered: &Gathered) -> ClosedPanel {
    let submitted = gathered
        .handed_in()
        .into_iter()
        .map(|card| format!("{}, {}", card.interviewer(), card.card.content().submitted_at.to_minute()));
    let outstanding = gathered.drafts.iter().filter(|draft| draft.is_outstanding());
    ClosedPanel {
        name: name.to_owned(),
        me: me.to_owned(),
        draft: own.id.clone(),
        submitted: submitted.collect(),
        outstanding: outstanding.map(|draft| draft.interviewer.clone()).collect(),
    }
}

fn decided(path: &Path, decision: &PanelDecision, panel: &Panel) -> Decided {
    let record = decision.record();
    let level = record.level.as_ref().map_or_else(|| "no level".to_owned(), |level| label(panel, &level.id));
    let mut said = format!("{}, {level}, on {}", record.overall.label(), record.decided_at.to_minute());
    said.push_str("; there: ");
    said.push_str(&record.present.join(", "));
    if record.revealed {
        said.push_str("; somebody looked before handing in their own card");
    }
    if !record.reason.trim().is_empty() {
        said.push_str(". ");
        said.push_str(record.reason.trim());
    }
    let file = path.to_string_lossy().into_owned();
    let short = format!("{}, {level}", record.overall.label());
    Decided { said, short, file, since: decision.since(panel).iter().map(words::since).collect() }
}

/// A level by its short name, where the panel still asks it.
fn label(panel: &Panel, id: &str) -> String {
    panel.rubric().level_index(id).map_or_else(|| id.to_owned(), |level| panel.rubric().levels()[level].label())
}

fn short(decision: &PanelDecision) -> String {
    let record = decision.record();
    let level = record.level.as_ref().map_or("none", |level| level.id.as_str());
    format!("{} {level}", record.overall.label())
}

fn told(missing: &[Missing]) -> String {
    let things = if missing.len() == 1 { "1 thing is".to_owned() } else { format!("{} things are", missing.len()) };
    format!("{things} missing")
}
