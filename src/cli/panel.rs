//! `panel`: what a candidate's cards come to together, for other programs and for people without
//! this one.

use anyhow::bail;
use serde_json::{Value, json};

use super::args::{PanelArguments, PanelFormat};
use super::output::Outcome;
use crate::domain::panel::{Member, Panel, PanelDecision, Submitted, words};
use crate::domain::rating::Rating;
use crate::report;
use crate::report::panel::PanelReport;
use crate::storage::FileProblem;
use crate::storage::archive::Paths;
use crate::storage::draft::outstanding_of;
use crate::storage::pool::{self, Gathered};
use crate::storage::settings;
use crate::storage::wire::card::RecommendationFile;
use crate::storage::{decision, json as strict};
use crate::text::clean;

/// What comes of the command.
pub(super) enum Next {
    /// The screen of this candidate's panel.
    Screen(String),
    /// Something to print.
    Print(Outcome),
}

/// Finds the candidate, and opens the screen or prints the report.
pub(super) fn run(
    paths: &Paths,
    given: &PanelArguments,
    on_a_terminal: bool,
    me: Option<&str>,
) -> anyhow::Result<Next> {
    let format = given.format.or_else(|| PanelFormat::of(given.destination.file()?));
    if on_a_terminal && format.is_none() && !given.destination.is_given() {
        return Ok(Next::Screen(pool::find_candidate(paths, &given.candidate)?));
    }
    let me = settings::who(paths, me);
    let found = gather(paths, &given.candidate, me.as_deref(), given.reveal)?;
    let outcome = found.told(format.unwrap_or(PanelFormat::Text));
    Ok(Next::Print(outcome.deliver(paths, &given.destination)?))
}

/// A candidate's panel as it is told.
struct Found {
    panel: Panel,
    /// What else lies there; the cards and what is left out are in the panel.
    beside: Gathered,
    /// Whether it is shown although the one who asks has not handed in their own card.
    revealed: bool,
}

/// Finds a candidate's panel, with everything that was left out.
fn gather(paths: &Paths, given: &str, me: Option<&str>, reveal: bool) -> anyhow::Result<Found> {
    let name = pool::find_candidate(paths, given)?;
    let mut gathered = pool::gather(paths, &name);
    let own = me.is_some_and(|me| outstanding_of(&gathered.drafts, &name, me).is_some());
    if own && !reveal {
        let who: Vec<&str> = gathered.handed_in().into_iter().map(Submitted::interviewer).collect();
        let who = if who.is_empty() { "nobody yet".to_owned() } else { clean(&who.join(", ")).into_owned() };
        let me = clean(me.unwrap_or_default()).into_owned();
        bail!(
            "{me}, your own interview of {} is not submitted, so this panel is not shown to you yet.\nSubmitted: {who}. \
             `--reveal` shows it all the same.",
            clean(&name)
        );
    }
    let submitted = std::mem::take(&mut gathered.submitted);
    match Panel::new(submitted, std::mem::take(&mut gathered.left_out)) {
        Ok(panel) => Ok(Found { panel, beside: gathered, revealed: own }),
        Err(left_out) if left_out.is_empty() => bail!("there is no card of {} yet", clean(&name)),
        Err(left_out) => {
            let told: Vec<String> = left_out.iter().map(|file| clean(&words::left_out(file)).into_owned()).collect();
            bail!("no card of {} can be pooled:\n  {}", clean(&name), told.join("\n  "))
        }
    }
}

/// The panel for other programs.
fn json(gathered: &Gathered, panel: &Panel) -> Value {
    let rubric = panel.rubric();
    let level = |index: Option<usize>| index.map(|index| &rubric.levels()[index].id);
    let id = |criterion: usize| &rubric.criterion(criterion).id;
    let candidate = panel.candidate();
    let cards: Vec<Value> = panel
        .members()
        .iter()
        .map(|member| {
            let content = member.card().content();
            json!({
                "interviewer": member.interviewer(),
                "id": content.id,
                "seal": member.submitted().seal,
                "target": content.rubric.target().id,
            })
        })
        .collect();
    let left_out: Vec<Value> =
        panel.left_out().iter().map(|file| json!({ "file": file.file, "why": words::why(&file.why) })).collect();
    let without: Vec<Value> = panel
        .members()
        .iter()
        .zip(panel.without())
        .map(|(member, now)| {
            json!({
                "interviewer": member.interviewer(),
                "floor": level(now.floor),
                "ceiling": level(now.ceiling),
            })
        })
        .collect();
    let consensus: Vec<Value> = panel
        .consensus()
        .iter()
        .enumerate()
        .map(|(criterion, rating)| json!({ "criterion": id(criterion), "rating": rating.map(Rating::number) }))
        .collect();
    let agreement = panel.agreement();
    json!({
        "candidate": { "name": candidate.name, "ref": candidate.reference },
        "cards": cards,
        "left_out": left_out,
        "recommendation": RecommendationFile::new(rubric, panel.recommendation()),
        "lowest": level(panel.lowest().floor),
        "highest": level(panel.highest().floor),
        "without": without,
        "consensus": consensus,
        "single_rated": panel.single_rated().len(),
        "contested": panel.contested().iter().map(|contest| id(contest.criterion)).collect::<Vec<_>>(),
        "decisive": panel.decisive().map(|contest| id(contest.criterion)).collect::<Vec<_>>(),
        "agreement": {
            "alpha": agreement.alpha,
            "interval": agreement.interval.map(|(low, high)| [low, high]),
            "criteria": agreement.criteria,
        },
        "decision": gathered.decisions.first().map(|(_, decision)| decision::sealed(decision)),
    })
}

impl Found {
    /// The report, with messages where it has no place for what is wrong with files.
    fn told(&self, format: PanelFormat) -> Outcome {
        let problems: Vec<String> = self.beside.problems.iter().map(named).collect();
        let decisions: Vec<(String, PanelDecision)> = self
            .beside
            .decisions
            .iter()
            .map(|(path, decision)| {
                let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
                (file.unwrap_or_default(), decision.clone())
            })
            .collect();
        let (panel, revealed) = (&self.panel, self.revealed);
        let report = PanelReport { panel, decisions: &decisions, problems: &problems, revealed };
        let outcome = match format {
            PanelFormat::Text => return Outcome::text(report::text::panel(&report)),
            PanelFormat::Md => return Outcome::text(report::markdown::panel(&report)),
            PanelFormat::Html => return Outcome::text(report::html::panel(&report)),
            PanelFormat::Csv => Outcome::text(report::csv::cards(panel.members().iter().map(Member::card))),
            PanelFormat::Json => Outcome::text(strict::pretty(&json(&self.beside, panel))),
        };
        let problems = self.beside.problems.iter().map(|problem| format!("assay: {problem}"));
        problems.fold(outcome, Outcome::message)
    }
}

/// A problem with the file's own name: where somebody keeps their files is not for a report that is
/// handed out.
fn named(problem: &FileProblem) -> String {
    let file = problem.file.file_name().map(Into::into).unwrap_or_default();
    FileProblem { file, ..problem.clone() }.to_string()
}
