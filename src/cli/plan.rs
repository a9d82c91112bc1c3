//! `plan`, and `new --plan`: who of a panel asks what, and an interview that begins with it.

use anyhow::{Context, anyhow, bail};

use super::args::{NewArguments, PlainFormat, PlanArguments};
use super::folders::Places;
use super::output::Outcome;
use super::rubrics::{find_level, with_problems};
use crate::domain::count;
use crate::domain::plan::{Plan, Saved};
use crate::domain::rubric::Rubric;
use crate::report;
use crate::runtime::Given;
use crate::storage::catalog::Catalog;
use crate::storage::{plan, settings, shown};
use crate::text::clean;

/// Makes a plan and prints it.
pub(super) fn run(places: &Places, given: &PlanArguments) -> anyhow::Result<Outcome> {
    let catalog = Catalog::load(&places.rubrics()?);
    let (family, level) = find_level(&catalog, &given.level, given.family.as_deref())?;
    let rubric = family.rubric_to(&level.id).context("the levels below it are not here")?;
    let overlap = usize::try_from(given.overlap).unwrap_or(usize::MAX);
    let planned = Plan::new(rubric, given.minutes, &given.interviewers, overlap)
        .map_err(|error| anyhow!("--interviewers: {}", clean(&error.to_string())))?;
    let format = given.format.or_else(|| PlainFormat::of(given.destination.file()?)).unwrap_or(PlainFormat::Text);
    let outcome = Outcome::text(match format {
        PlainFormat::Text => report::text::plan(&planned).into_bytes(),
        PlainFormat::Md => report::markdown::plan(&planned).into_bytes(),
        PlainFormat::Json => plan::to_bytes(&planned),
    });
    let outcome = with_problems(outcome, &catalog.problems);
    if given.destination.is_given() { outcome.deliver(&places.paths()?, &given.destination) } else { Ok(outcome) }
}

/// What an interview begins with: what is given, and what the plan says of the interviewer.
pub(super) fn begin(places: &Places, arguments: NewArguments, me: Option<&str>) -> anyhow::Result<Given> {
    let file = arguments.plan.clone();
    let given = Given::from(arguments);
    let Some(file) = file else { return Ok(given) };
    let saved = plan::from_file(&file).map_err(|problems| {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        anyhow!(told.join("\n"))
    })?;
    let me = given.interviewer.clone().or_else(|| settings::who(&places.paths().ok()?, me));
    let who: Vec<&str> = saved.shares.iter().map(|share| share.interviewer.as_str()).collect();
    let who = clean(&who.join(", ")).into_owned();
    let Some(me) = me else { bail!("{} is for {who}; say with --as who of them you are", shown(&file)) };
    let Some(share) = saved.share_of(&me) else {
        bail!("{} has nothing for {:?}; it is for {who}", shown(&file), clean(&me))
    };
    let catalog = Catalog::load(&places.rubrics()?);
    let rubric = catalog.family(&saved.family).and_then(|family| family.rubric_to(&saved.target));
    let (focus, remark) = match &rubric {
        Some(rubric) => (share.focus(rubric), changes(&saved, rubric, share.gone(rubric))),
        // The form says that there is no such family or level, and offers what there is.
        None => (Vec::new(), None),
    };
    Ok(Given {
        family: Some(saved.family.clone()),
        level: Some(saved.target.clone()),
        interviewer: Some(share.interviewer.clone()),
        minutes: given.minutes.or(Some(saved.minutes)),
        focus,
        remark,
        ..given
    })
}

/// What has become of the rubric since the plan was made; nothing where it is as it was.
fn changes(saved: &Saved, rubric: &Rubric, gone: usize) -> Option<String> {
    let changed: Vec<String> = saved.changed(rubric).into_iter().map(|at| rubric.levels()[at].label()).collect();
    if changed.is_empty() && gone == 0 {
        return None;
    }
    let gone = match gone {
        0 => "all that you were to ask is still there".to_owned(),
        gone => format!("{} that you were to ask {} gone", count::criteria(gone), if gone == 1 { "is" } else { "are" }),
    };
    let changed = if changed.is_empty() { String::new() } else { format!(" ({})", changed.join(", ")) };
    Some(format!("the rubric has changed since the plan was made{changed}: {gone}"))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::args::{Arguments, Command};
    use crate::storage::catalog::Family;
    use crate::storage::{json, write};

    /// What an interview begins with, where a plan was changed before.
    fn begun(change: impl FnOnce(&mut serde_json::Value), more: &[&str]) -> Given {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let file = folder.path().join("plan.json");
        let rubric = Family::built_in().rubric_to("senior").expect("there is a Senior level");
        let names = ["Ana Ruiz", "Ben"].map(str::to_owned);
        let planned = Plan::new(rubric, 75, &names, 0).expect("the plan is sound");
        let mut content: serde_json::Value = json::read(&plan::to_bytes(&planned)).expect("a plan is JSON");
        change(&mut content);
        write::write_new(&file, &json::pretty(&content)).expect("there is room");
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let (file, data, config) = (path("plan.json"), path("data"), path("config"));
        let fixed = ["assay", "new", "--plan", &file, "--data-dir", &data, "--config-dir", &config];
        let arguments = Arguments::try_parse_from(fixed.iter().chain(more)).expect("the arguments are sound");
        let Some(Command::New(fields)) = arguments.command else { panic!("it is `new`") };
        begin(&arguments.places, fields, arguments.me.as_deref()).expect("it begins")
    }

    #[test]
    fn a_plan_says_all_but_the_candidate_and_the_day_may_be_shorter() {
        let given = begun(|_| {}, &["--as", " ana  RUIZ", "--ref", "REQ 7"]);
        assert_eq!(given.interviewer.as_deref(), Some("Ana Ruiz"), "as the plan writes it");
        assert_eq!(
            (given.family.as_deref(), given.level.as_deref()),
            (Some("professional-services-engineer"), Some("senior"))
        );
        assert_eq!((given.minutes, given.candidate, given.reference.as_deref()), (Some(75), None, Some("REQ 7")));
        assert_eq!(given.remark, None);
        assert!(given.focus.iter().all(|key| key.contains('/')) && !given.focus.is_empty());
        let shorter = begun(|_| {}, &["--interviewer", "Ben", "--minutes", "30"]);
        assert_eq!((shorter.interviewer.as_deref(), shorter.minutes), (Some("Ben"), Some(30)));
    }

    #[test]
    fn a_rubric_that_has_changed_since_is_told_of() {
        let given = begun(|plan| plan["levels"][2]["digest"] = "sha256:other".into(), &["--as", "Ben"]);
        assert_eq!(
            given.remark.as_deref(),
            Some("the rubric has changed since the plan was made (Senior): all that you were to ask is still there")
        );
        let given =
            begun(|plan| plan["interviewers"][0]["sections"][0]["criteria"][0] = "gone".into(), &["--as", "Ana Ruiz"]);
        let remark = given.remark.expect("there is something to say");
        assert_eq!(remark, "the rubric has changed since the plan was made: 1 criterion that you were to ask is gone");
        assert!(!given.focus.is_empty(), "the others are asked");
        let unknown = begun(|plan| plan["family"] = "baker".into(), &["--as", "Ben"]);
        assert_eq!((unknown.family.as_deref(), unknown.focus.len()), (Some("baker"), 0), "the form says so");
    }
}
