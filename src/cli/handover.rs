//! `handover`: what nobody has covered yet, for whoever interviews next. What it prints follows from
//! which criteria have a rating, never from which.

use anyhow::bail;
use serde_json::{Value, json};

use super::args::{HandoverArguments, PlainFormat};
use super::folders::Places;
use super::output::Outcome;
use crate::domain::candidate::{Candidate, name_key};
use crate::domain::handover::{Covered, Handover, OpenSection};
use crate::domain::panel::{self, Why};
use crate::domain::rubric::{Rubric, SectionKind};
use crate::report;
use crate::report::handover::{FamilySheet, HandoverSheet};
use crate::storage::archive::Paths;
use crate::storage::catalog::{Catalog, Family};
use crate::storage::draft;
use crate::storage::pool::{self, Gathered};
use crate::storage::wire::rubric::kind_id;
use crate::storage::{json as strict, shown};
use crate::text::{clean, shell};

/// Finds the candidate and prints what is open.
pub(super) fn run(places: &Places, given: &HandoverArguments) -> anyhow::Result<Outcome> {
    let paths = places.paths()?;
    let found = gather(&paths, given)?;
    let families = Catalog::load(&places.rubrics()?).families;
    let sheets: Vec<FamilySheet> =
        found.handovers.into_iter().map(|one| sheet(one, &families, &found.candidate)).collect();
    let sheet = HandoverSheet { candidate: &found.candidate, families: &sheets, unread: &found.unread };
    let format = given.format.or_else(|| PlainFormat::of(given.destination.file()?));
    let outcome = match format.unwrap_or(PlainFormat::Text) {
        PlainFormat::Text => Outcome::text(report::text::handover(&sheet)),
        PlainFormat::Md => Outcome::text(report::markdown::handover(&sheet)),
        PlainFormat::Json => Outcome::text(strict::pretty(&object(&sheet))),
    };
    outcome.deliver(&paths, &given.destination)
}

/// What there is of a candidate.
struct Found {
    candidate: Candidate,
    handovers: Vec<Handover>,
    /// Sentences on files of which nobody can say what they cover.
    unread: Vec<String>,
}

fn gather(paths: &Paths, given: &HandoverArguments) -> anyhow::Result<Found> {
    let name = pool::find_candidate(paths, &given.candidate)?;
    let gathered = pool::gather(paths, &name);
    let reference = reference(&gathered, &name, given.reference.as_deref())?;
    let fits = |other: Option<&str>| {
        let other = other.map(name_key).filter(|other| !other.is_empty());
        other.is_none() || other == reference.as_deref().map(name_key)
    };
    let mut unread = unread(&gathered);
    let cards = gathered.submitted.into_iter().filter(|one| fits(one.card.content().candidate.reference.as_deref()));
    let mut covered: Vec<Covered> =
        panel::heard(cards.collect()).iter().map(|one| Covered::by_card(&one.card)).collect();
    // Who amends a card has handed one in, and covers what that covers.
    let drafts = gathered.drafts.iter().filter(|draft| draft.is_outstanding() && fits(draft.reference.as_deref()));
    for draft in drafts {
        match draft::peek(draft) {
            Ok((interview, last_at)) => covered.push(Covered::by_draft(&interview, last_at)),
            Err(why) => unread.push(format!("{}: {why}", shown(&draft.path))),
        }
    }
    if covered.is_empty() {
        let lines: Vec<String> =
            std::iter::once(format!("there is no card or draft of {} that can be used", clean(&name)))
                .chain(unread)
                .collect();
        bail!("{}", lines.join("\n  "));
    }
    Ok(Found { candidate: Candidate { name, reference }, handovers: Handover::of(covered), unread })
}

/// The reference that is meant: the one given, or the only one there is.
fn reference(gathered: &Gathered, name: &str, given: Option<&str>) -> anyhow::Result<Option<String>> {
    let of_cards = gathered.submitted.iter().filter_map(|one| one.card.content().candidate.reference.as_deref());
    let of_drafts = gathered.drafts.iter().filter_map(|draft| draft.reference.as_deref());
    let mut known: Vec<&str> = Vec::new();
    for reference in of_cards.chain(of_drafts).filter(|reference| !reference.trim().is_empty()) {
        if !known.iter().any(|other| name_key(other) == name_key(reference)) {
            known.push(reference);
        }
    }
    known.sort_unstable();
    let listed = || known.iter().map(|reference| shell::word(reference)).collect::<Vec<_>>().join(", ");
    match (given, known.as_slice()) {
        (Some(given), _) => match known.iter().find(|known| name_key(known) == name_key(given)) {
            Some(reference) => Ok(Some((*reference).to_owned())),
            None if known.is_empty() => bail!("no card or draft of {} has a reference", clean(name)),
            None => bail!(
                "no card or draft of {} has the reference {:?}; there are: {}",
                clean(name),
                clean(given),
                listed()
            ),
        },
        (None, []) => Ok(None),
        (None, [one]) => Ok(Some((*one).to_owned())),
        (None, _) => bail!("several candidates are called {}: add --ref with one of {}", clean(name), listed()),
    }
}

/// What may hide that something was covered. Why a card cannot be used may quote it, so only its name is said.
fn unread(gathered: &Gathered) -> Vec<String> {
    let damaged = gathered.left_out.iter().filter(|file| matches!(file.why, Why::Damaged(_)));
    let cards = damaged.map(|file| {
        format!("{} cannot be used, so what it covers is not known; `assay check` says why", clean(&file.file))
    });
    let folders =
        gathered.problems.iter().filter(|problem| problem.file.extension().is_none_or(|ending| ending != "json"));
    cards.chain(folders.map(ToString::to_string)).collect()
}

fn sheet(handover: Handover, families: &[Family], candidate: &Candidate) -> FamilySheet {
    let target = handover.rubric().target();
    let family = families.iter().find(|family| family.id == target.family);
    let rubric = family.and_then(|family| family.rubric_to(&target.id));
    let minutes = rubric.and_then(|rubric| minutes(handover.rubric(), &rubric));
    let next = next(&handover, candidate);
    FamilySheet { handover, minutes, next }
}

/// The minutes of each criterion, which a card does not hold; nothing where the rubric at hand lacks one.
fn minutes(of: &Rubric, at_hand: &Rubric) -> Option<Vec<u32>> {
    let minutes = |i: usize| Some(at_hand.criterion(at_hand.index_of(&of.criterion(i).id)?).minutes);
    (0..of.len()).map(minutes).collect()
}

/// The command that asks what is open, or the panel where nothing is; each option with its value.
fn next(handover: &Handover, candidate: &Candidate) -> Vec<String> {
    let name = shell::word(&candidate.name);
    let sections = handover.sections();
    if sections.is_empty() {
        return vec![format!("assay panel {name}")];
    }
    let target = handover.rubric().target();
    let mut words = vec!["assay new".to_owned(), format!("--candidate {name}")];
    words.extend(candidate.reference.as_deref().map(|text| format!("--ref {}", shell::word(text))));
    words.push(format!("--family {}", shell::word(&target.family)));
    words.push(format!("--level {}", shell::word(&target.id)));
    if !handover.done().is_empty() {
        // What gates the grade comes first; where that is done, the rest.
        let gates = |open: &&OpenSection<'_>| open.section.kind == SectionKind::Required;
        let required: Vec<&OpenSection<'_>> = sections.iter().filter(gates).collect();
        let focus = if required.is_empty() { sections.iter().collect() } else { required };
        let key = |open: &OpenSection<'_>| shell::word(&format!("{}/{}", open.level.id, open.section.id));
        words.extend(focus.into_iter().map(|open| format!("--focus {}", key(open))));
    }
    words
}

/// The handover for other programs.
fn object(sheet: &HandoverSheet<'_>) -> Value {
    json!({
        "candidate": { "name": sheet.candidate.name, "ref": sheet.candidate.reference },
        "families": sheet.families.iter().map(family).collect::<Vec<_>>(),
        "unread": sheet.unread,
    })
}

fn family(family: &FamilySheet) -> Value {
    let handover = &family.handover;
    let target = handover.rubric().target();
    let interviews: Vec<Value> = handover
        .interviews()
        .iter()
        .map(|one| {
            json!({
                "interviewer": one.interviewer,
                "at": one.at.to_string(),
                "submitted": one.submitted,
                "covered": one.count(),
                "not_asked": one.not_asked(),
            })
        })
        .collect();
    let sections: Vec<Value> = handover
        .sections()
        .iter()
        .map(|open| {
            let criteria = handover.open_of(open).map(|i| {
                let criterion = family.criterion(i);
                json!({
                    "id": criterion.id,
                    "title": criterion.title,
                    "must_have": criterion.must_have,
                    "minutes": family.minutes.as_ref().map(|minutes| minutes[i]),
                })
            });
            json!({
                "level": open.level.id,
                "section": open.section.id,
                "title": open.section.title,
                "kind": kind_id(open.section.kind),
                "criteria": open.section.criteria.len(),
                "open": criteria.collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "family": target.family,
        "title": target.family_title,
        "target": { "level": target.id, "grade": target.grade },
        "interviews": interviews,
        "other_editions": family.other_editions(),
        "open": handover.open(),
        "criteria": handover.rubric().len(),
        "sections": sections,
        "next": family.next.join(" "),
    })
}
