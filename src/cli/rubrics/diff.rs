//! `rubric diff`: what changed between two versions of a family, and which saved cards it would move.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use serde_json::{Value, json};

use super::{origin, with_problems};
use crate::cli::folders::Places;
use crate::cli::output::Outcome;
use crate::domain::difference::{self, Change};
use crate::domain::regrade::{Case, Move, Regrading, Standing};
use crate::domain::rubric::Level;
use crate::report::text;
use crate::runtime::meter::Meter;
use crate::storage::catalog::{Catalog, Family, Origin};
use crate::storage::{FileProblem, json as strict, regrade, shown};
use crate::text::clean;

/// What stands for the family that comes with the program.
const BUILT_IN: &str = "built-in";

/// One version as the user gave it.
struct Version {
    levels: Vec<Arc<Level>>,
    /// Whether it is a single level, so that only this one is compared.
    single: bool,
    /// Where it comes from, clean.
    origin: String,
}

pub(super) fn run(places: &Places, [old, new]: [&Path; 2], regrade: bool, json: bool) -> anyhow::Result<Outcome> {
    let catalog = Catalog::load(&places.rubrics()?);
    let (old, new) = (version(&catalog, old)?, version(&catalog, new)?);
    let (before, now) = alike(&old, &new)?;
    let changes = difference::between(&before, &now);
    let regraded = if regrade {
        let (paths, levels) = (places.paths()?, whole(&catalog, &old, &new)?);
        let family = old.levels.first().context("the old version has no level")?;
        let meter = Meter::new("Reading cards");
        Some(regrade::family(&paths, &family.family, &levels, &|done, of| meter.at(done, of)))
    } else {
        None
    };
    let problems = regraded.as_ref().map(|(_, problems)| problems.as_slice()).unwrap_or_default();
    let outcome = if json {
        Outcome::text(strict::pretty(&object([&old, &new], &changes, regraded.as_ref())))
    } else {
        let mut out = format!("Old: {}\nNew: {}\n\n", old.origin, new.origin);
        out.push_str(&text::difference(&changes));
        if let Some((regrading, _)) = &regraded {
            out.push('\n');
            out.push_str(&text::regrading(regrading));
        }
        Outcome::text(out)
    };
    Ok(with_problems(outcome, problems))
}

/// What the user means: the built-in family, a family by its id, a folder or a file.
fn version(catalog: &Catalog, given: &Path) -> anyhow::Result<Version> {
    let of = |family: Family| Version {
        origin: clean(&format!("{} ({}, {})", family.title, family.id, origin(&family.origin))).into_owned(),
        levels: family.levels,
        single: false,
    };
    if given == Path::new(BUILT_IN) {
        return Ok(of(Family::built_in()));
    }
    if let Some(family) = given.to_str().and_then(|id| catalog.family(id)) {
        return Ok(of(match &family.origin {
            Origin::BuiltIn => family.clone(),
            // What is left of a broken family would look as if levels had been taken out.
            Origin::Folder(folder) => Family::open(folder).map_err(|problems| refused(&problems))?,
        }));
    }
    if given.is_dir() {
        return Ok(of(Family::open(given).map_err(|problems| refused(&problems))?));
    }
    if !given.exists() {
        bail!(
            "there is no family, folder or file {:?}; `assay rubric list` shows the families there are",
            clean(&given.to_string_lossy())
        );
    }
    let level = Family::open_level(given).map_err(|problems| refused(&problems))?;
    let origin = format!("{} ({})", clean(&level.title), shown(given));
    Ok(Version { levels: vec![level], single: true, origin })
}

fn refused(problems: &[FileProblem]) -> anyhow::Error {
    let told: Vec<String> = problems.iter().map(|problem| format!("\n  {problem}")).collect();
    anyhow::anyhow!("cannot be compared before these errors are mended:{}", told.concat())
}

type Levels = Vec<Arc<Level>>;

/// The levels to compare: where either version is a single level, only that one of the other.
fn alike(old: &Version, new: &Version) -> anyhow::Result<(Levels, Levels)> {
    let pick = |from: &Version, one: &Version| -> anyhow::Result<Levels> {
        let id = &one.levels[0].id;
        let found: Levels = from.levels.iter().filter(|level| level.id == *id).cloned().collect();
        if found.is_empty() {
            bail!("{} has no level {:?} to compare with", from.origin, clean(id));
        }
        Ok(found)
    };
    Ok(match (old.single, new.single) {
        (true, false) => (old.levels.clone(), pick(new, old)?),
        (false, true) => (pick(old, new)?, new.levels.clone()),
        _ => (old.levels.clone(), new.levels.clone()),
    })
}

/// The new version as a whole family; where it is a single level, in the place of the one that the old
/// version or the installed family has.
fn whole(catalog: &Catalog, old: &Version, new: &Version) -> anyhow::Result<Levels> {
    if !new.single {
        return Ok(new.levels.clone());
    }
    let level = &new.levels[0];
    let mut levels = if old.single {
        let family = catalog.family(&level.family);
        family
            .with_context(|| {
                format!("--regrade needs all levels; {:?} is no family that is installed", clean(&level.family))
            })?
            .levels
            .clone()
    } else {
        old.levels.clone()
    };
    match levels.iter_mut().find(|known| known.id == level.id) {
        Some(known) => *known = Arc::clone(level),
        None => levels.push(Arc::clone(level)),
    }
    Ok(levels)
}

fn object([old, new]: [&Version; 2], changes: &[Change], regraded: Option<&(Regrading, Vec<FileProblem>)>) -> Value {
    let version = |version: &Version| {
        let family = version.levels.first().map(|level| &level.family);
        json!({ "family": family, "origin": version.origin })
    };
    let mut object = json!({
        "old": version(old),
        "new": version(new),
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
    });
    if let Some((Regrading { moved, stay, replaced, untold }, problems)) = regraded {
        object["regrade"] = json!({
            "moved": moved.iter().map(|(case, how)| moved_json(case, how)).collect::<Vec<_>>(),
            "stay": stay,
            "replaced": replaced,
            "not_judged": untold.iter().map(|(case, why)| with(case_json(case), "why", json!(why))).collect::<Vec<_>>(),
            "not_read": problems.iter().map(|problem| json!({
                "file": problem.file.to_string_lossy(),
                "path": problem.path,
                "message": problem.message,
            })).collect::<Vec<_>>(),
        });
    }
    object
}

fn change(change: &Change) -> Value {
    json!({
        "what": change.what.id(),
        "moves_grade": change.moves_grade,
        "level": change.level,
        "section": change.section,
        "criterion": change.criterion,
        "before": change.before,
        "after": change.after,
        "sentence": change.sentence(),
    })
}

fn case_json(case: &Case) -> Value {
    json!({
        "card": case.card,
        "candidate": { "name": case.candidate.name, "ref": case.candidate.reference },
        "interviewer": case.interviewer,
        "submitted_at": case.submitted_at.to_string(),
    })
}

fn moved_json(case: &Case, moved: &Move) -> Value {
    let level = |level: &Option<(String, Option<u32>)>| {
        level.as_ref().map(|(level, grade)| json!({ "level": level, "grade": grade }))
    };
    let standing = |standing: &Standing| {
        json!({
            "recommended": level(&standing.floor),
            "ceiling": level(&standing.ceiling),
            "status": standing.status.id(),
        })
    };
    let told = with(case_json(case), "before", standing(&moved.before));
    let told = with(told, "after", standing(&moved.after));
    with(told, "because", moved.because.iter().map(change).collect())
}

fn with(mut object: Value, key: &str, value: Value) -> Value {
    object[key] = value;
    object
}
