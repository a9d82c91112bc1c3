//! `whatif`: what would follow for saved cards if ratings or the bar were otherwise. No card changes.

use std::path::PathBuf;

use anyhow::{Context, bail};
use serde_json::{Value, json};

use super::cards::{self, Opened};
use super::output::Outcome;
use crate::domain::explain;
use crate::domain::grade::{self, Recommendation};
use crate::domain::rating::Rating;
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::own_ratings;
use crate::domain::what_if::follows;
use crate::domain::witness::ReRating;
use crate::storage::archive::Paths;
use crate::storage::json as strict;
use crate::storage::shown;
use crate::text::{clean, wrap};

/// Columns of what is printed.
const COLUMNS: usize = 80;

/// A rating that is supposed, as it was given.
#[derive(Clone, Debug)]
pub(super) struct Supposed {
    criterion: String,
    rating: Option<Rating>,
}

/// Reads `CRITERION=RATING`; a rating of 0 supposes that nothing is known.
pub(super) fn supposed(given: &str) -> Result<Supposed, String> {
    let (criterion, rating) = given.rsplit_once('=').ok_or("write it as CRITERION=RATING")?;
    let rating = match rating.trim().parse::<i64>() {
        Ok(0) => None,
        Ok(number) => Some(Rating::from_number(number).ok_or("a rating is 1, 2, 3 or 4, or 0 for unknown")?),
        Err(_) => return Err("a rating is 1, 2, 3 or 4, or 0 for unknown".to_owned()),
    };
    Ok(Supposed { criterion: criterion.trim().to_owned(), rating })
}

/// Judges each card as it is and as it would be.
pub(super) fn run(
    paths: &Paths,
    given: &[PathBuf],
    bar: Option<u32>,
    set: &[Supposed],
    json: bool,
) -> anyhow::Result<Outcome> {
    if bar.is_none() && set.is_empty() {
        bail!("nothing is supposed: give --bar N or --set CRITERION=RATING");
    }
    let (mut told, mut objects, mut wrong) = (String::new(), Vec::new(), Vec::new());
    for given in given {
        match cards::open(paths, given) {
            Ok(Ok(opened)) => match Answer::new(&opened, bar, set) {
                Ok(answer) => {
                    told.push_str(&answer.told(&opened));
                    objects.push(answer.object(&opened));
                }
                Err(error) => wrong.push(format!("assay: {}: {error:#}", shown(&opened.path))),
            },
            Ok(Err(broken)) => wrong.extend(broken.into_messages()),
            Err(error) => wrong.push(format!("assay: {error:#}")),
        }
    }
    let outcome = Outcome::text(if json { strict::pretty(&objects) } else { told.into_bytes() });
    let outcome = if wrong.is_empty() { outcome } else { outcome.wrong() };
    Ok(wrong.into_iter().fold(outcome, Outcome::message))
}

/// What follows for one card.
struct Answer {
    rubric: Rubric,
    /// The criterion, its rating as it is recorded and as it is supposed.
    changes: Vec<(usize, Option<Rating>, Option<Rating>)>,
    bar: Option<u32>,
    now: Recommendation,
    then: Recommendation,
}

impl Answer {
    fn new(opened: &Opened, bar: Option<u32>, set: &[Supposed]) -> anyhow::Result<Self> {
        let content = opened.card.content();
        let recorded = own_ratings(&content.rubric, &content.entries);
        let mut ratings = recorded.clone();
        for Supposed { criterion, rating } in set {
            ratings[find(&content.rubric, criterion)?] = *rating;
        }
        let rubric = match bar {
            Some(percent) => content
                .rubric
                .with_bar(percent)
                .ok()
                .with_context(|| format!("a bar of {percent} % does not fit this rubric"))?,
            None => content.rubric.clone(),
        };
        let changes = (0..ratings.len()).filter(|&i| recorded[i] != ratings[i]);
        Ok(Self {
            changes: changes.map(|i| (i, recorded[i], ratings[i])).collect(),
            bar,
            now: opened.card.recommendation().clone(),
            then: grade::recommend(&rubric, &ratings),
            rubric,
        })
    }

    /// What is supposed, one line each.
    fn supposed(&self) -> Vec<String> {
        let bar = self.bar.map(|percent| format!("the bar is {percent} % everywhere"));
        let changes = self.changes.iter().map(|&(criterion, from, to)| match to {
            Some(to) => explain::re_rating(&self.rubric, &ReRating { criterion, from, to }),
            None => format!("{}: unknown", self.rubric.criterion(criterion).title),
        });
        let all: Vec<String> = bar.into_iter().chain(changes).collect();
        if all.is_empty() { vec!["nothing that is not so already".to_owned()] } else { all }
    }

    fn told(&self, opened: &Opened) -> String {
        let content = opened.card.content();
        let head = format!(
            "{}, by {}, {} ({})",
            content.candidate.name,
            content.interviewer,
            content.submitted_at.to_minute(),
            content.id
        );
        let mut out = format!("{}\n", clean(&head));
        let mut item = |label: &str, words: &str| {
            let mut lead = format!("  {label:<9}");
            for line in wrap(&clean(words), COLUMNS - lead.len()) {
                out.push_str(format!("{lead}{line}").trim_end());
                out.push('\n');
                lead = " ".repeat(lead.len());
            }
        };
        item("now", &explain::headline(&content.rubric, &self.now));
        for (place, words) in self.supposed().iter().enumerate() {
            item(if place == 0 { "what if" } else { "" }, words);
        }
        item("then", &follows(&self.rubric, &self.now, &self.then));
        out
    }

    fn object(&self, opened: &Opened) -> Value {
        let content = opened.card.content();
        let id = |i: usize| &self.rubric.criterion(i).id;
        let number = |rating: Option<Rating>| rating.map(Rating::number);
        let changes = self.changes.iter();
        json!({
            "file": opened.path.to_string_lossy(),
            "id": content.id,
            "candidate": content.candidate.name,
            "interviewer": content.interviewer,
            "supposed": {
                "bar_percent": self.bar,
                "ratings": changes.map(|&(i, from, to)| json!({
                    "criterion": id(i), "from": number(from), "to": number(to),
                })).collect::<Vec<_>>(),
            },
            "now": grades(&content.rubric, &self.now),
            "then": grades(&self.rubric, &self.then),
            "says": follows(&self.rubric, &self.now, &self.then),
        })
    }
}

fn grades(rubric: &Rubric, now: &Recommendation) -> Value {
    let level = |index: Option<usize>| {
        index.map(|index| json!({ "level": rubric.levels()[index].id, "grade": rubric.levels()[index].grade }))
    };
    json!({ "floor": level(now.floor), "ceiling": level(now.ceiling), "status": now.status.id() })
}

/// The criterion with this id, or the only one whose id ends so after its level.
fn find(rubric: &Rubric, given: &str) -> anyhow::Result<usize> {
    if let Some(index) = rubric.index_of(given) {
        return Ok(index);
    }
    let ending = format!(".{given}");
    let fits: Vec<usize> = (0..rubric.len()).filter(|&i| rubric.criterion(i).id.ends_with(&ending)).collect();
    match fits.as_slice() {
        [index] => Ok(*index),
        [] => bail!("no criterion {given:?} on this card; `assay show CARD --format csv` lists the ids"),
        several => {
            let ids: Vec<&str> = several.iter().map(|&i| rubric.criterion(i).id.as_str()).collect();
            bail!("{given:?} may be {}; give the whole id", ids.join(" or "))
        }
    }
}
