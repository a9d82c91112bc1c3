//! The words that go with a grade: one wording for screens and reports, so that they never differ.
//!
//! Titles come from rubrics and are raw here; whoever shows a sentence cleans it.

use super::grade::{Blocker, Recommendation, SectionResult, SectionState, Status};
use super::rating::Rating;
use super::rubric::Rubric;
use super::witness::ReRating;

/// The grade in one sentence.
#[must_use]
pub fn headline(rubric: &Rubric, now: &Recommendation) -> String {
    let name = |level: usize| rubric.levels()[level].label_with_grade();
    match (now.status, now.floor, now.ceiling) {
        (Status::Settled, Some(floor), _) if floor + 1 == rubric.levels().len() => {
            format!("{} is proved, the highest level asked; no open criterion can change that.", name(floor))
        }
        (Status::Settled, Some(floor), _) => format!("{} is proved; no open criterion can change that.", name(floor)),
        (Status::Settled, None, _) => format!("Below {} on this evidence; no open criterion can change that.", name(0)),
        (_, Some(floor), Some(ceiling)) => {
            format!("{} is proved; {} can still be reached.", name(floor), name(ceiling))
        }
        (_, None, Some(ceiling)) => format!("Nothing is proved yet; {} can still be reached.", name(ceiling)),
        (_, Some(floor), None) => format!("{} is proved.", name(floor)),
        (_, None, None) => "Nothing is proved.".to_owned(),
    }
}

/// What keeps the next level from being proved, in a few words for one line of the screen.
#[must_use]
pub fn blocking(rubric: &Rubric, now: &Recommendation) -> String {
    let Some(next) = now.next_level() else { return "nothing blocks: the highest level asked is proved".to_owned() };
    let blockers = now.blockers();
    let label = rubric.levels()[next].label();
    let Some(first) = blockers.first() else { return String::new() };
    let more = match blockers.len() {
        1 => String::new(),
        2 => " (+1 section)".to_owned(),
        n => format!(" (+{} sections)", n - 1),
    };
    format!("{label}: {}{more}", short(rubric, first))
}

fn short(rubric: &Rubric, blocker: &Blocker<'_>) -> String {
    let result = blocker.result;
    let title = &rubric.levels()[blocker.level].sections[result.section].title;
    let must_have = !result.missing_must_haves.is_empty();
    match (result.state, result.shortfall()) {
        (SectionState::Failed, _) if result.reachable < result.need => {
            format!("{title} {}/{} needs {}, at most {}", result.earned, result.max, result.need, result.reachable)
        }
        (SectionState::Failed, _) => format!("{title} fails on a must-have"),
        (_, 0) => format!("{title} needs a must-have"),
        (_, n) if must_have => format!("{title} needs {} and a must-have", points(n)),
        (_, n) => format!("{title} needs {}", points(n)),
    }
}

/// Why one section blocks the next level, as a full sentence that ends with whether it still can be
/// closed. A must-have alone can rule that out, however many points are left.
#[must_use]
pub fn blocker(rubric: &Rubric, blocker: &Blocker<'_>) -> String {
    let result = blocker.result;
    let level = &rubric.levels()[blocker.level];
    let mut parts = Vec::new();
    if result.shortfall() > 0 {
        let short =
            format!("{} of {} points, needs {}: {} short", result.earned, result.max, result.need, result.shortfall());
        parts.push(if result.reachable < result.need {
            format!("{short}, at most {} can still be reached", result.reachable)
        } else {
            short
        });
    }
    let (lost, attainable): (Vec<usize>, Vec<usize>) =
        result.missing_must_haves.iter().partition(|i| result.lost_must_haves.contains(i));
    for (outlook, criteria) in [("out of reach", lost), ("still attainable", attainable)] {
        if !criteria.is_empty() {
            let names: Vec<&str> = criteria.iter().map(|&i| rubric.criterion(i).title.as_str()).collect();
            parts.push(format!("must-have {outlook}: {}", names.join(", ")));
        }
    }
    let outlook = match result.state {
        SectionState::Failed => "cannot be closed any more",
        SectionState::Open | SectionState::Passed => "can still be closed by what is not answered yet",
    };
    format!("{}, {}: {}; {outlook}.", level.label(), level.sections[result.section].title, parts.join("; "))
}

/// One section's arithmetic in a fixed order: earned, need, most still reachable, state.
#[must_use]
pub fn arithmetic(result: &SectionResult) -> String {
    format!(
        "{:>2} of {:>2} points, needs {:>2}, at most {:>2}  {}",
        result.earned,
        result.max,
        result.need,
        result.reachable,
        result.state.id()
    )
}

/// One re-rating: `Mentoring: 3 Meets -> 2 Partial`.
#[must_use]
pub fn re_rating(rubric: &Rubric, change: &ReRating) -> String {
    let from = change.from.map_or_else(|| "unknown".to_owned(), |rating: Rating| rating.to_string());
    format!("{}: {from} -> {}", rubric.criterion(change.criterion).title, change.to)
}

/// A number of points with its noun.
#[must_use]
pub fn points(n: u32) -> String {
    if n == 1 { "1 more point".to_owned() } else { format!("{n} more points") }
}

/// What a change of the grade means, in one sentence; nothing where floor and ceiling are as before.
/// A level that went out of reach is said first: it is what an interviewer must not miss.
#[must_use]
pub fn change(rubric: &Rubric, before: &Recommendation, now: &Recommendation) -> Option<String> {
    let name = |level: usize| rubric.levels().get(level).map_or_else(String::new, |level| level.label_with_grade());
    if now.ceiling < before.ceiling {
        let lost = now.ceiling.map_or(0, |level| level + 1);
        let result = now.levels.get(lost)?.sections.iter().find(|section| section.state == SectionState::Failed);
        let why =
            result.map_or_else(String::new, |result| format!(": {}", short(rubric, &Blocker { level: lost, result })));
        return Some(format!("{} is out of reach{why}", name(lost)));
    }
    if now.floor > before.floor {
        return now.floor.map(|level| format!("{} is proved", name(level)));
    }
    if now.floor < before.floor {
        return before.floor.map(|level| format!("{} is no longer proved", name(level)));
    }
    (now.ceiling > before.ceiling).then(|| now.ceiling.map(|level| format!("{} can be reached", name(level)))).flatten()
}

#[cfg(test)]
mod tests;
