//! Checking a card or a decision together with what lies beside it: the card that it amends, or the
//! cards that it rests on.
//!
//! A file that came by mail is sound by itself: what cannot be told without others is a note, and no
//! problem.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::archive::{self, FindError, Paths, folder_name, is_decision};
use super::card::{self, CardProblem, CheckReport, Code};
use super::pool::{self, Gathered, json_files, text_of};
use super::wire::card::RecommendationFile;
use super::{decision, json, read, wire};
use crate::domain::candidate::same_person;
use crate::domain::panel::{LeftOut, Panel, PanelDecision, Record, Since, Why, words};
use crate::domain::scorecard::Scorecard;
use crate::text;

/// What checking a file and its neighbours found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// What is wrong. Of a decision the recommendation is what the cards beside it come to now.
    pub report: CheckReport,
    /// What is to be known of the file and is not wrong with it, with the code of the check that it
    /// belongs to.
    pub notes: Vec<CardProblem>,
}

impl From<CheckReport> for Checked {
    fn from(report: CheckReport) -> Self {
        Self { report, notes: Vec::new() }
    }
}

/// The file of a card or a decision: a path, an id (a decision's with or without `panel-`), or the
/// unique beginning of one. Cards come first.
///
/// # Errors
/// A clean sentence, if there is none or more than one.
pub fn find(paths: &Paths, given: &Path) -> Result<PathBuf, String> {
    let text = text::clean(&given.to_string_lossy()).into_owned();
    let no_card = match archive::find_card(paths, given) {
        Err(error @ FindError::None(_)) => error,
        result => return result.map_err(|error| error.to_string()),
    };
    let mut decisions = pool::decisions_called(paths, &given.to_string_lossy());
    let stem = |path: &PathBuf| text::clean(&text_of(path.file_stem())).into_owned();
    match &decisions[..] {
        [] if is_decision(given) => Err(format!("there is no decision {text:?}")),
        [] => Err(no_card.to_string()),
        [_] => Ok(decisions.swap_remove(0)),
        [first, ..]
            if stem(first).trim_start_matches(archive::DECISION) == text.trim_start_matches(archive::DECISION) =>
        {
            Ok(decisions.swap_remove(0))
        }
        several => {
            let ids: Vec<String> = several.iter().take(5).map(stem).collect();
            Err(format!("{text:?} fits {} decisions: {}; give more of the id", several.len(), ids.join(", ")))
        }
    }
}

/// Checks a card or a decision; which of them a file is, its `format` says, else its name.
#[must_use]
pub fn file(path: &Path) -> Checked {
    let bytes = match read::file(path) {
        Ok(bytes) => bytes,
        Err(error) => return CheckReport::unreadable("", &error.to_string()).into(),
    };
    if names_decision(&bytes).unwrap_or_else(|| is_decision(path)) {
        let decision::Reading { report, decision, .. } = decision::from_bytes(&bytes);
        match decision {
            Some(decision) => rests_on(path, &decision, report),
            None => report.into(),
        }
    } else {
        let card::Reading { report, card, .. } = card::from_bytes(&bytes);
        match card {
            Some(card) => amends(path, &card, report),
            None => report.into(),
        }
    }
}

/// Whether a file calls itself a decision, of whatever version; nothing if it says nothing.
fn names_decision(bytes: &[u8]) -> Option<bool> {
    let value = json::parse(bytes).ok()?;
    let format = value.get("format").and_then(Value::as_str)?;
    let kind = |format: &str| format.split('/').next().map(str::to_owned);
    Some(kind(format) == kind(wire::panel::FORMAT))
}

fn folder_of(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    whole.parent().map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// What a file claims to be, for finding the one that is named by its seal.
#[derive(Deserialize)]
struct Claim {
    seal: String,
}

/// Follows a card's amendments along the cards beside it. Each has to be the same interviewer's, about
/// the same candidate, and as it was sealed.
fn amends(path: &Path, card: &Scorecard, report: CheckReport) -> Checked {
    let mut checked = Checked::from(report);
    let content = card.content();
    let Some(mut wanted) = content.amends.as_ref().map(|amends| amends.seal.clone()) else { return checked };
    let here = folder_of(path);
    let mut by_seal: HashMap<String, Vec<PathBuf>> = HashMap::new();
    for file in json_files(&here).unwrap_or_default() {
        let claim = read::file(&file).ok().and_then(|bytes| serde_json::from_slice::<Claim>(&bytes).ok());
        if let Some(Claim { seal }) = claim.filter(|_| !is_decision(&file)) {
            by_seal.entry(seal).or_default().push(file);
        }
    }
    let mut seen = HashSet::new();
    let mut whose = "the card".to_owned();
    while seen.insert(wanted.clone()) {
        let problem = |message: &str| CardProblem::new(Code::Chain, "amends", message);
        let Some(files) = by_seal.get(&wanted) else {
            let why = format!("so {whose} cannot be compared with what it replaces");
            let message = format!("names a card that is not here, {why}: {wanted}");
            checked.notes.push(problem(&message));
            return checked;
        };
        let sound = files.iter().find_map(|file| {
            let card::Reading { card, seal, .. } = card::from_file(file);
            card.filter(|_| seal.as_ref() == Some(&wanted)).map(|card| (file, card))
        });
        let Some((file, before)) = sound else {
            let file = text_of(files[0].file_name());
            checked.report.problems.push(problem(&format!("names {file}, which was changed after it was sealed")));
            return checked;
        };
        let (file, before) = (text_of(file.file_name()), before.content());
        if !same_person(&before.interviewer, &content.interviewer) {
            let message = format!("names {file}, a card of {}, which nobody else can amend", before.interviewer);
            checked.report.problems.push(problem(&message));
        }
        if !same_person(&before.candidate.name, &content.candidate.name) {
            let message = format!("names {file}, which is about another candidate, {}", before.candidate.name);
            checked.report.problems.push(problem(&message));
        }
        let Some(next) = &before.amends else { return checked };
        (wanted, whose) = (next.seal.clone(), file);
    }
    let message = "leads back to itself, which no sealed card can";
    checked.report.problems.push(CardProblem::new(Code::Chain, "amends", message));
    checked
}

/// Holds a decision against the cards as they are now: those of the archive that it lies in, or those
/// of its folder.
fn rests_on(path: &Path, decision: &PanelDecision, report: CheckReport) -> Checked {
    let mut checked = Checked::from(report);
    let (record, here) = (decision.record(), folder_of(path));
    let name = &record.candidate.name;
    let archive = here.parent().filter(|_| here.file_name() == Some(folder_name(name).as_ref()));
    let Gathered { submitted, left_out, decisions, .. } = match archive {
        Some(archive) => pool::gather_below(archive, name),
        None => pool::gather_in(&here, name),
    };
    let known = |seal: &str| record.cards.iter().any(|card| card.seal == seal);
    if archive.is_none() && !submitted.iter().any(|card| known(&card.seal)) {
        let message = "none of the cards that it rests on is here, so nothing is known of what became of them";
        checked.notes.push(CardProblem::new(Code::Changed, "cards", message));
        return checked;
    }
    if archive.is_some() {
        let ours = |file: &LeftOut| record.cards.iter().any(|card| is_card(&file.file, &card.id));
        let strange = left_out.iter().filter(|file| matches!(file.why, Why::Damaged(_)) && !ours(file));
        checked.notes.extend(strange.map(|file| CardProblem::new(Code::Changed, "cards", &words::left_out(file))));
    }
    let changes = match Panel::new(submitted, left_out) {
        Ok(panel) => {
            checked.report.recommendation = Some(RecommendationFile::new(panel.rubric(), panel.recommendation()));
            decision.since(&panel).iter().map(|change| told(decision, change, panel.left_out())).collect()
        }
        Err(left_out) => {
            let gone = |interviewer: &String| Since::Gone { interviewer: interviewer.clone() };
            let cards = record.cards.iter();
            cards.map(|card| told(decision, &gone(&card.interviewer), &left_out)).collect::<Vec<CardProblem>>()
        }
    };
    // What a later decision took note of is history.
    let age = |record: &Record| (record.decided_at.unix_seconds(), record.id.clone());
    match decisions.iter().find(|(_, other)| age(other.record()) > age(record)) {
        Some((file, _)) if !changes.is_empty() => {
            let message = format!("a later decision, {}, was made since", text_of(file.file_name()));
            checked.notes.push(CardProblem::new(Code::Changed, "", &message));
            checked.notes.extend(changes);
        }
        _ => checked.report.problems.extend(changes),
    }
    checked
}

/// A change as a problem, with its place in the decision and what became of the card.
fn told(decision: &PanelDecision, change: &Since, left_out: &[LeftOut]) -> CardProblem {
    let cards = &decision.record().cards;
    let card = match change {
        Since::Replaced { interviewer, .. } | Since::Gone { interviewer } => {
            cards.iter().position(|card| same_person(&card.interviewer, interviewer))
        }
        Since::Joined { .. } | Since::Recommended { .. } => None,
    };
    let said = words::since(change);
    match (card, change) {
        (Some(index), _) => {
            let id = &cards[index].id;
            let file = left_out.iter().find(|file| is_card(&file.file, id));
            let became = match (file, change) {
                (Some(LeftOut { why: Why::Superseded { .. }, .. }), _) => "it was amended".to_owned(),
                (Some(file), _) => format!("{} {}", file.file, words::why(&file.why)),
                (None, Since::Replaced { by, .. }) if is_card(by, id) => {
                    "it was sealed anew with another content".to_owned()
                }
                (None, _) => format!("the card {id} is not here any more"),
            };
            let message = format!("{}; {became}", said.trim_end_matches('.'));
            CardProblem::new(Code::Changed, &format!("cards[{index}]"), &message)
        }
        (None, Since::Recommended { .. }) => CardProblem::new(Code::Changed, "recommended", &said),
        (None, _) => CardProblem::new(Code::Changed, "cards", &said),
    }
}

/// Whether a file, as the panel calls it, is that of the card with this id.
fn is_card(file: &str, id: &str) -> bool {
    file.rsplit('/').next().and_then(|name| name.strip_suffix(".json")) == Some(id)
}
